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
from dataclasses import dataclass, field
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
_BLOCK: Final = 512


def encode(vectors: Floats) -> Codes:
    """Return unit vectors as numbers of eight bits: each vector is stretched until its largest number is 127."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    return np.rint(vectors * (127 / largest)).astype(np.int8)


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


@dataclass(frozen=True, slots=True)
class Index:
    """Codes in the order of their days; places count them in that order."""

    codes: Codes
    days: npt.NDArray[np.int32]
    graphs: Mapping[date, Graph] = field(default_factory=dict)

    @property
    def months(self) -> dict[date, slice]:
        """The months there are, and which places each has."""
        names = self.days.astype("datetime64[D]").astype("datetime64[M]")
        firsts = np.flatnonzero(np.r_[True, names[1:] != names[:-1]]) if len(names) else np.zeros(0, dtype=int)
        ends = [*firsts[1:], len(names)]
        return {
            names[start].astype("datetime64[D]").item(): slice(int(start), int(end))
            for start, end in zip(firsts, ends, strict=True)
        }

    def nearest(self, vectors: Floats, until: date, count: int) -> tuple[Places, Floats]:
        """Return, for each vector, the places and cosines of the nearest that are no later than a day, nearest first.

        Both are of shape (vectors, count); where there are fewer the place is -1. Equals go by place.

        Args:
            vectors: unit vectors.
            until: the last day that counts.
            count: how many.
        """
        found = list(self._found(vectors, until, count))
        places = np.concatenate([np.full((len(vectors), count), -1), *(place for place, _ in found)], axis=1)
        cosines = np.concatenate(
            [np.full((len(vectors), count), -np.inf, dtype=np.float32), *(cosine for _, cosine in found)], axis=1
        )
        order = np.lexsort((places, -cosines), axis=1)[:, :count]
        return np.take_along_axis(places, order, axis=1), np.take_along_axis(cosines, order, axis=1)

    def _found(self, vectors: Floats, until: date, count: int) -> Iterator[tuple[Places, Floats]]:
        last = np.searchsorted(self.days, (until - date(1970, 1, 1)).days, side="right")
        start = 0
        for month, span in self.months.items():
            if month >= month_of(until):
                break
            if month in self.graphs:
                yield from self._compared(vectors, start, span.start, count)
                yield self._asked(self.graphs[month], vectors, span.start, count)
                start = span.stop
        yield from self._compared(vectors, start, int(last), count)

    def _asked(self, graph: Graph, vectors: Floats, start: int, count: int) -> tuple[Places, Floats]:
        """Ask a graph; the cosines it gives are those of rounded vectors on both sides."""
        answer = graph.search(encode(vectors), count)
        keys, distances = np.atleast_2d(answer.keys), np.atleast_2d(answer.distances)
        return keys.astype(np.int64) + start, (1 - distances).astype(np.float32)

    def _compared(self, vectors: Floats, start: int, end: int, count: int) -> Iterator[tuple[Places, Floats]]:
        """Compare with every one of a range of places."""
        if start >= end:
            return
        others = decode(self.codes[start:end])
        kept = min(count, end - start)
        places, cosines = [], []
        for begin in range(0, len(vectors), _BLOCK):
            all_cosines = vectors[begin : begin + _BLOCK] @ others.T
            nearest = np.argpartition(all_cosines, -kept, axis=1)[:, -kept:]
            places.append(nearest.astype(np.int64) + start)
            cosines.append(np.take_along_axis(all_cosines, nearest, axis=1))
        yield np.concatenate(places), np.concatenate(cosines)


def make_index(rows: pl.DataFrame, graphs: Mapping[date, Graph] | None = None) -> Index:
    """Return the index of rows of schema.INDEX, ascending by day."""
    return Index(codes_of(rows), rows["published_on"].to_physical().to_numpy(), graphs or {})


def months_for_graphs(index: Index, days: Iterable[date]) -> list[date]:
    """Return the months of which searching for these days wants a graph: those before, of enough passages."""
    last = month_of(max(days))
    return [
        month for month, span in index.months.items() if month < last and span.stop - span.start >= LEAST_FOR_GRAPH
    ]
