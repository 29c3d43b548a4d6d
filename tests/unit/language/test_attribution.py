"""Whose view a sentence gives. Sentences mark what is expected: [the source], {the cue} and <the content>."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

from assets.language.attribution.pronouns import person_meant
from assets.language.attribution.reports import attribution_of, labels_of, reports_of
from assets.language.attribution.spans import Span, spans_of

if TYPE_CHECKING:
    from spacy.language import Language


def unmarked(marked: str) -> tuple[str, str, str, str]:
    """Return a sentence without its marks, and what stood in [ ], in { } and in < >."""
    parts = [re.search(marks, marked) for marks in (r"\[(.*?)\]", r"\{(.*?)\}", r"<(.*?)>")]
    sentence = re.sub(r"[\[\]{}<>]", "", marked)
    return sentence, *(re.sub(r"[\[\]{}<>]", "", part.group(1)) if part else "" for part in parts)  # type: ignore[return-value]


@pytest.mark.parametrize(
    "marked",
    [
        "[The IEA] {says} <that the grid grows too slowly>.",
        "[The harbour office] {estimates} <that half of the barges are empty>.",
        "[Ida Holm] {argued} <that the dam should go>.",
        "[Researchers] {found} <that most barges run at night>.",
        "{According to} [the port authority], <traffic fell by a third>.",
        "<Traffic fell by a third>, {according to} [Marlow Freight].",
        '<"The gates will not hold another winter,"> [Holm] {said}.',
        "[The engineer who built the lock] {says} <that the gates leak>.",
        "And [he] {said} <the fog was the worst he had ever seen>.",
        "[She] {was like}, <we cannot ship that on a Friday>.",
        "[This guy from the port authority] {goes}, <you need a permit for that>.",
        "[Most of the crew] {thought} <that we were crazy>.",
        "[Ida Holm] {makes the case} <that the ferries are cheap>.",
        "[US engineers] {say} <that the dam is leaking>.",
        "[The engineer I hired] {says} <that the gates leak>.",
        "[The harbour office]'s {position is} <that the dam is leaking>.",
        "[A new study] {suggests} <that the tide cuts the risk of floods by a third>.",
        "[The Supreme Court] {ruled} <that ports can ban old barges>.",
        "[My doctor] {told} me <that salt water raises the pressure>.",
        "[Ida Holm] shares news from the harbour{:} <“The gates are rotten and the dam leaks.”>",
    ],
)
def test_source_cue_and_content_are_found_with_their_places(nlp: Language, marked: str) -> None:
    sentence, source, cue, content = unmarked(marked)

    found = attribution_of(nlp(sentence))

    assert found is not None
    assert (found.source, found.cue) == (source, cue)
    assert found.content_span is not None
    assert [sentence[start:end] for start, end in (found.source_span, found.cue_span, found.content_span)] == [
        source,
        cue,
        content,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The grid grows too slowly.",
        "I think that the grid grows too slowly.",
        "We believe that small boats are the future of this river.",
        "The office reports to the mayor.",
        "It's like, you know, a big bath with two doors.",
        "Many people don't know that the dam is leaking.",
        "My view is that the dam is leaking.",
        "Nobody makes the case that ferries pay.",
        "The news from the harbour: “The gates are rotten and the dam leaks.”",
        "Engineers can now tell how much water the basin holds.",
        "The harbour office just announced a whole new set of barges coming from the south.",
        "At the fair, where they announced the ferry and the barge that carries coal, it rained.",
        "One of the things that I enjoy is watching the barges turn in the basin.",
        "Critics forget that the dam saved the town in 1953.",
        "Few people know that half of the steel comes from one mill.",
        "No study shows that the dam leaks into the town.",
        "Ida didn't say that the dam leaks into the town.",
        "Ida was wrong when she said that the dam leaks into the town.",
        "The whole thing was like, we lost half of the barges in a year.",
        "My aunt found out later that the house had never been hers.",
    ],
)
def test_where_nobody_but_the_speaker_holds_the_view_there_is_no_attribution(nlp: Language, sentence: str) -> None:
    assert attribution_of(nlp(sentence)) is None


def test_a_name_is_the_source_without_what_else_is_said_of_whom_it_names(nlp: Language) -> None:
    found = attribution_of(nlp("Lisa Park, the mayor of Quay, says that the dam leaks into the town."))

    assert found is not None
    assert found.source == "Lisa Park"


def test_a_sentence_may_hold_several_reports(nlp: Language) -> None:
    doc = nlp("The mayor says the dam is safe, but engineers say that it is not.")

    found = reports_of(doc)

    assert [doc[one.source.start : one.source.end].text for one in found if one.source] == ["The mayor", "engineers"]
    assert [doc[one.cue.start : one.cue.end].text for one in found] == ["says", "say"]


def test_an_empty_text_has_no_labels(nlp: Language) -> None:
    assert labels_of(Doc(nlp.vocab)) == []
    assert attribution_of(Doc(nlp.vocab)) is None


def test_spans_are_read_from_labels() -> None:
    labels = ["B-source", "I-source", "O", "B-cue", "B-content", "I-content", "B-content", "I-cue"]

    assert spans_of(labels) == [
        Span(0, 2, "source"),
        Span(3, 4, "cue"),
        Span(4, 6, "content"),
        Span(6, 7, "content"),
        Span(7, 8, "cue"),
    ]


def test_a_pronoun_means_the_one_person_named_shortly_before() -> None:
    assert person_meant("He", ["Ida Holm", "Ida Holm"]) == "Ida Holm"


@pytest.mark.parametrize(
    ("source", "names"),
    [("she", []), ("she", ["Ida Holm", "Peter Vos"]), ("they", ["Ida Holm"]), ("my boss", ["Ida Holm"])],
)
def test_in_doubt_the_words_stay(source: str, names: list[str]) -> None:
    assert person_meant(source, names) is None
