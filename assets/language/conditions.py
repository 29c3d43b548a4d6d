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
_PERFECT: Final = frozenset("have has 've ’ve".split())
_PAST: Final = frozenset("was were did had could would 'd ’d".split())


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
    if leads_in or before in ("even", "as", "like") or (person == "you" and _holds_anyway(verb)):
        return None
    return mark


def _holds_anyway(verb: Token) -> bool:
    """Tell whether the sentence holds whoever hears it, of a clause like "if you own a barge".

    So it does where he has never done a thing or did not know it, and where the clause tells what was or has been: "if
    you own a barge, the town has just opened a lock". Of four such sentences that were read none was hypothetical.
    """
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    denials = {child.lower_ for child in verb.children if child.dep_ == "neg"}
    is_perfect = not helpers.isdisjoint(_PERFECT)
    if (is_perfect and "never" in denials) or (denials and verb.lower_ == "know"):
        return True
    told = verb.head
    subject = subject_of(told)
    of_told = {child.lower_ for child in told.children if child.dep_ in ("aux", "auxpass")}
    is_past = verb.tag_ == "VBD" or not helpers.isdisjoint(_PAST)
    has_been = not of_told.isdisjoint(_PERFECT) and of_told <= _PERFECT | {"been"}
    is_fact = has_been or (told.tag_ == "VBD" and not of_told)
    return is_fact and not is_past and subject is not None and subject.lower_ != "you"


def is_would(aux: Token) -> bool:
    """Tell "would" from "had": "I'd go", "I'd have gone"; "I'd never heard"."""
    if aux.lower_ not in ("'d", "’d"):
        return bool(aux.lower_ == "would")
    has_have = any(child.lower_ == "have" for child in aux.head.children)
    return has_have or aux.head.tag_ not in ("VBN", "VBD")
