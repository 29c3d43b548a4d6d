"""Headlines of passages, labelled by reading: good (worth knowing and clear alone), wrong, or dull.

What belongs here: turning the labels (labels/headlines.tsv: places and labels, no text) into headlines of a corpus.
What does not: learning from them (train_worth.py).

They were drawn at random from the passages of five shows, and read with what was said; 16 of 100 were good.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.podcast_claims import episode_transcripts, segment_texts

LABELS: Final = Path(__file__).with_name("labels") / "headlines.tsv"
GOOD: Final = "good"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A headline, and whether it was good."""

    headline: str
    is_good: bool


def read_labels(path: Path, corpus: Path) -> list[Labelled]:
    """Return the labelled headlines of the episodes that the corpus has.

    Raises:
        LookupError: if an episode no longer has the passage that was labelled at its place.
    """
    transcripts = episode_transcripts(corpus)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    found = []
    for row in rows:
        if row["episode"] not in transcripts:
            continue
        texts = segment_texts(transcripts[row["episode"]])
        place = int(row["position"])
        quote = texts[place][int(row["char_start"]) : int(row["char_end"])] if place < len(texts) else ""
        if hashlib.sha256(quote.encode()).hexdigest()[:8] != row["checksum"]:
            raise LookupError(f"{row['episode']}, segment {place}: the passage that was labelled is not there")
        found.append(Labelled(_headline(quote.split(), _words(row["words"])), row["label"] == GOOD))
    return found


def _words(ranges: str) -> Iterable[int]:
    for part in ranges.split(","):
        first, _dash, last = part.partition("-")
        yield from range(int(first), int(last) + 1)


def _headline(words: list[str], kept: Iterable[int]) -> str:
    headline = " ".join(words[place] for place in kept).strip(" ,.;:-–—")
    return headline[:1].upper() + headline[1:]
