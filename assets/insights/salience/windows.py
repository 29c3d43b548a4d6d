"""Windows: one to three sentences in a row that may become a passage and can be understood alone.

What belongs here: which there are. What does not: what makes one stand alone (openings.py), how good one is
(features.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from assets.insights.salience.openings import closes, shifts, stands_alone
from assets.insights.salience.spoken import Places, Row, Spoken

FEWEST_WORDS: Final = 20
MOST_WORDS: Final = 70
MOST_SENTENCES: Final = 3


@dataclass(frozen=True, slots=True)
class Windows:
    """Many windows: the places of their first and last sentences among the episode's."""

    first: Places
    last: Places

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Window:
    """One window, as offsets into its segment's text."""

    segment: Row
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words, exactly as the segment has them."""
        return str(self.segment["text"][self.start : self.end])

    def holds(self, row: Row) -> bool:
        """Tell whether a claim or mention of the segment lies within."""
        return bool(self.start <= row["char_start"] and row["char_end"] <= self.end)

    def overlaps(self, other: Window) -> bool:
        """Tell whether two windows share words."""
        same = self.segment["segment_id"] == other.segment["segment_id"]
        return same and self.start < other.end and other.start < self.end


def all_windows(episode: Spoken) -> Windows:
    """Return every window of content of 20 to 70 words within one segment that can be understood alone.

    So each place of an episode is tried in up to nine ways: a window that leans on the sentence before is not there,
    but one that takes it in, and one that leaves the leaning sentence out.
    """
    pairs = [
        (first, last)
        for first in range(len(episode.sentences))
        if _may_open(episode, first)
        for last in _ends(episode, first)
    ]
    return Windows(*(np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1)))


def window_at(episode: Spoken, first: int, last: int) -> Window:
    """Return a window by the places of its first and last sentences."""
    segment = episode.segments[int(episode.segment_of[first])]
    return Window(segment, int(episode.starts[first]), episode.sentences[last].end)


def _may_open(episode: Spoken, place: int) -> bool:
    sentence = episode.sentences[place]
    offset = int(episode.starts[place]) - sentence.start
    text = episode.segments[int(episode.segment_of[place])]["text"]
    # A small letter begins a torn sentence, unless the transcript has no marks: there only "I" and names have capitals.
    is_torn = offset == 0 and sentence.text[:1].islower() and any(mark in text for mark in ".?!…")
    return bool(episode.is_content[place]) and not is_torn and stands_alone(sentence.text[offset:])


def _ends(episode: Spoken, first: int) -> list[int]:
    """Return the places where a window that begins with a sentence may end."""
    found = []
    count = 0.0
    for last in range(first, min(first + MOST_SENTENCES, len(episode.sentences))):
        count += episode.word_counts[last] if last > first else episode.quoted_counts[first]
        inside = episode.segment_of[last] == episode.segment_of[first] and episode.is_content[last]
        if not inside or count > MOST_WORDS or (last > first and _begins_anew(episode, last)):
            break
        if count >= FEWEST_WORDS and closes(episode.sentences[last].text) and _is_whole(episode, first, last):
            found.append(last)
    return found


def _begins_anew(episode: Spoken, place: int) -> bool:
    """Tell whether a sentence has nothing to do with the one before: it turns to something else, or opens an item."""
    return bool(episode.opens_item[place]) or shifts(episode.sentences[place].text)


def _is_whole(episode: Spoken, first: int, last: int) -> bool:
    """Tell whether quotation marks that open in a window also close there."""
    quote = window_at(episode, first, last).quote
    return quote.count('"') % 2 == 0 and quote.count("“") == quote.count("”")
