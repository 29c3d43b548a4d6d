"""The headline: at most twelve of the sentence's own words, and still the same claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.language.headline import MOST_WORDS, headline_of

if TYPE_CHECKING:
    from spacy.language import Language

SENTENCES = [
    "The canal carries coal.",
    "The town council of Ostwick, which met on Monday in the old customs house, voted after a long and bitter debate "
    "to close the canal that has carried coal to the northern mills since the war.",
    "So, you know, the thing is that people who live near the river, and there are many of them, tend to build their "
    "houses on stilts because the water comes up every spring without any warning at all.",
    "When the mill closed, and nobody really expected that, the families who had worked there moved to the sea.",
    "I think that we believe that they know that the gates leak.",
]


def plain_words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_headline_is_short_starts_with_a_capital_and_has_no_full_stop(nlp: Language, sentence: str) -> None:
    headline = headline_of(nlp(sentence))

    assert 1 <= len(headline.split()) <= MOST_WORDS
    assert headline[0].isupper()
    assert headline[-1].isalnum()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_headline_has_the_sentence_s_own_words_in_their_order(nlp: Language, sentence: str) -> None:
    remaining = iter(plain_words(sentence))

    assert all(word in remaining for word in plain_words(headline_of(nlp(sentence))))


def test_a_short_sentence_is_its_own_headline(nlp: Language) -> None:
    assert headline_of(nlp("The canal carries coal.")) == "The canal carries coal"


def test_what_the_speaker_thinks_is_the_headline_not_that_he_thinks_it(nlp: Language) -> None:
    assert headline_of(nlp("I think that the canal carries coal.")) == "The canal carries coal"


@pytest.mark.parametrize(
    ("sentence", "negation"),
    [
        ("The old mill by the river in the north did not close after the war because of the coal price.", "not"),
        ("The families of the mill never moved to the coast in the years after the long and bitter strike.", "never"),
        ("The harbour has no cranes that could lift a turbine from a ship in the wind of late autumn.", "no"),
    ],
)
def test_a_headline_keeps_the_negation(nlp: Language, sentence: str, negation: str) -> None:
    headline = headline_of(nlp(sentence))

    assert len(headline.split()) <= MOST_WORDS
    assert negation in plain_words(headline)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The council in the north spent 40 million euros on a lock that nobody in the town ever uses.", "40"),
        ("After the strike, which lasted a winter, the port lost 38 percent of its grain to the railways.", "38"),
        ("The new crane, which came by ship from the south, lifts three times as much as the old crane.", "three"),
    ],
)
def test_a_headline_keeps_the_numbers(nlp: Language, sentence: str, number: str) -> None:
    headline = headline_of(nlp(sentence))

    assert len(headline.split()) <= MOST_WORDS
    assert number in plain_words(headline)


def test_quotation_marks_stand_in_pairs_or_not_at_all(nlp: Language) -> None:
    headline = headline_of(nlp('The foreman called the crane "a gift to the harbour of Ostwick.'))

    assert '"' not in headline
