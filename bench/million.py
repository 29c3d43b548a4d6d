"""What a large archive costs: its index and neighbours from nothing, then a day more; and how many of them are found.

    python -m bench.million --home HOME [--count 1000000] [--json OUT]

The passages are made from those of a home that has read a corpus, by this rule and a fixed seed. Each has two parents,
drawn at random. Its vector is a mean of theirs, the second one's share between nothing and a half, with noise a quarter
as long. Of its words, one in three is the first parent's and one in seven the second's, the others are drawn from all
passages; it keeps one in three of the first one's names, and its numbers. `PASSAGES_A_DAY` make a day, ten an episode,
and 200 shows take turns.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from assets.insights.index import Floats, decode
from assets.insights.neighbours import VERSION, Archive
from assets.insights.schema import PASSAGES as SCHEMA
from orchestration.digest.relate import read_archive, relate_days
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import NEIGHBOURS, PASSAGES

SEED: Final = 20_260_101
FIRST_DAY: Final = date(2026, 1, 1)
PASSAGES_A_DAY: Final = 5_000
SHOWS, PASSAGES_AN_EPISODE = 200, 10
NOISE: Final = 0.25
QUERIES, AMONG = 1_000, 10

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parents:
    """What passages are made from: the rows of a home, their vectors, all their words."""

    rows: Sequence[Row]
    vectors: Floats
    words: Sequence[str]

    @classmethod
    def of(cls, lake: Lake) -> Parents:
        """Read the passages of a home."""
        frame = lake.read(PASSAGES).sort("insight_id")
        vectors = np.asarray(frame["vector"].to_list(), dtype=np.float32)
        rows = frame.drop("vector").to_dicts()
        return cls(rows, vectors, [word for row in rows for word in row["quote"].split()])


def main() -> None:
    """Make the archive, build, add a day, compare with an exact search, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path, default=None)
    arguments = parser.parse_args()
    parents = Parents.of(Lake(root=Settings(home=arguments.home).lake_root))
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Lake(root=folder), parents, arguments.count)
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def measure(lake: Lake, parents: Parents, count: int) -> dict[str, Any]:
    """Return the figures of an archive of so many passages."""
    lake.initialise()
    days = [FIRST_DAY + timedelta(days=at) for at in range(count // PASSAGES_A_DAY + 1)]
    for day in days[:-1]:
        write_day(lake, parents, day)
    build, cpu_build = _timed(lambda: relate_days(lake, days[:-1]))
    write_day(lake, parents, days[-1])
    added, cpu_added = _timed(lambda: relate_days(lake, days[-1:]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "insights": count,
        "dimensions": parents.vectors.shape[1],
        "build_seconds": build,
        "build_cpu_seconds": cpu_build,
        "day_of": PASSAGES_A_DAY,
        "day_seconds": added,
        "day_cpu_seconds": cpu_added,
        "day_share_of_build": round(cpu_added / cpu_build, 4),
        "peak_megabytes": peak,
        "edges_of_the_day": lake.read_day(NEIGHBOURS, days[-1]).height,
        "recall_at_10": round(recall(read_archive(lake, days[-1:]), days[-1]), 4),
        "version": VERSION,
    }


def recall(archive: Archive, day: date) -> float:
    """Return the share of the ten truly nearest that the index finds, over a sample of a day's passages."""
    span = archive.index.day(day)
    asking = decode(archive.index.codes[span][:QUERIES])
    places, _ = archive.index.nearest(asking, day, AMONG)
    best = np.full((len(asking), 0), 0.0, dtype=np.float32)
    true = np.full((len(asking), 0), 0)
    for begin in range(0, span.stop, 50_000):
        cosines = asking @ decode(archive.index.codes[begin : min(span.stop, begin + 50_000)]).T
        best = np.concatenate([best, cosines], axis=1)
        true = np.concatenate([true, np.broadcast_to(np.arange(cosines.shape[1]) + begin, cosines.shape)], axis=1)
        kept = np.argpartition(-best, AMONG - 1, axis=1)[:, :AMONG]
        best, true = np.take_along_axis(best, kept, axis=1), np.take_along_axis(true, kept, axis=1)
    return float(np.mean([len({*mine} & {*theirs}) / AMONG for mine, theirs in zip(places, true, strict=True)]))


def write_day(lake: Lake, parents: Parents, day: date) -> None:
    """Write the passages of a day, which follow from the day alone."""
    number = (day - FIRST_DAY).days
    random = np.random.default_rng([SEED, number])
    chosen = random.integers(len(parents.rows), size=(2, PASSAGES_A_DAY))
    share = random.uniform(0, 0.5, size=(PASSAGES_A_DAY, 1)).astype(np.float32)
    vectors = (1 - share) * parents.vectors[chosen[0]] + share * parents.vectors[chosen[1]]
    noise = random.normal(size=vectors.shape).astype(np.float32)
    vectors += NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [
        _passage(random, parents, parents.rows[one], parents.rows[other], number * PASSAGES_A_DAY + at)
        | {"published_on": day, "vector": vectors[at]}
        for at, (one, other) in enumerate(chosen.T)
    ]
    done = {row["episode_id"]: f"{number}" for row in rows}
    lake.write_day(PASSAGES, day, pl.DataFrame(rows, schema=SCHEMA), done)


def _passage(random: np.random.Generator, parents: Parents, one: Row, other: Row, number: int) -> Row:
    mine, theirs = one["quote"].split(), other["quote"].split()
    picks = random.integers(21, size=len(mine))
    drawn = random.integers(len(parents.words), size=len(mine))
    words = [
        word if pick < 7 else theirs[at % len(theirs)] if pick < 10 else parents.words[drawn[at]]
        for at, (word, pick) in enumerate(zip(mine, picks, strict=True))
    ]
    kept = random.integers(3, size=len(one["entity_ids"]))
    return dict.fromkeys(SCHEMA) | {
        "insight_id": f"{number:016x}",
        "episode_id": f"e{number // PASSAGES_AN_EPISODE}",
        "show_id": f"s{number // PASSAGES_AN_EPISODE % SHOWS}",
        "segment_id": f"g{number}",
        "quote": " ".join(words),
        "polarity": one["polarity"],
        "modality": one["modality"],
        "entity_ids": [name for name, pick in zip(one["entity_ids"], kept, strict=True) if pick == 0],
        "numbers": one["numbers"],
    }


def _timed(work: Any) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return round(time.perf_counter() - wall, 1), round(time.process_time() - cpu, 1)


if __name__ == "__main__":
    main()
