"""How long the site of many insights takes to build, and what another day changes in it.

    python -m bench.site [--days 250] [--json OUT]

A published file is made by a rule (site.sql) and a fixed seed, with the columns that the site reads. Every day has
400 insights, on an episode each of 40 shows, by ten speakers a show. An insight quotes 40 words of 20,000, the n-th of
which is as frequent as 1/n; its headline is the first nine. It speaks of one or two of 3,000 entities, is tied to three
earlier insights of the last 50 days, and these to it: one tie in six contradicts. Every day has a brief of five.

Measured are the first build, a build with nothing new, and one with a day more, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import date
from itertools import islice, product
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, Final

from orchestration.site.build import build_site
from orchestration.warehouse import connect

FIRST_DAY: Final = date(2026, 1, 1)
SEED: Final = 20_260_301
A_DAY: Final = 400
_SYLLABLES: Final = [f"{consonant}{vowel}" for consonant in "bcdfghjklmnpqrstvwxz" for vowel in "aeiou"]
WORD_COUNT: Final = 20_000


def main() -> None:
    """Make the files, build the site three times, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=250, help="days of 400 insights")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.days)
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def measure(folder: Path, day_count: int) -> dict[str, Any]:
    """Return the figures of the three builds, and of the files that they leave."""
    before, after, site = folder / "before.duckdb", folder / "after.duckdb", folder / "site"
    make_published(before, day_count)
    make_published(after, day_count + 1)
    builds = {"first": _build(before, site), "nothing_new": _build(before, site)}
    times = _times(site)
    builds["a_day_more"] = _build(after, site)
    changed = [path for path, written in _times(site).items() if times.get(path) != written]
    pages = list(site.rglob("*.html"))
    return {
        "insights": day_count * A_DAY,
        **builds,
        "written_by_folder": Counter(path.relative_to(site).parts[0] for path in changed),
        "new_files": sum(path not in times for path in changed),
        "longest_page_bytes": max(path.stat().st_size for path in pages),
        "longest_search_file_bytes": max(path.stat().st_size for path in (site / "search").rglob("*.js")),
        "search_bytes": sum(path.stat().st_size for path in (site / "search").rglob("*.js")),
    }


def make_published(path: Path, day_count: int, a_day: int = A_DAY) -> None:
    """Make a published file of some days by the rule; more days leave the first as they are, but for ties to them."""
    with connect(str(path)) as connection:
        connection.execute("set memory_limit = '6GB'")  # lists of words cannot wait on disk
        words = ["".join(parts) for parts in islice(product(_SYLLABLES, repeat=3), 0, None, 50)]
        Random(SEED).shuffle(words)  # so that the frequent ones begin with any letter
        connection.execute(
            "create table vocabulary as select unnest(?::varchar[]) as word, unnest(range(1, ?)) as rank",
            [words, len(words) + 1],
        )
        values: Mapping[str, int] = {"a_day": a_day, "count": day_count * a_day, "words": WORD_COUNT}
        statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
        for name, value in values.items():
            statements = statements.replace(f"${name}", str(value))
        connection.execute(statements)


def _build(published: Path, site: Path) -> dict[str, Any]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_build_here, published, site).result()


def _build_here(published: Path, site: Path) -> dict[str, Any]:
    figures = asdict(build_site(published, site))
    return {name: value for name, value in figures.items() if name not in ("path", "preview")} | {
        "processor_seconds": time.process_time(),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _times(site: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
