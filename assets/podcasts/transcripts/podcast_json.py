"""The JSON transcripts of Podcasting 2.0: segments of speaker, startTime, endTime, body.

What belongs here: that one shape. What does not: other JSON that programs of speech recognition write.
Format: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

import json
import math
from typing import Any

from assets.podcasts.transcripts.base import Cue, Transcript, TranscriptError, clean
from assets.podcasts.transcripts.labels import named_by_labels


def parse_podcast_json(text: str) -> Transcript:
    """Read segments. A speaker holds until the next one is named.

    Raises:
        TranscriptError: if the text is not JSON, or has no segments with words.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TranscriptError(f"not JSON: {error}") from error
    segments = document.get("segments") if isinstance(document, dict) else None
    if not isinstance(segments, list):
        raise TranscriptError("JSON without a list of segments; expected {segments: [{speaker, startTime, body}]}")
    cues: list[Cue] = []
    speaker: str | None = None
    for segment in segments:
        if not isinstance(segment, dict):
            continue
        speaker = " ".join(_words(segment.get("speaker")).split()) or speaker
        body = _words(segment.get("body"))
        if body:
            cues.append(Cue(body, speaker, _seconds(segment.get("startTime")), _seconds(segment.get("endTime"))))
    if not cues:
        raise TranscriptError("JSON whose segments hold no words (body)")
    return Transcript("json", named_by_labels(cues))


def _words(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _seconds(value: Any) -> float | None:
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
