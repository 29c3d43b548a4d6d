"""Whose view a sentence gives: "Andreessen says that …", "according to the IEA, …".

What belongs here: rules over one parsed sentence. What does not: who is talking (the segment's speaker).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.lexicon import data

_SUBJECTS: Final = ("nsubj",)
_CONTENT: Final = ("ccomp", "parataxis")
_PRONOUNS: Final = ("PRP", "PRP$", "DT", "WP", "WDT", "EX")
MOST_SOURCE_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source that is named as holding the view, and the words that say so."""

    source: str
    cue: str


def attribution_of(doc: Doc) -> Attribution | None:
    """Return who is named as holding the view that a parsed sentence gives; None where nobody is."""
    return next(_according_to(doc), None) or next(_reported(doc), None)


def _reported(doc: Doc) -> Iterator[Attribution]:
    """Subject, verb of saying or thinking, clause: "the study found that half of them stay"."""
    for verb in doc:
        if verb.lower_ not in _verbs() or not any(child.dep_ in _CONTENT for child in verb.children):
            continue
        for subject in verb.children:
            if subject.dep_ in _SUBJECTS and _is_named(subject):
                yield Attribution(_phrase(subject), verb.lower_)


def _according_to(doc: Doc) -> Iterator[Attribution]:
    for token in doc:
        if token.lower_ == "to" and token.i and doc[token.i - 1].lower_ == "according":
            for child in token.children:
                if child.dep_ == "pobj" and _is_named(child):
                    yield Attribution(_phrase(child), "according to")


def _is_named(token: Token) -> bool:
    return token.tag_ not in _PRONOUNS


def _phrase(head: Token) -> str:
    """Return the noun phrase of a head without its relative clauses, at most eight words."""
    left, right = head.left_edge.i, head.i
    for child in head.rights:
        if (
            child.dep_ not in ("prep", "compound", "flat", "conj", "cc")
            or child.right_edge.i - left >= MOST_SOURCE_WORDS
        ):
            break
        right = child.right_edge.i
    left = max(left, right - MOST_SOURCE_WORDS + 1)
    return str(head.doc[left : right + 1].text)


@cache
def _verbs() -> Mapping[str, str]:
    return {form: verb for verb, forms in data("cues")["reporting_verbs"].items() for form in forms}
