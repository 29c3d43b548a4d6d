"""The figures of a passage: how much, in what unit, and the words around that tell what is measured.

What belongs here: reading them, in units in which they can be compared. What does not: finding quantities in a text
(assets.language.quantities), whether two figures are at odds (disagreement.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from assets.insights.terms import terms, weight
from assets.language.quantities import Quantity, may_have_quantities, read_quantities

_YEAR: Final = re.compile(r"\b(?P<how>by|in|before|until)\s+(?P<year>(?:19|20|21)\d\d)\b", re.IGNORECASE)
_HOUR: Final = re.compile(r"\b(?P<half>half )?an hour\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"\bnot?\b|n['’]t\b|\bnever\b", re.IGNORECASE)
_GROWTH: Final = re.compile(r"(?:double|triple|quadruple)[ds]?\b", re.IGNORECASE)
_JUST_DENIED: Final = re.compile(
    r"(?:(?:\bnot|n['’]t)\s(?:\w+\s){0,2}|(?:more|less|rather) than the\s)$", re.IGNORECASE
)
_NAME: Final = re.compile(r"(?<=[\w,] )[A-Z][\w.-]+")
_POINTS_BACK: Final = re.compile(r"\b(?:that|this|these|those|it|they)\b", re.IGNORECASE)
_BORDER: Final = re.compile(r"[,;:—–]+\s|\s(?:and|but|which|because|while|where|so)\s")
# How many words of the clause before and behind a figure tell what it measures; behind a bare count, the next ones do.
_BEFORE, _BEHIND, _COUNTED = 14, 6, 3
# "Europe" and "AI" do not tell one thing from another.
_NAME_WEIGHT: Final = 0.8
# Measures of time are compared with each other, in minutes.
_MINUTES: Final = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43800.0, "year": 525600.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as it stands, its bounds in a common unit, and the telling words (no names, no "rose") around it.

    The unit of a year is `year`, of a bare count the empty text. `names` stand in its sentence; `is_denied` tells of
    "not 34" and "more than the 34".
    """

    text: str
    low: float
    high: float
    unit: str
    around: frozenset[str]
    names: frozenset[str]
    is_denied: bool


def figures_of(sentences: Sequence[str], no_measure: Collection[str]) -> tuple[Figure, ...]:
    """Return the figures of a passage's sentences in order.

    Args:
        sentences: of one passage.
        no_measure: stems that stand beside figures of anything ("rose", "fell").
    """
    found: list[Figure] = []
    for at, sentence in enumerate(sentences):
        before = sentences[at - 1] if at and _POINTS_BACK.search(sentence) else ""
        names = terms(" ".join(_NAME.findall(sentence)))
        telling = frozenset(name for name in names if weight(name) >= _NAME_WEIGHT)
        for start, end, low, high, unit in sorted(_amounts(sentence)):
            around = _around(sentence, start, end, is_count=not unit)
            words = terms(f"{before} {around}" if unit == "year" else around)
            is_denied = _JUST_DENIED.search(sentence, 0, start) is not None
            measured = words - names - set(no_measure)
            found.append(Figure(sentence[start:end], low, high, unit, measured, telling, is_denied))
    return tuple(found)


def may_give_figures(text: str) -> bool:
    """Tell, fast, whether there is anything in a text that `figures_of` may find."""
    return may_have_quantities(text) or _HOUR.search(text) is not None


def _amounts(sentence: str) -> Iterator[tuple[int, int, float, float, str]]:
    """Yield start, end, bounds and unit of the amounts of a sentence, kind by kind."""
    for quantity in read_quantities(sentence):
        # "The four-day week" is a name, and no measure.
        if "-" not in sentence[quantity.start : quantity.end] or quantity.low != quantity.high:
            yield quantity.start, quantity.end, *_common(quantity, sentence[quantity.start : quantity.end])
    for match in _HOUR.finditer(sentence):
        minutes = 30.0 if match["half"] else 60.0
        yield match.start(), match.end(), minutes, minutes, "time"
    for match in _YEAR.finditer(sentence):
        year = float(match["year"])
        bounds = {"in": (year, year), "by": (-inf, year), "until": (-inf, year), "before": (-inf, year - 1)}
        low, high = bounds[match["how"].lower()]
        if match["how"].lower() == "before" and _DENIED.search(sentence, 0, match.start()):
            low, high = year, inf
        yield match.start("year"), match.end("year"), low, high, "year"


def _common(quantity: Quantity, text: str) -> tuple[float, float, str]:
    """Return a quantity's bounds in the unit in which it is compared: minutes for all time, percent for a doubling."""
    unit = quantity.unit.removesuffix("s")
    if unit in _MINUTES:
        return quantity.low * _MINUTES[unit], quantity.high * _MINUTES[unit], "time"
    if _GROWTH.match(text):
        return 100 * (quantity.low - 1), 100 * (quantity.high - 1), "percent"
    return quantity.low, quantity.high, unit


def _around(sentence: str, start: int, end: int, *, is_count: bool) -> str:
    """Return the words of a figure's clause around it."""
    borders = [match.end() for match in _BORDER.finditer(sentence)]
    first = max((at for at in borders if at <= start), default=0)
    last = min((at for at in borders if at >= end), default=len(sentence))
    if is_count:
        return " ".join(sentence[end:last].split()[:_COUNTED])
    return " ".join([*sentence[first:start].split()[-_BEFORE:], *sentence[end:last].split()[:_BEHIND]])
