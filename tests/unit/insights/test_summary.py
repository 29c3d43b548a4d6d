"""The summary of a passage: who says what, in what way, and what a pronoun means."""

from __future__ import annotations

from typing import Any

import pytest

from assets.insights.summary import summary

BEFORE = "Marlow Freight built a crane. "


def claim(quote: str = "The crane works.", start: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "char_start": start,
        "quote": quote,
        "speaker": "Ida Holm",
        "attributed_to": "Ida Holm",
        "modality": "asserted",
    } | changes


def mention(text: str, name: str, label: str) -> dict[str, Any]:
    return {"char_start": text.index(name), "text": name, "label": label}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Ida Holm says that the crane works."),
        ({"modality": "predicted"}, "Ida Holm expects that the crane works."),
        ({"modality": "recommended"}, "Ida Holm advises: The crane works."),
        ({"attributed_to": "the mayor"}, "Ida Holm, quoting the mayor: The crane works."),
        ({"attributed_to": "they"}, "Ida Holm reports: The crane works."),
        ({"speaker": None, "attributed_to": None}, "A speaker says that the crane works."),
        ({"quote": "Marlow Freight pays."}, "Ida Holm says that Marlow Freight pays."),
        ({"quote": "my crane works."}, "Ida Holm says: My crane works."),
        ({"quote": "The cranes of us work."}, "Ida Holm says: The cranes of us work."),
        ({"quote": "US cranes work."}, "Ida Holm says that US cranes work."),
        ({"quote": "Go compiles fast."}, "Ida Holm says that Go compiles fast."),
        ({"quote": "Nobody works."}, "Ida Holm says that nobody works."),
        (
            {"quote": "Nobody expects it to hold.", "modality": "predicted", "cue": "expects"},
            "Ida Holm says that nobody expects it to hold.",
        ),
        ({"quote": "The US cranes work."}, "Ida Holm says that the US cranes work."),
    ],
)
def test_it_tells_who_in_what_way_and_what(changes: dict[str, Any], expected: str) -> None:
    assert summary(claim(**changes)) == expected


@pytest.mark.parametrize(
    ("before", "said", "names", "expected"),
    [
        ("Ole Berg came. ", "He pays.", [("Ole Berg", "PERSON")], "Ida Holm says that Ole Berg pays."),
        ("Thanks, Ida. My uncle came. ", "He pays.", [("Ida", "PERSON")], "Ida Holm says that he pays."),
        ("Ole Berg came. ", "It pays.", [("Ole Berg", "PERSON")], "Ida Holm says that it pays."),
        ("So. Marlow built. ", "It's strong.", [("Marlow", "ORG")], "Ida Holm says that Marlow's strong."),
    ],
)
def test_a_pronoun_is_replaced_by_the_only_name_it_can_mean(
    before: str, said: str, names: list[tuple[str, str]], expected: str
) -> None:
    text = before + said
    mentions = [mention(text, name, label) for name, label in names]

    assert summary(claim(said, len(before)), text, mentions) == expected


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("Ole Berg and Pia Lund came. ", ["Ole Berg", "Pia Lund"]),
        ("Nobody came. ", []),
        ("Ida Holm came. ", ["Ida Holm"]),
        (f"Ole Berg came. {'Grain was moved. ' * 30}", ["Ole Berg"]),
    ],
    ids=["two persons", "nobody named", "the speaker", "too far back"],
)
def test_a_pronoun_of_which_nothing_is_sure_stays(before: str, names: list[str]) -> None:
    text = f"{before}He pays."
    mentions = [mention(text, name, "PERSON") for name in names]

    assert summary(claim("He pays.", len(before)), text, mentions) == "Ida Holm says that he pays."
