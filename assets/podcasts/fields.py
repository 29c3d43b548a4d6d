"""The fields of a feed, each from the text of an element to a value.

What belongs here: dates, durations, numbers, addresses, with the damage that is common in them. What does not: which
element holds which field (feeds.py).
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

# A zone glued to its time, as in "10:00:00GMT".
_GLUED_ZONE: Final = re.compile(r"(?<=\d)(?=[A-Z]{2,4}$)")


def one_line(text: str | None) -> str | None:
    """Return a title: entities that were escaped twice are read, white space is single; None where it is empty."""
    return " ".join(html.unescape(text).split()) or None if text else None


def parse_date(text: str | None) -> datetime | None:
    """Return a feed's date in UTC: RFC 822, else ISO 8601; one without a zone is UTC. None where it is neither."""
    if not text:
        return None
    damaged = _GLUED_ZONE.sub(" ", " ".join(text.replace(",", ", ").split()))
    for parse, written in ((parsedate_to_datetime, damaged), (datetime.fromisoformat, text.strip())):
        try:
            parsed = parse(written)
            return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def parse_duration(text: str | None) -> float | None:
    """Return an `itunes:duration` in seconds: `HH:MM:SS`, `MM:SS` or plain seconds. None where it is none of them."""
    if not text:
        return None
    seconds = 0.0
    for part in text.split(":"):
        try:
            seconds = seconds * 60 + float(part)
        except ValueError:
            return None
    return seconds if 0 < seconds < float("inf") else None


def parse_count(text: str | None) -> int | None:
    """Return a whole number of up to nine digits (a season, an episode); None where it is none: damage."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def web_address(text: str | None, base: str) -> str | None:
    """Return an absolute http or https address, resolved against `base`; None for anything else."""
    if not text or not text.strip():
        return None
    try:
        url = urljoin(base, text.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
