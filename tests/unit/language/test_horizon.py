"""By when a prediction is to come true."""

from __future__ import annotations

from datetime import date

import pytest

from assets.language.horizon import horizon_of

# A Wednesday.
DAY = date(2024, 5, 15)


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("The dam will hold until 2026.", "2024-05-15", "2025-12-31", "until 2026"),
        ("By 2030 every barge will be electric.", "2024-05-15", "2030-12-31", "By 2030"),
        ("It will be gone by the end of 2025, they say.", "2024-05-15", "2025-12-31", "by the end of 2025"),
        ("It will open before 2026.", "2024-05-15", "2025-12-31", "before 2026"),
        ("In 2027 the lock will open.", "2027-01-01", "2027-12-31", "In 2027"),
        ("In the 2030s nobody will drive.", "2030-01-01", "2039-12-31", "In the 2030s"),
        ("It will ship by mid-2026.", "2024-05-15", "2026-08-31", "by mid-2026"),
        ("The lock will open in March 2025.", "2025-03-01", "2025-03-31", "in March 2025"),
        ("Next year tolls will rise.", "2025-01-01", "2025-12-31", "Next year"),
        ("Tolls will rise this year.", "2024-05-15", "2024-12-31", "this year"),
        ("Tolls will rise next month.", "2024-06-01", "2024-06-30", "next month"),
        ("Tolls will rise next week.", "2024-05-20", "2024-05-26", "next week"),
        ("Tolls will rise next quarter.", "2024-07-01", "2024-09-30", "next quarter"),
        ("It will be dry by the end of the decade.", "2024-05-15", "2029-12-31", "by the end of the decade"),
        ("It will be dry by the end of the year.", "2024-05-15", "2024-12-31", "by the end of the year"),
        ("It will be dry by the end of June.", "2024-05-15", "2024-06-30", "by the end of June"),
        ("It will take hold in two and a half years.", "2024-05-15", "2026-11-15", "in two and a half years"),
        ("It will be dry by next year.", "2024-05-15", "2025-12-31", "by next year"),
        ("It will be dry by year's end.", "2024-05-15", "2024-12-31", "by year's end"),
        ("In the next five years tolls will fall.", "2024-05-15", "2029-05-15", "In the next five years"),
        ("Over the next decade tolls will fall.", "2024-05-15", "2034-05-15", "Over the next decade"),
        ("Tolls will fall within a couple of months.", "2024-05-15", "2024-07-15", "within a couple of months"),
        ("It will take hold in a few years.", "2024-05-15", "2027-05-15", "in a few years"),
        ("It will break in six to eight months.", "2024-11-15", "2025-01-15", "in six to eight months"),
        ("Ten years from now nobody will row.", "2024-05-15", "2034-05-15", "Ten years from now"),
        ("It will open next summer.", "2024-06-01", "2024-08-31", "next summer"),
        ("It will open by March.", "2024-05-15", "2025-03-31", "by March"),
        ("It will open tomorrow.", "2024-05-16", "2024-05-16", "tomorrow"),
        ("It will silt up in a 10 year stretch.", "2024-05-15", "2034-05-15", "in a 10 year"),
        ("It will dry within a 90 day spell.", "2024-05-15", "2024-08-13", "within a 90 day"),
        ("It will break in twenty one years.", "2024-05-15", "2045-05-15", "in twenty one years"),
        ("It will be dry by the mid-2030s.", "2024-05-15", "2036-12-31", "by the mid-2030s"),
        ("It will be dry in the early 2030s.", "2030-01-01", "2033-12-31", "in the early 2030s"),
        ("It will be dry by the end of the 2020s.", "2024-05-15", "2029-12-31", "by the end of the 2020s"),
        ("It will be dry at the end of the year.", "2024-05-15", "2024-12-31", "at the end of the year"),
        ("It will rain later in the week.", "2024-05-15", "2024-05-19", "later in the week"),
        ("At the end of the day, it will break in six years.", "2024-05-15", "2030-05-15", "in six years"),
    ],
)
def test_words_that_look_ahead_give_a_range_of_dates(text: str, start: str, end: str, words: str) -> None:
    found = horizon_of(text, DAY)

    assert found is not None
    assert (str(found.start), str(found.end), found.words) == (start, end, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The dam will hold.",
        "It opened in 2019 and will stay open.",
        "Three years ago they said it will hold.",
        "It may rain in the north.",
        "It will march in step.",
        "At the end of the day, barges will win.",
        "The day-to-day work will go on.",
        "The mud will get deeper by the day.",
        "The week of the flood will be told of.",
        "It will end in 99999999999999999999 years.",
        "It will end next \u017fummer.",
    ],
)
def test_words_that_do_not_look_ahead_give_no_horizon(text: str) -> None:
    assert horizon_of(text, DAY) is None


def test_of_several_the_first_counts() -> None:
    found = horizon_of("Next year it will close, and by 2030 it will be gone.", DAY)

    assert found is not None
    assert found.words == "Next year"


def test_the_last_day_of_a_month_stays_in_the_month() -> None:
    found = horizon_of("It will open in one month.", date(2024, 1, 31))

    assert found is not None
    assert found.end == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "day", "start", "end"),
    [
        ("It will freeze this winter.", date(2026, 1, 15), "2026-01-15", "2026-02-28"),
        ("It will freeze next winter.", date(2026, 1, 15), "2026-12-01", "2027-02-28"),
        ("It will freeze this winter.", date(2026, 4, 15), "2026-12-01", "2027-02-28"),
        ("It will flood this summer.", date(2026, 7, 15), "2026-07-15", "2026-08-31"),
        ("It will flood next summer.", date(2026, 7, 15), "2027-06-01", "2027-08-31"),
        ("It will open by next July.", date(2026, 7, 15), "2026-07-15", "2027-07-31"),
    ],
)
def test_this_season_is_the_one_that_is_on_and_next_season_is_yet_to_begin(
    text: str, day: date, start: str, end: str
) -> None:
    found = horizon_of(text, day)

    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)
