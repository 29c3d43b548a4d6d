"""The fields of a feed, each from a text to a value.

What belongs here: durations, numbers, addresses, with the damage that is common in them. What does not: dates
(dates.py), which element holds which field (feed/).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

# ISO 8601's PT1H2M3S, and 1h 2m 3s, 62 min.
_UNITS: Final = re.compile(
    r"(?:pt?)?\s*(?:(\d+(?:\.\d+)?)\s*h(?:ours?|rs?)?)?[\s,]*(?:(\d+(?:\.\d+)?)\s*m(?:in(?:ute)?s?)?\.?)?[\s,]*"
    r"(?:(\d+(?:\.\d+)?)\s*s(?:ec(?:ond)?s?)?\.?)?"
)
_CLOCK: Final = re.compile(r"(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,9}(?:[.,]\d{1,9})?)")
_COUNT: Final = re.compile(r"(\d+)(?:\.0*)?", re.ASCII)
_WHITE: Final = re.compile(r"[\t\r\n]+")
_UNSAFE: Final = re.compile(r"[\s<>\"\\^`{|}]")


def parse_seconds(text: str | None) -> float | None:
    """Return a time in seconds: `HH:MM:SS.mmm`, `MM:SS` or plain seconds. None where it is none of them."""
    found = _CLOCK.fullmatch((text or "").strip())
    if not found:
        return None
    hours, minutes, seconds = found.groups(default="0")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))


def parse_duration(text: str | None) -> float | None:
    """Return a duration in seconds, in the forms of a time or with units (`PT1H2M`, `62 min`). None where it is 0."""
    written = (text or "").strip().lower()
    seconds = parse_seconds(written)
    if seconds is None and len(written) < 40 and (units := _UNITS.fullmatch(written)):
        hours, minutes, rest = (float(part or 0) for part in units.groups())
        seconds = hours * 3600 + minutes * 60 + rest
    return seconds or None


def parse_count(text: str | None, digits: int = 9) -> int | None:
    """Return a whole number of up to so many digits (a season, an episode); None where it is none: damage."""
    found = _COUNT.fullmatch((text or "").strip())
    return int(found[1]) if found and len(found[1]) <= digits else None


def web_address(text: str | None, base: str) -> str | None:
    """Return an absolute http or https address, resolved against `base`; None for anything else.

    Line breaks within it are left out and characters that no address may hold are escaped, as browsers do.
    """
    written = _WHITE.sub("", (text or "").strip())
    if not written:
        return None
    try:
        url = urljoin(base, written)
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return _UNSAFE.sub(lambda found: quote(found[0]), url)
