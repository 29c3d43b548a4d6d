"""Conditions: which clauses set one, and what would be so under it.

What belongs here: "if", "unless", "had it been", "would", by the parse. What does not: what a sentence as a whole puts
forward (modality.py).
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from assets.language.clauses import subject_of
from assets.language.modal_clauses import modal_words

_SPEAKERS: Final = ("i", "we", "you")
_HEARERS: Final = ("anybody", "anyone")


def condition_of(verb: Token) -> Token | None:
    """Return the word that makes a clause a condition; one that leads in ("if you look", "if you want") is none."""
    mark = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ in ("if", "unless")), None)
    if mark is None:
        inverted = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ == "had"), None)
        subject = subject_of(verb)
        return inverted if inverted is not None and subject is not None and inverted.i < subject.i else None
    before = mark.nbor(-1).lower_ if mark.i else ""
    subject = subject_of(verb)
    ways = {verb.lower_, *(f"{verb.lower_} {child.lower_}" for child in verb.children)}
    person = subject.lower_ if subject is not None else ""
    leads_in = (person in _SPEAKERS and not ways.isdisjoint(modal_words("leading_in"))) or (
        person in _HEARERS and verb.lower_ in modal_words("hearing")
    )
    return None if leads_in or before in ("even", "as", "like") else mark


def is_would(aux: Token) -> bool:
    """Tell "would" from "had": "I'd go", "I'd have gone"; "I'd never heard"."""
    if aux.lower_ not in ("'d", "’d"):
        return bool(aux.lower_ == "would")
    has_have = any(child.lower_ == "have" for child in aux.head.children)
    return has_have or aux.head.tag_ not in ("VBN", "VBD")
