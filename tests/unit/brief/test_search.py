"""The two rankings of a search and their fusion."""

from __future__ import annotations

from assets.brief.search import fuse, rank_by_words

TEXTS = {
    "both": "The harbour moved more grain.",
    "often": "Grain, grain and again grain.",
    "long": "The harbour " + "and much else besides " * 20,
    "none": "Trains are late.",
}


def ranked(query: str) -> list[str]:
    return [key for key, _score in rank_by_words(query, TEXTS, document_count=100, mean_word_count=8)]


def test_texts_with_more_of_the_words_come_first_and_those_with_none_not_at_all() -> None:
    assert ranked("harbour grain") == ["both", "often", "long"]


def test_plurals_and_capitals_do_not_matter() -> None:
    assert ranked("HARBOURS") == ["both", "long"]


def test_a_query_without_words_finds_nothing() -> None:
    assert ranked("…") == []


def test_what_two_rankings_agree_on_comes_first() -> None:
    assert fuse([["a", "b", "c"], ["d", "b"]]) == ["b", "a", "d", "c"]
    assert fuse([[], ["a"]]) == ["a"]
