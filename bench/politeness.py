"""Politeness: what scans in a row ask of servers when nothing is new.

What belongs here: counting requests. What does not: time and memory (bench/scan.py).

    python -m bench.politeness --server PATH [--scans 10]

PATH is a program that serves feeds: its first line of output is the address of an OPML list, the address `/stats` on
the same host says what was asked so far, as {"METHOD path": {"status": count}}. It is started with `--port 0`. After
a first scan, which fetches everything, so many scans must cost one 304 a feed each, one 200 for the list each, and
nothing else. A second part, with generated feeds, counts the requests that one host got at the same instant.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from assets.podcasts.opml import FeedEntry, write_opml
from bench.feed_server import Shows, serve
from orchestration.lake import Lake
from orchestration.runs import scan
from orchestration.settings import Settings
from orchestration.tables import FEEDS, TRANSCRIPTS

Stats = Counter[tuple[str, str]]


def main() -> None:
    """Count, print what was asked, and fail where it is more than it should be."""
    arguments = _arguments()
    with started(arguments.server, arguments.latest) as opml, tempfile.TemporaryDirectory() as home:
        settings = _settings(home)
        scan(settings, [opml], print)
        lake = Lake(root=settings.lake_root)
        feeds, transcripts = lake.read(FEEDS).height, lake.read(TRANSCRIPTS).height
        before = _stats(opml)
        print(f"first scan: {sum(before.values())} requests for {feeds} feeds and {transcripts} transcripts")
        for _ in range(arguments.scans):
            scan(settings, [opml], lambda _line: None)
        asked = _stats(opml) - before
        listed = urlsplit(opml).path
        unlike = {key: count for key, count in asked.items() if not _is_fair(key, count, listed, arguments.scans)}
        print(f"{arguments.scans} scans more: {_summary(asked)}; other requests: {len(unlike)}")
    most_at_once = measure_at_once()
    print(f"most requests of one host at the same instant: {most_at_once}")
    if unlike or most_at_once > 1:
        sys.exit(f"not polite: {dict(unlike)}")


@contextmanager
def started(server: Path, latest: int) -> Iterator[str]:
    """Run a program that serves feeds while the body runs; gives the address of its list."""
    command = [sys.executable, str(server), "--port", "0", "--latest", str(latest)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def measure_at_once() -> int:
    """Scan generated feeds of few hosts and return the most requests that one host got at the same instant."""
    shows = Shows(feed_count=40, episode_count=5, transcript_count=5, host_count=4)
    with tempfile.TemporaryDirectory() as home, serve(shows) as (urls, record):
        listed = Path(home) / "listed.opml"
        listed.write_bytes(write_opml(FeedEntry(url=url, title=None) for url in urls))
        scan(_settings(home), [str(listed)], lambda _line: None)
        record.send("")
        return int(record.recv().most_at_once)


def _settings(home: str) -> Settings:
    os.environ["BRIEFCAST_HOME"] = home
    return replace(Settings.from_environment(), home=Path(home))


def _stats(opml: str) -> Stats:
    with urlopen(urljoin(opml, "/stats")) as response:
        found = json.load(response)
    stats = {(asked, status): count for asked, statuses in found.items() for status, count in statuses.items()}
    return Counter({key: count for key, count in stats.items() if key[0] != "GET /stats"})


def _is_fair(key: tuple[str, str], count: int, listed: str, scans: int) -> bool:
    asked, status = key
    return count == scans and status == ("200" if asked == f"GET {listed}" else "304")


def _summary(asked: Stats) -> str:
    lines = Counter((asked_of, status, count) for (asked_of, status), count in asked.items())
    return ", ".join(f"{asked_of}: {count} x {status}" for asked_of, status, count in sorted(lines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Count what scans ask of servers when nothing is new.")
    parser.add_argument("--server", type=Path, required=True, help="a program that serves feeds")
    parser.add_argument("--latest", type=int, default=20, help="how many episodes a feed it is to serve")
    parser.add_argument("--scans", type=int, default=10)
    return parser.parse_args()


if __name__ == "__main__":
    main()
