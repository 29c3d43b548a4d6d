"""Matching wishes with candidates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest

from assets.brief.interest import Wish, interest_of, match_wishes, wishes_of
from assets.brief.pool import Floats, make_pool
from assets.brief.schema import CANDIDATES
from assets.brief.subscribers import Subscriber
from assets.insights.vectors import DIMENSIONS
from tests.unit.brief.making import candidate, no_meaning, pool_of


def places(wish: Wish, *candidates: dict[str, object]) -> list[int]:
    match = match_wishes(pool_of(*candidates), [wish], no_meaning).get(wish)
    return [] if match is None else match.places.tolist()


@pytest.mark.parametrize("name", ["Marlow Freight", "marlow", "MARLOW  freight"])
def test_an_interest_is_met_by_any_name_of_the_entity(name: str) -> None:
    assert places(("interest", name), candidate("a"), candidate("b", entity_ids=["e2", "e1"])) == [1]


def test_people_are_followed_as_speakers_and_as_those_who_are_quoted() -> None:
    rows = [candidate("a", speaker="Ben Ode"), candidate("b", attributed_to="Ben Ode"), candidate("c")]

    assert places(("person", "ben ode"), *rows) == [0, 1]


def test_a_subject_is_met_by_its_words_the_rarer_the_weightier() -> None:
    rows = [
        candidate("a", quote="Grid batteries got cheaper."),
        candidate("b", quote="The grid is old."),
        *(candidate(f"c{at}", quote="The grid stands.") for at in range(5)),
    ]

    match = match_wishes(pool_of(*rows), [("subject", "grid battery")], no_meaning)
    assert ("subject", "grid battery") not in match or 1 not in match["subject", "grid battery"].places

    plural = match_wishes(pool_of(*rows), [("subject", "grid batteries")], no_meaning)["subject", "grid batteries"]
    assert plural.places.tolist() == [0]
    assert plural.shares[0] == pytest.approx(0.35)


def test_a_subject_is_met_by_meaning_where_it_stands_out() -> None:
    rows = [candidate(f"i{at:02}") for at in range(40)]
    vectors = np.zeros((40, DIMENSIONS), dtype=np.float32)
    vectors[:, 1] = 1
    vectors[7] = np.eye(1, DIMENSIONS)[0]

    def meaning(texts: Sequence[str]) -> Floats:
        return np.tile(np.eye(1, DIMENSIONS, dtype=np.float32), (len(texts), 1))

    match = match_wishes(pool_of(*rows, vectors=vectors), [("subject", "quays")], meaning)["subject", "quays"]

    assert match.places.tolist() == [7]


def test_several_wishes_add_up_and_never_to_more_than_one() -> None:
    subscriber = Subscriber("ida", interests=("Marlow", "Ostwick"), followed_shows=("Show of b",))
    pool = pool_of(candidate("a", entity_ids=["e1"]), candidate("b", entity_ids=["e1", "e2"]), candidate("c"))
    matches = match_wishes(pool, wishes_of(subscriber), no_meaning)

    interest = interest_of(3, [matches[wish] for wish in wishes_of(subscriber)])

    assert interest.tolist() == pytest.approx([0.7, 1 - 0.3 * 0.3 * 0.6, 0.0])


def test_on_a_day_without_candidates_no_wish_is_met() -> None:
    pool = make_pool(pl.DataFrame(schema=CANDIDATES), np.zeros((0, DIMENSIONS), dtype=np.float32), {})
    wishes = wishes_of(Subscriber("ida", interests=("Marlow",), subjects=("grid batteries",)))

    assert match_wishes(pool, wishes, no_meaning) == {}


def test_a_wish_that_nothing_meets_is_left_out() -> None:
    wishes = wishes_of(Subscriber("ida", interests=("Nobody",), subjects=("…",), followed_people=("No One",)))

    assert match_wishes(pool_of(candidate("a")), wishes, no_meaning) == {}
