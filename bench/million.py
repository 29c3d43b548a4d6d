"""What a large archive costs: index and neighbours from nothing, then a day more; `dbt build` and the day's brief.

    python -m bench.million --home HOME [--count 1000000] [--json OUT]

The passages are made from those of a home that has read a corpus, by this rule and a fixed seed. Each has two parents,
drawn at random. Its vector is a mean of theirs, the second one's share between nothing and a half, with noise a quarter
as long. Of its words, those that end a sentence or begin one and one in three of the others are the first parent's, one
in seven is the second's, the rest are drawn from all passages. It keeps one in three of the first one's names, and its
numbers. `PASSAGES_A_DAY` make a day, ten an episode, and 200 shows take turns; a segment is a passage. The brief is
that of one subscriber who wishes for nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from assets.insights.index import Floats, decode
from assets.insights.neighbours import VERSION, Archive
from assets.insights.schema import PASSAGES as SCHEMA
from bench.deciding import build, decide, peak_megabytes, timed
from bench.synthetic import episodes_of, part_of, segment_of, write
from orchestration.digest.relate import read_archive, relate_days
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.subscribers.snapshot import take_snapshot
from orchestration.tables import EPISODES, FEEDS, MENTIONS, NEIGHBOURS, PASSAGES, SEGMENTS, SPEECH, SUBSCRIBERS

SEED: Final = 20_260_101
FIRST_DAY: Final = date(2026, 1, 1)
PASSAGES_A_DAY: Final = 5_000
SHOWS, PASSAGES_AN_EPISODE = 200, 10
NOISE: Final = 0.25
QUERIES, AMONG = 1_000, 10
_KEPT: Final = (
    "speaker",
    "attributed_to",
    "modality",
    "polarity",
    "salience",
    "specificity",
    "numbers",
    "start_seconds",
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parents:
    """What passages are made from: the rows of a home, their vectors, all their words, the entities that they name."""

    rows: Sequence[Row]
    vectors: Floats
    words: Sequence[str]
    entities: Mapping[str, Row]

    @classmethod
    def of(cls, lake: Lake) -> Parents:
        """Read the passages of a home."""
        frame = lake.read(PASSAGES).sort("insight_id")
        vectors = np.asarray(frame["vector"].to_list(), dtype=np.float32)
        rows = frame.drop("vector").to_dicts()
        named = lake.read(MENTIONS).select("entity_id", "entity_name", "label").unique("entity_id", keep="first")
        entities = {row["entity_id"]: row for row in named.sort("entity_id").to_dicts()}
        return cls(rows, vectors, [word for row in rows for word in row["quote"].split()], entities)


def main() -> None:
    """Make the archive, build, add a day, compare with an exact search, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--json", type=Path, default=None)
    arguments = parser.parse_args()
    parents = Parents.of(Lake(root=Settings(home=arguments.home).lake_root))
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        figures = measure(settings, parents, arguments.count) | measure_warehouse(settings, arguments.count)
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def measure(settings: Settings, parents: Parents, count: int) -> dict[str, Any]:
    """Return what index and neighbours of an archive of so many passages cost; its lake is left for the warehouse."""
    lake = Lake(root=settings.lake_root)
    lake.initialise()
    days = _days(count)
    write(lake, FEEDS, [_show(at) for at in range(SHOWS)])
    episodes = [row for day in days[:-1] for row in write_day(lake, parents, day)]
    built, cpu_built = _with_cpu(lambda: relate_days(lake, days[:-1]))
    write(lake, EPISODES, [*episodes, *write_day(lake, parents, days[-1])])
    added, cpu_added = _with_cpu(lambda: relate_days(lake, days[-1:]))
    return {
        "insights": count,
        "dimensions": parents.vectors.shape[1],
        "build_seconds": built,
        "build_cpu_seconds": cpu_built,
        "day_of": PASSAGES_A_DAY,
        "day_seconds": added,
        "day_cpu_seconds": cpu_added,
        "day_share_of_build": round(cpu_added / cpu_built, 4),
        "peak_megabytes": peak_megabytes(),
        "edges_of_the_day": lake.read_day(NEIGHBOURS, days[-1]).height,
        "recall_at_10": round(recall(read_archive(lake, days[-1:]), days[-1]), 4),
        "version": VERSION,
    }


