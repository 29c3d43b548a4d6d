"""Numbers in words and figures: "1,200", "twenty-two million", "2.5k", "a dozen".

What belongs here: the pattern of a number and its value. What does not: units and what is measured (quantities.py).
"""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_WORDS: Final = {word: float(value) for value, word in enumerate(_ONES.split(), start=1)} | {
    word: 10.0 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "b": 1e9,
}
# "Twenty-one": to these is added what is less than ten.
_TWENTY, _TEN = 20, 10
SCALE_WORDS: Final = "hundred|thousand|million|billion|trillion"
NUMBER_WORDS: Final = "|".join([*sorted(_WORDS, key=len, reverse=True), *SCALE_WORDS.split("|")])

# What stands behind "10:" is the rest of a time of day, or of a score.
FIGURES: Final = rf"(?<!\d:)\d+(?:,\d{{3}})*(?:\.\d+)?(?:(?:k|[mb]|[ ]?(?:mn|bn|tn))\b|(?:[ -](?:{SCALE_WORDS})\b)*)"
_DIGITS: Final = "zero|one|two|three|four|five|six|seven|eight|nine"
# "And" is of a number behind "hundred" and the like; "nineteen ninety and two thousand" are two.
SPELLED: Final = (
    rf"(?:an?[ ](?=(?:{SCALE_WORDS})\b))?(?:{NUMBER_WORDS})\b"
    rf"(?:(?:[ -]|(?:(?<=hundred)|(?<=thousand)|(?<=illion))[ ]and[ ](?=(?:{NUMBER_WORDS})\b))(?:{NUMBER_WORDS})\b)*"
    rf"(?:[ ]point(?:[ ](?:{_DIGITS})\b)+(?:[ ](?:{SCALE_WORDS})\b)?)?"
)
NUMBER: Final = rf"(?:{FIGURES}|{SPELLED})"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_TEN: Final = "one|two|three|four|five|six|seven|eight|nine"
_SAID_YEAR: Final = re.compile(
    rf"(?:eighteen|nineteen|twenty(?:[ -]one)?)[ -](?:ten|eleven|twelve|\w+teen|(?:{_TENS})(?:[ -](?:{_BELOW_TEN}))?)",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)[ -]?(.*)")


def value_of(number: str) -> float:
    """Return the value of a number that NUMBER matches.

    Raises:
        KeyError: if it is not one.
    """
    lowered = number.casefold()  # a pattern that ignores case takes "ſ" for "s" too
    figures = _FIGURES.fullmatch(lowered)
    if figures is None:
        return _spelled(lowered)
    value = float(figures.group(1).replace(",", ""))
    for scale in re.split(r"[ -]+", figures.group(2)):
        value *= _SCALES[scale] if scale else 1
    return value


def is_number(words: str) -> bool:
    """Tell whether what NUMBER matches is one number: "thirty forty" and "seventeen seventy six" are not."""
    try:
        value_of(words)
    except KeyError:
        return False
    return True


def is_said_as_year(number: str) -> bool:
    """Tell whether a number is spelled as only years are: "twenty twenty four", "nineteen eighty"."""
    return _SAID_YEAR.fullmatch(number) is not None


def _spelled(lowered: str) -> float:
    whole, _, behind = lowered.partition(" point ")
    if behind:  # "two point five billion"
        *digits, last = behind.split()
        scale = _SCALES.get(last, 0.0)
        figures = "".join(str(_DIGITS.split("|").index(digit)) for digit in (digits if scale else (*digits, last)))
        return (_spelled(whole) + float(f"0.{figures}")) * (scale or 1)
    total, current, before = 0.0, 0.0, 0.0
    for word in re.split(r"[ -]+", lowered):
        if word in ("a", "an", "and"):
            continue
        if word not in _SCALES:
            value = _WORDS[word]
            # "Thirty forty", "ten sixty six": two numbers, or a year.
            if current % 100 and not (before >= _TWENTY and value < _TEN):
                raise KeyError(word)
            current, before = current + value, value
            continue
        before = 0.0
        current = (current or 1) * _SCALES[word]
        if _SCALES[word] > 100:
            total, current = total + current, 0.0
    return total + current
