"""HTML transcripts: `<cite>Name:</cite><time>0:15</time><p>words</p>`, or paragraphs that begin with `Name:`.

What belongs here: what the elements say of the words. What does not: reading HTML (assets.podcasts.markup).
"""

from __future__ import annotations

from assets.podcasts.markup import blocks
from assets.podcasts.transcripts.base import Cue, Transcript, TranscriptError, clean
from assets.podcasts.transcripts.labels import named_by_labels, time_before_label
from assets.podcasts.transcripts.times import clock_seconds, timed_cues


def parse_html(text: str) -> Transcript:
    """Read the paragraphs; a `cite` names who speaks from there on, a `time` says when the next words begin.

    Raises:
        TranscriptError: if the document holds no words.
    """
    cues: list[Cue] = []
    speaker: str | None = None
    start: float | None = None
    for block in blocks(text, "cite", "time"):
        if block.tag == "cite":
            speaker = clean(block.text).strip(": ") or speaker
        elif block.tag == "time" and clock_seconds(block.text) is not None:
            start = clock_seconds(block.text)
        elif block.tag != "h1":  # The title of the page.
            found, start = timed_cues(time_before_label(block.text), speaker, start)
            cues += found
    if not cues:
        raise TranscriptError("HTML without a single paragraph of words")
    return Transcript("html", named_by_labels(cues))
