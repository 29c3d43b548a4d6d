"""Working through addresses with manners: hosts side by side, one request at a time a host.

What belongs here: the order of requests. What does not: what a request is for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from urllib.parse import urlsplit

from orchestration.http import Fetcher

HOSTS_AT_ONCE: Final = 8

Row = dict[str, Any]
MakeFetcher = Callable[[], Fetcher]


def each_by_host(
    rows: Iterable[Row], url: str, work: Callable[[Fetcher, Row], Row], make_fetcher: MakeFetcher
) -> list[Row]:
    """Do `work` on every row: hosts side by side, the rows of one host one after another (manners).

    Args:
        rows: what to work on; the column named `url` holds the address to ask.
        url: the name of that column.
        work: takes a fetcher and a row and gives the new row; it must not raise for what a server does.
        make_fetcher: makes a fetcher for one host.

    Returns:
        The new rows in the order of the old ones.
    """
    listed = list(rows)
    by_host: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(listed):
        by_host[urlsplit(row[url]).netloc].append(index)

    def one_host(indexes: list[int]) -> list[tuple[int, Row]]:
        with make_fetcher() as fetcher:
            return [(index, work(fetcher, listed[index])) for index in indexes]

    with ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE) as pool:
        done = [item for items in pool.map(one_host, by_host.values()) for item in items]
    return [row for _, row in sorted(done, key=lambda item: item[0])]
