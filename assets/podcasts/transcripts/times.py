"""Times of transcripts: those of captions, and those that stand among the words.

What belongs here: how a time is written, and what begins at one. What does not: formats.
"""

from __future__ import annotations

import re
from typing import Final

from assets.podcasts.transcripts.base import Cue, clean

# mm:ss or h:mm:ss, also with a fraction; minutes may go beyond an hour. Film editors write hh:mm:ss:ff or hh;mm;ss;ff.
CLOCK: Final = r"(?:(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,6})?|\d{2}[:;][0-5]\d[:;][0-5]\d[:;]\d{2})(?![\d:]|;\d)"
_FULL_CLOCK: Final = r"\d{1,3}:\d{2}:[0-5]\d(?:[.,]\d{1,6})?(?![\d:])"
_FRAME_DIGITS: Final = 2
# Stands between the two where something is said from one time to another.
UNTIL: Final = r"\s?(?:-{1,2}>|[-–—]|to)\s?"
# A time that stands among words: [mm:ss], [h:mm:ss.xx] and (h:mm:ss), also from one time to another, also with the
# brackets escaped as Markdown does. A transcriber's note with a full time in it ("[unintelligible 00:10:02.11]") is one
# too; with a short one ("[John 3:16]") it is not, nor is "(3:16)".
TIME: Final = re.compile(
    rf"\\?\[\s?(?P<start>{CLOCK})(?:{UNTIL}(?P<end>{CLOCK}))?\s?\\?\]"
    rf"|\\?\[[^\[\]\d\n]{{1,40}}(?P<noted>{_FULL_CLOCK})\s?\\?\]"
    rf"|\((?P<full>{_FULL_CLOCK})(?:{UNTIL}(?P<full_end>{_FULL_CLOCK}))?\)"
)
# A length of time as services write it: "PT1M2.5S", "62.5s".
_DURATION: Final = re.compile(
    r"(?:PT)?(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?", re.IGNORECASE | re.ASCII
)
# What the standard of WebVTT takes for a time; hours may have more digits than two.
_STANDARD: Final = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})", re.ASCII)
# Captions as they are found: commas for dots and dots for commas, single digits, no fraction, other arrows, minutes
# beyond an hour, and a beginning before the beginning.
_FOUND: Final = r"(-?(?:\d{1,4}:)?\d{1,3}:[0-5]?\d(?:[.,:]\d{1,6})?)"
_CAPTION: Final = re.compile(rf"[^\S\n]*{_FOUND}[^\S\n]*(?:-{{1,2}}>|[–—]>|→)[^\S\n]*{_FOUND}(?!\S)", re.ASCII)
_SBV: Final = re.compile(rf"\s*{_FOUND},{_FOUND}\s*", re.ASCII)


def seconds_of(clock: str) -> float:
    """Return the seconds of a time that matches `CLOCK` or stands in a caption: its last comma or dot is decimal.

    What lies before the beginning is at the beginning.
    """
    if clock.startswith("-"):
        return 0.0
    whole, _, fraction = clock.replace(",", ".").replace(";", ":").partition(".")
    parts = whole.split(":")
    if len(parts) > 3:  # hh:mm:ss:fff, a slip for hh:mm:ss.fff; two digits are frames, and nobody says of what length.
        parts, fraction = parts[:3], parts[3] if len(parts[3]) > _FRAME_DIGITS else ""
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return round(seconds + float(f"0.{fraction or 0}"), 3)


def clock_seconds(text: str) -> float | None:
    """Return the seconds of `mm:ss` or `h:mm:ss`, with or without fraction and brackets; None where it is no time."""
    bare = text.strip().strip("[]()\\").strip()
    return seconds_of(bare) if re.fullmatch(CLOCK, bare, re.ASCII) else None


def duration_seconds(text: str) -> float | None:
    """Return the seconds of `PT1M2.5S` or `62.5s`; None where it is no length of time."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round(hours * 3600 + minutes * 60 + seconds, 3)


def span_seconds(text: str) -> tuple[float, float | None]:
    """Return the seconds of a time, and of the one until which it lasts where there are two, with or without brackets.

    An end before the start is damage: None in its place.
    """
    start, *ends = map(seconds_of, re.findall(CLOCK, text))
    return start, next((end for end in ends if end >= start), None)


def standard_seconds(text: str) -> float | None:
    """Return the seconds of a time as the WebVTT standard writes it, to the letter; None where it is none."""
    match = _STANDARD.fullmatch(text)
    if match is None or len(match.group(1) or "") > 9:
        return None
    hours, minutes, seconds, thousandths = match.groups()
    return round(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000, 3)


def caption_times(line: str) -> tuple[float, float | None] | None:
    """Return start and end of a caption from its line `start --> end`; None where the line is no such line.

    An end before the start is damage: None in its place.
    """
    match = _CAPTION.match(line)
    return _span(match) if match else None


def sbv_times(line: str) -> tuple[float, float | None] | None:
    """Return start and end of a caption of SubViewer from its line `start,end`; None where the line is no such line."""
    match = _SBV.fullmatch(line)
    return _span(match) if match else None


def _span(match: re.Match[str]) -> tuple[float, float | None]:
    start, end = map(seconds_of, match.groups())
    return start, end if end >= start else None


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
    end: float | None = None
    for match in [*TIME.finditer(text), None]:
        words = clean(text[position : match.start() if match else None])
        if words:
            cues.append(Cue(words, speaker, start, end, starts_turn=not cues))
            start = end = None
        if match:
            start, end = _times_of(match)
            position = match.end()
    return cues, start


def _times_of(match: re.Match[str]) -> tuple[float, float | None]:
    groups = match.groupdict()
    start = seconds_of(groups["start"] or groups["noted"] or groups["full"])
    end = groups["end"] or groups["full_end"]
    return start, max(start, seconds_of(end)) if end else None