def measure_warehouse(settings: Settings, count: int) -> dict[str, Any]:
    """Return what `dbt build`, twice over, and the last day's brief cost on the archive in this home's lake."""
    lake = Lake(root=settings.lake_root)
    lake.write(SUBSCRIBERS, take_snapshot(settings)[0])
    first, again = (timed(lambda: build(settings))[0] for _ in range(2))
    brief, _ = timed(lambda: decide(settings, lake, _days(count)[-1]))
    return {
        "dbt_build_seconds": round(first, 1),
        "dbt_build_again_seconds": round(again, 1),
        "dbt_peak_megabytes": peak_megabytes(resource.RUSAGE_CHILDREN),
        "brief_seconds": round(brief, 1),
        "warehouse_megabytes": settings.warehouse_path.stat().st_size // 1_000_000,
    }


def _show(number: int) -> Row:
    name = f"s{number}"
    return {"show_id": name, "title": f"Show {number}", "feed_url": f"https://{name}.example/feed", "status": "active"}


def _days(count: int) -> list[date]:
    """Return the days of so many passages, and the one that is added."""
    return [FIRST_DAY + timedelta(days=at) for at in range(count // PASSAGES_A_DAY + 1)]


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


def write_day(lake: Lake, parents: Parents, day: date) -> list[Row]:
    """Write the passages of a day, which follow from the day alone, and what they are of; return its episodes."""
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
    write(lake, SEGMENTS, [segment_of(row) for row in rows])
    write(lake, SPEECH, [part_of(row) | {"kind": "speech", "word_count": row["word_count"]} for row in rows])
    write(lake, MENTIONS, [mention for row in rows for mention in _mentions(row, parents.entities)])
    return episodes_of(rows, day)


def _mentions(row: Row, entities: Mapping[str, Row]) -> list[Row]:
    return [
        part_of(row)
        | entities[key]
        | {"mention_id": f"{row['segment_id']}-{key}", "char_start": 0, "char_end": 1, "text": row["quote"][:1]}
        for key in row["entity_ids"]
        if key in entities
    ]


def _passage(random: np.random.Generator, parents: Parents, one: Row, other: Row, number: int) -> Row:
    mine, theirs = one["quote"].split(), other["quote"].split()
    picks = random.integers(21, size=len(mine))
    drawn = random.integers(len(parents.words), size=len(mine))
    words = [
        word if pick < 7 or is_kept else theirs[at % len(theirs)] if pick < 10 else parents.words[drawn[at]]
        for at, (word, pick, is_kept) in enumerate(zip(mine, picks, _at_borders(mine), strict=True))
    ]
    quote = " ".join(words)
    kept = random.integers(3, size=len(one["entity_ids"]))
    return dict.fromkeys(SCHEMA) | {
        "insight_id": f"{number:016x}",
        "episode_id": f"e{number // PASSAGES_AN_EPISODE}",
        "show_id": f"s{number // PASSAGES_AN_EPISODE % SHOWS}",
        "segment_id": f"g{number}",
        "char_start": 0,
        "char_end": len(quote),
        "title": one["title"],
        "summary": f"{one['speaker']} says: {quote}",
        "quote": quote,
        "word_count": len(words),
        "claim_count": 1,
        "version": "made",
        **{name: one[name] for name in _KEPT},
        "entity_ids": [name for name, pick in zip(one["entity_ids"], kept, strict=True) if pick == 0],
    }


def _at_borders(words: Sequence[str]) -> list[bool]:
    """Tell which words end or begin a sentence."""
    ends = [word.endswith((".", "?", "!")) for word in words]
    return [is_end or begins for is_end, begins in zip(ends, [True, *ends], strict=False)]


def _with_cpu(work: Any) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return round(time.perf_counter() - wall, 1), round(time.process_time() - cpu, 1)


if __name__ == "__main__":
    main()
