"""Names in sentences: each case is a sentence with the names marked that are to be found, [words|LABEL]."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.language.entities.component import names_of, pieces
from assets.language.entities.known import label_of_whole
from assets.language.schema import ENTITY_LABELS

if TYPE_CHECKING:
    from spacy.language import Language

MARK = re.compile(r"\[([^|\]]+)\|([A-Z_]+)\]")


def marked(nlp: Language, sentence: str) -> str:
    """Return a sentence with the names marked that the pipeline finds in it."""
    text = sentence
    for ent in reversed(nlp(sentence).ents):
        text = f"{text[: ent.start_char]}[{ent.text}|{ent.label_}]{text[ent.end_char :]}"
    return text


def unmarked(sentence: str) -> str:
    return MARK.sub(r"\1", sentence)


@pytest.mark.parametrize(
    "expected",
    [
        "Last year [Nvidia|ORG] sold more chips than anyone.",
        "We run everything on [Kubernetes|PRODUCT] these days.",
        "They moved from [Apache Kafka|PRODUCT] to a plain log.",
        "She wrote it in [Rust|PRODUCT] and then again in [Go|PRODUCT].",
        "Then [GPT 4|PRODUCT] came out and everybody went home.",
        "It ships with [PostgreSQL|PRODUCT] and [Redis|PRODUCT] out of the box.",
        "He flew to [Berlin|GPE] to speak at [KubeCon|EVENT].",
    ],
)
def test_well_known_names(nlp: Language, expected: str) -> None:
    assert marked(nlp, unmarked(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "I talked to [Oskar Lindqvist|PERSON] about it last week.",
        "And then [Marisa Oduya|PERSON] said that it would never work.",
        "He is [Taylor Young|PERSON] by the way.",
        "My name is [Tobias Hentschel|PERSON] and I work on compilers.",
    ],
)
def test_names_of_people_that_nobody_listed(nlp: Language, expected: str) -> None:
    assert marked(nlp, unmarked(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "Most of what people call [machine learning|TERM] is counting.",
        "They trained a [convolutional neural network|TERM] on it.",
        "We tried [random forests|TERM] before anything else.",
    ],
)
def test_terms_of_the_trade(nlp: Language, expected: str) -> None:
    assert marked(nlp, unmarked(expected)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Go ahead and tell us what you think.",
        "React to that however you like.",
        "We met yesterday and left two weeks ago.",
        "Yeah, I mean, it was done three times.",
        "Slack off a little and see what happens.",
    ],
)
def test_what_only_looks_like_a_name_is_none(nlp: Language, sentence: str) -> None:
    assert marked(nlp, sentence) == sentence


def test_names_carry_neither_article_nor_genitive(nlp: Language) -> None:
    expected = "In the [Netherlands|GPE] they use [Nvidia|ORG]'s chips."

    assert marked(nlp, unmarked(expected)) == expected


def test_every_label_is_one_of_the_closed_list(nlp: Language) -> None:
    assert set(nlp.get_pipe("briefcast_names").labels) <= set(ENTITY_LABELS)


def test_a_name_does_not_depend_on_what_is_read_with_it(nlp: Language) -> None:
    sentences = [
        "We run Kubernetes on AWS with Ida Holm in Oslo.",
        "No.",
        "It was Marlow Freight that paid for it in 2021.",
    ]

    together = [[(ent.text, ent.label_) for ent in doc.ents] for doc in nlp.pipe(sentences)]

    assert together == [[(ent.text, ent.label_) for ent in nlp(sentence).ents] for sentence in sentences]


def test_sentences_that_are_cut_into_words_are_read_as_they_are(nlp: Language) -> None:
    found = list(names_of(nlp, [["Nothing", "here"], ["They", "use", "Apache", "Kafka", "now"]]))

    assert found == [[], [(2, 4, "PRODUCT")]]


@pytest.mark.parametrize(
    ("words", "label"),
    [("Docker Swarm", "PRODUCT"), ("Nerves Cloud", "PRODUCT"), ("Taylor Cloud", "PERSON"), ("Ilvana Thorn", "PERSON")],
)
def test_what_looks_like_a_full_name_may_be_a_product(words: str, label: str) -> None:
    assert label_of_whole(words.split(), {"cloud", "swarm"}) == label


def test_tags_make_pieces() -> None:
    tags = ["B-ORG", "I-ORG", "B-ORG", "O", "I-GPE", "B-TERM", "I-GPE"]

    assert pieces(tags) == [(0, 2, "ORG"), (2, 3, "ORG"), (4, 5, "GPE"), (5, 6, "TERM"), (6, 7, "GPE")]
