"""Which segments are set aside, as what, and why."""

from __future__ import annotations

import pytest

from assets.language.schema import SEGMENT_KINDS
from assets.language.set_aside import AD_UNNAMED_WORDS, is_housekeeping, kinds_of

TALK = "The river carries less silt since the upper dam was raised, and the delta shrinks by a field a year."
SPONSOR = "This episode is brought to you by Plimsoll Rope, the rope that floats."


def segment(text: str, speaker: str | None = "Ida Holm") -> dict[str, str | None]:
    return {"text": text, "speaker": speaker}


def talk(count: int, speaker: str | None = "Oskar Lind") -> list[dict[str, str | None]]:
    return [segment(f"Point {number}. {TALK}", speaker) for number in range(count)]


def names_of(segments: list[dict[str, str | None]]) -> list[str]:
    return [kind.name for kind in kinds_of(segments)]


def test_plain_talk_is_speech_and_needs_no_reason() -> None:
    kinds = kinds_of(talk(10))

    assert {(kind.name, kind.reason) for kind in kinds} == {("speech", None)}


def test_an_episode_without_segments_has_no_kinds() -> None:
    assert kinds_of([]) == []


def test_every_kind_is_one_of_the_closed_list_and_gives_its_reason() -> None:
    segments = [
        segment("Hello everyone, I'm your host Ida Holm."),
        *talk(30),
        segment(SPONSOR),
        *talk(30),
        segment("Please rate and review us wherever you get your podcasts."),
        *talk(30),
        segment("Thanks for listening and see you next week."),
    ]

    kinds = kinds_of(segments)

    assert {kind.name for kind in kinds} == {"speech", "intro", "ad", "housekeeping", "outro"} <= set(SEGMENT_KINDS)
    assert [bool(kind.reason) for kind in kinds] == [kind.name != "speech" for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        SPONSOR,
        "And now a word from our sponsor.",
        "Use the code QUAY20 when you pay.",
        "Support for this show comes from Plimsoll Rope.",
        "Start your free trial, and you need no credit card.",
    ],
)
def test_an_advertisement_is_told_by_one_strong_cue_or_two_weak_ones(text: str) -> None:
    assert names_of([*talk(5), segment(text), *talk(5)])[5] == "ad"


@pytest.mark.parametrize(
    "text",
    [
        "They gave every farmer a free trial of the new seed.",
        "The building code changed after the fire.",
        "The team sponsored a bridge in its home town.",
    ],
)
def test_words_of_advertisements_in_plain_talk_set_nothing_aside(text: str) -> None:
    assert names_of([*talk(5), segment(text), *talk(5)])[5] == "speech"


def test_an_aside_of_a_co_host_within_an_advertisement_belongs_to_it() -> None:
    segments = [
        *talk(5),
        segment(SPONSOR, "Ida Holm"),
        segment("I tied my own boat up with it last summer.", "Bo Falk"),
        segment("Use code QUAY20 for your first coil.", "Ida Holm"),
        *talk(5),
    ]

    assert names_of(segments) == ["speech"] * 5 + ["ad"] * 3 + ["speech"] * 5


def test_talk_between_two_advertisements_far_apart_stays_speech() -> None:
    segments = [segment(SPONSOR), *talk(6), segment("Use code QUAY20 for your first coil.")]

    assert names_of(segments) == ["ad", *["speech"] * 6, "ad"]


def test_an_advertisement_goes_on_until_somebody_else_speaks() -> None:
    segments = [
        *talk(3),
        segment(SPONSOR, "Ida Holm"),
        segment("It comes in four colours.", "Ida Holm"),
        segment(TALK, "Oskar Lind"),
        segment(TALK, "Ida Holm"),
    ]

    assert names_of(segments) == ["speech"] * 3 + ["ad", "ad", "speech", "speech"]


def test_where_nobody_is_named_an_advertisement_ends_after_the_usual_length() -> None:
    segments = [segment(SPONSOR, None), *talk(30, None)]

    kinds = names_of(segments)

    ad_words = sum(len(str(row["text"]).split()) for row, kind in zip(segments, kinds, strict=True) if kind == "ad")
    length = len(str(segments[1]["text"]).split())
    assert AD_UNNAMED_WORDS - length < ad_words <= AD_UNNAMED_WORDS
    assert kinds == sorted(kinds)  # "ad" first, then only "speech"


def test_everything_up_to_the_last_greeting_near_the_start_is_intro() -> None:
    segments = [
        segment("Water decides where people live."),
        segment("Hello everyone."),
        segment("Joining me today is Oskar Lind.", "Bo Falk"),
        *talk(30),
    ]

    assert names_of(segments) == ["intro"] * 3 + ["speech"] * 30


def test_a_greeting_far_into_the_episode_is_no_intro() -> None:
    assert names_of([*talk(30), segment("Hello everyone."), *talk(30)]) == ["speech"] * 61


def test_words_before_the_greeting_that_are_said_again_later_are_a_teaser() -> None:
    clip = "A harbour that never floods is a harbour that nobody bothered to measure properly in winter."
    segments = [segment(clip, "Oskar Lind"), segment("Hello everyone."), *talk(20), segment(clip), *talk(3)]

    kinds = kinds_of(segments)

    assert [kind.name for kind in kinds[:3]] == ["teaser", "intro", "speech"]
    assert str(kinds[0].reason).startswith("said again later: ")
    assert kinds[22].name == "speech"


def test_from_the_first_farewell_near_the_end_on_everything_is_outro() -> None:
    segments = [*talk(40), segment("That's all for today."), segment("Mind the tide.", "Bo Falk")]

    assert names_of(segments) == ["speech"] * 40 + ["outro"] * 2


def test_a_farewell_in_the_middle_is_no_outro() -> None:
    assert names_of([*talk(30), segment("He told her: see you next week."), *talk(30)]) == ["speech"] * 61


def test_a_long_segment_is_not_set_aside_for_one_sentence_of_housekeeping() -> None:
    plea = "Please leave us a review."
    segments = [*talk(10), segment(plea), segment(f"{plea} {' '.join([TALK] * 5)}"), *talk(10)]

    assert names_of(segments)[10:12] == ["housekeeping", "speech"]


def test_housekeeping_is_told_from_talk_that_shares_its_words() -> None:
    assert is_housekeeping("You can find me on the harbour forum.")
    assert not is_housekeeping("You can find salt marsh on both banks.")
