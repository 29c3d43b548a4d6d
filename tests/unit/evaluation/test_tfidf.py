"""Texts as weights of their terms."""

from __future__ import annotations

import pytest

from orchestration.evaluation.tfidf import letter_terms, similarities, tfidf, word_terms

DOCUMENTS = [["crane", "grain", "port"], ["crane", "crane", "wheat"], ["cat", "port"], []]


def test_a_document_is_like_itself_and_unlike_one_that_shares_nothing() -> None:
    rows = tfidf(DOCUMENTS)
    cosines = similarities(rows, rows)

    assert cosines.diagonal() == pytest.approx([1, 1, 1, 0])
    assert cosines[1, 2] == 0


def test_a_rare_term_tells_more_than_a_common_one() -> None:
    rows = tfidf([["port", "crane"], ["port", "cat"], ["dog", "crane"], ["port"]])
    cosines = similarities(rows, rows)

    assert cosines[0, 2] > cosines[0, 1]


def test_with_a_smaller_power_a_longer_document_has_more_in_common() -> None:
    documents = [["crane"], ["crane", "grain", "port", "wheat", "barge"]]
    whole, half = (tfidf(documents, length_power=power) for power in (1.0, 0.5))

    assert similarities(half, half)[0, 1] > similarities(whole, whole)[0, 1]


def test_terms_of_too_few_or_too_many_documents_do_not_count() -> None:
    assert tfidf(DOCUMENTS, fewest=2).shape == (4, 2)
    assert tfidf([["port", "crane"], ["port", "cat"]], most_share=0.5).shape == (2, 2)


def test_words_are_of_two_letters_at_least_in_small_letters() -> None:
    assert word_terms("A Crane, in 2024!") == ["crane", "in", "2024"]


def test_letters_are_taken_inside_words() -> None:
    assert letter_terms("A cat") == [" a ", " ca", "cat", "at ", " cat", "cat ", " cat "]
