"""How amounts are written and said: the patterns of figures with units, parts, shares and multiples.

What belongs here: regular expressions, each made on first use. What does not: what a match means (quantities.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.language.numbers import NUMBER, NUMBER_WORDS, SCALE_WORDS

FRACTIONS: Final = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
MULTIPLES: Final = {"twice": 2.0, "double": 2.0, "triple": 3.0, "quadruple": 4.0, "tenfold": 10.0}
_UP_TO_TEN: Final = "one|two|three|four|five|six|seven|eight|nine|ten"
# "Half a million", "three quarters of a million" are neither a half nor a million.
_PART_OF: Final = "".join(
    f"(?<!{words} )"
    for words in ("half", "half a", "quarter", *(f"quarter{s} of{a}" for s in ("", "s") for a in ("", " a")))
)
_OF_NUMBER: Final = " (?:of )?(?:an? )?(?:hundred|thousand|million|billion|trillion)"


@cache
def hints() -> re.Pattern[str]:
    """What every quantity holds; most sentences hold none, and the patterns of quantities are slow."""
    return re.compile(rf"\d|\b(?:{NUMBER_WORDS}|{'|'.join((*FRACTIONS, *MULTIPLES))})", re.IGNORECASE)


@cache
def amounts() -> re.Pattern[str]:
    """A number or a range of two, its currency before or its unit `after`: groups currency, first, second, after."""
    return re.compile(
        rf"(?<![\w.])(?<![a-z]-)(?!401 ?\(?k\b){_PART_OF}(?!(?:{SCALE_WORDS})\b)"
        rf"(?P<between>between )?(?P<currency>[$€£])?(?P<first>{NUMBER})"
        rf"(?:(?(between) (?:and|to) |(?:\s?[-–]\s?| (?:to|or) ))(?(currency)[$€£]?)(?P<second>{NUMBER}))?(?![.:]?\d)"
        rf"(?P<after>\s?%|[ -]per ?cent\b|[ -]percentage points?\b|[ -]?(?!(?:{NUMBER_WORDS})\b)[a-z]+\b)?",
        re.IGNORECASE,
    )


@cache
def parts() -> re.Pattern[str]:
    """Parts of a unit: groups whole and `beside` ("two and a half"), or part ("half a"); currency, scale, after."""
    return re.compile(
        rf"(?<![\w.-])(?P<currency>[$€£])?(?:(?P<whole>{NUMBER}) and an? (?P<beside>half|third|quarter)"
        r"|(?P<part>(?:an? )?(?:half|third|quarter|fifth|tenth)) (?:of )?(?:an?|one))\b"
        rf"(?: (?P<scale>{SCALE_WORDS})\b)?(?P<after> per ?cent\b| percentage points?\b| [a-z]+\b)?",
        re.IGNORECASE,
    )


@cache
def shares() -> re.Pattern[str]:
    """Shares of a whole: groups half, or many and part ("two thirds"), or one and of ("one in five"); after."""
    return re.compile(
        rf"(?<![\w-])(?<!first )(?<!second )(?<!other )(?<!and )(?<!and a )(?:(?P<half>(?:an? )?half)"
        rf"|(?:an?|(?P<many>{NUMBER}))[ -](?P<part>third|quarter|fifth|tenth)s?"
        rf"|(?P<one>{_UP_TO_TEN}|\d{{1,2}}) (?:in|out of) (?:every )?(?P<of>{NUMBER}))"
        rf"(?![\w-]| (?:party|time|hour|an hour|way|edition|decade)|{_OF_NUMBER})(?=(?P<after> [a-z]+\b)?)",
        re.IGNORECASE,
    )


@cache
def multiples() -> re.Pattern[str]:
    """How many times: groups number ("three times", "3x") or word ("twice")."""
    words = "|".join(MULTIPLES)
    return re.compile(
        rf"(?<![\w.-])(?:(?P<number>{NUMBER})(?:\s?x\b|[ -]times\b|[ -]fold\b)"
        rf"(?! (?:a|per|each|every) )|(?P<word>{words})[ds]?)(?!\w)"
        r"(?![- ](?:down|check|digits?|edged|standards?|blind)\b)(?! (?:an?|per|each|every|before|about)\b)",
        re.IGNORECASE,
    )
