"""The index of neighbours: short codes of vectors, and the nearest among those of the days up to one.

What belongs here: the codes, the graphs over them, and finding the nearest. What does not: how alike two passages are
beyond their vectors (likeness.py), where the graphs are kept (orchestration/digest/index.py).

A day's passages are compared with every one of their own month, and with the months before it through a graph each
(HNSW). A graph is another one for each order in which it was filled, so that one graph of everything would depend on
when what arrived. A month's graph is filled in one go from all that the month holds, in the order of its keys; it
changes only with the month. So a day is added without touching any graph, and what is found for it depends on what the
archive holds up to that day alone. A month of few passages needs no graph. See bench/million.py for what it costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Floats: TypeAlias = npt.NDArray[np.float32]
Codes: TypeAlias = npt.NDArray[np.int8]
Places: TypeAlias = npt.NDArray[np.int64]
Graph: TypeAlias = Any  # of usearch, which has no types

# From here on a graph answers faster than comparing everything.
LEAST_FOR_GRAPH: Final = 20_000
# How well a graph is connected, and how far it is searched: .99 of the true neighbours are found (bench/million.py).
CONNECTIVITY, EXPANSION = 16, 128
_BLOCK, _GROUP = 512, 64
_DECODED_AHEAD: Final = 50_000
_FIRST: Final = date(1970, 1, 1)


def encode(vectors: Floats) -> Codes:
    """Return unit vectors as numbers of eight bits: each vector is stretched until its largest number is 127."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    codes: Codes = np.rint(vectors * (127 / largest)).astype(np.int8)
    return codes


def decode(codes: Codes) -> Floats:
    """Return the unit vectors of codes, up to rounding; zeros stay zeros."""
    vectors = codes.astype(np.float32)
    vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), 1e-9)[:, None]
    return vectors


def codes_of(rows: pl.DataFrame) -> Codes:
    """Return the codes of rows of schema.INDEX: shape (rows, dimensions)."""
    if rows.is_empty():
        return np.zeros((0, 0), dtype=np.int8)
    return np.frombuffer(b"".join(rows["code"].to_list()), dtype=np.int8).reshape(rows.height, -1)


def month_of(day: date) -> date:
    """Return the first day of a day's month, which is the month's name."""
    return day.replace(day=1)


def make_graph(codes: Codes) -> Graph:
    """Return a graph over codes, whose keys are their places. The same codes in the same order give the same graph."""
    graph = _empty_graph(codes.shape[1])
    graph.add(np.arange(len(codes), dtype=np.uint64), codes, threads=1)
    return graph


def read_graph(content: bytes, dimensions: int) -> Graph:
    """Return a graph from what `write_graph` gave."""
    graph = _empty_graph(dimensions)
    graph.load(content)
    return graph


def write_graph(graph: Graph) -> bytes:
    """Return a graph as the content of a file."""
    return bytes(graph.save())


def _empty_graph(dimensions: int) -> Graph:
    from usearch.index import Index as Graph_

    return Graph_(
        ndim=dimensions,
        metric="cos",
        dtype="i8",
        connectivity=CONNECTIVITY,
        expansion_add=EXPANSION,
        expansion_search=EXPANSION,
    )


