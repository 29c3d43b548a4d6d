"""Sentences in speech without punctuation."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assets.language.boundaries import BUCKETS, FEATURES, MOST_WORDS, cuts, rows_of

WORDS = st.lists(st.sampled_from(["the", "pump", "broke", "so", "and", "we", "um", "it's", "1931"]), max_size=120)


@given(WORDS)
def test_cuts_are_inside_in_order_and_no_sentence_is_too_long(words: list[str]) -> None:
    found = cuts(words)

    assert found == sorted(set(found))
    assert all(0 < place < len(words) for place in found)
    edges = [0, *found, len(words)]
    assert all(after - before <= MOST_WORDS for before, after in pairwise(edges))


def test_a_cut_is_made_where_a_sentence_clearly_begins() -> None:
    words = "they sold the old crane last year i think that they will build a new one in the spring".split()

    assert words.index("i") in cuts(words)


def test_every_gap_has_its_features_within_the_table() -> None:
    rows = rows_of(["well", "yes", "no"])

    assert rows.shape == (3, FEATURES)
    assert ((rows >= 0) & (rows < BUCKETS)).all()


def test_marks_and_case_change_nothing() -> None:
    assert (rows_of(["Well,", "It's"]) == rows_of(["well", "it’s"])).all()
