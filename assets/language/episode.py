"""An episode on its way through the reading: what it is read from, its sentences, and what was read.

What belongs here: these three. What does not: reading (read.py), rows (rows.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assets.language.sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EpisodeText:
    """An episode to read: who is in it and its segments, rows of podcasts.schema.SEGMENTS in order.

    `notes` are its title and description, as the feed gives them. `speech` and `mentions` are what was read of it
    before, None where they are to be read again.
    """

    episode_id: str
    show_id: str
    published_on: date
    people: tuple[str, ...]
    segments: tuple[Row, ...]
    notes: str = ""
    speech: tuple[Row, ...] | None = None
    mentions: tuple[Row, ...] | None = None


@dataclass(frozen=True, slots=True)
class EpisodeReading:
    """What was read from an episode, as rows of SPEECH, MENTIONS and CLAIMS."""

    episode_id: str
    published_on: date
    speech: list[Row]
    mentions: list[Row]
    claims: list[Row]
    word_count: int


@dataclass(slots=True)
class ReadSentence:
    """A sentence on its way through the pipeline: its segment's row, its document, whether it may be a claim."""

    segment: Row
    sentence: Sentence
    doc: Doc
    may_claim: bool
