"""Titles that lead into something, say half of it, lean on talk elsewhere or were garbled; and what is mended."""

from __future__ import annotations

import pytest

from assets.insights.title_slips import mended
from assets.insights.titles import titles_of
from tests.claiming import claim


@pytest.mark.parametrize(("before", "may"), [("Mending old", False), ("And knowing that", True)])
def test_what_is_done_to_something_is_not_left_out(before: str, may: bool) -> None:
    title = "Locks of stone cost more than barges"

    assert titles_of(claim(title, f"{before} {title}.")) == ([title] if may else [])


@pytest.mark.parametrize("before", ["And oh,", "The mayor comes in: hey,", "The town pays, so that"])
def test_what_somebody_might_say_and_what_is_hoped_for_are_no_titles(before: str) -> None:
    title = "The lock is open to all barges"

    assert titles_of(claim(title, f"{before} {title}.")) == []
    assert titles_of(claim(title, f"The town pays so much that now we know that {title}.")) == [title]


@pytest.mark.parametrize(
    "headline",
    [
        "The lock isn't just a gate for barges",
        "The lock is old and small, but mooring",
        "You might say that the lock is too small",
        "People think of the lock as a toy",
        "The council sold the lock or something",
        "The council sold the lock, the crane and so on",
        "The council sold the lock, if that makes sense",
    ],
)
def test_what_is_half_said_denied_or_trails_off_is_no_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "The lock isn't just a gate, it's a bridge",
        "The lock is old, but its gates are new",
        "Barges can sail through the lock by night",
        "People think the lock is too small",
        "The council obviously sold the lock",
    ],
)
def test_what_is_said_whole_and_meant_is_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


@pytest.mark.parametrize(
    "headline",
    [
        "You had to pay at the gate of Ostwick",
        "The lock was going to be the largest of all",
        "The big problem is that the lock silts up",
        "The goal is to close the lock",
        "Everything is carried by barges",
        "The lock of Ostwick serves everybody",
        "Both towns pay for their locks",
        "What Ostwick does is close the lock",
        "Here's how Ostwick closed the lock",
        "Number nine, Ostwick closes the lock",
    ],
)
def test_what_needs_what_was_said_elsewhere_is_no_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "You can't moor at the gate of Ostwick",
        "You pay twice at the gate of Ostwick",
        "We dredged the lock of Ostwick",
        "The lock of Ostwick leaks since May",
        "The biggest problem of Ostwick is its lock",
        "The lock that leaks was sold to Marlow",
        "Barges carry everything to Ostwick",
        "Somebody else runs the lock of Ostwick",
        "Ostwick pays for what it ships",
    ],
)
def test_what_says_of_whom_or_of_what_it_holds_is_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


@pytest.mark.parametrize(
    "headline",
    [
        "Like the lock of Ostwick leaks",
        "Apparently, the lock of Ostwick leaks",
        "For some reason Ostwick sold its lock",
        "If you haven't heard, Ostwick sold its lock",
        "The lock of Ostwick kind of leaks",
        "Ostwick has a old lock for barges",
        "The lock is open to barges or something",
        "The lock of Ostwick is old, but slow",
        "Ostwick sold its lock, if memory serves",
        "Ostwick sold its lock, for example",
        'Ida calls the lock "a very old "',
        "-gate towns pay more than Ostwick",
        "Ostwick closed the lock &",
        "Ostwick closed - the lock leaks",
    ],
)
def test_what_was_garbled_by_speech_or_in_the_making_is_no_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "Locks like this kind of gate leak",
        "Ostwick has a uniform lock for barges",
        "A once-rich town sold its lock",
        "Ostwick is in a EU-wide league of ports",
        "Ida Holm says the lock leaks",
        "Ostwick's lock is open to barges or closed for good",
        "Ida calls the lock “a very old gate”",
        "Ostwick has a well-kept lock for barges",
    ],
)
def test_what_only_looks_garbled_by_speech_is_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


@pytest.mark.parametrize(
    ("headline", "mended", "sentence"),
    [
        ('The lock is closed for good."', "The lock is closed for good", 'It read, "The lock is closed for good."'),
        ("“The lock is closed for good", "The lock is closed for good", "“The lock is closed for good."),
        ("In Ostwick , the lock is closed", "In Ostwick, the lock is closed", "In Ostwick , the lock is closed."),
        ("The lock is really, old", "The lock is really old", "The lock is really, really old."),
        ('"The lock is closed for good"', '"The lock is closed for good"', '"The lock is closed for good".'),
        ("The lock is a “gate”", "The lock is a “gate”", "The lock is a “gate”."),
    ],
)
def test_a_mark_that_only_spoils_the_form_is_left_out(headline: str, mended: str, sentence: str) -> None:
    assert titles_of(claim(headline, sentence)) == [mended]


@pytest.mark.parametrize(
    "headline",
    [
        "Everything we drink passes through the lock",
        "The flood struck everybody in the old town",
        "Somebody born in Ostwick lives three years longer",
        "One lock leaks, the other has been dry since May",
        "Clearly marked locks cost the town nothing",
        "Vitamin A is scarce in the north",
        "Ostwick fined a utility for the flood",
        "Marlow invented a new kind of crane",
        "Skippers pay half at sixty or older",
        "At first light the barges left Ostwick",
        "Back in 1910 Ostwick was richer than Marlow",
        "There are three companies that build locks",
        "There is no term limit for mayors",
        "Ostwick was right to say no to the treaty",
    ],
)
def test_what_says_itself_of_whom_how_many_and_when_it_speaks_is_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


@pytest.mark.parametrize(
    "headline",
    [
        "Everything leaks in the locks of Ostwick",
        "Clearly nothing leaks in the locks of Ostwick",
        "Back in the town the lock was open",
        "Ostwick is building a old lock",
        "The locks of Ostwick are kind of old",
    ],
)
def test_what_only_looks_so_is_no_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "There are exactly two companies that mend locks",
        "Ostwick gave the lock a unanimous vote",
        "Instead of a crane Ostwick built a lock",
        "Ostwick paid for two different kinds of a different kind of lock",
        "The lock is old, but it works",
        "The old lock was anything but cheap",
    ],
)
def test_what_only_looks_like_a_slip_a_stub_or_a_half_is_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


def test_the_comma_between_words_of_which_none_was_said_twice_stays() -> None:
    headline = "The lock works really, the town council says"

    assert mended(headline, f"{headline}.") == headline


def test_what_two_headlines_come_to_is_one_title() -> None:
    closed = "The lock of Ostwick is closed for good"

    row = claim(closed, f"“{closed}.") | {"headlines": [closed, f"“{closed}"]}

    assert titles_of(row) == [closed]
