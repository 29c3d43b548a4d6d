"""Scanning at scale: many generated feeds, a first scan and a second one, in time, memory and requests.

What belongs here: these measurements. What does not: the manners of a scan (bench/politeness.py).

Everything that a scan of the command line does is timed, Dagster's records included; loading the definitions and
creating the Dagster instance is not. The feeds are served by another process on the same machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from assets.podcasts.opml import FeedEntry, write_opml
from bench.feed_server import Shows, serve
from orchestration.definitions import defs
from orchestration.home import instance
from orchestration.lake import Lake
from orchestration.runs import scan
from orchestration.settings import Settings
from orchestration.tables import EPISODES


def main() -> None:
    """Measure both scans, print the figures, and write them as JSON where asked to."""
    arguments = _arguments()
    shows = Shows(arguments.feeds, arguments.episodes, arguments.transcripts, arguments.hosts)
    with tempfile.TemporaryDirectory() as home, serve(shows) as (urls, record):
        os.environ["BRIEFCAST_HOME"] = home
        settings = replace(Settings.from_environment(), home=Path(home))
        listed = Path(home) / "listed.opml"
        listed.write_bytes(write_opml(FeedEntry(url=url, title=None) for url in urls))
        defs()
        with instance(settings):
            pass
        figures = {"megabytes_before": _peak_megabytes()}
        for name in ("first", "second"):
            figures |= _measured(name, settings, listed, record)
        episodes = Lake(root=settings.lake_root).read(EPISODES).height
    share = figures["second_seconds"] / figures["first_seconds"]
    print(f"{arguments.feeds} feeds, {episodes:,} episodes; the second scan takes {share:.1%} of the first")
    figures |= {"feeds": arguments.feeds, "episodes": episodes, "second_share": share}
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def _measured(name: str, settings: Settings, listed: Path, record: Connection) -> dict[str, float]:
    started, busy = time.perf_counter(), time.process_time()
    scan(settings, [str(listed)], lambda _line: None)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    record.send("")
    seen = record.recv()
    answers = ", ".join(f"{kind}: {count:,}" for kind, count in sorted(seen.answers.items()))
    print(f"{name} scan: {seconds:.1f} s ({busy:.1f} s of processor), peak {_peak_megabytes():,.0f} MB")
    print(f"  asked: {answers}; most of one host at once: {seen.most_at_once}")
    return {
        f"{name}_seconds": seconds,
        f"{name}_processor_seconds": busy,
        f"{name}_peak_megabytes": _peak_megabytes(),
    }


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure a first and a second scan of generated feeds.")
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--episodes", type=int, default=200, help="a feed")
    parser.add_argument("--transcripts", type=int, default=2, help="how many of a feed's newest episodes have one")
    parser.add_argument("--hosts", type=int, default=25, help="how many hosts serve them")
    parser.add_argument("--json", type=Path, help="write the figures here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
