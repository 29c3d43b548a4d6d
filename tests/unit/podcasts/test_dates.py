from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.podcasts.dates import parse_date


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 02 May 2024 10:00:00 GMT",
        "Thu, 02 May 2024 12:00:00 +02:00",
        "Thu, 02 May 2024 06:00:00 GMT-0400",
        "Thu May 02 2024 12:00:00 GMT+0200 (Central European Summer Time)",
        "Thu, 02 May 2024 12:00:00 PM +02:00",
        "Thu, 02 May 2024 06:00:00 AM EDT",
        "Thu,02 May 2024 10:00:00GMT",
        "Mon, 2 May 2024 12:00:00 +0200",
        "2 May 2024 10:00:00",
        "2 May 24 10:00 UT",
        "Thu, 02 May 2024 06:00:00 EDT",
        "Thu, 02 May 2024 12:00 CEST",
        "Thu, 02 May 2024 19:00:00 JST",
        "2024-05-02T10:00:00Z",
        "2024-05-02t10:00z",
        "2024-05-02 10:00:00",
        "2024-05-02 12:00:00 +02:00",
        "2024-05-02T05:00:00-05:00",
        "20240502T100000Z",
        "2024-123T10:00Z",
        "2024-W18-4T10:00Z",
        "Thu May  2 10:00:00 2024",
        "Thu, 2024/05/02 10:00:00 GMT",
        "May 2, 2024 10:00 AM",
        "Do, 02 Mai 2024 10:00:00 GMT",
        "jeu., 2 mai 2024 12:00:00 +0200",
        "Πέμ, 02 Μαΐου 2024 10:00:00 GMT",
        "чт, 02 мая 2024 10:00:00 +0000",
        "2024年05月02日 10:00:00",
    ],
)
def test_dates_are_utc_however_they_are_written(written: str) -> None:
    assert parse_date(written) == datetime(2024, 5, 2, 10, tzinfo=UTC)


def test_a_leap_second_is_the_one_before_it() -> None:
    assert parse_date("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "Thursday", "May", "10:00", "Thu, 32 May 2024 10:00:00 GMT", "0001-01-01T00:00:00+14:00", None],
)
def test_what_names_no_day_is_none(written: str | None) -> None:
    assert parse_date(written) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_date(text)
