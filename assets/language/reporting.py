"""Words that report what somebody says, thinks, wants or shows, and the class of each.

What belongs here: looking a word up. What does not: who reports what (attribution/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from assets.language.lexicon import data

if TYPE_CHECKING:
    from spacy.tokens import Token

# Part of speech, by the first letters of its tag.
_PARTS: Final = {"VB": "verbs", "NN": "nouns", "JJ": "adjectives"}
# Whom the sentence before names.
_REPORTERS: Final = ("he", "she")
_SIBILANTS: Final = ("s", "x", "z", "ch", "sh", "o")


def report_of(token: Token) -> str | None:
    """Return the class of a word that reports (a key in reporting.yaml), None for any other."""
    return entry_of(token.lower_, token.tag_)[0]


def entry_of(word: str, tag: str) -> tuple[str | None, str]:
    """Return class and base form of a word in lower case with its tag; None and the word itself for any other."""
    part = _PARTS.get(tag[:2])
    return _entries()[part].get(word, (None, word)) if part else (None, word)


def after_report(sentence: str) -> str:
    """Return what a sentence says after "he says that" and the like, all of it where it does not begin so."""
    words = sentence.split(maxsplit=2)
    if len(words) < 3 or words[0].lower() not in _REPORTERS or not entry_of(words[1].lower(), "VB")[0]:
        return sentence
    return words[2].removeprefix("that ")


@cache
def _entries() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return class and base of every form, by part of speech; a form of two words is the first one's."""
    lists = data("reporting")
    found: dict[str, dict[str, tuple[str, str]]] = {part: {} for part in _PARTS.values()}
    for part, classes in found.items():
        for name, lines in lists[part].items():
            for base in _words(lines):
                for form in _forms(base, part, str(lists["irregular"].get(base, ""))):
                    classes.setdefault(form, (name, base))
    return found


def _words(lines: Iterable[str]) -> Iterable[str]:
    return (word for line in lines for word in line.split())


def _forms(base: str, part: str, irregular: str) -> Iterable[str]:
    if part == "adjectives":
        return (base,)
    plural = base[:-1] + "ies" if _ends_in_y(base) else base + ("es" if base.endswith(_SIBILANTS) else "s")
    if part == "nouns":
        return (base, plural)
    past = base[:-1] + "ied" if _ends_in_y(base) else base + ("d" if base.endswith("e") else "ed")
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else base
    stem = base[:-2] + "y" if base.endswith("ie") else stem
    return (base, plural, past, stem + "ing", *irregular.split())


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in "aeiou"
