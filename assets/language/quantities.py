"""Quantities in a sentence: "38 percent", "40 to 50 percent", "three times", "a third of the users", "$22 million".

What belongs here: value, unit and what is measured. What does not: how amounts are written (quantity_patterns.py),
numbers in words (numbers.py), dates (horizon.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from assets.language.lexicon import data
from assets.language.numbers import is_number, is_said_as_year, value_of
from assets.language.quantity_patterns import FRACTIONS, MULTIPLES, amounts, hints, multiples, parts, shares

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CURRENCIES: Final = {"$": "dollars", "€": "euros", "£": "pounds"}
# A name's number counts nothing: "Llama 2 models", "port 8080". Capitals inside a sentence or a word tell.
_NAMED: Final = re.compile(
    r"(?:(?<=\w)\W+[A-Z][\w.+#-]*|\b[A-Za-z]\w*[a-z][A-Z]\w*|\b[A-Z]{2,}[a-z]\w*"
    r"|(?i:\b(?:port|version|chapter|episode|page|number|step|part|level|section|line|v)))[ -]$"
)
_MODIFIERS: Final = ("nummod", "compound", "quantmod", "amod")
# Words that follow a number and are no unit.
_NO_UNIT: Final = frozenset(
    "and or of the a an in on at to from by for with that which than is are was were has have it they we you i so but "
    "more less as if when out times into plus do does did can will would could thirds quarters fifths tenths where "
    "there here because not just like".split()
)
_DATED: Final = re.compile(
    r"\b(?:in|since|during|until|till|by|before|after|the|year|from|around|circa)\s$", re.IGNORECASE
)
# "Late '90", "the early two thousands" are times.
_DECADE: Final = re.compile(r"(?:\b(?:early|mid|late)[ -](?:the )?['’]?|\bthe ['’])$", re.IGNORECASE)
_DECADES: Final = re.compile(r"\d0|two(?: thousands?)?", re.IGNORECASE)
# "The past 10, 15 years": from the one to the other, where it is so many times at most.
_OR_EVEN: Final = re.compile(r"(?<![\w.,$€£])(\d{1,3}), (?:or |maybe |even )?$")
_MOST_APART: Final = 5
_ERA: Final = re.compile(r"\s?(?:AD|BCE?|CE)\b")
_YEAR: Final = re.compile(r"(?:1[89]|20|21)\d\d")
# Units of which there is a half. Half an hour is a turn of phrase of its own (assets.insights.figures).
_PARTED: Final = frozenset(
    "percent|per cent|percentage point|point|degree|mile|metre|meter|kilometre|kilometer|inch|foot|second|minute|day|"
    "week|month|year|decade|century|litre|liter|gallon|pound|kilo|kilogram|ton|tonne|dollar|euro|cent|gigawatt|megawatt|"
    "gigabyte|megabyte|terabyte".split("|")
)
_OF_WHAT: Final = re.compile(r" (?:of|more|less|fewer|the)\b", re.IGNORECASE)
# "Three in twelve months" tells how often.
_TIMES: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"})
# Up to here a bare count in words is a manner of speaking: "one of the two".
MOST_SMALL: Final = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount at a place of the text: from `low` to `high` (equal, where it is no range), in `unit`.

    The unit is `percent`, a currency, `times` for multiples, or the counted noun as it stands; "" for a bare count.
    `measures` is known only where the text was parsed.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    measures: str | None = None

    def __str__(self) -> str:
        amount = _plain(self.low) if self.low == self.high else f"{_plain(self.low)} to {_plain(self.high)}"
        return f"{amount} {self.unit}".strip()


def read_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text in order; no years, no bare small counts, no parts of names ("GPT-4")."""
    found: list[Quantity] = []
    if not may_have_quantities(text):
        return found
    for quantity in sorted(
        (*_amounts(text), *_parts(text), *_shares(text), *_multiples(text)), key=lambda q: (q.start, -q.end)
    ):
        if not found or quantity.start >= found[-1].end:
            found.append(quantity)
    return found


def may_have_quantities(text: str) -> bool:
    """Tell, fast, whether a text holds what every quantity holds: figures, or words for numbers."""
    return hints().search(text) is not None


