"""The clause of a sentence that carries what is put forward: inside "I think that …", "she said …", "the point is …".

What belongs here: finding it in the parse. What does not: what it says (modality.py, negation.py, attribution/).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from assets.language.lexicon import words
from assets.language.reporting import report_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS: Final = ("nsubj", "nsubjpass", "expl", "csubj")
# "This" or "it" of a second clause speaks on of the first.
_POINTERS: Final = ("PRP", "DT", "WP", "WDT")
_FINITE: Final = ("VBD", "VBP", "VBZ", "MD")
# The clause that such a verb frames is what counts.
_FRAMES: Final = ("say", "think", "know", "feel", "show")
# "The thing is, it works": the noun only announces. With "that" any noun does: "one of the risks is that it fails".
_ANNOUNCERS: Final = frozenset(
    "thing point problem issue idea truth reality fact reason question answer key trick".split()
)
# "One of the myths is that": what it is one of says what it is.
_PARTS: Final = frozenset("one some another".split())
# Verbs that lend their tense or manner to the one that follows: "has to", "is going to", "used to".
_HELPERS: Final = frozenset(
    "going gon wan have has had need needs needed used got supposed want tend tends try".split()
)


def root_of(doc: Doc) -> Token:
    """Return the head of the sentence."""
    return next(token for token in doc if token.dep_ == "ROOT")


def frames_of(doc: Doc) -> tuple[list[Token], Token]:
    """Return the framing verbs from the outermost on, and the head of the clause that they frame."""
    frames: list[Token] = []
    head = _behind_disclaimer(_first_of(root_of(doc)))
    while len(frames) < 4:
        inner = _framed(head)
        if inner is None:
            break
        frames.append(head)
        head = inner
    return frames, head


def verbs_of(head: Token) -> Iterator[Token]:
    """Yield the head of a clause and the verbs that it helps: "going" and "drain" of "is going to drain"."""
    yield head
    if head.lower_ in _HELPERS:
        for child in head.children:
            if child.dep_ == "xcomp":
                yield from verbs_of(child)


def subject_of(head: Token) -> Token | None:
    """Return the subject of a clause; that of the first of several joined ones where it has none of its own."""
    own = own_subject_of(head)
    if own is None and head.dep_ in ("conj", "xcomp") and head.head is not head:
        return subject_of(head.head)
    return own


def own_subject_of(verb: Token) -> Token | None:
    """Return the subject of a clause, None where it has none of its own."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def _first_of(head: Token) -> Token:
    """Return the first of clauses that a semicolon joins: "I was a pilot there; they sold coal" puts that one forward.

    The parser hangs it from the last, as its reason in "because I think that it pays; it grows". Behind a comma the
    first often only leads up to the other: "I have to say, it leaks".
    """
    joined = (
        child
        for child in head.lefts
        if (child.dep_ == "ccomp" or (child.dep_ == "advcl" and _framed(child) is not None))
        and _is_clause(child)
        and _is_finite(child)
        and _ends_before_semicolon(child, head)
    )
    return next(joined, head)


def _ends_before_semicolon(clause: Token, head: Token) -> bool:
    """Tell whether a semicolon follows a clause; one that a part of hangs behind its head may end the sentence."""
    return clause.right_edge.i < head.i and clause.right_edge.nbor().text == ";"


def _behind_disclaimer(head: Token) -> Token:
    """Return what follows "but" where the speakers only disclaim: "I'm not a doctor, but the drug works".

    Where it speaks on of what they disclaim, the first clause is put forward: "I've never seen it, but it's a plan".
    """
    subject = subject_of(head)
    is_own = (
        subject is not None and subject.lower_ in ("i", "we") and any(child.dep_ == "neg" for child in head.children)
    )
    known = (head, *(child for child in head.children if child.dep_ in ("acomp", "attr")))
    if not is_own or words("known_by_speakers").isdisjoint(word.lower_ for word in known):
        return head
    behind = next((child for child in head.children if child.dep_ == "conj" and child.i > head.i), None)
    is_turn = behind is not None and any(child.lower_ == "but" for child in head.children if child.dep_ == "cc")
    return behind if behind is not None and is_turn and _stands_for_itself(behind) else head


def _stands_for_itself(verb: Token) -> bool:
    """Tell of a clause with a subject that names something, or with what "I" or "we" think."""
    own = own_subject_of(verb)
    if own is None:
        return False
    thinks = report_of(verb) == "think" and _framed(verb) is not None
    return own.tag_ not in _POINTERS or thinks


def _framed(verb: Token) -> Token | None:
    inner = next((child for child in verb.children if child.dep_ == "ccomp" and _is_clause(child)), None)
    if inner is None:
        return None
    if report_of(verb) in _FRAMES:
        return None if _names_title(verb) else inner
    subject = subject_of(verb)
    is_named = any(child.dep_ == "mark" and child.lower_ == "that" for child in inner.children)
    announces = subject is not None and (
        subject.lower_ in _ANNOUNCERS
        or (is_named and subject.dep_ == "nsubj" and subject.tag_ != "PRP" and not _is_told(subject))
    )
    return inner if announces and verb.lower_ in ("is", "was", "'s", "’s") else None


def _names_title(verb: Token) -> bool:
    """Tell of a name in quotation marks that is a sentence: the book called "Cold Water Does Not Boil"."""
    return verb.lower_ == "called" and verb.i + 1 < len(verb.doc) and verb.nbor().is_quote


def _is_told(noun: Token) -> bool:
    """Tell whether a noun names what others tell, which is not put forward: "the myth is", "one of the myths is".

    "My theory is" puts it forward.
    """
    parts = (part for of in noun.children if of.lower_ == "of" for part in of.children)
    nouns = parts if noun.lower_ in _PARTS else (noun,)
    return any(
        word.lower_ in words("told_nouns") and not any(child.lower_ in ("my", "our") for child in word.children)
        for word in nouns
    )


def _is_finite(head: Token) -> bool:
    return head.tag_ in _FINITE or any(child.dep_ in ("aux", "auxpass") for child in head.children)


def _is_clause(head: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in head.children) and not any(
        word.tag_[0] == "W" or (word.dep_ == "mark" and word.lower_ in ("if", "whether"))
        for child in head.lefts
        if child.dep_ not in SUBJECTS
        for word in child.subtree
    )
