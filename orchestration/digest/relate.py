"""The step from passages to neighbours: the index of a day, and the edges of what it holds.

What belongs here: reading and writing the lake around `assets.insights.neighbours`, and which days are to be related.
What does not: what makes an edge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from assets.insights.index import (
    Codes,
    Floats,
    Graph,
    codes_of,
    decode,
    make_graph,
    make_index,
    months_for_graphs,
    read_graph,
    write_graph,
)
from assets.insights.likeness import Entity, index_rows, settings
from assets.insights.neighbours import TOLD, Archive, likely_pairs, neighbours_of
from orchestration.digest.plan import Outcome, neighbours_after, work_of
from orchestration.lake import Lake
from orchestration.tables import INDEX, MENTIONS, NEIGHBOURS, PASSAGES

# So many passages are related at once: what they are told from is read once for all of them.
_AT_ONCE: Final = 50_000
_BLOCK: Final = 4096
_EPOCH: Final = date(1970, 1, 1).toordinal()

Entities = Mapping[str, Entity]


def relate_days(lake: Lake, days: Sequence[date]) -> Outcome:
    """Find the neighbours of these days' passages where they are new or changed.

    A passage looks back. Where passages come late, or go, the later days whose passages may have looked at them are
    related anew: the edges of a day are those that they would be had everything come in order.
    """
    work = work_of(lake, NEIGHBOURS, {day: neighbours_after(lake.done(PASSAGES, day)) for day in days})
    if not work:
        return Outcome()
    entities = {item.day: _entities(lake, item.day) for item in work}
    targets = {item.day: item.target for item in work}
    fresh = {day: _index_rows(lake, day, entities[day]) for day in targets}
    rows, changed = _with_days(lake.read(INDEX), fresh)
    archive = _archive(lake, rows, targets)
    later = _later_days(archive, changed, targets)
    # The later days come first, and the index of a day is written when they stand: what changed is told from the index,
    # and a run that ends before that has to find it changed again.
    count = 0
    for some in (*_in_parts(archive, later), *_in_parts(archive, sorted(targets))):
        for day, found in _related(lake, archive, some, entities):
            if day in targets:
                lake.write_day(INDEX, day, fresh[day], targets[day])
            lake.write_day(NEIGHBOURS, day, found, targets[day] if day in targets else lake.done(NEIGHBOURS, day))
            count += found.height
    return Outcome(len(work), sum(len(item.stale) for item in work), count)


def _index_rows(lake: Lake, day: date, entities: Entities) -> pl.DataFrame:
    """Return a day's rows of the index, as the lake would give them."""
    return index_rows(lake.read_day(PASSAGES, day).sort("insight_id"), entities)


def _with_days(before: pl.DataFrame, fresh: Mapping[date, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the index with some days' rows put in place, and the rows that come or go thereby."""
    replaced = pl.col("published_on").is_in(list(fresh))
    new = pl.concat(fresh.values())
    both = pl.concat([before.filter(replaced), new])
    rows = pl.concat([before.filter(~replaced), new]).sort("published_on", maintain_order=True)
    return rows, both.filter(both.hash_rows().is_unique())


def _entities(lake: Lake, day: date) -> Entities:
    mentions = lake.read_day(MENTIONS, day, ["entity_id", "entity_name", "label"])
    first = mentions.unique("entity_id", keep="first", maintain_order=True)
    return {key: Entity(name, label == "PERSON") for key, name, label in first.iter_rows()}


def read_archive(lake: Lake, days: Iterable[date]) -> Archive:
    """Return the archive as it is searched for passages of some days, with the graphs that this wants."""
    return _archive(lake, lake.read(INDEX), days)


def _archive(lake: Lake, rows: pl.DataFrame, days: Iterable[date]) -> Archive:
    return Archive.of(rows, _graphs(lake, rows, days))


def _graphs(lake: Lake, rows: pl.DataFrame, days: Iterable[date]) -> dict[date, Graph]:
    index = make_index(rows)
    wanted = {month: index.codes[index.months[month]] for month in months_for_graphs(index, days)}
    with ThreadPoolExecutor() as pool:  # usearch leaves the interpreter alone while it works
        graphs = pool.map(lambda item: _graph(lake, *item), wanted.items())
        return dict(zip(wanted, graphs, strict=True))


def _graph(lake: Lake, month: date, codes: Codes) -> Graph:
    """Return the graph over a month: the one that is kept, where it was made from these codes."""
    name = f"{month:%Y-%m}-{hashlib.sha256(codes.tobytes()).hexdigest()[:16]}"
    kept = lake.kept(INDEX, name)
    if kept is not None:
        return read_graph(kept, codes.shape[1])
    graph = make_graph(codes)
    lake.keep(INDEX, name, write_graph(graph), instead_of=f"{month:%Y-%m}-")
    return graph


def _later_days(archive: Archive, changed: pl.DataFrame, given: Collection[date]) -> list[date]:
    """Return the days, but those given, after the first change that have a passage near enough to look at a change."""
    if changed.is_empty():
        return []
    vectors, least = decode(codes_of(changed)), float(settings()["least_cosine"])
    first = min(changed["published_on"])
    days = [day for day in map(_day, np.unique(archive.index.days)) if day > first and day not in given]
    return [day for day in days if _near(decode(archive.index.codes[archive.index.day(day)]), vectors) >= least]


def _near(ones: Floats, others: Floats) -> float:
    """Return the largest cosine between two sets of vectors."""
    blocks = range(0, len(others), _BLOCK)
    return max(float((ones @ others[begin : begin + _BLOCK].T).max()) for begin in blocks)


def _day(number: int) -> date:
    return date.fromordinal(_EPOCH + int(number))


def _in_parts(archive: Archive, days: Sequence[date]) -> Iterator[list[date]]:
    part: list[date] = []
    count = 0
    for day in days:
        span = archive.index.day(day)
        part.append(day)
        count += span.stop - span.start
        if count >= _AT_ONCE:
            yield part
            part, count = [], 0
    if part:
        yield part


def _related(
    lake: Lake, archive: Archive, days: Sequence[date], entities: Mapping[date, Entities]
) -> Iterator[tuple[date, pl.DataFrame]]:
    """Give each day with the edges of its passages: rows of schema.NEIGHBOURS."""
    pairs = {day: likely_pairs(archive, day) for day in days}
    passages = _passages(
        lake, archive, {place for some in pairs.values() for pair in some for place in (pair.one, pair.other)}
    )
    for day in days:
        # The index of a day whose own turn is still to come may name passages that are gone.
        kept = [pair for pair in pairs[day] if pair.one in passages and pair.other in passages]
        yield day, neighbours_of(archive, kept, passages.__getitem__, entities.get(day) or _entities(lake, day))


def _passages(lake: Lake, archive: Archive, places: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """Read the passages at some places, as far as they are there."""
    days = {_day(archive.index.days[place]) for place in places}
    wanted = pl.DataFrame({"insight_id": [archive.keys[place] for place in places]}, {"insight_id": pl.String})
    frame = lake.read_days(PASSAGES, sorted(days), TOLD).join(wanted, on="insight_id", how="semi")
    rows = {row["insight_id"]: row for row in frame.iter_rows(named=True)}
    return {place: rows[archive.keys[place]] for place in places if archive.keys[place] in rows}
