"""Working through addresses with manners: hosts side by side, one request at a time a host.

What belongs here: the order of requests, and which hosts are to be left alone. What does not: what a request is for.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import polars as pl

from orchestration.lake import Lake
from orchestration.tables import FEEDS, TRANSCRIPTS

# Enough to hide the slowest servers behind the others, few enough to hold every body of a scan in memory.
HOSTS_AT_ONCE: Final = 16

Row = dict[str, Any]
Item = TypeVar("Item")
Result = TypeVar("Result")


def host_of(url: str) -> str:
    """Return the host of an address; empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


async def each_by_host(
    items: Sequence[Item], url: Callable[[Item], str], work: Callable[[Item], Awaitable[Result]]
) -> list[Result]:
    """Do `work` on every item: hosts side by side, the items of one host one after another.

    Args:
        items: what to work on.
        url: gives the address that an item is about.
        work: does the work; it must not raise for what a server does.

    Returns:
        The results in the order of the items.
    """
    by_host: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        by_host[host_of(url(item))].append(index)
    slots = asyncio.Semaphore(HOSTS_AT_ONCE)
    done: dict[int, Result] = {}

    async def one_host(indexes: list[int]) -> None:
        """Work through the items of one host, when it is its turn."""
        async with slots:
            for index in indexes:
                done[index] = await work(items[index])

    async with asyncio.TaskGroup() as group:
        for indexes in by_host.values():
            group.create_task(one_host(indexes))
    return [done[index] for index in range(len(items))]


def waiting_hosts(lake: Lake, now: datetime) -> frozenset[str]:
    """Return the hosts that asked, by `Retry-After`, not to be asked before a time that is still to come."""
    urls = [
        url
        for table, column in ((FEEDS, "feed_url"), (TRANSCRIPTS, "url"))
        for url in lake.read(table).filter(pl.col("wait_until") > now)[column]
    ]
    return frozenset(host_of(url) for url in urls)
