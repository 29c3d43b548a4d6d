"""Times of transcripts: those of captions, and those that stand among the words.

What belongs here: how a time is written, and what begins at one. What does not: formats.
"""

from __future__ import annotations

import re
from typing import Final

from assets.podcasts.transcripts.base import Cue, clean

_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?")
# [mm:ss], [h:mm:ss.xx], also with the brackets escaped as Markdown does. A transcriber's note with a full time in it
# ("[unintelligible 00:10:02.11]") is one too; with a short one ("[John 3:16]") it is not.
TIME: Final = re.compile(
    rf"\\?\[\s?(?:{_CLOCK.pattern}|[^\[\]\d\n]{{1,40}}(\d{{1,2}}):(\d{{1,2}}):([0-5]\d)(?:[.,](\d{{1,3}}))?)\s?\\?\]"
)
_CAPTION: Final = re.compile(
    r"\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?\s*-->\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
)


def time_of(match: re.Match[str]) -> float:
    """Return the seconds of a match of `TIME`."""
    groups = match.groups()
    return _seconds(*(groups[:4] if groups[2] else groups[4:]))


def clock_seconds(text: str) -> float | None:
    """Return the seconds of `mm:ss` or `h:mm:ss`, with or without a fraction; None where the text is no time."""
    match = _CLOCK.fullmatch(text.strip())
    return _seconds(*match.groups()) if match else None


def caption_times(line: str) -> tuple[float, float | None] | None:
    """Return start and end of a caption from its line `start --> end`; None where the line is no such line.

    An end before the start is damage: None in its place.
    """
    match = _CAPTION.match(line)
    if match is None:
        return None
    groups = match.groups()
    start, end = _seconds(*groups[:4]), _seconds(*groups[4:])
    return start, end if end >= start else None


def _seconds(hours: str | None, minutes: str | None, seconds: str | None, fraction: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return round(whole + float(f"0.{fraction or 0}"), 3)


def timed_cues(text: str, speaker: str | None, start: float | None) -> tuple[list[Cue], float | None]:
    """Cut a paragraph at the times in it; each cue begins when its time says, and none keeps the time as words.

    Args:
        text: words with times among them.
        speaker: who says them.
        start: when the words before the first time begin, in seconds.

    Returns:
        The cues, and the time of the words that are still to come where the paragraph ends with a time.
    """
    cues: list[Cue] = []
    position = 0
    for match in [*TIME.finditer(text), None]:
        words = clean(text[position : match.start() if match else None])
        if words:
            cues.append(Cue(words, speaker, start, starts_turn=not cues))
            start = None
        if match:
            start, position = time_of(match), match.end()
    return cues, start
