"""The step from passages to neighbours: the index of a day, and the edges of what it holds.

What belongs here: reading and writing the lake around `assets.insights.neighbours`, and which days are to be related.
What does not: what makes an edge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from assets.insights.index import Graph, codes_of, decode, make_graph, make_index, months_for_graphs, read_graph, write_graph
from assets.insights.likeness import index_rows, settings
from assets.insights.neighbours import Archive, Pair, likely_pairs, neighbours_of
from orchestration.digest.plan import Outcome, Work, neighbours_after, work_of
from orchestration.lake import Lake
from orchestration.tables import INDEX, MENTIONS, NEIGHBOURS, PASSAGES

Row = dict[str, Any]
# All that is told of an edge comes from these.
_TOLD = [name for name in PASSAGES.schema if name != "vector"]


def relate_days(lake: Lake, days: Sequence[date]) -> Outcome:
    """Find the neighbours of these days' passages where they are new or changed.

    A passage looks back. Where passages come late, or go, the later days whose passages may have looked at them are
    related anew: the edges of a day are those that they would be had everything come in order.
    """
    work = work_of(lake, NEIGHBOURS, {day: neighbours_after(lake.done(PASSAGES, day)) for day in days})
    if not work:
        return Outcome()
    changed = pl.concat([_indexed(lake, item) for item in work])
    archive = read_archive(lake, [item.day for item in work])
    targets = {item.day: item.target for item in work}
    later = [day for day in _later_days(archive, changed) if day not in targets]
    count = 0
    for day in sorted({*targets, *later}):
        found = related(lake, archive, day)
        lake.write_day(NEIGHBOURS, day, found, targets[day] if day in targets else lake.done(NEIGHBOURS, day))
        count += found.height
    return Outcome(len(work), sum(len(item.stale) for item in work), count)


def _indexed(lake: Lake, work: Work) -> pl.DataFrame:
    """Write a day's rows of the index; return those that were not there before, and those that no longer are."""
    before = lake.read_day(INDEX, work.day)
    passages = lake.read_day(PASSAGES, work.day).sort("insight_id")
    rows = index_rows(passages, _entity_names(lake, work.day))
    lake.write_day(INDEX, work.day, rows, work.target)
    both = pl.concat([before, rows])
    return both.filter(both.hash_rows().is_unique())


def _entity_names(lake: Lake, day: date) -> dict[str, str]:
    mentions = lake.read_day(MENTIONS, day, ["entity_id", "entity_name"])
    return dict(mentions.unique("entity_id", keep="first", maintain_order=True).iter_rows())


def read_archive(lake: Lake, days: Iterable[date]) -> Archive:
    """Return the archive as it is searched for passages of some days, with the graphs that this wants."""
    rows = lake.read(INDEX)
    return Archive.of(rows, _graphs(lake, rows, days))


def _graphs(lake: Lake, rows: pl.DataFrame, days: Iterable[date]) -> dict[date, Graph]:
    index = make_index(rows)
    wanted = {month: index.codes[index.months[month]] for month in months_for_graphs(index, days)}
    with ThreadPoolExecutor() as pool:  # usearch leaves the interpreter alone while it works
        graphs = pool.map(lambda item: _graph(lake, *item), wanted.items())
        return dict(zip(wanted, graphs, strict=True))


def _graph(lake: Lake, month: date, codes: np.ndarray[Any, np.dtype[np.int8]]) -> Graph:
    """Return the graph over a month: the one that is kept, where it was made from these codes."""
    name = f"{month:%Y-%m}-{hashlib.sha256(codes.tobytes()).hexdigest()[:16]}"
    kept = lake.kept(INDEX, name)
    if kept is not None:
        return read_graph(kept, codes.shape[1])
    graph = make_graph(codes)
    lake.keep(INDEX, name, write_graph(graph), instead_of=f"{month:%Y-%m}-")
    return graph


def _later_days(archive: Archive, changed: pl.DataFrame) -> list[date]:
    """Return the days after the first change of which a passage is near enough to a changed one to look at it."""
    if changed.is_empty():
        return []
    first = changed["published_on"].min()
    days = archive.rows["published_on"]
    later = np.flatnonzero((days > first).to_numpy())
    vectors, found = decode(codes_of(changed)), set()
    for block in np.array_split(later, 1 + len(later) // 4096):
        near = (decode(archive.index.codes[block]) @ vectors.T).max(axis=1, initial=-1.0) >= float(settings()["least_cosine"])
        found |= set(days[block[near].tolist()])
    return sorted(found)


def related(lake: Lake, archive: Archive, day: date) -> pl.DataFrame:
    """Return the edges of a day's passages: rows of schema.NEIGHBOURS."""
    pairs = likely_pairs(archive, day)
    return neighbours_of(archive, pairs, _passages(lake, archive, pairs), _entity_names(lake, day))


def _passages(lake: Lake, archive: Archive, pairs: Sequence[Pair]) -> Callable[[int], Mapping[str, Any]]:
    """Return what gives the passage at a place, having read those of the pairs."""
    places = sorted({place for pair in pairs for place in (pair.one, pair.other)})
    wanted = archive.rows[places].select("insight_id", "published_on")
    days = wanted["published_on"].unique().sort()
    frame = lake.read_days(PASSAGES, days, _TOLD).join(wanted, on="insight_id", how="semi")
    rows = {row["insight_id"]: row for row in frame.iter_rows(named=True)}
    keys = dict(zip(places, wanted["insight_id"], strict=True))
    return lambda place: rows[keys[place]]
