"""Passages of the corpus that labelled files name by place: the repository holds ids and labels, no text of others.

What belongs here: from a file of places to texts. What does not: what the labels mean (a module a task).
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from orchestration.evaluation.figures import EvaluationDataError

COLUMNS = ("path", "char_start", "char_end", "crc32", "label")


def labelled_texts(data: Path, corpus: Path) -> list[tuple[str, str]]:
    """Return text and label of each line of a file of places.

    Args:
        data: lines of path in the corpus, char_start and char_end in that file's text (end exclusive), CRC-32 of the
            passage in UTF-8, and label, parted by tabs, under a line of these names; lines that begin with # are notes.
        corpus: the folder of the corpus.

    Raises:
        EvaluationDataError: names the line.
    """
    read = cache(lambda path: (corpus / path).read_text(encoding="utf-8"))
    found = []
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines(), start=1):
        fields = line.split("\t")
        if not line.strip() or line.startswith("#") or tuple(fields) == COLUMNS:
            continue
        try:
            path, start, end, crc, label = fields
            text = read(path)[int(start) : int(end)]
        except (ValueError, OSError) as error:
            raise EvaluationDataError(
                f"{data}, line {number}: expected {', '.join(COLUMNS)}, parted by tabs ({error})"
            ) from error
        if f"{zlib.crc32(text.encode('utf-8')):08x}" != crc:
            raise EvaluationDataError(
                f"{data}, line {number}: {path} reads otherwise there: another version of the corpus?"
            )
        found.append((text, label))
    if not found:
        raise EvaluationDataError(f"{data}: no labelled places")
    return found
