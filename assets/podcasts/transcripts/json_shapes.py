"""Where the speech of a JSON document stands: the shapes that shows and programs of speech recognition publish.

What belongs here: names of fields and what their values mean. What does not: cues (json_document.py).

Known: Podcasting 2.0 (segments of startTime, endTime, body), Whisper and WhisperX (segments of start, end, text,
words), whisper.cpp (transcription), Podlove (transcripts of start_ms, voice, text), YouTube's json3 (events of segs),
and the usual services (utterances, monologues, results.items, results.channels, chunks). Elsewhere, the first list is
taken of which most have words and a time or a speaker.
Podcasting 2.0: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from assets.podcasts.transcripts.times import clock_seconds

Record = Mapping[str, Any]
# Paths to the list of pieces of speech, the most telling first: pieces that name speakers before bare words.
_PATHS: Final = (
    ("segments",),
    ("transcripts",),
    ("transcription",),
    ("events",),
    ("utterances",),
    ("results", "utterances"),
    ("monologues",),
    ("results", "items"),
    ("results",),
    ("chunks",),
    ("transcript",),
    ("transcript", "segments"),
    ("cues",),
    ("captions",),
    ("word_segments",),
    ("words",),
)
_TEXTS: Final = ("body", "text", "transcript", "utf8", "punctuated_word", "word", "value", "content")
_WORD_LISTS: Final = ("words", "segs", "elements")
_SPEAKERS: Final = tuple("speaker speaker_name speakerName voice speaker_label speakerId speaker_id name".split())
_STARTS: Final = tuple("startTime start_time start tStartMs start_ms startMs ts from begin timestamp time".split())
_ENDS: Final = ("endTime", "end_time", "end", "end_ms", "endMs", "end_ts", "to")
# Nobody speaks so slowly: what is written as whole seconds a word must be thousandths.
_SECONDS_A_WORD: Final = 30


def speech_records(document: Any) -> list[Record]:
    """Return the pieces of speech of a document in order; empty where it has no known shape."""
    lists = [document] if isinstance(document, list) else [_at(document, path) for path in _PATHS]
    for found in lists:
        records = [record for record in found if isinstance(record, Mapping)] if isinstance(found, list) else []
        if any(text_of(record) or word_records(record) for record in records):
            return records
    return _of_channels(_at(document, ("results", "channels"))) or ([] if whole_text(document) else _found(document))


def _of_channels(channels: Any) -> list[Record]:
    """Return the words that were heard in each of the channels, in the order of time; a channel of several speaks."""
    if not isinstance(channels, list):
        return []
    words: list[Record] = []
    for number, channel in enumerate(channels):
        alternative: Record = _alternative(channel) if isinstance(channel, Mapping) else {}
        own = {"speaker": number} if len(channels) > 1 else {}
        words += [{**word, **own} for word in word_records(alternative)]
    return sorted(words, key=lambda word: times_of(word, 1.0)[0] or 0.0) if len(channels) > 1 else words


def _found(document: Any) -> list[Record]:
    """Return the list nearest to the top of which most have words, and a time or a speaker; empty where none is."""
    waiting = deque([document])
    while waiting:
        value = waiting.popleft()
        if isinstance(value, list):
            records = [record for record in value if isinstance(record, Mapping)]
            if sum(map(_is_speech, records)) * 2 > len(value):
                return records
        waiting.extend(value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ())
    return []


def _is_speech(record: Record) -> bool:
    return bool(text_of(record)) and ("speaker" in record or times_of(record, 1.0)[0] is not None)


def whole_text(document: Any) -> str:
    """Return the text of a document that holds no pieces of speech but one text; empty where it holds none."""
    return text_of(document) if isinstance(document, Mapping) else ""


def word_records(record: Record) -> list[Record]:
    """Return the words of a piece of speech that has them one by one."""
    for key in _WORD_LISTS:
        words = record.get(key)
        if isinstance(words, list):
            return [word for word in words if isinstance(word, Mapping)]
    return []


def text_of(record: Record) -> str:
    """Return the text of a piece of speech as it stands."""
    if alternative := _alternative(record):
        return text_of(alternative)
    return next((value for key in _TEXTS if isinstance(value := record.get(key), str)), "")


def speaker_of(record: Record) -> str | None:
    """Return the speaker's name or label: also a number, and the name of a speaker who is a record."""
    for key in _SPEAKERS:
        value = record.get(key)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1000:
            return str(value)
        if isinstance(value, str) and value.strip():
            # Half an emoji, cut off by somebody, cannot be stored.
            return " ".join(value.encode(errors="replace").decode().split())
    alternative = _alternative(record)
    return speaker_of(alternative) if alternative else None


def times_of(record: Record, unit: float, begin: float = 0.0) -> tuple[float | None, float | None]:
    """Return start and end in seconds, None where they are not given; an end before the start is none.

    Args:
        record: a piece of speech or a word.
        unit: what a bare number counts, in seconds; numbers under a name of milliseconds are those in any case.
        begin: the start of the piece, in seconds, that a word's offset counts from.
    """
    start, end = _first_time(record, _STARTS, unit), _first_time(record, _ENDS, unit)
    both = record.get("timestamp")
    if isinstance(both, Sequence) and not isinstance(both, str) and len(both) == 2:
        start, end = _seconds(both[0], unit), _seconds(both[1], unit)
    if isinstance(record.get("timestamps"), Mapping):
        return times_of(record["timestamps"], unit)
    if (offset := _seconds(record.get("tOffsetMs"), 0.001)) is not None:
        start = round(begin + offset, 3)
    if start is not None and (length := _seconds(record.get("dDurationMs"), 0.001)) is not None:
        end = round(start + length, 3)
    return start, None if start is not None and end is not None and end < start else end


def unit_of(records: Sequence[Record]) -> float:
    """Return what the records' bare numbers count, in seconds: 1, or 0.001 where seconds would be absurd."""
    spans = [times_of(record, 1.0) for record in records]
    length = max((end for _, end in spans if end is not None), default=0.0)
    words = sum(len(text_of(record).split()) for record in records)
    is_whole = all(_is_whole(record.get("start")) for record in records)
    return 0.001 if is_whole and length > _SECONDS_A_WORD * max(words, 1) else 1.0


def _alternative(record: Record) -> Record:
    """Return the first of the ways in which a piece may have been heard; empty where none is given."""
    alternatives = record.get("alternatives")
    first = alternatives[0] if isinstance(alternatives, list) and alternatives else None
    return first if isinstance(first, Mapping) else {}


def _at(document: Any, path: Sequence[str]) -> Any:
    for key in path:
        document = document.get(key) if isinstance(document, Mapping) else None
    return document


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _first_time(record: Record, keys: Sequence[str], unit: float) -> float | None:
    found: Iterator[float | None] = (
        _seconds(record[key], 0.001 if key.lower().endswith("ms") else unit) for key in keys if key in record
    )
    return next((seconds for seconds in found if seconds is not None), None)


def _seconds(value: Any, unit: float) -> float | None:
    if isinstance(value, str) and ":" in value:
        return clock_seconds(value)
    try:
        seconds = float(value) * unit
    except (TypeError, ValueError, OverflowError):
        return None
    return round(seconds, 3) if math.isfinite(seconds) and seconds >= 0 else None
