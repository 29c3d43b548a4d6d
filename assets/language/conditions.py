"""Conditions: which clauses set one, and what would be so under it.

What belongs here: "if", "unless", "had it been", "would", by the parse, and the clauses with "if" that set none. What
does not: what a sentence as a whole puts forward (modality.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from assets.language.clauses import subject_of
from assets.language.modal_clauses import modal_words

_SPEAKERS: Final = ("i", "we", "you")
_HEARERS: Final = ("anybody", "anyone", "somebody", "someone", "people", "folks")
_IS: Final = frozenset("is are 's ’s 're ’re was were".split())
_PERFECT: Final = frozenset("have has 've ’ve".split())
_PAST: Final = frozenset("was were did had could would 'd ’d".split())


def condition_of(verb: Token) -> Token | None:
    """Return the word that makes a clause a condition; one that leads in ("if you look", "if you want") is none."""
    mark = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ in ("if", "unless")), None)
    if mark is None:
        return _inverted(verb)
    return None if any(sets_none(verb, mark) for sets_none in _SETTING_NONE) else mark


def _inverted(verb: Token) -> Token | None:
    had = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ == "had"), None)
    subject = subject_of(verb)
    return had if had is not None and subject is not None and had.i < subject.i else None


def _person(verb: Token) -> str:
    subject = subject_of(verb)
    return subject.lower_ if subject is not None else ""


def _helpers(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _follows(verb: Token, mark: Token) -> bool:
    return mark.i > verb.head.i


def _leads_in(verb: Token, mark: Token) -> bool:
    """Tell of a clause that only shows the way to the statement: "if you look at it", "if anybody is wondering"."""
    if mark.i and mark.nbor(-1).lower_ in ("even", "as", "like"):
        return True
    ways = {verb.lower_, *(f"{verb.lower_} {child.lower_}" for child in verb.children)}
    person = _person(verb)
    return (person in _SPEAKERS and not ways.isdisjoint(modal_words("leading_in"))) or (
        person in _HEARERS and verb.lower_ in modal_words("hearing")
    )


def _holds_anyway(verb: Token, _: Token) -> bool:
    """Tell whether the sentence holds whoever hears it, of a clause like "if you own a barge".

    So it does where he has never done a thing or did not know it, and where the clause tells what was or has been: "if
    you own a barge, the town has just opened a lock". Of four such sentences that were read none was hypothetical.
    """
    if _person(verb) != "you":
        return False
    helpers = _helpers(verb)
    denials = {child.lower_ for child in verb.children if child.dep_ == "neg"}
    is_perfect = not helpers.isdisjoint(_PERFECT)
    if (is_perfect and "never" in denials) or (denials and verb.lower_ == "know"):
        return True
    is_past = verb.tag_ == "VBD" or not helpers.isdisjoint(_PAST)
    return _tells_fact(verb.head) and not is_past and _person(verb.head) not in ("", "you")


def _tells_fact(told: Token) -> bool:
    """Tell of a clause of what was or has been."""
    helpers = _helpers(told)
    has_been = not helpers.isdisjoint(_PERFECT) and helpers <= _PERFECT | {"been"}
    return has_been or (told.tag_ == "VBD" and not helpers)


def _informs(verb: Token, _: Token) -> bool:
    """Tell of a clause that names who knows what is spoken of, before it is told what it is: "if you aren't familiar".

    Where something would happen it may be a condition: "if people aren't aware of the tide, the sea takes them".
    """
    if _person(verb) not in ("you", *_HEARERS):
        return False
    states = {child for child in verb.children if child.dep_ == "acomp"}
    out = (word for child in verb.children if child.lower_ == "out" for word in child.subtree)  # "out of the loop"
    if modal_words("knowing").isdisjoint(word.lower_ for word in (verb, *states, *out)):
        return False
    told = verb.head
    is_what = told.lower_ in _IS and any(child.dep_ == "attr" for child in told.children)
    return (is_what or _tells_fact(told)) and _person(told) not in (_person(verb), "")


def _asks_whether(verb: Token, mark: Token) -> bool:
    """Tell whether "if" says what is not known: "it isn't clear if he comes"; not "the sea isn't clear if it rains"."""
    known = mark.nbor(-1) if mark.i else mark
    if known.lower_ not in modal_words("settled") or verb.head not in (known, known.head):
        return False
    subject = subject_of(verb.head)
    is_open = known.lower_.startswith("un") or _is_denied(verb.head)
    return is_open and subject is not None and subject.tag_ == "PRP"


def _is_exception(verb: Token, mark: Token) -> bool:
    """Tell of what "unless" adds to a statement that is made: "you get no seat, unless you know the guard".

    Of three such sentences that were read none was hypothetical.
    """
    return mark.lower_ == "unless" and _follows(verb, mark) and mark.nbor(-1).is_punct


def _narrows(verb: Token, mark: Token) -> bool:
    """Tell of a word that only takes another further: "hundreds, if not thousands"."""
    is_word = verb.tag_[:2] in ("NN", "CD", "JJ") and subject_of(verb) is None
    return is_word and _follows(verb, mark) and mark.nbor().lower_ == "not"


def _is_offered(verb: Token, _: Token) -> bool:
    """Tell of who has use for what there is in any case: "there's a shelter if you need one"."""
    told = verb.head
    is_there = told.lower_ in _IS and any(child.dep_ == "expl" for child in told.children)
    return is_there and _person(verb) == "you" and verb.lower_ in modal_words("needing")


def _is_found(verb: Token, _: Token) -> bool:
    """Tell of how to see what is so in any case: "if you walk there, you'll see that the gates leak"."""
    told = verb.head
    is_clause = any(child.dep_ == "ccomp" for child in told.children)
    is_own = _person(verb) == _person(told) and _person(told) in ("you", "we")
    return is_own and is_clause and told.lower_ in modal_words("finding") and not _is_denied(told)


def is_would(aux: Token) -> bool:
    """Tell "would" from "had": "I'd go", "I'd have gone"; "I'd never heard"."""
    if aux.lower_ not in ("'d", "’d"):
        return bool(aux.lower_ == "would")
    has_have = any(child.lower_ == "have" for child in aux.head.children)
    return has_have or aux.head.tag_ not in ("VBN", "VBD")


_SETTING_NONE: Final[tuple[Callable[[Token, Token], bool], ...]] = (
    _leads_in,
    _holds_anyway,
    _informs,
    _asks_whether,
    _is_exception,
    _narrows,
    _is_offered,
    _is_found,
)
