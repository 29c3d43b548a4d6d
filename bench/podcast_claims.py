"""Podcast sentences labelled by reading: Yes where a listener would find the assertion worth knowing or checking.

What belongs here: turning the labels (labels/podcast_claims.tsv: places and labels, no text) into sentences of a
corpus. What does not: measuring (briefcast evaluate) and training (claim_training).

    python -m bench.podcast_claims --corpus CORPUS --out sentences.tsv

writes the sentences kept for measuring as a CheckThat file, for `briefcast evaluate claims --data sentences.tsv`. A
corpus is a folder of collections, each with `episodes.jsonl` (id and transcript path of every episode).

The sentences were drawn at random, equally from five shows, from those that may be a claim (assets.language.filters);
those for measuring come from other episodes than those for training.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from assets.language.sentences import split
from assets.podcasts.segments import segment_rows
from assets.podcasts.transcripts.parse import parse_transcript

LABELS: Final = Path(__file__).with_name("labels") / "podcast_claims.tsv"
PARTS: Final = ("measure", "train")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and whether it is worth knowing or checking."""

    text: str
    worth: bool


def labelled_sentences(corpus: Path, part: str) -> list[Labelled]:
    """Return the sentences of a part ("measure" or "train") with their labels.

    Raises:
        LookupError: if the corpus lacks an episode, or an episode no longer has a sentence that was labelled.
    """
    transcripts = episode_transcripts(corpus)
    return [Labelled(_sentence(transcripts, row), row["label"] == "Yes") for row in _rows() if row["part"] == part]


def unmeasured_transcripts(corpus: Path) -> list[Path]:
    """Return the transcripts of the episodes that no sentence for measuring is from, in a fixed order."""
    kept = {row["episode"] for row in _rows() if row["part"] == "measure"}
    return [path for episode, path in sorted(episode_transcripts(corpus).items()) if episode not in kept]


def _rows() -> list[dict[str, str]]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _sentence(transcripts: Mapping[str, Path], row: Mapping[str, str]) -> str:
    episode = row["episode"]
    if episode not in transcripts:
        raise LookupError(f"the corpus has no episode {episode}, which {LABELS.name} labels")
    segments = segment_texts(transcripts[episode])
    position, start, end = int(row["position"]), int(row["char_start"]), int(row["char_end"])
    labelled_place = segments[position][start:end] if position < len(segments) else ""
    # Where the reading of transcripts has changed since, the sentence may stand elsewhere in the episode.
    for text in (labelled_place, *(sentence.text for segment in segments for sentence in split(segment))):
        if hashlib.sha256(text.encode()).hexdigest()[:8] == row["checksum"]:
            return text
    raise LookupError(f"{episode}, segment {position}: the sentence that was labelled is not there; label another")


@cache
def segment_texts(transcript: Path) -> tuple[str, ...]:
    """Return the texts of an episode's segments in order, as the pipeline parses them."""
    parsed = parse_transcript(transcript.read_bytes(), None)
    nobody: list[str] = []
    rows = segment_rows(parsed, episode_id="", show_id="", published_on=date.min, transcript_sha256="", people=nobody)
    return tuple(row["text"] for row in rows)


def episode_transcripts(corpus: Path) -> dict[str, Path]:
    """Return the transcript of every episode of a corpus."""
    return dict(_paths(corpus))


def _paths(corpus: Path) -> Iterator[tuple[str, Path]]:
    for listing in sorted(corpus.glob("*/episodes.jsonl")):
        for line in listing.read_text(encoding="utf-8").splitlines():
            episode = json.loads(line)
            yield str(episode["id"]), listing.parent / episode["transcript"]


def main() -> None:
    """Write the sentences of a part as a CheckThat file."""
    parser = argparse.ArgumentParser(description="Write labelled podcast sentences as a CheckThat file.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--part", choices=PARTS, default="measure")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    lines = ["Sentence_id\tText\tclass_label"]
    for number, item in enumerate(labelled_sentences(arguments.corpus, arguments.part)):
        lines.append(f"{number}\t{item.text}\t{'Yes' if item.worth else 'No'}")
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
