"""Quantities in a sentence: "38 percent", "6000 homes", "22 million euros", each as value and unit.

What belongs here: reading them from words. What does not: what they measure.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
} | {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_CURRENCIES: Final = {"$": "dollars", "€": "euros", "£": "pounds"}
_NO_UNIT: Final = frozenset(
    "and or of the a an in on at to from by for with that which than is are was were has have it they we you i so but "
    "more less as if when out times".split()
)
_NUMBER_WORD: Final = "|".join([*_WORDS, *_SCALES])
_QUANTITY: Final = re.compile(
    rf"(?<![\w.])([$€£])?(\d[\d,]*(?:\.\d+)?|(?:{_NUMBER_WORD})\b(?:[ -](?:{_NUMBER_WORD})\b)*)"
    rf"((?: (?:hundred|thousand|million|billion|trillion)\b)*)(\s?%| ?[a-z]+)?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def quantities(text: str) -> list[str]:
    """Return the quantities of a text as "value unit", in order, each once; no years, no bare small counts."""
    found: dict[str, None] = {}
    for currency, number, scales, after in _QUANTITY.findall(text):
        value = _value(number)
        for scale in scales.lower().split():
            value *= _SCALES[scale]
        unit = _unit(currency, after.strip().lower())
        is_year = not currency and not unit and _YEAR.fullmatch(number) is not None
        if not is_year and (unit or value > 12):
            found[f"{value:g} {unit}".strip() if value < 1e6 else f"{value:.0f} {unit}".strip()] = None
    return list(found)


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", "").rstrip("."))
    total, current = 0.0, 0.0
    for word in re.split(r"[ -]", number.lower()):
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0.0
        else:
            current += _WORDS[word]
    return total + current


def _unit(currency: str, after: str) -> str:
    if currency:
        return _CURRENCIES[currency]
    if after in ("%", "percent"):
        return "percent"
    return "" if after in _NO_UNIT else after
