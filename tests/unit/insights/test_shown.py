"""Shown: of a place's windows and their titles, the two that a reader would rather have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assets.insights import shown, titles
from assets.insights.odds import salience_of_shown, salience_with_title
from assets.insights.salience.choice import Salient
from assets.insights.salience.windows import Window
from assets.insights.shown import PAIRS, TITLES, UNREAD, pairs, shown_of
from assets.insights.titles import claims_with_title
from assets.insights.worth import Worth

FIRST = "The harbour of Ostwick moved 40 percent more grain than all the railways of the north."
SECOND = "Marlow Freight paid 12 million euros for the new crane, which lifts grain in an hour."
WHOLE = f"{FIRST} {SECOND}"
HARBOUR, MARLOW = (
    "The harbour of Ostwick moved 40 percent more grain",
    "Marlow Freight paid 12 million euros for the new crane",
)
SHORTER = "The harbour moved more grain than the railways of the north"
ELSEWHERE = {"segment_id": "segment-2", "text": WHOLE}
SEGMENT = {"segment_id": "segment-1", "text": WHOLE}

WRONG = 0.3

Says = Callable[..., None]


def claim(sentence: str, *headlines: str, segment: dict[str, str] = SEGMENT) -> dict[str, Any]:
    start = segment["text"].index(sentence)
    return {
        "segment_id": segment["segment_id"],
        "char_start": start,
        "char_end": start + len(sentence),
        "quote": sentence,
        "headline": headlines[0],
        "headlines": list(headlines),
        "claim_score": 0.9,
    }


def titled(*claims: dict[str, Any]) -> dict[str, Any]:
    return claims_with_title(claims)


def place(*quotes: str, salience: float = 0.5) -> Salient:
    window, *others = (Window(SEGMENT, start := WHOLE.index(quote), start + len(quote)) for quote in quotes)
    return Salient(window, 0, 0, salience, tuple(others))


@pytest.fixture
def worth_alone(monkeypatch: pytest.MonkeyPatch) -> Says:
    """Say what titles are worth alone, by a word of theirs; others are worth a half."""

    def says(**worths: float) -> None:
        def title_is_good(title: str) -> float:
            return next((worth for word, worth in worths.items() if word in title), 0.5)

        monkeypatch.setattr(titles, "title_is_good", title_is_good)

    says()
    return says


@pytest.fixture
def worth_together(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str, str], float]], None]:
    """Put a function of title and passage in place of the model."""
    return lambda reads: monkeypatch.setattr(shown, "worth_of", lambda title, quote: Worth(reads(title, quote), WRONG))


def test_the_window_and_the_title_are_shown_that_are_worth_most_together(
    worth_alone: Says, worth_together: Says
) -> None:
    worth_together(lambda title, quote: 0.9 if title.startswith("Marlow") and quote == WHOLE else 0.1)

    found = shown_of(place(FIRST, WHOLE), titled(claim(FIRST, HARBOUR), claim(SECOND, MARLOW)), {})

    assert found is not None
    assert (found.window.quote, found.title.text) == (WHOLE, MARLOW)


def test_a_title_is_read_with_what_follows_it(worth_alone: Says, worth_together: Says) -> None:
    read: list[str] = []
    worth_together(lambda title, quote: read.append(title) or 0.5)

    shown_of(place(FIRST), titled(claim(FIRST, HARBOUR)), {})

    assert read == [f"{HARBOUR} … than all the railways of the"]


def test_salience_adds_up_the_passage_its_title_and_both_together(worth_alone: Says, worth_together: Says) -> None:
    worth_alone(harbour=0.7)
    worth_together(lambda title, quote: 0.8)

    found = shown_of(place(FIRST, salience=0.6), titled(claim(FIRST, HARBOUR)), {})

    assert found is not None
    assert found.salience == pytest.approx(salience_of_shown(salience_with_title(0.6, 0.7), 0.8, WRONG), abs=1e-6)


def test_of_a_place_of_little_salience_the_likeliest_pair_is_shown_unread(
    worth_alone: Says, worth_together: Says
) -> None:
    worth_alone(harbour=0.001, Marlow=0.003)
    worth_together(lambda title, quote: pytest.fail("read"))

    found = shown_of(place(WHOLE, salience=0.05), titled(claim(FIRST, HARBOUR), claim(SECOND, MARLOW)), {})

    assert found is not None
    assert found.title.text == MARLOW
    assert found.salience == pytest.approx(
        salience_of_shown(salience_with_title(0.05, 0.003), UNREAD.good, UNREAD.wrong_title), abs=1e-6
    )


def test_a_place_is_read_for_any_of_its_pairs(worth_alone: Says, worth_together: Says) -> None:
    worth_alone(harbour=0.001, Marlow=0.9)
    worth_together(lambda title, quote: 0.5)

    found = shown_of(place(FIRST, WHOLE, salience=0.5), titled(claim(FIRST, HARBOUR), claim(SECOND, MARLOW)), {})

    assert found is not None
    assert found.title.text == MARLOW


def test_a_place_without_a_title_shows_nothing(worth_alone: Says) -> None:
    assert shown_of(place(FIRST), titled(claim(SECOND, MARLOW), claim(FIRST, HARBOUR, segment=ELSEWHERE)), {}) is None


def test_pairs_come_by_window_and_within_it_by_what_the_title_is_worth(worth_alone: Says) -> None:
    worth_alone(Marlow=0.9, Ostwick=0.4, railways=0.2)

    found = pairs(place(WHOLE, FIRST), titled(claim(FIRST, SHORTER, HARBOUR), claim(SECOND, MARLOW)), {})

    assert [(window.quote, title.text) for window, title in found] == [
        (WHOLE, MARLOW),
        (WHOLE, HARBOUR),
        (WHOLE, SHORTER),
        (FIRST, HARBOUR),
        (FIRST, SHORTER),
    ]


def test_of_a_window_so_many_titles_are_tried_and_of_a_place_so_many_pairs(worth_alone: Says) -> None:
    headlines = [f"The harbour moved {number} million tons of grain" for number in range(TITLES + 1)]
    claims = titled(claim(FIRST, *headlines))

    assert len(list(pairs(place(FIRST), claims, {}))) == TITLES
    assert len(list(pairs(place(*[FIRST] * PAIRS), claims, {}))) == PAIRS


def test_what_is_turned_against_right_after_the_window_is_not_shown(worth_alone: Says) -> None:
    text = f"{FIRST} But that was a lie."
    window = Window({"segment_id": "segment-1", "text": text}, 0, len(FIRST))

    assert shown_of(Salient(window, 0, 0, 0.5, ()), titled(claim(FIRST, HARBOUR)), {}) is None


def mention(text: str, name: str, start: int = 0, label: str = "PERSON") -> dict[str, Any]:
    return {"char_start": start, "char_end": start + len(text), "text": text, "entity_name": name, "label": label}


@pytest.mark.parametrize(
    ("said", "mentions", "is_shown"),
    [
        ("Ida has built a crane.", [mention("Ida", "Ida Holm")], False),
        ("Ida's crane lifts grain.", [mention("Ida's", "Ida Holm")], False),
        ("Ida has built a crane.", [mention("Ida", "Ida")], True),
        ("Holm has built a crane.", [mention("Holm", "Ida Holm")], True),
        ("Ida has built a crane.", [mention("Ida", "Ida Works", label="ORG")], True),
        (
            "Ida has built a crane. Ida Holm paid.",
            [mention("Ida", "Ida Holm"), mention("Ida Holm", "Ida Holm", 23)],
            True,
        ),
        ("Idaho has fined Ida twice.", [mention("Ida", "Ida Holm", 16)], True),
        ("Napoleon has built a crane.", [mention("Napoleon", "Napoleon Holm")], True),
        ("Cranes lift what Ida wants.", [mention("Ida", "Ida Holm", 17)], True),
    ],
    ids=[
        "first name",
        "genitive",
        "no more is known",
        "last name",
        "no person",
        "whole name",
        "longer word",
        "known",
        "no subject",
    ],
)
def test_a_title_about_a_first_name_is_shown_only_with_the_whole_name(
    worth_alone: Says, said: str, mentions: list[dict[str, Any]], is_shown: bool
) -> None:
    segment = {"segment_id": "segment-1", "text": said}
    sentence = f"{said.partition('.')[0]}."
    whole = Salient(Window(segment, 0, len(said)), 0, 0, 0.5, ())

    found = list(pairs(whole, titled(claim(sentence, sentence[:-1], segment=segment)), {"segment-1": mentions}))

    assert bool(found) is is_shown
