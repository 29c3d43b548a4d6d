"""Labelled passages of a corpus: the repository holds places, checksums and labels, no text of others.

What belongs here: the rows of such files, and the text at a place. What does not: what the labels mean.
"""

from __future__ import annotations

import csv
import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path

from bench.podcast_claims import segment_texts


def labelled_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of places, under its names of columns; lines that begin with # are notes."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def text_of(row: Mapping[str, str], transcripts: Mapping[str, Path]) -> str:
    """Return the text that a row names.

    Raises:
        LookupError: if its episode no longer has the passage that was labelled at its place.
    """
    texts = segment_texts(transcripts[row["episode"]])
    place = int(row["position"])
    text = texts[place][int(row["char_start"]) : int(row["char_end"])] if place < len(texts) else ""
    checksums = (hashlib.sha256(text.encode()).hexdigest()[:8], f"{zlib.crc32(text.encode()):08x}")
    if row["checksum"] not in checksums:
        raise LookupError(f"{row['episode']}, segment {place}: the passage that was labelled is not there")
    return text