class Index:
    """Codes in the order of their days; places count them in that order."""

    def __init__(self, codes: Codes, days: npt.NDArray[np.int32], graphs: Mapping[date, Graph] | None = None) -> None:
        """Lay the index out; `days` count from 1970, as Parquet does, and ascend."""
        self.codes, self.days, self._graphs = codes, days, graphs or {}
        self.months = _months(days)
        self._decoded: tuple[int, Floats] | None = None

    def day(self, day: date) -> slice:
        """Return the places of a day."""
        number = (day - _FIRST).days
        first, last = np.searchsorted(self.days, [number, number + 1])
        return slice(int(first), int(last))

    def nearest(self, vectors: Floats, until: date, count: int) -> tuple[Places, Floats]:
        """Return, for each vector, the places and cosines of the nearest that are no later than a day, nearest first.

        Both are of shape (vectors, count); where there are fewer the place is -1. Equals go by place.

        Args:
            vectors: unit vectors.
            until: the last day that counts.
            count: how many.
        """
        found = list(self._found(vectors, until, count))
        none = np.full((len(vectors), count), -1), np.full((len(vectors), count), -np.inf, dtype=np.float32)
        places = np.concatenate([none[0], *(place for place, _ in found)], axis=1)
        cosines = np.concatenate([none[1], *(cosine for _, cosine in found)], axis=1)
        order = np.lexsort((places, -cosines), axis=1)[:, :count]
        return np.take_along_axis(places, order, axis=1), np.take_along_axis(cosines, order, axis=1)

    def _found(self, vectors: Floats, until: date, count: int) -> Iterator[tuple[Places, Floats]]:
        start = 0
        for month, span in self.months.items():
            if month in self._graphs and month < month_of(until):
                yield from self._compared(vectors, start, span.start, count)
                yield _asked(self._graphs[month], vectors, span.start, count)
                start = span.stop
        yield from self._compared(vectors, start, self.day(until).stop, count)

    def _compared(self, vectors: Floats, start: int, end: int, count: int) -> Iterator[tuple[Places, Floats]]:
        """Compare with every one of a range of places."""
        if start >= end:
            return
        others = self._from(start, end)
        parts = [_largest(vectors[at : at + _BLOCK] @ others.T, count) for at in range(0, len(vectors), _BLOCK)]
        yield np.concatenate([places for places, _ in parts]) + start, np.concatenate([found for _, found in parts])

    def _from(self, start: int, end: int) -> Floats:
        """Return the vectors of a range; the next day asks from the same place on, and a little further."""
        if self._decoded is None or self._decoded[0] != start or len(self._decoded[1]) < end - start:
            self._decoded = start, decode(self.codes[start : max(end, start + _DECODED_AHEAD)])
        return self._decoded[1][: end - start]


def _largest(cosines: Floats, count: int) -> tuple[Places, Floats]:
    """Return the columns and values of the largest of each row, in no order.

    They stand in those groups of columns that have the largest of the groups' maxima. To look only there is five times
    as fast as to part whole rows (measured on rows of 50,000).
    """
    width = cosines.shape[1]
    groups = width // _GROUP
    if groups <= count:
        columns = np.broadcast_to(np.arange(width), cosines.shape)
    else:
        maxima = cosines[:, : groups * _GROUP].reshape(len(cosines), groups, _GROUP).max(axis=2)
        chosen = np.argpartition(maxima, -count, axis=1)[:, -count:]
        inside = (chosen[:, :, None] * _GROUP + np.arange(_GROUP)).reshape(len(cosines), -1)
        rest = np.broadcast_to(np.arange(groups * _GROUP, width), (len(cosines), width - groups * _GROUP))
        columns = np.concatenate([inside, rest], axis=1)
    values = np.take_along_axis(cosines, columns, axis=1)
    kept = min(count, width)
    best = np.argpartition(values, -kept, axis=1)[:, -kept:]
    return np.take_along_axis(columns, best, axis=1).astype(np.int64), np.take_along_axis(values, best, axis=1)


def _asked(graph: Graph, vectors: Floats, start: int, count: int) -> tuple[Places, Floats]:
    """Ask a graph; the cosines that it gives are those of rounded vectors on both sides."""
    answer = graph.search(encode(vectors), min(count, len(graph)))
    return np.atleast_2d(answer.keys).astype(np.int64) + start, 1 - np.atleast_2d(answer.distances).astype(np.float32)


def _months(days: npt.NDArray[np.int32]) -> dict[date, slice]:
    names = days.astype("datetime64[D]").astype("datetime64[M]")
    firsts = [0, *np.flatnonzero(names[1:] != names[:-1]) + 1] if len(names) else []
    return {
        names[start].astype("datetime64[D]").item(): slice(int(start), int(end))
        for start, end in zip(firsts, [*firsts[1:], len(names)], strict=True)
    }


def make_index(rows: pl.DataFrame, graphs: Mapping[date, Graph] | None = None) -> Index:
    """Return the index of rows of schema.INDEX, ascending by day."""
    return Index(codes_of(rows), rows["published_on"].to_physical().to_numpy(), graphs)


def months_for_graphs(index: Index, days: Iterable[date]) -> list[date]:
    """Return the months of which searching for these days wants a graph: those before, of enough passages."""
    last = month_of(max(days))
    return [month for month, span in index.months.items() if month < last and span.stop - span.start >= LEAST_FOR_GRAPH]
