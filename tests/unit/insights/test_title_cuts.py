"""Cuts: a title does not end where its sentence goes on with what it is about, and may end where it does not."""

from __future__ import annotations

import pytest

from assets.insights.titles import titles_of
from tests.claiming import claim


@pytest.mark.parametrize(
    ("title", "rest", "is_whole"),
    [
        ("The skippers of Ostwick pay", " - if they moor there, they pay at the lock.", False),
        ("The skippers of Ostwick pay tolls", " - a coin for each barge.", True),
        ("The tolls are not for the quay", ", it's the lock that they are for.", False),
        ("The tolls are for the lock", ", I guess, and for its keeper.", False),
        ("The skippers pay tolls", " reluctantly, but they pay.", False),
        ("The skippers pay tolls", " reluctantly.", True),
        ("The lock gained 151 barges", " in the last week alone.", True),
        ("The lock has gained 151", " in the last week alone.", False),
        ("The town built its locks", " on rivers without floods.", False),
        ("The tolls are for the lock", ", its keeper and the quay.", True),
        ("The town is proud of mending", " and building barges.", False),
        ("The lock makes it easy", " to moor a barge.", False),
        ("The town is proud of mending", ", and it builds barges.", True),
    ],
)
def test_a_title_does_not_end_where_its_sentence_begins_anew_or_says_what_of(
    title: str, rest: str, is_whole: bool
) -> None:
    assert titles_of(claim(title, f"{title}{rest}")) == ([title] if is_whole else [])


@pytest.mark.parametrize(
    "rest",
    [
        "to keep",
        "from the north",
        "of stone barges",
        "they built",
        "it's proud of",
        "is old",
        "only",
        "- and so did Marlow",
        "such as the north lock",
    ],
)
def test_a_title_does_not_end_before_what_its_sentence_goes_on_with_at_once(rest: str) -> None:
    title = "The council gave Ostwick a new lock"

    assert titles_of(claim(title, f"{title} {rest}.")) == []


@pytest.mark.parametrize(
    "rest",
    ["in May", "on the old canal", "and a crane", "last year", "quickly", "after the flood", "(of steel)", "– at last"],
)
def test_a_title_may_end_before_a_place_a_time_a_manner_and_one_more(rest: str) -> None:
    title = "The council gave Ostwick a new lock"

    assert titles_of(claim(title, f"{title} {rest}.")) == [title]


def test_a_title_does_not_end_with_what_is_put_in_before_its_clause() -> None:
    inset, whole = "Marlow wants to build, with the help of Ostwick", "Marlow wants a lock, with the help of Ostwick"

    assert titles_of(claim(inset, f"{inset}, a second lock.")) == []
    assert titles_of(claim(whole, f"{whole}.")) == [whole]


@pytest.mark.parametrize("rest", [" like few others", " -- well, it leaks"])
def test_a_title_does_not_end_before_what_it_is_like_or_where_its_speaker_broke_off(rest: str) -> None:
    title = "Ostwick built a lock for barges"

    assert titles_of(claim(title, f"{title}{rest}.")) == []
    assert titles_of(claim(title, f"{title},{rest}.")) == ([] if "--" in rest else [title])


@pytest.mark.parametrize(
    "rest",
    [
        "across the north",
        "among young skippers",
        "under the old treaty",
        "over the past ten years",
        "around the world",
        "between 1990 and 2005",
        "from 1990 to 2005",
        "at the end of the war",
        "about forty years ago",
        "only weeks after the flood",
        "the same year",
        "rather than a new crane",
        "instead of a crane",
        "due to the floods",
        "thanks to Marlow",
        "even as its trade fell",
        "overnight",
        "– the first for forty years",
    ],
)
def test_a_title_may_end_before_a_span_a_wider_place_a_contrast_and_a_cause(rest: str) -> None:
    title = "The council gave Ostwick a new lock"

    assert titles_of(claim(title, f"{title} {rest}.")) == [title]


@pytest.mark.parametrize(
    "rest",
    [
        "at Marlow",
        "between two canals",
        "under and above the bridge",
        "the council had built",
        "ten skippers wanted",
        "from Marlow",
        "over to Marlow",
        "a year",
    ],
)
def test_a_title_does_not_end_before_what_only_looks_like_a_time_or_a_place(rest: str) -> None:
    title = "The council gave Ostwick a new lock"

    assert titles_of(claim(title, f"{title} {rest}.")) == []


def test_what_is_put_in_ends_a_title_only_where_its_clause_goes_on_after_it() -> None:
    title = "Despite the flood, in May the lock of Ostwick was opened"

    assert titles_of(claim(title, f"{title}, and the barges came back.")) == [title]


@pytest.mark.parametrize("headline", ["Ostwick has sold its old crane building", "Ostwick sold the crane to the king"])
def test_a_noun_in_ing_may_end_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline} and a quay.")) == [headline]
