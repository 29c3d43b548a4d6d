"""The cheap filters before the models: which sentences may hold a name, which may be a claim.

What belongs here: decisions from characters and word lists, at 100,000 words a second and more. What does not: whatever
is learned (scoring.py), whatever needs a tag or a parse (claims.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from assets.language.lexicon import cue, words

FEWEST_WORDS: Final = 7
MOST_WORDS: Final = 60

_INNER_CAPITAL: Final = re.compile(r"(?<=[\w,;:'’\"”)] )[\"“(]?([A-Z][\w.'’&+#-]*)")
_FIRST: Final = re.compile(r"\W*([A-Z][\w.'’&+#-]*)")
_DIGIT: Final = re.compile(r"\d")
_MARK: Final = re.compile(r"[.,;:?!]")
_PRONOUN: Final = re.compile(r"I(?:['’]\w+)?|OK")


def inner_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the capitalised words that stand inside a sentence somewhere in an episode: its names, roughly."""
    return frozenset(name for text in texts for name in _capitals(text))


def may_name(sentence: str, known: frozenset[str]) -> bool:
    """Tell whether a sentence may hold a name, a date or a sum.

    Args:
        sentence: the sentence.
        known: the episode's `inner_names`; a first word is capitalised anyway and counts only if it is one of them.
    """
    if _DIGIT.search(sentence) or next(_capitals(sentence), None):
        return True
    first = _FIRST.match(sentence)
    return first is not None and first.group(1) in known


def is_statement(sentence: str) -> bool:
    """Tell whether a sentence states something at all: long enough, not too long, no question, no small talk."""
    count = sentence.count(" ") + 1
    if not FEWEST_WORDS <= count <= MOST_WORDS or sentence.rstrip("\"'”’)").endswith("?"):
        return False
    # Speech recognition without marks shows no questions: the words that ask must tell.
    if not _MARK.search(sentence) and sentence.split(maxsplit=1)[0].lower() in words("question_openers"):
        return False
    return _chat().search(sentence) is None


def has_number(sentence: str) -> bool:
    """Tell whether a sentence gives a quantity, in figures or words."""
    return _number().search(sentence) is not None


def _capitals(sentence: str) -> Iterator[str]:
    return (name for name in _INNER_CAPITAL.findall(sentence) if not _PRONOUN.fullmatch(name))


@cache
def _chat() -> re.Pattern[str]:
    return cue("chat")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d|(?<!\w)(?:" + "|".join(sorted(words("number_words"))) + r")(?!\w)", re.IGNORECASE)
