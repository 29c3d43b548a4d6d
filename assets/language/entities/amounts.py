"""Dates and sums of money, by rule.

What belongs here: those that mean the same once the talk is over: "March 2021", "$3 million". What does not:
"yesterday", "two weeks ago"; quantities of anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

AMOUNTS: Final = ("DATE", "MONEY")
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR: Final = r"(?:(?:19|20)\d\d)"
_DAY: Final = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_DATE: Final = re.compile(
    rf"(?<![\w$€£.,-])(?:{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH},?\s+(?:of\s+)?{_YEAR}|Q[1-4]\s+(?:of\s+)?{_YEAR}|{_YEAR}-[01]\d-[0-3]\d|{_YEAR}s?)(?![\w%]|[.,:-]\d)"
)
# Alone, a month's name is one only after words like these: "march" and "may" are words too.
_MONTH_ALONE: Final = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Oo]f|[Uu]ntil|[Tt]ill|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id|[Ff]rom|[Tt]hrough)\s+"
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b(?!,?\s+(?:of\s+)?\d)"
)
_SCALE: Final = r"(?:\s?(?i:k|m|b|bn|tn|thousand|million|billion|trillion)\b)?"
_SUM: Final = r"\d+(?:,\d+)*(?:\.\d+)?"
_MONEY: Final = re.compile(
    rf"(?:US)?[$€£]\s?{_SUM}{_SCALE}"
    rf"|(?<![\w.,]){_SUM}{_SCALE}\s(?:dollars?|euros?|pounds|bucks|cents)\b"
)
_DIGIT: Final = re.compile(r"\d")


def amounts(text: str) -> Iterator[tuple[int, int, str]]:
    """Give first character, character after the last, and label (DATE, MONEY) of each, in no order."""
    if _DIGIT.search(text):
        for match in _MONEY.finditer(text):
            yield match.start(), match.end(), "MONEY"
        for match in _DATE.finditer(text):
            yield match.start(), match.end(), "DATE"
    for match in _MONTH_ALONE.finditer(text):
        yield match.start(1), match.end(1), "DATE"
