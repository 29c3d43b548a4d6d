"""Titles: which headlines a passage can be given, and how they are told apart by what they are worth."""

from __future__ import annotations

from typing import Any

import pytest

from assets.insights.titles import has_title, is_cut_off, may_have_title, titles_of
from assets.insights.worth import with_worth, worth

SENTENCE = "The port of Ostwick closed two of its four grain terminals, after the insurer left."


def claim(
    headline: str | None, quote: str = SENTENCE, score: float = 0.6, segment: str = "segment-1"
) -> dict[str, Any]:
    return {"segment_id": segment, "char_start": 0, "headline": headline, "quote": quote, "claim_score": score}


@pytest.mark.parametrize(
    ("headline", "quote", "cut_off"),
    [
        ("The port of Ostwick closed two of its four grain terminals", SENTENCE, False),
        ("The port of Ostwick closed two of its four grain", SENTENCE, True),
        ("The terminals closed", "The terminals closed because the insurer left.", False),
        ("The terminals closed", "The terminals closed and the insurer left.", False),
        ("The terminals closed", "The terminals closed.", False),
        ("The terminals closed", "The terminals closed — for good.", False),
        # With a word left out of its middle it cannot be found, and is not said to be cut off.
        ("The terminals soon closed", "The terminals, he says, soon closed again.", False),
    ],
)
def test_a_headline_is_cut_off_where_the_sentence_goes_on_and_could_not_have_ended(
    headline: str, quote: str, cut_off: bool
) -> None:
    assert is_cut_off(claim(headline, quote)) is cut_off


def test_a_claim_without_a_headline_or_with_a_low_score_has_no_title() -> None:
    assert has_title(claim("The port closed two terminals"))
    assert not has_title(claim(None))
    assert not has_title(claim("The port closed"))
    assert not has_title(claim("The port closed two terminals", score=0.14))


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("The harbour doubled its grain exports in 2023.", True),
        ("And so the harbour doubled its grain exports in 2023.", True),
        ("And they doubled their grain exports in 2023.", False),
        ("I doubled the grain exports of the harbour in 2023.", False),
        ("If the harbour doubled its grain exports, prices fell.", False),
    ],
)
def test_a_sentence_is_read_for_a_title_only_where_its_opening_may_give_one(sentence: str, may: bool) -> None:
    assert may_have_title(sentence) is may


def test_titles_stand_by_segment_and_one_that_is_cut_off_is_worth_half() -> None:
    whole, cut = "The port of Ostwick closed two of its four grain terminals", "The port of Ostwick closed two of its"

    found = titles_of([claim(whole), claim(cut), claim(None), claim(whole, segment="segment-2")])

    assert {segment: [title.claim["headline"] for title in titles] for segment, titles in found.items()} == {
        "segment-1": [whole, cut],
        "segment-2": [whole],
    }
    assert found["segment-1"][0].worth == pytest.approx(worth(whole))
    assert found["segment-1"][1].worth == pytest.approx(worth(cut) / 2)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Rust's new borrow checker accepts more programs", "We had a lot of fun last week"),
        ("SQLite now supports strict tables", "Thanks to everybody for coming on the show"),
        ("GitHub Copilot is trained on public repositories", "My first job was at a restaurant in town"),
        ("Kubernetes 1.30 drops support for Docker", "There's a lot to think about there"),
    ],
)
def test_what_the_world_holds_is_worth_more_than_talk_among_friends(better: str, worse: str) -> None:
    assert 0 < worth(worse) < worth(better) < 1


def test_salience_grows_with_the_worth_of_the_title_and_stays_a_share() -> None:
    saliences = [with_worth(0.3, share) for share in (0.0, 0.05, 0.2, 0.6, 1.0)]

    assert saliences == sorted(saliences)
    assert 0 < saliences[0] < saliences[-1] < 1
