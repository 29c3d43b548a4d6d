"""The words of a passage that tell what it is about, and how much each tells.

What belongs here: stems and their weights. What does not: whether two passages share enough of them (likeness.py).

Weights come from a fixed table (data/word_weights.tsv, made by bench/word_weights.py): they must not depend on what the
archive holds, or a day's edges would change with every day that is added.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from assets.language.lexicon import words

WEIGHTS_PATH: Final = Path(__file__).with_name("data") / "word_weights.tsv"
_TOKEN: Final = re.compile(r"[a-z0-9](?:[\w.+#&-]*[\w+#])?")
_ENDINGS: Final = ("ings", "ing", "edly", "ied", "ies", "ed", "ly", "es", "s")
_MORE: Final = "on one before after while every each much ever same until i've we've ours".split()
# A stem keeps at least so many letters, and a longer one is cut: "compilation" and "compiler" meet.
_SHORTEST, _LONGEST = 3, 7


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return _TOKEN.findall(text.replace("’s", "").replace("'s", "").lower())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a word in lower case: without a common ending, of at most seven letters."""
    for ending in _ENDINGS:
        shortest = _SHORTEST + 2 if ending == "ly" else _SHORTEST
        if word.endswith(ending) and len(word) - len(ending) >= shortest and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word.rstrip("ey")[:_LONGEST] if len(word) > _SHORTEST + 1 else word


@lru_cache(maxsize=20_000)
def terms(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something: no function words, no bare numbers."""
    silent = _silent()
    return frozenset(stem(word) for word in tokens(text) if word not in silent and not word.replace(",", "").isdigit())


@cache
def _silent() -> frozenset[str]:
    """Return the words that say nothing of a subject: function words, numbers."""
    return words("function_words") | words("number_words") | frozenset(_MORE)


def weight(term: str) -> float:
    """Return how much a stem tells, 0 to 1: its inverse document frequency; 1 for a word that the table lacks."""
    return _weights().get(term, 1.0)


@cache
def _weights() -> dict[str, float]:
    if not WEIGHTS_PATH.exists():
        return {}
    lines = WEIGHTS_PATH.read_text(encoding="utf-8").splitlines()
    return {term: float(value) for term, _, value in (line.partition("\t") for line in lines)}
