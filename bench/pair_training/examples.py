"""What a model learns from that reads two passages together: pairs that were labelled by reading.

What belongs here: labels and texts. What does not: learning from them.

Labels stand in labels/relations.tsv, as places without text; a corpus gives the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np

from assets.insights.together import OUTPUTS, as_read
from bench.labelled_places import labelled_rows
from bench.podcast_claims import episode_transcripts, segment_texts
from bench.verdict_training.examples import Example

WHOLE: Final = slice(0, len(OUTPUTS))
SIDES: Final = (("guid", "segment", "start", "end"), ("other_guid", "other_segment", "other_start", "other_end"))
# What a reader called a pair, as the model is asked: one that qualifies another speaks of the same subject.
_CALLED: Final = {"qualifies": "same_subject", "duplicate": "same", "restates": "same", "contradicts": "same"}
Row = Mapping[str, str]


def labelled_pairs(path: Path, corpus: Path) -> list[tuple[Row, tuple[str, str]]]:
    """Return the rows of the labelled pairs of which the corpus has both passages, and their two texts."""
    transcripts = episode_transcripts(corpus)
    found = ((row, tuple(_text(row, side, transcripts) for side in SIDES)) for row in labelled_rows(path))
    return [(row, (one, other)) for row, (one, other) in found if one and other]


def example(row: Row, texts: tuple[str, str]) -> Example:
    """Return a pair as the model reads it, with what it was called."""
    called = _CALLED.get(row["relation"], row["relation"])
    return Example(as_read(*texts), WHOLE, np.array([float(called == name) for name in OUTPUTS]), row["guid"])


def is_held_out(episode: str) -> bool:
    """Tell whether the pairs whose first passage is of an episode are asked about before anything is learned of them.

    Of their second passages other pairs are learned: nothing else is left of half the pairs.
    """
    return crc32(episode.encode()) % 2 == 0


def _text(row: Row, side: tuple[str, str, str, str], transcripts: Mapping[str, Path]) -> str:
    guid, segment, start, end = (row[name] for name in side)
    texts = segment_texts(transcripts[guid]) if guid in transcripts else ()
    return texts[int(segment)][int(start) : int(end)] if int(segment) < len(texts) else ""
