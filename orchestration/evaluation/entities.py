"""Measuring the names found against human labels.

What belongs here: BIO files and the figures on them. What does not: finding names (assets.language.entities).
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from orchestration.evaluation.figures import EvaluationDataError, Figures
from orchestration.settings import Settings

Span = tuple[int, int, str]

# Types of common data sets (CrossNER, CoNLL, OntoNotes), in lower case, to ours; others count without types only.
TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("person", "per", "researcher", "writer", "scientist", "politician", "musicalartist"), "PERSON"),
    **dict.fromkeys(("organisation", "organization", "org", "university", "politicalparty", "band"), "ORG"),
    **dict.fromkeys(("product", "programlang"), "PRODUCT"),
    **dict.fromkeys(("location", "loc", "country", "gpe", "fac"), "GPE"),
    **dict.fromkeys(("event", "conference", "election"), "EVENT"),
    **dict.fromkeys(("book", "song", "album", "work_of_art"), "WORK_OF_ART"),
    **dict.fromkeys(("field", "task", "algorithm", "metrics", "theory", "discipline"), "TERM"),
    "money": "MONEY",
    "date": "DATE",
}
# Sums and dates are names in some data sets only: they count where the file marks any.
SOMETIMES: Final = frozenset({"MONEY", "DATE"})


def evaluate_entities(data: Path, settings: Settings) -> Figures:
    """Find the names of sentences and compare them with human labels.

    Args:
        data: BIO lines: token and tag (B-type, I-type or O) parted by white space, an empty line after each sentence.
        settings: name the language model.

    Returns:
        span_f1 (same words, types aside); typed_f1 (same words and type, of the file's types that are in `TYPES`);
        n (sentences); items_per_second.
    """
    from assets.language.entities.component import names_of
    from assets.language.pipeline import load_pipeline

    labelled = read_bio(data)
    nlp = load_pipeline(settings.language_model)
    started = time.perf_counter()
    found = list(names_of(nlp, (words for words, _spans in labelled)))
    seconds = time.perf_counter() - started
    marked = {TYPES.get(kind) for _words, spans in labelled for _start, _end, kind in spans}
    counted = [{span for span in spans if span[2] in marked or span[2] not in SOMETIMES} for spans in found]
    truth = [{(start, end, TYPES.get(kind, kind)) for start, end, kind in spans} for _words, spans in labelled]
    return {
        "span_f1": _f1([_untyped(spans) for spans in truth], [_untyped(spans) for spans in counted]),
        "typed_f1": _f1(
            [_mapped(spans) for spans in truth], [_typed(*pair) for pair in zip(counted, truth, strict=True)]
        ),
        "n": len(labelled),
        "items_per_second": len(labelled) / seconds,
    }


def _untyped(spans: set[Span]) -> set[tuple[int, int]]:
    return {(start, end) for start, end, _kind in spans}


def _mapped(spans: set[Span]) -> set[Span]:
    return {span for span in spans if span[2] in TYPES.values()}


def _typed(found: set[Span], truth: set[Span]) -> set[Span]:
    """Leave out what was found where the file has a type that none of ours stands for."""
    unmapped = _untyped(truth - _mapped(truth))
    return {span for span in found if span[:2] not in unmapped}


def _f1(truth: Sequence[Collection[Any]], found: Sequence[Collection[Any]]) -> float:
    hits = sum(len(set(one) & set(other)) for one, other in zip(truth, found, strict=True))
    return 2 * hits / max(1, sum(map(len, truth)) + sum(map(len, found)))


def read_bio(data: Path) -> list[tuple[list[str], list[Span]]]:
    """Return the sentences of a BIO file: words, and spans with the file's types in lower case.

    Raises:
        EvaluationDataError: if a line is not of that form, or there are no words.
    """
    sentences: list[tuple[list[str], list[Span]]] = [([], [])]
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split()
        if not parts:
            sentences.append(([], []))
            continue
        if len(parts) < 2 or not (parts[-1] == "O" or parts[-1][:2] in ("B-", "I-")):
            raise EvaluationDataError(f"{data}, line {number}: expected a token and a tag (B-…, I-… or O)")
        words, spans = sentences[-1]
        tag, place = parts[-1], len(words)
        words.append(parts[0])
        kind = tag[2:].lower()
        if tag.startswith("I-") and spans and spans[-1][1:] == (place, kind):
            spans[-1] = (spans[-1][0], place + 1, kind)
        elif tag != "O":
            spans.append((place, place + 1, kind))
    labelled = [sentence for sentence in sentences if sentence[0]]
    if not labelled:
        raise EvaluationDataError(f"{data}: no labelled words")
    return labelled
