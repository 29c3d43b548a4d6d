"""By when a prediction is to come true: "by 2030", "next year", "in the next five years", as a range of dates.

What belongs here: reading such words relative to the day on which they were said. What does not: whether the sentence
predicts at all (modality.py).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from assets.language.numbers import NUMBER, value_of

# What vague counts stand for, as people take them.
_VAGUE: Final = {"a": 1, "an": 1, "one": 1, "couple": 2, "few": 3, "several": 5}
_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN: Final = {"day": 1, "week": 7}
_UNITS: Final = "|".join([*_DAYS_IN, *_MONTHS_IN, "centurie"])
_SEASONS: Final = {"winter": 12, "spring": 3, "summer": 6, "fall": 9, "autumn": 9}
_MONTH_NAMES: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_PARTS_OF_DECADE: Final = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_PARTS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_COUNT: Final = rf"(?:an?\s)?(?:{NUMBER}|couple|few|several|an?)(?:\sand\sa\shalf)?"
# Nobody's forecast in a conversation reaches further; "in 2500 of them" is no date.
MOST_YEARS: Final = 200


@dataclass(frozen=True, slots=True)
class Horizon:
    """The first and the last day on which what is predicted may come true, and the words that say so."""

    start: date
    end: date
    words: str


def horizon_of(text: str, published_on: date) -> Horizon | None:
    """Return by when something is predicted, in the first words that say so; None where none look ahead.

    Args:
        text: a sentence that predicts.
        published_on: the day to which "next year" and the like relate. No horizon begins before it.
    """
    found = []
    for pattern, read in _readers():
        for match in pattern.finditer(text):
            try:
                start, end = read(match, published_on)
            # No such day, such as the year 12000; or letters that match a word and are not it ("ſ" for "s").
            except (ValueError, OverflowError, KeyError):
                continue
            if published_on <= end <= _months_later(published_on, 12 * MOST_YEARS):
                found.append((match.start(), -match.end(), Horizon(max(start, published_on), end, match.group())))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _in_units(match: re.Match[str], day: date) -> tuple[date, date]:
    """Read "in the next five years", "within a decade", "five to ten years from now"."""
    first, second, unit = match.group("first", "second", "unit")
    last = _later(day, _count(second or first), unit)
    return (_later(day, _count(first), unit) if second else day), last


def _next_unit(match: re.Match[str], day: date) -> tuple[date, date]:
    """Read "next year", "this decade", "by the end of next month"."""
    which, unit = match.group("which").lower(), match.group("unit").lower()
    start, end = _span(day, unit)
    if which == "next":
        start, end = _span(end + timedelta(days=1), unit)
    return (day if match.group("by") else start), end


def _calendar_year(match: re.Match[str], day: date) -> tuple[date, date]:
    """Read "by 2030", "in 2030", "before 2030", "in the 2030s", "by mid-2026", "in March 2026"."""
    by, part, month, year = match.group("by", "part", "month", "year")
    first, last = 1, 12
    from_year = to_year = int(year)
    if match.group("decade"):
        from_year, to_year = (int(year) + years for years in _PARTS_OF_DECADE.get((part or "").lower(), (0, 9)))
    elif part:
        first, last = _PARTS[part.lower()]
    if month:
        first = last = _MONTH_NAMES[month.lower()]
    begin = date(from_year, first, 1)
    end = _month_end(to_year, last)
    if by.lower() in ("before", "until", "till"):
        end = begin - timedelta(days=1)
    return (begin if by.lower() in ("in", "during", "throughout", "around", "for") else day), end


def _season(match: re.Match[str], day: date) -> tuple[date, date]:
    """Read "next summer", "by March", "this fall": the one that is on, or else (after "next", always) to come."""
    name = match.group("name").lower()
    month, length = (_SEASONS[name], 3) if name in _SEASONS else (_MONTH_NAMES[name], 1)
    by = match.group("by").lower()
    begin = date(day.year - 1, month, 1)  # a winter that is on in January began in the year before
    while (begin if by.endswith("next") else _months_later(begin, length)) <= day:
        begin = _months_later(begin, 12)
    end = _months_later(begin, length) - timedelta(days=1)
    return (day if by.startswith("by") else begin), end


def _tomorrow(match: re.Match[str], day: date) -> tuple[date, date]:
    there = day + timedelta(days=0 if match.group().lower() in ("tonight", "later today") else 1)
    return there, there


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date]]], ...]:
    months = "|".join(_MONTH_NAMES)
    ranged = (
        rf"(?P<first>{_COUNT})(?:(?:\s(?:to|or)\s|\s?[-–]\s?)(?P<second>{_COUNT}))?\s(?:of\s)?(?P<unit>{_UNITS})s?\b"
    )
    end_of = r"(?P<by>by (?:the )?end of |by )?"
    # "The year" alone looks nowhere, and "at the end of the day" is a manner of speaking.
    to_end = r"(?:by|(?:by|before|until|till|at) (?:the )?end of|later in|rest of)"
    longer = "|".join(unit for unit in _UNITS.split("|") if unit != "day")
    sources = {
        rf"\b(?:in|within|over|during|for|through)\sthe\s(?:next|coming)\s(?:{ranged}|(?P<only>{_UNITS})\b)": _in_next,
        rf"\b(?:in|within)\s{ranged}(?!\s(?:ago|old))": _in_units,
        rf"(?<!\w){ranged}\s(?:from\snow|down\sthe\s(?:road|line)|out\b|hence)": _in_units,
        rf"\b{end_of}(?P<which>next|this)\s(?P<unit>{_UNITS})\b(?!'s)": _next_unit,
        rf"\b{to_end} the (?P<unit>{longer})\b(?!'s)": _unit_end,
        r"\bby (?:the )?(?P<unit>year|month|quarter)(?:'s |[ -])end\b": _unit_end,
        rf"\b(?P<by>by|before|until|till|in|during|throughout|around|for)\s(?:the\s)?(?:end\sof\s(?:the\s)?|year\s|summer\sof\s)?"
        rf"(?:(?P<part>early|mid|late)[ -])?(?:(?P<month>{months})\s(?:of\s)?)?(?P<year>2[01]\d\d)(?P<decade>s)?\b": (
            _calendar_year
        ),
        rf"\b(?P<by>by(?:\sthe\send\sof)?(?:\sthe|\snext|\sthis)?|next|this|in(?:\sthe)?|come)\s(?P<name>{months}|{'|'.join(_SEASONS)})\b"
        rf"(?!\s(?:of\s)?\d|\s(?:be|have|not)\b)": _season,
        r"\b(?:tomorrow|tonight|later today)\b": _tomorrow,
    }
    return tuple((re.compile(source, re.IGNORECASE), read) for source, read in sources.items())


def _in_next(match: re.Match[str], day: date) -> tuple[date, date]:
    only = match.group("only")
    return (day, _later(day, 1, only)) if only else _in_units(match, day)


def _unit_end(match: re.Match[str], day: date) -> tuple[date, date]:
    """Read "by the end of the decade", "by year's end"."""
    return day, _span(day, match.group("unit").lower())[1]


def _count(words: str) -> float:
    # The article is the noun's, "a 10 year window", or goes with the word: "a couple".
    if words.lower().endswith(" and a half"):
        return _count(words[: -len(" and a half")]) + 0.5
    counted = re.sub(r"^an?\s+", "", words.lower())
    return _VAGUE[counted] if counted in _VAGUE else value_of(counted)


def _later(day: date, count: float, unit: str) -> date:
    name = "century" if unit.lower().startswith("centur") else unit.lower()
    if name in _DAYS_IN:
        return day + timedelta(days=round(count * _DAYS_IN[name]))
    return _months_later(day, round(count * _MONTHS_IN[name]))


def _span(day: date, unit: str) -> tuple[date, date]:
    """Return the first and the last day of the day's week, month, quarter, year, decade or century."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = _MONTHS_IN["century" if unit.startswith("centur") else unit]
    begin = 12 * day.year + day.month - 1
    begin -= begin % months
    first = date(begin // 12, begin % 12 + 1, 1)
    return first, _months_later(first, months) - timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of that month where it has no such day."""
    month = 12 * day.year + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
