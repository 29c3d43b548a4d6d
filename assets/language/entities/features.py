"""What the tagger sees of a word: features of its form, of the lists it stands in, of the class it belongs to.

What belongs here: words to features. What does not: weights and decisions (tagger.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# How far from a token, in tokens, a feature of a word still speaks for or against a name.
OFFSETS: Final = (-2, -1, 0, 1, 2)
# A sentence's beginning and end, as if they were words.
BORDER: Final = ""

_SHAPES: Final = (
    ("initial", re.compile(r"[A-Z]\.")),
    ("year", re.compile(r"(?:19|20)\d\d")),
    ("digits", re.compile(r"[\d.,:/%]*\d[\d.,:/%]*")),
    ("upper", re.compile(r"[A-Z][A-Z.&]*s?")),
    ("title", re.compile(r"[A-Z][a-zà-ÿ'’]+")),
    ("lower", re.compile(r"[a-zà-ÿ'’]+")),
    ("lower-hyphen", re.compile(r"[a-zà-ÿ'’]+(?:-[a-zà-ÿ'’]+)+")),
    ("letters-digits", re.compile(r"(?=.*[A-Za-z])(?=.*\d)[\w.+-]+")),
    ("title-hyphen", re.compile(r"[A-Z]\w*(?:-\w+)+")),
    ("camel", re.compile(r"(?=.*[A-Z])(?=.*[a-z])[\w.]+")),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words beyond their form.

    `classes` gives words in lower case the number of a class of words that are used alike; `common` are those that
    people write in lower case; `given` are first names of people.
    """

    classes: Mapping[str, int]
    common: frozenset[str]
    given: frozenset[str]


def shape(word: str) -> str:
    """Return the kind of characters that a word is made of; punctuation stands for itself."""
    for name, form in _SHAPES:
        if form.fullmatch(word):
            return name
    return word if len(word) == 1 else "other"


def word_class(word: str, lexicon: Lexicon) -> str:
    """Return a word's shape with whether it is an everyday word: the pair that neighbours are compared by."""
    if word == BORDER:
        return "border"
    return f"{shape(word)}|{'common' if word.lower() in lexicon.common else 'rare'}"


def features(word: str, lexicon: Lexicon, *, hidden: bool = False) -> list[str]:
    """Return the features of a word, wherever it stands.

    Args:
        word: a token; `BORDER` for what lies outside the sentence.
        lexicon: what is known of words.
        hidden: leave out all that only this word has, as if it had never been met: the tagger learns from that to go
            by form and context.
    """
    lower = word.lower()
    found = [f"class={word_class(word, lexicon)}"]
    if word == BORDER:
        return found
    if not hidden:
        found += [f"word={lower}", f"end={lower[-3:]}", f"begin={lower[:3]}"]
        if lower in lexicon.classes:
            found.append(f"alike={lexicon.classes[lower]}")
        if lower in lexicon.given and word[:1].isupper():
            found.append("given")
    if len(lower) > 4 and lower.isalpha():
        found.append(f"suffix={lower[-2:]}")
    return found


def pair_features(before: str, after: str) -> str:
    """Return the feature of two neighbouring words' classes (`word_class`)."""
    return f"{before}>{after}"
