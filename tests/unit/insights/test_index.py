"""The index of neighbours: what it finds does not depend on how it was filled."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from assets.insights import index
from assets.insights.index import Index, decode, encode, make_graph, months_for_graphs, read_graph, write_graph

DIMENSIONS = 24
FIRST = date(2025, 1, 20)


def vectors(count: int, seed: int = 1) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def index_of(codes: np.ndarray, a_day: int, *, with_graphs: bool = False) -> Index:
    first = (FIRST - date(1970, 1, 1)).days
    plain = Index(codes, np.array([first + at // a_day for at in range(len(codes))], dtype=np.int32))
    if not with_graphs:
        return plain
    graphs = {month: make_graph(codes[span]) for month, span in plain.months.items()}
    return Index(codes, plain.days, graphs)


def test_a_code_keeps_the_direction_of_its_vector() -> None:
    given = vectors(50)

    assert np.einsum("ij,ij->i", decode(encode(given)), given).min() > 0.999
    assert np.isfinite(decode(encode(np.zeros((1, DIMENSIONS), dtype=np.float32)))).all()


def test_the_nearest_are_those_of_an_exact_search() -> None:
    codes = encode(vectors(9_000))
    asking = vectors(20, seed=2)
    cosines = asking @ decode(codes).T

    places, found = index_of(codes, 3_000).nearest(asking, FIRST + timedelta(days=9), 7)

    assert (places == np.argsort(-cosines, axis=1)[:, :7]).all()
    assert found == pytest.approx(np.sort(cosines, axis=1)[:, ::-1][:, :7], abs=1e-5)


def test_nothing_later_than_the_day_is_found() -> None:
    there = index_of(encode(vectors(40)), 4)

    places, cosines = there.nearest(vectors(3, seed=2), FIRST + timedelta(days=1), 10)

    assert there.day(FIRST + timedelta(days=1)) == slice(4, 8)
    assert set(places[:, :8].ravel()) == set(range(8))
    assert (places[:, 8:] == -1).all()
    assert np.isneginf(cosines[:, 8:]).all()


def test_a_month_before_is_asked_through_its_graph() -> None:
    codes = encode(vectors(4_000))
    day = FIRST + timedelta(days=19)  # 8 February: January is asked, February compared
    asking = vectors(50, seed=2)

    exact, _ = index_of(codes, 200).nearest(asking, day, 10)
    asked, _ = index_of(codes, 200, with_graphs=True).nearest(asking, day, 10)

    same = [len({*one} & {*other}) for one, other in zip(exact, asked, strict=True)]
    assert np.mean(same) >= 9.5


def test_a_graph_is_the_same_whenever_it_is_made_and_survives_a_file() -> None:
    codes = encode(vectors(500))

    content = write_graph(make_graph(codes))

    assert content == write_graph(make_graph(codes))
    assert (
        read_graph(content, DIMENSIONS).search(codes[:5], 3).keys == make_graph(codes).search(codes[:5], 3).keys
    ).all()


def test_only_large_months_before_the_last_day_want_a_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "LEAST_FOR_GRAPH", 100)
    there = index_of(encode(vectors(330)), 10)  # 120 in January, 210 in February

    assert months_for_graphs(there, [FIRST]) == []
    assert months_for_graphs(there, [date(2025, 2, 3)]) == [date(2025, 1, 1)]
    assert months_for_graphs(there, [FIRST, date(2025, 3, 3)]) == [date(2025, 1, 1), date(2025, 2, 1)]
