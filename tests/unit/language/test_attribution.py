"""Whose view a sentence gives. Sentences mark what is expected: [the source] and {the cue}."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.language.attribution import MOST_SOURCE_WORDS, attribution_of

if TYPE_CHECKING:
    from spacy.language import Language


def unmarked(marked: str) -> tuple[str, str | None, str | None]:
    """Return a sentence without its marks, what stood in [ ] and what stood in { }."""
    source, cue = re.search(r"\[(.*?)\]", marked), re.search(r"\{(.*?)\}", marked)
    return re.sub(r"[\[\]{}]", "", marked), source and source.group(1), cue and cue.group(1)


@pytest.mark.parametrize(
    "marked",
    [
        "[The IEA] {says} that the grid grows too slowly.",
        "[The harbour office] {estimates} that half of the barges are empty.",
        "[Ida Holm] {argued} that the dam should go.",
        "[Researchers] {found} that most barges run at night.",
        "[The ministry of transport] {warns} that the bridge will close.",
        "{According to} [the port authority], traffic fell by a third.",
        "Traffic fell by a third, {according to} [Marlow Freight].",
    ],
)
def test_the_named_source_and_its_cue_are_found(nlp: Language, marked: str) -> None:
    sentence, source, cue = unmarked(marked)

    found = attribution_of(nlp(sentence))

    assert found is not None
    assert (found.source, found.cue.lower()) == (source, str(cue).lower())


@pytest.mark.parametrize(
    "sentence",
    [
        "The grid grows too slowly.",
        "I think that the grid grows too slowly.",
        "They said that the bridge will close.",
        "According to them, traffic fell by a third.",
        "The office reports to the mayor.",
    ],
)
def test_where_nobody_is_named_as_holding_the_view_there_is_no_source(nlp: Language, sentence: str) -> None:
    assert attribution_of(nlp(sentence)) is None


def test_a_source_leaves_out_its_relative_clause(nlp: Language) -> None:
    found = attribution_of(nlp("The engineer who built the lock says that the gates leak."))

    assert found is not None
    assert found.source == "The engineer"


def test_a_long_source_is_cut_to_whole_words(nlp: Language) -> None:
    sentence = (
        "The joint annual report of the northern river and harbour boards of Ostwick and Marlow shows that tolls fell."
    )

    found = attribution_of(nlp(sentence))

    assert found is not None
    assert len(found.source.split()) <= MOST_SOURCE_WORDS
    assert f" {found.source} " in f" {sentence} "
