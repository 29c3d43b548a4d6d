"""Which clauses of a sentence are stated as firmly as the sentence: not asked, denied, supposed or told by anybody.

What belongs here: the way from a clause to the sentence's root. What does not: what a headline makes of one (spans.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.headlines.losses import COPULAS, is_condition, is_denied
from assets.language.lexicon import words

SUBJECTS: Final = ("nsubj", "nsubjpass", "expl")
# What is said "because" of it is so itself; "although" and "while" bring in what the speaker is against.
_MARKS_OF_REASONS: Final = frozenset(("because", "since", "cause", "so", "whereas"))
_MARKS_OF_CONTENT: Final = frozenset(("that", "like", "as"))
_MARKS_OF_DOUBT: Final = frozenset(("if", "whether", "unless"))
_QUESTIONS: Final = ("WP", "WRB", "WDT", "WP$")
# "We might find that", "you would think".
_LESS_FIRM: Final = frozenset(("would", "could", "might", "may", "should", "'d", "’d"))
# One of the clauses that these join is so, and none is stated.
_ALTERNATIVES: Final = frozenset(("or", "nor"))
# Whose word is as good as the speaker's own: theirs, nobody's ("it turns out"), a study's.
_TELLERS: Final = frozenset(("i", "we", "it"))
_CLAIMING: Final = frozenset(
    ("claim", "claims", "claimed", "warn", "warns", "insist", "insists", "suggest", "suggests")
)
# What you know is so; what "you think" is as a rule what the speaker does not.
_OF_HEARER: Final = frozenset(("know", "mean", "see", "find", "notice"))


def stated_clauses(doc: Doc) -> Iterator[Token]:
    """Give the verbs of clauses that have a subject before their verb and are stated, each clause around it too."""
    for token in doc:
        if any(child.dep_ in SUBJECTS and child.i < token.i for child in token.children) and _is_stated(token):
            yield token


def _is_stated(token: Token) -> bool:
    while token.dep_ != "ROOT":
        if _is_one_of_two(token) or not _is_stated_in(token, token.head):
            return False
        token = token.head
    return not _is_one_of_two(token)


def _is_one_of_two(clause: Token) -> bool:
    """Tell whether a clause is what is so, or else another: "either the town pays, or the gates are closed"."""
    others = [child for child in clause.children if child.dep_ == "conj" and _has_subject(child)]
    pairs = [(clause, other) for other in others] + [(clause.head, clause)] * (clause.dep_ == "conj")
    return any(_joining_word(one, other) in _ALTERNATIVES for one, other in pairs)


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in clause.children)


def _joining_word(one: Token, other: Token) -> str:
    """Return the last "and", "or" and the like between two clauses, "" where there is none."""
    between = [child.lower_ for child in one.children if child.dep_ == "cc" and one.i < child.i < other.i]
    return between[-1] if between else ""


def _is_stated_in(token: Token, head: Token) -> bool:
    marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
    if any(child.tag_ in _QUESTIONS and child.i < token.i for child in token.children):
        return False
    if token.dep_ in ("conj", "parataxis"):
        # "Once it is signed, the vendor stops answering and the price doubles": the condition is of both.
        return not marks & _MARKS_OF_DOUBT and not any(is_condition(child) for child in head.lefts)
    if token.dep_ == "advcl":
        return bool(marks & _MARKS_OF_REASONS) and not _is_no_reason(token, head)
    if token.dep_ != "ccomp" or marks - _MARKS_OF_CONTENT:
        return False
    # "That was sold to us, that it pays": what stands behind a comma says what somebody told.
    if any(child.dep_ == "mark" and child.i and child.nbor(-1).text == "," for child in token.children):
        return False
    # Two sentences with a comma between are parsed as if the second one told the first.
    return (token.i < head.i and not marks and not _reports(head)) or _asserts(head)


def _is_no_reason(token: Token, head: Token) -> bool:
    """Tell whether a reason is denied or guessed: "don't fail because …", "not because", "probably because"."""
    first = min(child.i for child in token.children if child.dep_ == "mark")
    before = token.doc[first - 1].lower_ if first else ""
    return is_denied(head) or before in words("denials") | {"just", "maybe", "perhaps", "probably"}


def _reports(verb: Token) -> bool:
    """Tell whether a verb says whose word something is: "…, critics claim"."""
    return any(child.dep_ == "nsubj" for child in verb.children) and verb.lower_ in words("asserting_verbs") | _CLAIMING


def _asserts(verb: Token) -> bool:
    """Tell whether a verb asserts its complement, and it is known whose word that is."""
    if is_denied(verb) or any(child.dep_ == "aux" and child.lower_ in _LESS_FIRM for child in verb.children):
        return False
    if verb.lower_ in COPULAS:
        # "That was the story, that it pays": somebody told it. "It's unlikely that it pays": nobody does.
        return not any(child.lower_ in words("told_nouns") | words("no_facts") for child in verb.children)
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    return verb.lower_ in words("asserting_verbs") and all(_is_trusted(one, verb) for one in subjects)


def _is_trusted(subject: Token, verb: Token) -> bool:
    if subject.lower_ == "you":
        return verb.lower_ in _OF_HEARER
    return subject.lower_ in _TELLERS | words("studies") or subject.tag_ in ("NNP", "NNPS")
