"""Measuring which speech is set aside as advertisement against labels made by reading.

What belongs here: the labelled file and the figures on it. What does not: finding advertisements (assets.language).

A label names a stretch of an episode by its words: from which to before which, counted over the whole transcript. So it
still holds when segments are cut differently. A checksum of the first words finds the stretch again if words before it
are counted differently.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from assets.language.schema import SEGMENT_KINDS
from orchestration.evaluation.corpus import corpus_folder, segments_of
from orchestration.evaluation.figures import EvaluationDataError, Figures
from orchestration.settings import Settings

# So many words make the checksum.
CHECKED_WORDS: Final = 8
_COLUMNS: Final = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled stretch: words from `start` on and before `end` of a transcript, and what they are."""

    line: int
    transcript: str
    start: int
    end: int
    checksum: int
    kind: str


def evaluate_ads(data: Path, settings: Settings) -> Figures:
    """Compare what is set aside with labels.

    Args:
        data: lines of the transcript's path in the corpus, first word, word after the last, CRC-32 of the first eight
            words in lower case, and the kind (one of language.schema.SEGMENT_KINDS), parted by tabs; `#` begins a
            comment. The corpus lies where the environment variable BRIEFCAST_CORPUS says.
        settings: not used; every task takes them.

    Returns:
        precision, recall of `ad`; aside_precision, aside_recall of everything but `speech`; n; items_per_second.
        A stretch is what most of its words are.

    Raises:
        EvaluationDataError: if a line, or a stretch that it names, cannot be used.
    """
    labels = read_labels(data)
    folder = corpus_folder(settings)
    found: list[str] = []
    seconds = 0.0
    for transcript, group in groupby(labels, key=lambda label: label.transcript):
        segments = segments_of(folder, transcript)
        started = time.perf_counter()
        kinds = _kind_by_word(segments)
        seconds += time.perf_counter() - started
        words = [word.lower() for segment in segments for word in str(segment["text"]).split()]
        found += [_majority(kinds[start:end]) for start, end in (_placed(label, words) for label in group)]
    true = [label.kind for label in labels]
    precision, recall = _figures([kind == "ad" for kind in true], [kind == "ad" for kind in found])
    aside = _figures([kind != "speech" for kind in true], [kind != "speech" for kind in found])
    return {
        "precision": precision,
        "recall": recall,
        "aside_precision": aside[0],
        "aside_recall": aside[1],
        "n": len(labels),
        "items_per_second": len(labels) / seconds,
    }


def read_labels(data: Path) -> list[Label]:
    """Return the labels of a file, those of one transcript together.

    Raises:
        EvaluationDataError: if a line is not of the form, or there is none.
    """
    labels = []
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        values = line.split("\t")
        if len(values) != _COLUMNS or not all(value.isdigit() for value in values[1:4]):
            raise EvaluationDataError(f"{data}, line {number}: expected path, two numbers, checksum, kind, by tabs")
        if values[4] not in SEGMENT_KINDS:
            raise EvaluationDataError(f"{data}, line {number}: {values[4]} is none of {', '.join(SEGMENT_KINDS)}")
        labels.append(Label(number, values[0], int(values[1]), int(values[2]), int(values[3]), values[4]))
    if not labels:
        raise EvaluationDataError(f"{data}: no labels")
    return sorted(labels, key=lambda label: (label.transcript, label.start))


def checksum(words: Sequence[str]) -> int:
    """Return the checksum of the first words of a stretch, in lower case."""
    return crc32(" ".join(words[:CHECKED_WORDS]).encode())


def _placed(label: Label, words: Sequence[str]) -> tuple[int, int]:
    """Return where a stretch lies: where the label says, or the nearest place that begins with the same words."""
    length = label.end - label.start
    if checksum(words[label.start : label.end]) == label.checksum:
        return label.start, label.end
    for start in sorted(range(len(words)), key=lambda place: abs(place - label.start)):
        if checksum(words[start : start + length]) == label.checksum:
            return start, start + length
    raise EvaluationDataError(f"line {label.line}: {label.transcript} has no such words; the corpus is another one")


def _kind_by_word(segments: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return, for every word of an episode, the kind of what is set aside there, else speech."""
    from assets.language.sentences import split
    from assets.language.set_aside.kinds import kinds_of

    kinds: list[str] = []
    found = kinds_of(segments, [split(str(segment["text"])) for segment in segments])
    for segment, kind in zip(segments, found, strict=True):
        end = 0
        for aside in kind.asides:
            kinds += ["speech"] * len(segment["text"][end : aside.char_start].split())
            kinds += [aside.kind] * len(segment["text"][aside.char_start : aside.char_end].split())
            end = aside.char_end
        kinds += ["speech"] * len(segment["text"][end:].split())
    return kinds


def _majority(kinds: Sequence[str]) -> str:
    counts = {kind: kinds.count(kind) for kind in SEGMENT_KINDS}
    if 2 * counts["speech"] > len(kinds):
        return "speech"
    return max((kind for kind in SEGMENT_KINDS if kind != "speech"), key=lambda kind: counts[kind])


def _figures(true: Iterable[bool], found: Iterable[bool]) -> tuple[float, float]:
    pairs = list(zip(true, found, strict=True))
    hits = pairs.count((True, True))
    return hits / max(1, hits + pairs.count((False, True))), hits / max(1, hits + pairs.count((True, False)))
