"""An episode as its sentences, in order: whose turn each is in, how long it is, whether it is content.

What belongs here: the sentences and what their order tells. What does not: words (cues.py), windows (windows.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assets.insights.salience.items import open_items
from assets.language.quotations import read_out
from assets.language.sentences import Sentence, quote_start, split

Row = Mapping[str, Any]
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentences of an episode. All arrays have one entry a sentence.

    `starts` is where a quote of the sentence begins in its segment's text: after fillers and connectives. `opens_item`
    tells where a new item of a list begins (items.py).
    """

    segments: Sequence[Row]
    sentences: Sequence[Sentence]
    starts: Places
    segment_of: Places
    turn_of: Places
    is_content: npt.NDArray[np.bool_]
    opens_item: npt.NDArray[np.bool_]
    word_counts: Numbers
    quoted_counts: Numbers

    @property
    def speakers(self) -> list[str | None]:
        """The speaker of each sentence."""
        return [self.segments[place]["speaker"] for place in self.segment_of]


def spoken(segments: Sequence[Row], speech: Sequence[Row]) -> Spoken:
    """Return the sentences of an episode.

    Args:
        segments: rows of podcasts.schema.SEGMENTS, in order.
        speech: rows of language.schema.SPEECH; content is what is in a segment of kind `speech`, no aside, and not read
            out from a quotation, which is another's.
    """
    asides = {row["segment_id"]: row["asides"] or () for row in speech if row["kind"] == "speech"}
    sentences: list[Sentence] = []
    segment_of: list[int] = []
    content: list[bool] = []
    for place, segment in enumerate(segments):
        found = split(segment["text"])
        sentences += found
        segment_of += [place] * len(found)
        quoted = read_out(segment["text"], found)
        own = asides.get(segment["segment_id"])
        content += [sentence.start not in quoted and _is_content(sentence, own) for sentence in found]
    turns = _turns(segments)
    offsets = [quote_start(sentence.text) for sentence in sentences]
    return Spoken(
        segments=segments,
        sentences=sentences,
        starts=np.array([s.start + offset for s, offset in zip(sentences, offsets, strict=True)], dtype=np.int64),
        segment_of=np.array(segment_of, dtype=np.int64),
        turn_of=np.array([turns[place] for place in segment_of], dtype=np.int64),
        is_content=np.array(content, dtype=bool),
        opens_item=np.array(open_items([sentence.text for sentence in sentences]), dtype=bool),
        word_counts=np.array([len(s.text.split()) for s in sentences], dtype=np.float64),
        quoted_counts=np.array(
            [len(s.text[offset:].split()) for s, offset in zip(sentences, offsets, strict=True)], dtype=np.float64
        ),
    )


def _is_content(sentence: Sentence, asides: Sequence[Row] | None) -> bool:
    if asides is None:
        return False
    return not any(aside["char_start"] < sentence.end and sentence.start < aside["char_end"] for aside in asides)


def _turns(segments: Sequence[Row]) -> list[int]:
    """Number the turns: segments in a row of one speaker; of nobody known each segment is a turn of its own."""
    turns: list[int] = []
    for place, segment in enumerate(segments):
        before = segments[place - 1]["speaker"] if place else None
        same = place > 0 and segment["speaker"] is not None and segment["speaker"] == before
        turns.append(turns[-1] if same else place)
    return turns
