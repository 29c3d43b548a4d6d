"""Headlines of passages, labelled by reading: good, dull, unclear alone or wrong.

What belongs here: turning the labels (labels/headlines.tsv: places and labels, no text) into headlines of a corpus.
What does not: learning from them (verdict_training).

They were drawn from the passages of five shows, and read with what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.labelled_places import labelled_rows, text_of
from bench.podcast_claims import episode_transcripts


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, the passage that it was made of from its first word on, its label and its episode."""

    headline: str
    sentence: str
    label: str
    episode: str


def read_headlines(path: Path, corpus: Path) -> list[Headline]:
    """Return the labelled headlines of the episodes that the corpus has.

    Raises:
        LookupError: if an episode no longer has the passage that was labelled at its place.
    """
    transcripts = episode_transcripts(corpus)
    found = []
    for row in labelled_rows(path):
        if row["episode"] in transcripts:
            words = text_of(row, transcripts).split()
            said = " ".join(words[min(_places(row["words"])) :])
            found.append(Headline(headline_of(words, row["words"]), said, row["label"], row["episode"]))
    return found


def headline_of(words: Sequence[str], kept: str) -> str:
    """Return the headline made of some of a passage's words, given by their places ("3-7,9-12")."""
    headline = " ".join(words[place] for place in _places(kept)).strip(" ,.;:-–—")
    return headline[:1].upper() + headline[1:]


def _places(ranges: str) -> Iterable[int]:
    for part in ranges.split(","):
        first, _dash, last = part.partition("-")
        yield from range(int(first), int(last) + 1)
