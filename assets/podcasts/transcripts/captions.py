"""Captions: times on one line, words on the lines after it. What WebVTT and SubRip have in common.

What belongs here: finding the captions of a document. What does not: what stands in their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.times import caption_times


@dataclass(slots=True)
class Caption:
    """The lines of words between two lines of times; seconds."""

    start_seconds: float
    end_seconds: float | None
    lines: list[str] = field(default_factory=list)


def captions(text: str, *, end_at_blank: bool) -> Iterator[Caption]:
    """Give the captions of a document in order; one whose times cannot be read is passed over.

    Args:
        text: the document, lines ended by newlines.
        end_at_blank: whether a blank line ends a caption (WebVTT, where comments may follow) or may stand in it (SRT).
    """
    caption: Caption | None = None
    is_open = False
    for line in text.split("\n"):
        if "-->" in line:
            if caption is not None:
                yield _without_number(caption) if is_open else caption
            times = caption_times(line)
            caption = Caption(*times) if times else None
            is_open = caption is not None
        elif not line.strip():
            is_open = is_open and not end_at_blank
        elif caption is not None and is_open:
            caption.lines.append(line)
    if caption is not None:
        yield caption


def no_captions(name: str, text: str) -> TranscriptError:
    """Return the error for a document without a single caption that can be read; it names the first bad line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" in line and caption_times(line) is None:
            return TranscriptError(f"{name}, line {number}: times that cannot be read: {line.strip()[:80]!r}")
    return TranscriptError(f"{name} without a single caption (a line with --> and words after it)")


def _without_number(caption: Caption) -> Caption:
    # The number of the next caption stands on the line before its times.
    if caption.lines and caption.lines[-1].strip().isdigit():
        caption.lines.pop()
    return caption
