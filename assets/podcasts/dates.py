"""Dates as feeds write them: RFC 822, ISO 8601, and what people and programs put in their place.

What belongs here: a text to a moment. What does not: which element holds a date (feed/).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final

from dateutil import parser

# RFC 822 knows only those of North America; these are the others that feeds name. What IST and BST mean elsewhere is
# rarer in feeds than India and Britain. Hours from UTC.
_ZONES: Final = {
    "WET": 0,
    "WEST": 1,
    "BST": 1,
    "CET": 1,
    "MET": 1,
    "CEST": 2,
    "MEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "SAST": 2,
    "IST": 5.5,
    "HKT": 8,
    "SGT": 8,
    "AWST": 8,
    "JST": 9,
    "KST": 9,
    "ACST": 9.5,
    "ACDT": 10.5,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "UTC": 0,
    "UT": 0,
    "GMT": 0,
    "NST": -3.5,
    "NDT": -2.5,
    "AST": -4,
    "ADT": -3,
    "BRT": -3,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "AKST": -9,
    "AKDT": -8,
    "HST": -10,
    "ART": -3,
}
_OFFSETS: Final = {name: int(hours * 3600) for name, hours in _ZONES.items()}
# A zone glued to its time, as in "10:00:00GMT".
_GLUED_ZONE: Final = re.compile(r"(?<=\d)(?=[A-Z]{2,4}$)")
_ZONE: Final = re.compile(r"\s([A-Za-z]{2,4})$")
# JavaScript's "GMT+0200 (Central European Summer Time)", and "+02:00", which RFC 822 writes without the colon.
_OFFSET: Final = re.compile(r" (?:GMT|UTC|UT)? ?([+-]\d\d):?(\d\d)(?: \([^()]*\))?$")
_HALF_OF_DAY: Final = re.compile(r"(?<![\d:])(?:0?\d|1[0-2]):\d\d(?::\d\d)? ?[ap]\.?m\b", re.IGNORECASE)
_LEAP_SECOND: Final = re.compile(r"(:\d\d):6[01](?!\d)")
_ISO: Final = re.compile(r"[+-]?\d{4}")
_WORD: Final = re.compile(r"[^\W\d_]+\.?")
_IDEOGRAPHS: Final = str.maketrans({"年": "-", "月": "-", "日": " ", "년": "-", "월": "-", "일": " "})
_LONGEST: Final = 100
_DEFAULTS: Final = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 2, 2, tzinfo=UTC))
# Whose months appear in feeds beside the English ones.
_LOCALES: Final = "de fr es it pt nl sv nb da fi pl cs hu ru uk el tr ro ca".split()
_DAMAGED: Final = (ValueError, TypeError, OverflowError, IndexError, ArithmeticError)


def parse_date(text: str | None) -> datetime | None:
    """Return a feed's date in UTC; one without a zone is UTC. None where nobody could tell which day is meant.

    Read are ISO 8601 with its ordinal and week dates, RFC 822 with its common damage (no seconds, years of two digits,
    zones by name), C's `asctime`, and dates in other orders and languages.
    """
    written = " ".join((text or "").split())
    if not written or len(written) > _LONGEST:
        return None
    written = _LEAP_SECOND.sub(r"\1:59", written)
    for parse in (_iso, _mail, _guessed, _translated):
        found = _moment(parse, written)
        if found:
            return found
    return None


def _moment(parse: Callable[[str], datetime | None], written: str) -> datetime | None:
    try:
        parsed = parse(written)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC) if parsed else None
    except _DAMAGED:
        return None


def _iso(written: str) -> datetime | None:
    if not _ISO.match(written):
        return None
    # A space in place of the T, and another before the zone.
    return parser.isoparse(re.sub(r"(?<=\d) (?=\d)", "T", written, count=1).replace(" ", "").upper())


def _mail(written: str) -> datetime | None:
    if _HALF_OF_DAY.search(written):  # RFC 822 knows no halves of the day, and its reader passes over them
        return None
    damaged = _OFFSET.sub(r" \1\2", _GLUED_ZONE.sub(" ", " ".join(written.replace(",", ", ").split())))
    zone = _ZONE.search(damaged)
    if zone and zone[1].upper() in _OFFSETS:
        minutes = _OFFSETS[zone[1].upper()] // 60
        sign = "-" if minutes < 0 else "+"
        damaged = f"{damaged[: zone.start()]} {sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    return parsedate_to_datetime(damaged)


def _guessed(written: str) -> datetime | None:
    # What a text leaves out is taken from the default: with two defaults it shows whether that is part of the day.
    first, second = (parser.parse(written, default=default, tzinfos=_OFFSETS) for default in _DEFAULTS)
    return first if first.date() == second.date() else None


def _translated(written: str) -> datetime | None:
    months = _months()
    plain = written.translate(_IDEOGRAPHS)
    keep = {"am", "pm", "z", "t", *(zone.lower() for zone in _ZONES)}

    def translate(found: re.Match[str]) -> str:
        word = found[0].lower().rstrip(".")
        return months.get(word, found[0] if word in keep else " ")

    return _guessed(" ".join(_WORD.sub(translate, plain).replace(" ,", " ").split()).strip(",. "))


@cache
def _months() -> dict[str, str]:
    """Return the English name of each month by the names that other languages give it, unless two languages differ."""
    from babel.dates import get_month_names

    english = get_month_names("abbreviated", locale="en")
    spellings = [
        names
        for locale in ("en", *_LOCALES)
        for names in (
            get_month_names("abbreviated", "format", locale),
            get_month_names("abbreviated", "stand-alone", locale),
            get_month_names("wide", "format", locale),
            get_month_names("wide", "stand-alone", locale),
        )
    ]
    pairs = {(name.lower().rstrip("."), english[n]) for names in spellings for n, name in names.items()}
    meanings = Counter(name for name, _ in pairs)
    return {name: month for name, month in pairs if meanings[name] == 1}
