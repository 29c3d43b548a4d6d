"""Where the speech of a JSON document stands: the shapes that shows and programs of speech recognition publish.

What belongs here: lists of pieces of speech, and lists that only say who speaks. What does not: what one piece says
(json_fields.py), cues (json_document.py).

Known: Podcasting 2.0 (segments of startTime, endTime, body), Whisper and WhisperX (segments of start, end, text,
words), whisper.cpp (transcription), Podlove (transcripts of start_ms, voice, text), YouTube's json3 (events of segs),
Premiere (segments of words, speakers by identifier), and the usual services (utterances, monologues, results.items,
results.channels, recognizedPhrases, phrases, tokens, chunks). Elsewhere, the first list is taken of which most have
words and a time or a speaker.
Podcasting 2.0: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from assets.podcasts.transcripts.json_fields import (
    Record,
    alternative_of,
    plain_key,
    speaker_of,
    text_of,
    times_of,
    word_records,
)

# Paths to the list of pieces of speech, the most telling first: pieces that name speakers before bare words.
_PATHS: Final = (
    ("segments",),
    ("transcripts",),
    ("transcription",),
    ("events",),
    ("utterances",),
    ("results", "utterances"),
    ("monologues",),
    ("recognizedphrases",),
    ("phrases",),
    ("results", "items"),
    ("results",),
    ("response", "results"),
    ("chunks",),
    ("transcript",),
    ("transcript", "segments"),
    ("cues",),
    ("captions",),
    ("wordsegments",),
    ("words",),
    ("tokens",),
    ("result",),
)


def speech_records(document: Any) -> list[Record]:
    """Return the pieces of speech of a document in order; empty where it has no known shape.

    Args:
        document: as `json.loads` gives it, its names plain (json_fields.plain_keys).
    """
    lists = [document] if isinstance(document, list) else [_at(document, path) for path in _PATHS]
    for found in lists:
        records = [record for record in found if isinstance(record, Mapping)] if isinstance(found, list) else []
        if any(text_of(record) or word_records(record) for record in records):
            return _said_once(records)
    return _of_channels(_at(document, ("results", "channels"))) or ([] if whole_text(document) else _found(document))


def _said_once(records: list[Record]) -> list[Record]:
    """Return only the last piece where it says all the others again, word by word, to say who speaks (Google)."""
    last = word_records(records[-1])
    if len(records) < 2 or not any(speaker_of(word) for word in last):
        return records
    before = [word for record in records[:-1] for word in word_records(record)]
    return records[-1:] if [*map(text_of, before)] == [*map(text_of, last)] else records


def _of_channels(channels: Any) -> list[Record]:
    """Return the words that were heard in each of the channels, in the order of time; a channel of several speaks."""
    if not isinstance(channels, list):
        return []
    words: list[Record] = []
    for number, channel in enumerate(channels):
        alternative: Record = alternative_of(channel) if isinstance(channel, Mapping) else {}
        own = {"speaker": number} if len(channels) > 1 else {}
        words += [{**word, **own} for word in word_records(alternative)]
    return sorted(words, key=lambda word: times_of(word, 1.0)[0] or 0.0) if len(channels) > 1 else words


def _found(document: Any) -> list[Record]:
    """Return the list nearest to the top of which most have words, and a time or a speaker; empty where none is."""
    return next(_lists_of(document, _is_speech), [])


def speaker_names(document: Any) -> dict[str, str]:
    """Return the names of the speakers whom a document lists by identifier; empty where it lists none."""
    for value in _values(document):
        listed = value.get("speakers") if isinstance(value, Mapping) else None
        if isinstance(listed, Mapping):
            return {key: name for key, name in listed.items() if isinstance(name, str) and name.strip()}
        names = [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []
        found = {plain_key(str(item["id"])): speaker_of({"name": item.get("name")}) for item in names if "id" in item}
        if any(found.values()):
            return {key: name for key, name in found.items() if name}
    return {}


def with_speakers(document: Any, records: Sequence[Record]) -> list[Record]:
    """Return pieces of which none says who speaks with the speakers of a list that says it by time and has no words.

    So do AWS (speaker_labels) and Watson, and editors that keep words and paragraphs apart.
    """
    if any(speaker_of(piece) for record in records for piece in (record, *word_records(record))):
        return [*records]
    turns = next(_lists_of(document, _is_turn), [])
    starts = [times_of(turn, 1.0)[0] or 0.0 for turn in turns]
    if not turns or starts != sorted(starts):
        return [*records]
    return [_spoken_by(turns, starts, piece) for record in records for piece in word_records(record) or [record]]


def _spoken_by(turns: Sequence[Record], starts: Sequence[float], piece: Record) -> Record:
    start = times_of(piece, 1.0)[0]
    index = -1 if start is None else bisect_right(starts, start) - 1
    return piece if index < 0 else {**piece, "speaker": speaker_of(turns[index])}


def _is_speech(record: Record) -> bool:
    is_placed = any(key.startswith("speaker") for key in record) or times_of(record, 1.0)[0] is not None
    return is_placed and bool(text_of(record))


def _is_turn(record: Record) -> bool:
    is_placed = any(key.startswith("speaker") for key in record) and times_of(record, 1.0)[0] is not None
    return is_placed and not text_of(record) and speaker_of(record) is not None


def whole_text(document: Any) -> str:
    """Return the text of a document that holds no pieces of speech but one text; empty where it holds none."""
    return text_of(document) if isinstance(document, Mapping) else ""


def _lists_of(document: Any, is_one: Callable[[Record], bool]) -> Iterator[list[Record]]:
    """Give the records of each list of which most are of one kind, those nearest to the top first."""
    for value in _values(document):
        records = [record for record in value if isinstance(record, Mapping)] if isinstance(value, list) else []
        if records and sum(map(is_one, records)) * 2 > len(value):
            yield records


def _values(document: Any) -> Iterator[Any]:
    """Give everything that a document holds, what is nearest to the top first."""
    waiting = deque([document])
    while waiting:
        value = waiting.popleft()
        yield value
        waiting.extend(value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ())


def _at(document: Any, path: Sequence[str]) -> Any:
    for key in path:
        document = document.get(key) if isinstance(document, Mapping) else None
    return document
