"""JSON transcripts of any known shape (json_shapes.py) as cues.

What belongs here: pieces of speech and their words joined into cues. What does not: names of fields (json_fields.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from assets.podcasts.transcripts.base import Cue, Transcript, TranscriptError, clean
from assets.podcasts.transcripts.json_fields import (
    Record,
    plain_key,
    plain_keys,
    speaker_of,
    text_of,
    times_of,
    word_records,
)
from assets.podcasts.transcripts.json_shapes import speaker_names, speech_records, whole_text, with_speakers
from assets.podcasts.transcripts.json_units import unit_of
from assets.podcasts.transcripts.labels import named_by_labels
from assets.podcasts.transcripts.text import parse_text

# Pieces of speech that are smaller than words bring their own space, but for those that go on within the word before
# ; some of those that are larger have a space by chance.
_SPACED_SHARE: Final = 0.8
_SPACED_TOKENS_SHARE: Final = 0.4
_SPACES: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(r"[.,;:?!…%)\]”’]+|['’](?:s|t|re|ve|ll|d|m)|n['’]t", re.IGNORECASE)


def parse_json(text: str) -> Transcript:
    """Read the pieces of speech, word by word where there are words. A speaker holds until the next one is named.

    Raises:
        TranscriptError: if the text is not JSON, or has no speech in any known shape.
    """
    document = _loaded(text)
    records = speech_records(document)
    if not records and (words := whole_text(document)):
        return Transcript("json", parse_text(words).cues)
    if not records:
        raise TranscriptError(f"JSON without speech in a known shape; {_hint(document)}")
    cues = list(_cues(with_speakers(document, records)))
    if not cues:
        raise TranscriptError("JSON whose segments hold no words (body)")
    names = speaker_names(document)
    named = [
        replace(cue, speaker=names.get(plain_key(cue.speaker), cue.speaker)) if cue.speaker else cue for cue in cues
    ]
    return Transcript("json", named_by_labels(named))


def _loaded(text: str) -> Any:
    """Return the document; a list of the documents where several follow one another."""
    decoder = json.JSONDecoder(object_hook=plain_keys)
    found: list[Any] = []
    position = _after_spaces(text, 0)
    try:
        while position < len(text):
            value, position = decoder.raw_decode(text, position)
            found.append(value)
            position = _after_spaces(text, position)
    except (ValueError, RecursionError) as error:
        raise TranscriptError(f"not JSON: {error}") from error
    return found[0] if len(found) == 1 else found


def _after_spaces(text: str, position: int) -> int:
    spaces = _SPACES.match(text, position)
    return spaces.end() if spaces else position


def _hint(document: Any) -> str:
    if isinstance(document, dict) and "segments" not in document:
        return "without a list of segments; expected {segments: [{speaker, startTime, body}]}"
    return "its segments hold no words (body)"


def _cues(records: Sequence[Record]) -> Iterator[Cue]:
    unit = unit_of(records)
    speaker: str | None = None
    texts = [text_of(record) for record in records]
    are_tokens = not any(" " in text.strip() for text in texts)
    glued = _glued(texts, _SPACED_TOKENS_SHARE if are_tokens else _SPACED_SHARE)
    for record, text, is_glued in zip(records, texts, glued, strict=True):
        speaker = speaker_of(record) or speaker
        start, end = times_of(record, unit)
        whole = Cue(clean(text), speaker, start, end, is_glued=is_glued)
        words = list(_words(record, whole, unit))
        if _say_the_same(words, whole.text):
            speaker = words[-1].speaker
            yield from words
        elif whole.text:
            yield replace(whole, start_seconds=words[0].start_seconds) if start is None and words else whole


def _words(record: Record, whole: Cue, unit: float) -> Iterator[Cue]:
    """Give a cue for each word of a piece of speech; one without a time of its own is said with the word before."""
    words = word_records(record)
    texts = [text_of(word) for word in words]
    speaker = whole.speaker
    waiting: Cue | None = None
    for word, text, is_glued in zip(words, texts, _glued(texts, 0), strict=True):
        speaker = speaker_of(word) or speaker
        start, end = times_of(word, unit, whole.start_seconds or 0.0)
        said = clean(text)
        if not said:
            continue
        if waiting is not None and start is None and speaker == waiting.speaker:
            waiting = replace(waiting, text=waiting.text + ("" if is_glued else " ") + said)
            continue
        if waiting is not None:
            yield waiting
        first = waiting is None
        start = whole.start_seconds if first and start is None else start
        waiting = Cue(said, speaker, start, end, is_glued=whole.is_glued if first else is_glued)
    if waiting is not None:
        yield replace(waiting, end_seconds=whole.end_seconds) if waiting.end_seconds is None else waiting


def _say_the_same(words: Sequence[Cue], text: str) -> bool:
    """Tell whether the words are the whole of a text, or the text is not given at all."""
    said = "".join("".join(cue.text.split()) for cue in words)
    return bool(said) and (not text or said == "".join(text.split()))


def _glued(texts: Sequence[str], spaced_share: float) -> list[bool]:
    """Tell, of each text, whether it goes on within the word that ends the one before.

    Where more than a share of the texts bring their own space, one that brings none goes on; else only marks do.
    """
    spaced = [before[-1:].isspace() or after[:1].isspace() for before, after in zip(["", *texts], texts, strict=False)]
    bring_spaces = sum(spaced[1:]) > spaced_share * (len(texts) - 1)
    return [
        index > 0 and not spaced[index] and (_goes_on(text) if bring_spaces else _MARKS.fullmatch(text) is not None)
        for index, text in enumerate(texts)
    ]


def _goes_on(text: str) -> bool:
    return bool(text) and " " not in text.strip() and not text[0].isupper()
