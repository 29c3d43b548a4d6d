"""Measuring whose view a sentence gives against spans marked by people.

What belongs here: files of labelled or marked sentences and the figures on them. What does not: finding the spans
(assets.language.attribution).
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from orchestration.evaluation.figures import EvaluationDataError, Figures
from orchestration.settings import Settings

_MARK: Final = re.compile(r"\[(source|cue|content): |\]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of tokens, a label for each ("B-source", "I-cue", "O" …), and the document it is from ("" for none)."""

    tokens: tuple[str, ...]
    labels: tuple[str, ...]
    document: str = ""


def evaluate_attribution(data: Path, settings: Settings) -> Figures:
    """Compare the spans of source, cue and content with those that people marked.

    Args:
        data: JSON lines of `tokens` and `labels`; or a text file, its name ending in .txt, of sentences with marks:
            "[source: The mayor] [cue: said] [content: that it leaks]."
        settings: name the language model.

    Returns:
        source_f1, cue_f1, content_f1 of exact spans; n (lines); items_per_second.
    """
    from assets.language.attribution.reports import labels_of
    from assets.language.tokens import parse_tokens

    lines = read_labelled(data)
    started = time.perf_counter()
    found = [labels_of(doc) for doc in parse_tokens((line.tokens for line in lines), settings.language_model)]
    seconds = time.perf_counter() - started
    figures = span_figures(zip([line.labels for line in lines], found, strict=True))
    return {**figures, "n": len(lines), "items_per_second": len(lines) / seconds}


def span_figures(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Figures:
    """Return the F1 of exact spans of each part from pairs of true and found labels."""
    from assets.language.attribution.spans import spans_of
    from assets.language.attribution.tagger import PARTS

    true = dict.fromkeys(PARTS, 0)
    both, found = dict(true), dict(true)
    for truth, guess in pairs:
        wanted, given = set(spans_of(truth)), set(spans_of(guess))
        for counts, spans in ((true, wanted), (found, given), (both, wanted & given)):
            for span in spans:
                counts[span.part] += 1
    return {f"{part}_f1": 2 * both[part] / max(1, true[part] + found[part]) for part in PARTS}


def read_labelled(path: Path) -> list[Labelled]:
    """Read a file of labelled lines.

    Raises:
        EvaluationDataError: names the line and what is expected there.
    """
    read = _marked if path.suffix == ".txt" else _json
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            labelled = read(line)
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationDataError(
                f"{path}, line {number}: expected an object with tokens and labels of one length, or in a .txt file a"
                f" sentence with [source: …], [cue: …], [content: …] ({error})"
            ) from error
        found.append(labelled)
    if not found:
        raise EvaluationDataError(f"{path}: no labelled lines")
    return found


def _json(line: str) -> Labelled:
    row = json.loads(line)
    tokens, labels = row["tokens"], row["labels"]
    if len(tokens) != len(labels):
        raise ValueError(f"{len(tokens)} tokens, {len(labels)} labels")
    return Labelled(tuple(map(str, tokens)), tuple(map(str, labels)), str(row.get("id", "")))


def _marked(line: str) -> Labelled:
    from assets.language.tokens import token_offsets

    text, last = "", 0
    part, start = "", 0
    spans: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark.group(1):
            part, start = mark.group(1), len(text)
        elif part:
            spans.append((part, start, len(text)))
            part = ""
    text += line[last:]
    offsets = token_offsets(text)
    labels = ["O"] * len(offsets)
    for name, begin, end in spans:
        inside = [index for index, (first, behind) in enumerate(offsets) if begin <= first and behind <= end]
        if not inside or (offsets[inside[0]][0], offsets[inside[-1]][1]) != (begin, end):
            raise ValueError(f"{name} does not begin and end at words")
        labels[inside[0] : inside[-1] + 1] = [f"B-{name}", *[f"I-{name}"] * (len(inside) - 1)]
    return Labelled(tuple(text[first:behind] for first, behind in offsets), tuple(labels))
