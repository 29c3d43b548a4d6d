"""What a fetch ends in: an answer, or an error that says why there is none.

What belongs here: the values, and reading the header that says when to come back. What does not: fetching.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

# A server may ask for patience, not for oblivion: after a week it is asked again whatever it said.
LONGEST_WAIT_SECONDS: Final = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `content` is None for 304. `url` is where to ask next time, after permanent moves."""

    url: str
    status: int
    content: bytes | None
    etag: str | None
    last_modified: str | None
    content_type: str | None
    elapsed_milliseconds: int


class FetchError(Exception):
    """A document could not be fetched; the message says why.

    `status` is the HTTP status where there was one, `retry_after_seconds` how long the server asked us to wait.
    """

    def __init__(self, message: str, status: int | None = None, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_seconds = retry_after_seconds


class HostHeldError(FetchError):
    """The host asked for patience a while ago and was therefore not asked at all."""


class UnavailableError(FetchError):
    """The server says that it is not available now, and not until when: worth asking again at once."""


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """Return how long a `Retry-After` header asks us to wait, in seconds, a week at most; None where it says nothing.

    The header holds seconds or a date (RFC 9110, 10.2.3).
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:12])
    else:
        try:
            date = parsedate_to_datetime(text)
        except ValueError:
            return None
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT_SECONDS)
