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
_DENIED: Final = re.compile(r"(?:\bnot?\b|n['’]t\b|\bnever\b)(?!\sdoubt)", re.IGNORECASE)
# "20 dollars an hour" and "12 hours a day" are rates, compared with rates of the same kind.
_RATE: Final = re.compile(r"\s?(?:an?\s|per\s|each\s|every\s|/\s?)(?P<of>hour|day|week|month|year)\b", re.IGNORECASE)
_POINTS: Final = re.compile(r"\S+ (?:percentage|percent|per cent) points?\b|\S+% points?\b", re.IGNORECASE)
_AT_LEAST: Final = re.compile(r"\b(?:more than|over|at least|above|upwards of)\s$", re.IGNORECASE)
_AT_MOST: Final = re.compile(r"\b(?:less than|fewer than|no more than|under|at most|up to|below)\s$", re.IGNORECASE)
# "Grew by 20 percent" tells a change, "makes up 20 percent" and "grew to 20 percent" a level.
_BY: Final = re.compile(r"\b(?:by|another)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_TIME: Final = re.compile(
    r"\b(?:(?:19|20|21)\d\d|(?:this|last|next) (?:year|month|week|quarter|decade))\b", re.IGNORECASE
)
_ONCE_MORE: Final = re.compile(r"\b(?:another|again|second|third|new)\b", re.IGNORECASE)
_GROWTH: Final = re.compile(r"(?:double|triple|quadruple)[ds]?\b", re.IGNORECASE)
_JUST_DENIED: Final = re.compile(
    r"(?:(?:\bnot|n['’]t)\s(?!only|just|merely)(?:\w+\s){0,2}|(?:more|less|rather) than the\s)$", re.IGNORECASE
)
_NAME: Final = re.compile(r"(?<=[\w,] )[A-Z][\w.-]+")
_POINTS_BACK: Final = re.compile(r"\b(?:that|this|these|those|it|they)\b", re.IGNORECASE)
_BORDER: Final = re.compile(r"[,;:—–]+\s|\s(?:and|but|which|because|while|where|so)\s")
# How many words of the clause before and behind a figure tell what it measures; behind a bare count, the next ones do.
_BEFORE, _BEHIND, _COUNTED = 14, 6, 3
# "Europe" and "AI" do not tell one thing from another.
_NAME_WEIGHT: Final = 0.8
# Spans of time are compared with each other, in minutes; rates of time apart, and how many times apart.
SPAN: Final = "minute"
_MINUTES: Final = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43800.0, "year": 525600.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as it stands, its bounds in a common unit, and the telling words (no names, no "rose") around it.

    The unit of a year is `year`, of a bare count the empty text, of a rate `dollar/hour`. `names` and `times` ("2022",
    "last year") stand in its sentence, `starts_with` is the word it begins with, if telling; `points_back` tells of "it
    was 34", `is_denied` of "not 34" and "more than the 34", `is_change` of "by 34", `is_date` of a year that dates what
    its clause counts, or what may be another time's.
    """

    text: str
    low: float
    high: float
    unit: str
    around: frozenset[str]
    names: frozenset[str]
    starts_with: frozenset[str]
    times: frozenset[str]
    points_back: bool
    is_denied: bool
    is_change: bool
    is_date: bool


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
        starts_with = _telling(terms(" ".join(sentence.split()[:1])))
        times = frozenset(match.lower() for match in _TIME.findall(sentence))
        amounts = sorted(_amounts(sentence))
        for start, end, low, high, unit in amounts:
            around = _around(sentence, start, end, is_count=not unit)
            first, last = _clause(sentence, start, end)
            counted = any(first <= begin < last for begin, *_, other in amounts if other != "year")
            words = terms(f"{before} {around}" if unit == "year" else around)
            figure = Figure(
                text=sentence[start:end],
                low=low,
                high=high,
                unit=unit,
                around=words - names - set(no_measure),
                names=_telling(names),
                starts_with=starts_with,
                times=times,
                points_back=_POINTS_BACK.search(sentence, first, last) is not None,
                is_denied=_JUST_DENIED.search(sentence, 0, start) is not None,
                is_change=_BY.search(sentence, 0, start) is not None,
                is_date=unit == "year" and low == high and (counted or bool(_ONCE_MORE.search(sentence, first, last))),
            )
            found.append(figure)
    return tuple(found)


def _telling(names: Collection[str]) -> frozenset[str]:
    return frozenset(name for name in names if weight(name) >= _NAME_WEIGHT)


def may_give_figures(text: str) -> bool:
    """Tell, fast, whether there is anything in a text that `figures_of` may find."""
    return may_have_quantities(text) or _HOUR.search(text) is not None


def _amounts(sentence: str) -> Iterator[tuple[int, int, float, float, str]]:
    """Yield start, end, bounds and unit of the amounts of a sentence, kind by kind."""
    ends = set()
    for quantity in read_quantities(sentence):
        start, end = quantity.start, quantity.end
        # "The four-day week" is a name, and no measure.
        if "-" not in sentence[start:end] or quantity.low != quantity.high:
            ends.add(end)
            low, high, unit = _common(quantity, sentence[start:])
            low = -inf if _AT_MOST.search(sentence, 0, start) else low
            high = inf if _AT_LEAST.search(sentence, 0, start) else high
            yield start, end, low, high, _rated(unit, sentence, end)
    for match in _HOUR.finditer(sentence):
        if match.start() - 1 not in ends:
            minutes = 30.0 if match["half"] else 60.0
            yield match.start(), match.end(), minutes, minutes, _rated(SPAN, sentence, match.end())
    for match in _YEAR.finditer(sentence):
        year = float(match["year"])
        bounds = {"in": (year, year), "by": (-inf, year), "until": (-inf, year), "before": (-inf, year - 1)}
        low, high = bounds[match["how"].lower()]
        if low != high and _DENIED.search(sentence, _clause(sentence, *match.span())[0], match.start()):
            low, high = year, inf
        yield match.start("year"), match.end("year"), low, high, "year"


def _rated(unit: str, sentence: str, end: int) -> str:
    rate = _RATE.match(sentence, end)
    return f"{unit}/{rate['of'].lower()}" if rate else unit


def _common(quantity: Quantity, text: str) -> tuple[float, float, str]:
    """Return a quantity's bounds in the unit in which it is compared: minutes for all time, percent for a doubling."""
    unit = quantity.unit.removesuffix("s")
    if unit == "percent" and _POINTS.match(text):
        return quantity.low, quantity.high, "point"
    if unit in _MINUTES:
        return quantity.low * _MINUTES[unit], quantity.high * _MINUTES[unit], SPAN
    if _GROWTH.match(text):
        return 100 * (quantity.low - 1), 100 * (quantity.high - 1), "percent"
    return quantity.low, quantity.high, unit


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause of an amount begins and ends."""
    borders = [match.end() for match in _BORDER.finditer(sentence)]
    first = max((at for at in borders if at <= start), default=0)
    return first, min((at for at in borders if at >= end), default=len(sentence))


def _around(sentence: str, start: int, end: int, *, is_count: bool) -> str:
    """Return the words of a figure's clause around it."""
    first, last = _clause(sentence, start, end)
    if is_count:
        return " ".join(sentence[end:last].split()[:_COUNTED])
    return " ".join([*sentence[first:start].split()[-_BEFORE:], *sentence[end:last].split()[:_BEHIND]])
