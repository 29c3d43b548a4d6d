"""The word lists and cue phrases of `assets/language/data`, read once and compiled.

What belongs here: reading them. What does not: what follows from a cue (the module named after it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_FOLDER: Final = Path(__file__).with_name("data")


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return a data file as it stands, by its name without suffix."""
    loaded: Mapping[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of words.yaml, in lower case."""
    return frozenset(str(word).lower() for word in data("words")[name])


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return a list of phrases of cues.yaml as one pattern that ignores case."""
    return pattern(data("cues")[name])


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return phrases (regular expressions) as one pattern: any of them, at word borders, without case."""
    return re.compile(r"(?<![\w])(?:" + "|".join(f"(?:{phrase})" for phrase in phrases) + r")(?![\w])", re.IGNORECASE)


def literal(phrases: Iterable[str]) -> str:
    """Return phrases, taken literally, as the alternatives of a pattern, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
