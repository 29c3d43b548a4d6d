"""Sentences in speech without punctuation."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assets.language.boundaries import BUCKETS, MOST_WORDS, cuts, scores, word_numbers

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


def test_every_word_has_a_score_and_a_number_within_the_table() -> None:
    words = ["well", "yes", "no"]

    assert scores(words).shape == (3,)
    assert all(0 < number < BUCKETS for number in word_numbers(words))


def test_marks_and_case_change_nothing() -> None:
    assert word_numbers(["Well,", "It's"]) == word_numbers(["well", "it’s"])
