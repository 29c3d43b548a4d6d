"""What was heard, written as a transcript of Podcasting 2.0.

What belongs here: words with times, put together to sentences, as JSON. What does not: hearing them (whisper.py).
Format: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assets.podcasts.wording import ends_sentence

TYPE: Final = "application/json"
# A sentence of nobody's punctuation ends here all the same: about twenty seconds of speech.
MOST_WORDS: Final = 60
PAUSE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, with the white space before it, and when it is spoken, in seconds."""

    start: float
    end: float
    text: str


def write_transcript(words: Iterable[Word]) -> bytes:
    """Return words as a transcript with a segment a sentence: it begins and ends exactly with its words."""
    segments = [
        {
            "startTime": round(sentence[0].start, 3),
            "endTime": round(sentence[-1].end, 3),
            "body": "".join(word.text for word in sentence).strip(),
        }
        for sentence in _sentences(words)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False).encode()


def _sentences(words: Iterable[Word]) -> Iterator[Sequence[Word]]:
    sentence: list[Word] = []
    for word in words:
        if sentence and _parts(sentence, word):
            yield sentence
            sentence = []
        sentence.append(word)
    if sentence:
        yield sentence


def _parts(sentence: Sequence[Word], word: Word) -> bool:
    before = sentence[-1]
    return (
        ends_sentence(before.text) or len(sentence) >= MOST_WORDS or word.start - before.end > PAUSE_SECONDS
    ) and word.text[:1].isspace()  # what is glued to the word before, as in "3.5", is the same sentence