def quantities(text: str) -> list[str]:
    """Return the quantities of a text as "value unit", in order, each once."""
    return list(dict.fromkeys(str(quantity) for quantity in read_quantities(text)))


def quantities_of(doc: Doc, start: int = 0) -> list[Quantity]:
    """Return the quantities of a parsed sentence from a character on, each with what it measures.

    "40 percent of the users" measures the users, "sales fell by 40 percent" the sales, "6,000 homes" the homes.
    """
    found = (
        replace(quantity, start=start + quantity.start, end=start + quantity.end)
        for quantity in read_quantities(doc.text[start:])
    )
    return [replace(quantity, measures=_measured(doc, quantity)) for quantity in found]


def _measured(doc: Doc, quantity: Quantity) -> str | None:
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None:
        return None
    head = span.root
    whole = next((child for child in head.children if child.lower_ in ("of", "in") and child.i >= head.i), None)
    if whole is not None and quantity.unit != "times":
        return next((_bare(child) for child in whole.children if child.dep_ == "pobj"), None)
    counted = head if head.lower_ == quantity.unit else head.head if head.dep_ in _MODIFIERS else None
    if counted is not None and counted.tag_.startswith("NN") and counted.lower_ not in _measures():
        return _bare(counted)
    return _subject(head)


def _subject(token: Token) -> str | None:
    """Return the subject of the clause that a token stands in."""
    for ancestor in (token, *token.ancestors):
        for child in ancestor.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.tag_.startswith("NN"):
                return _bare(child)
    return None


