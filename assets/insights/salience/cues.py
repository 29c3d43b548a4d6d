"""The words of a sentence, and how often each list of cues is among them.

What belongs here: words and counts. What does not: what a cue is worth (the weights in data/salience.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml

DATA: Final = Path(__file__).parents[1] / "data"
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d,.]*")
_LONGEST: Final = 3


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; every number is "0"."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    return ["0" if word[0].isdigit() else word for word in found]


def cue_counts(words: Sequence[str]) -> list[int]:
    """Return how many cues of each list stand among the words, in the order of `cue_names`."""
    counts = [0] * len(cue_names())
    lists, openers = _lists_of(), _openers()
    for place, word in enumerate(words):
        for number in lists.get(word, ()):
            counts[number] += 1
        if word in openers:
            for length in range(2, _LONGEST + 1):
                for number in lists.get(" ".join(words[place : place + length]), ()):
                    counts[number] += 1 if place + length <= len(words) else 0
    return counts


@cache
def cue_names() -> tuple[str, ...]:
    """Return the names of the lists."""
    return tuple(_cues())


@cache
def _cues() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load((DATA / "cues.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _lists_of() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, entries in enumerate(_cues().values()):
        for entry in entries:
            found[entry] = (*found.get(entry, ()), number)
    return found


@cache
def _openers() -> frozenset[str]:
    return frozenset(entry.split()[0] for entries in _cues().values() for entry in entries if " " in entry)
