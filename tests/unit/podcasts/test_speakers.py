from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assets.podcasts.names import bare_name, matched_name
from assets.podcasts.speakers import NOBODY, Speaker, known_speakers, regulars_before
from assets.podcasts.transcripts.base import Cue

PEOPLE = ("Jerod Santo", "Adam Stacoviak", "Adam Jones", "Zoë Åberg")


@pytest.mark.parametrize(
    ("label", "name", "certainty"),
    [
        ("Jerod Santo", "Jerod Santo", 1.0),
        ("jerod santo", "Jerod Santo", 1.0),
        ("JEROD SANTO", "Jerod Santo", 1.0),
        ("Jerod Santo (host)", "Jerod Santo", 1.0),
        ("Jerod Santo, co-host", "Jerod Santo", 1.0),
        ("Dr. Jerod Santo", "Jerod Santo", 1.0),
        ("Jerod A. Santo", "Jerod Santo", 1.0),
        ("Jerod", "Jerod Santo", 0.9),
        ("Santo", "Jerod Santo", 0.9),
        ("J. Santo", "Jerod Santo", 0.9),
        ("Jerod S.", "Jerod Santo", 0.9),
        ("JS", "Jerod Santo", 0.9),
        ("Zoe", "Zoë Åberg", 0.9),
        ("Brian", "Brian Regular", 0.8),
        ("Adam", "Adam", 0.6),
        ("Ann", "Ann", 0.6),
        ("Cy Young", "Cy Young", 1.0),
        ("CY YOUNG", "Cy Young", 1.0),
    ],
)
def test_a_label_is_the_name_of_the_one_person_whom_it_fits(label: str, name: str, certainty: float) -> None:
    found = known_speakers([Cue("Hello.", label)], PEOPLE, ["Brian Regular"])
    assert found == {label: Speaker(name, certainty)}


def test_a_short_name_is_that_of_the_full_one_in_the_same_transcript() -> None:
    found = known_speakers([Cue("Hello.", "Ann Lee"), Cue("Hi.", "Ann")], ())
    assert found == {"Ann Lee": Speaker("Ann Lee", 1.0), "Ann": Speaker("Ann Lee", 0.9)}


@pytest.mark.parametrize(
    "label",
    [
        "SPEAKER_00",
        "Speaker 1",
        "speaker A",
        "spk_0",
        "S1",
        "A",
        "3",
        "Unknown",
        "Unknown Speaker",
        "Host",
        "Male Voice",
        "Host 1",
        "Guest 2",
        "Speaker One",
        "Female Host",
        "Audience Member",
        "Narrator",
        "Both",
        "All speakers",
        "Everyone",
        "News Clip",
        "Intro",
        "MUSIC",
    ],
)
def test_a_machines_label_is_no_name(label: str) -> None:
    assert known_speakers([Cue("Hello.", label)], PEOPLE) == {label: NOBODY}


def one(words: str, *, people: tuple[str, ...] = PEOPLE, start: float | None = 1.0) -> Speaker:
    return known_speakers([Cue(words, "SPEAKER_00", start)], people)["SPEAKER_00"]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Hello, friends. I'm Jerod, and this is the news.", Speaker("Jerod Santo", 0.7)),
        ("My name is Jerod Santo.", Speaker("Jerod Santo", 0.7)),
        ("Hi everyone, this is Jerod from the show.", Speaker("Jerod Santo", 0.7)),
        ("I’m your host, Jerod Santo.", Speaker("Jerod Santo", 0.7)),
        ("And I'm Brian Okken.", Speaker("Brian Okken", 0.6)),
        ("My name is Hugo and I bake.", Speaker("Hugo", 0.6)),
        ("This is Bread Bytes. I'm excited.", NOBODY),
        ("I'm German, and he said I'm Adam.", NOBODY),
        ("They asked me whether this is Jerod's bread.", NOBODY),
        ("I'm Jerod Santo. And I'm Zoë Åberg.", NOBODY),
    ],
)
def test_who_bears_a_machines_label_may_say_his_name(words: str, speaker: Speaker) -> None:
    assert one(words) == speaker


def test_a_name_that_is_said_late_in_an_episode_is_no_introduction() -> None:
    assert one("I'm Jerod Santo.", start=2000.0) == NOBODY


def test_who_is_welcomed_by_name_speaks_next() -> None:
    cues = [Cue("I'm Jerod Santo. Zoë, welcome to the show.", "A", 1.0), Cue("Thanks.", "B", 4.0), Cue("Hm.", "C", 5.0)]
    assert known_speakers(cues, PEOPLE) == {
        "A": Speaker("Jerod Santo", 0.7),
        "B": Speaker("Zoë Åberg", 0.5),
        "C": NOBODY,
    }


def test_a_welcome_by_a_name_that_nobody_knows_names_nobody() -> None:
    cues = [Cue("Welcome to the show, Hugo.", "A", 1.0), Cue("Thanks.", "B", 4.0)]
    assert known_speakers(cues, PEOPLE)["B"] == NOBODY


def test_regulars_are_those_of_two_episodes_before() -> None:
    def episode(day: int, *names: str, show: str = "s") -> dict[str, object]:
        people = [{"name": name, "role": "host"} for name in names]
        return {
            "episode_id": f"{show}{day}",
            "show_id": show,
            "published_at": datetime(2024, 5, day, tzinfo=UTC),
            "people": people,
        }

    rows = [episode(4, "Bo"), episode(1, "Ann"), episode(2, "Ann", "Cy"), episode(3, "Bo", "Cy"), episode(9, show="t")]
    assert regulars_before(rows) == {"s1": (), "s2": (), "s3": ("Ann",), "s4": ("Ann", "Cy"), "t9": ()}


def test_names_are_bare_without_roles() -> None:
    assert [bare_name(name) for name in ("Ann Lee (host)", "ANN LEE", "BBC", "Ann - guest")] == [
        "Ann Lee",
        "Ann Lee",
        "BBC",
        "Ann",
    ]


def test_a_name_that_fits_two_people_fits_nobody() -> None:
    assert matched_name("Adam", PEOPLE) is None
    assert matched_name("", PEOPLE) is None
