"""The filters before the models."""

from __future__ import annotations

import pytest

from assets.language.filters import FEWEST_WORDS, MOST_WORDS, has_number, inner_names, is_statement, may_name


def test_inner_names_are_capitalised_words_inside_sentences_but_not_the_pronoun() -> None:
    texts = ["Yesterday I met Ida Holm in Ostwick.", "Then I'm told that Marlow paid."]

    assert inner_names(texts) >= {"Ida", "Holm", "Marlow"}
    assert not inner_names(texts) & {"Yesterday", "Then", "I", "I'm"}


@pytest.mark.parametrize(
    "sentence", ["The pier belongs to Marlow now.", "It opened in 1931, they say.", "They paid $40 for it."]
)
def test_a_capital_inside_or_a_figure_may_be_a_name(sentence: str) -> None:
    assert may_name(sentence, frozenset())


def test_a_first_word_counts_only_where_it_is_a_name_elsewhere() -> None:
    assert not may_name("Marlow paid for it.", frozenset())
    assert may_name("Marlow paid for it.", frozenset({"Marlow"}))


@pytest.mark.parametrize(
    "sentence",
    [
        "The old quay lost more than a third of its length.",
        "Ships avoid the bay because the current turns at noon.",
        "They sold the dredger to Marlow Freight last spring.",
        "Studies tell us that the dredger costs four hundred thousand a year.",
        "Thanks to cheap steel the price of a crane fell by half since then.",
        "The audience of the harbour radio grew by 20 percent last year.",
        "Sponsors of the old pier lost half of their money in a year.",
        "I think we'll see two more tolls by the end of the year.",
        "By 2030 we'll get forty percent of our power from the tides.",
        "We're going to get three storms next winter.",
        "The island plans to welcome 500,000 visitors a year.",
        "The mayor finally said sorry to the families of the 96 dead.",
        "The segment of small barges grew by 30 percent last year.",
        "We don't know how many barges sank, but the port puts it at 20.",
        "Last time we measured it the crane lifted nine tonnes an hour.",
        "There's a person in every port who knows which crane is broken.",
    ],
)
def test_a_sentence_that_states_something_may_be_a_claim(sentence: str) -> None:
    assert is_statement(sentence)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Every crane in Ostwick is rusting.", "short"),
        ("Do most companies in Ostwick still own a crane?", "question"),
        ("Thanks so much for the tour of the Ostwick crane yesterday.", "small talk"),
        ("Can you tell us more about the crane in Ostwick and its age", "small talk"),
        ("Our audience in Ostwick has written to us about the crane again.", "small talk"),
        ("Last time I was talking about cranes they were all made of steel.", "small talk"),
        ("There's the person that has only ever worked with one kind of crane.", "an example to come"),
        ("is the quay in Ostwick still in use after all these years".lower(), "question without a mark"),
    ],
)
def test_what_is_no_claim_is_sifted_out(sentence: str, why: str) -> None:
    assert not is_statement(sentence), why


def test_the_limits_of_length_are_inclusive() -> None:
    def sentence(count: int) -> str:
        return " ".join(["half", *["salt"] * (count - 1)])

    assert [
        is_statement(sentence(count)) for count in (FEWEST_WORDS - 1, FEWEST_WORDS, MOST_WORDS, MOST_WORDS + 1)
    ] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It took 9 men.", True),
        ("It took a dozen men.", True),
        ("Half of them left.", True),
        ("It took some men.", False),
        ("The tenant behalf was heard.", False),
    ],
)
def test_a_quantity_stands_in_figures_or_in_whole_words(sentence: str, expected: bool) -> None:
    assert has_number(sentence) is expected