def _bare(noun: Token) -> str:
    """Return a noun with the modifiers before it, without article and number."""
    kept = [t for t in noun.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")]
    start = min((t.left_edge.i for t in kept if t.left_edge.tag_ not in ("DT", "CD", "PRP$")), default=noun.i)
    return str(noun.doc[start : noun.i + 1].text)


def _amounts(text: str) -> Iterator[Quantity]:
    place = 0
    while match := amounts().search(text, place):
        currency, first, second, after = match.group("currency", "first", "second", "after")
        unit = _unit(currency, after)
        place = match.end()
        if not (is_number(first) and is_number(second or first)):
            continue
        low, high = value_of(first), value_of(second or first)
        # "In 2010 to 8 percent": no range, and the second amount is one of its own.
        if second and _YEAR.fullmatch(first) and not _YEAR.fullmatch(second):
            place = match.start("second")
            continue
        if second and first.replace(".", "").isdigit():  # "$3 to 5 million": the scale is of both
            low *= _scale_of(second)
        is_year = not currency and (
            _is_year(first, unit) or is_said_as_year(second or "") or _is_dated(text, match, unit)
        )
        is_name = not currency and unit != "percent" and _is_of_name(text, match)
        # "3M" is a company and "7B" a model; "$3M", "3M users" and "3m" are millions.
        is_brand = not unit.endswith("s") and (second or first).endswith(("M", "B"))
        is_other = is_year or is_name or is_brand
        if low <= high and not is_other and (unit or low > MOST_SMALL):
            end = match.end("after") if unit and not currency else match.end("second" if second else "first")
            begin, low = _from_before(text, match.start(), low, unit) if not second else (match.start(), low)
            yield Quantity(begin, end, low, high, unit)


def _from_before(text: str, start: int, value: float, unit: str) -> tuple[int, float]:
    """Return where an amount of time begins and its least, with the lesser number before it: "10, 15 years"."""
    before = _OR_EVEN.search(text, 0, start)
    if before is None or unit.removesuffix("s") not in _TIMES:
        return start, value
    least = float(before[1])
    return (before.start(), least) if 0 < least < value <= _MOST_APART * least else (start, value)


def _parts(text: str) -> Iterator[Quantity]:
    """Parts of one unit, alone or beside whole ones: "half a percent", "two and a half million people"."""
    for match in parts().finditer(text):
        currency, whole, beside, part, scale, after = match.group(
            "currency", "whole", "beside", "part", "scale", "after"
        )
        if whole and not is_number(whole):
            continue
        word = (after or "").strip().lower()
        # What "half a loaf" is a half of is for a share to say.
        if part and not scale and word not in _PARTED:
            continue
        is_multiple = bool(whole) and word == "times"
        unit = "times" if is_multiple else _unit(currency, after) or (f"{word}s" if part and word in _PARTED else "")
        number = (value_of(whole) if whole else 0) + FRACTIONS[(beside or part.split()[-1]).lower()]
        value = round(number * (value_of(scale) if scale else 1), 6)
        if unit or value > MOST_SMALL:
            yield Quantity(match.start(), match.end("after" if unit and not currency else 0), value, value, unit)


def _shares(text: str) -> Iterator[Quantity]:
    """Fractions: "a third", "two thirds of", "half the users", "one in five"."""
    for match in shares().finditer(text):
        half, many, part, one, of = match.group("half", "many", "part", "one", "of")
        if not all(is_number(each) for each in (many, one, of) if each):
            continue
        if one and not _is_share(one, of, _unit(None, match.group("after"))):
            continue
        # "A third option", "a quarter", "a fifth grader" are no shares: what it is a share of has to stand there.
        if part and not many and not _OF_WHAT.match(text, match.end()):
            continue
        share = value_of(one) / value_of(of) if one else FRACTIONS["half" if half else part.lower()]
        percent = round(100 * share * (value_of(many) if many else 1), 1)
        if percent < 100:
            yield Quantity(match.start(), match.end(), percent, percent, "percent")


def _is_share(part: str, of: str, unit: str) -> bool:
    """Tell whether "part in of" is a share: "two in five", and not "two in 2023" or "2 out of 0"."""
    return 0 < value_of(of) >= value_of(part) and not _is_year(of, unit) and unit.removesuffix("s") not in _TIMES


def _is_of_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether figures are part of the name before them: "Llama 2", "PCIe 3.0"."""
    figures = match.group("first").replace(".", "")
    return figures.isdigit() and _NAMED.search(text, 0, match.start()) is not None


def _is_dated(text: str, match: re.Match[str], unit: str) -> bool:
    """Tell whether figures are a year by what stands before or behind: "in 1776", "the 2016 elections", "44 BC"."""
    first = match.group("first")
    if _ERA.match(text, match.end("first")):
        return True
    if unit in ("", "thousands") and _DECADES.fullmatch(first) and _DECADE.search(text, 0, match.start()) is not None:
        return True
    return re.fullmatch(r"(?:1\d|20)\d\d", first) is not None and _DATED.search(text, 0, match.start()) is not None


def _is_year(number: str, unit: str) -> bool:
    """Tell whether a number names a year: "2008", "two thousand and eight", where it counts nothing."""
    figures = number if number[0].isdigit() else _plain(value_of(number))
    return is_said_as_year(number) or (not unit and _YEAR.fullmatch(figures) is not None)


def _multiples(text: str) -> Iterator[Quantity]:
    for match in multiples().finditer(text):
        number, word = match.group("number", "word")
        if number and not is_number(number):
            continue
        value = value_of(number) if number else MULTIPLES[word.lower()]
        yield Quantity(match.start(), match.end(), value, value, "times")


def _unit(currency: str | None, after: str | None) -> str:
    if currency:
        return _CURRENCIES[currency]
    word = (after or "").strip(" -").lower()
    if word in ("%", "percent", "per cent", "percentage point", "percentage points"):
        return "percent"
    return "" if word in _NO_UNIT or not _is_unit(word) else word


def _is_unit(word: str) -> bool:
    """Tell whether a word counts something: a plural, or a measure; "Python 3 code" and "5 different" are none."""
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2
    return plural or word in _measures() or word in data("words")["irregular_plurals"]


def _scale_of(number: str) -> float:
    figures = re.match(r"[\d,]*\d(?:\.\d+)?", number)
    amount = value_of(figures.group()) if figures else 0.0
    return value_of(number) / amount if amount else 1.0


def _plain(value: float) -> str:
    return f"{value:.0f}" if value >= 1e6 else f"{value:g}"


@cache
def _measures() -> frozenset[str]:
    return frozenset(str(word) for word in data("words")["measures"])
