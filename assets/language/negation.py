"""What a sentence denies: the words of negation, how far each reaches, and whether the whole affirms or denies.

What belongs here: rules over one parsed sentence. What does not: in what way it asserts (modality.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.clauses import SUBJECTS, frames_of, verbs_of
from assets.language.lexicon import data
from assets.language.reporting import entry_of

# "I don't think it holds" denies that it holds.
_RAISING: Final = frozenset("think believe suppose expect imagine feel reckon guess see saw seen hear heard".split())
# "He denies that it leaks", "I doubt that it holds".
_DENYING: Final = frozenset("deny dispute refute rebut debunk contradict doubt disbelieve".split())
_ADVERBS: Final = ("neg", "advmod", "aux", "preconj")
_ARGUMENTS: Final = (*SUBJECTS, "dobj", "attr", "pobj", "agent")
# A clause that follows the verb's own words is not denied with it: "it does not leak, because …".
_BEYOND: Final = ("conj", "cc", "advcl", "punct", "parataxis", "ccomp")


@dataclass(frozen=True, slots=True)
class Negation:
    """A word of negation and what it denies, as offsets of characters in the sentence (ends exclusive)."""

    cue_start: int
    cue_end: int
    scope_start: int
    scope_end: int


def negations_of(doc: Doc) -> list[Negation]:
    """Return the negations of a parsed sentence in order."""
    return [_negation(token) for token in doc if _denies(token)]


def denial_of(doc: Doc) -> Negation | None:
    """Return the negation that makes a parsed sentence deny what it mainly puts forward; None where it affirms.

    What is put forward stands inside the frames ("she said that …"); a frame of thinking hands its negation down. Two
    negations of one clause cancel out.
    """
    frames, head = frames_of(doc)
    found = [token for verb in verbs_of(head) for token in _deniers(verb)]
    for frame in frames:
        # "It doesn't hold, I don't think": behind what is denied the frame only says so again.
        is_echo = bool(found) and frame.i > head.i
        if not is_echo and not _RAISING.isdisjoint((frame.lower_, _base(frame))):
            found += _deniers(frame)
    found += [frame for frame in frames if _base(frame) in _DENYING]
    return _negation(found[0]) if len(found) % 2 else None


def _base(verb: Token) -> str:
    return entry_of(verb.lower_, verb.tag_)[1]


def _deniers(verb: Token) -> Iterator[Token]:
    """Yield what denies the clause of a verb: at the verb, and as or at its subject and objects."""
    for child in verb.children:
        # "There's no, like, standard": a filler hides from the parse what "no" stands before.
        if child.dep_ in _ADVERBS or (child.dep_ == "intj" and child.tag_ == "DT"):
            yield from (word for word in (child, *child.children) if word.dep_ in (*_ADVERBS, "intj") and _denies(word))
        elif child.dep_ in _ARGUMENTS:
            if _denies(child):
                yield child
            yield from (inner for inner in child.children if inner.dep_ in ("det", "neg", "amod") and _denies(inner))
        if child.dep_ in ("attr", "acomp"):
            yield from _softened(child)


def _softened(complement: Token) -> Iterator[Token]:
    """Yield "not" of "it is sort of not a soup", which the parse hangs from "of" or from what is denied."""
    parents = [child for child in complement.children if child.lower_ == "of"]
    if complement.dep_ == "acomp":
        parents.append(complement)
    yield from (child for parent in parents for child in parent.children if child.dep_ == "neg" and _denies(child))


def _denies(token: Token) -> bool:
    word = token.lower_.replace("’", "'")
    if word not in _words() or _is_in_name(token) or _is_superlative(token):
        return False
    following = tuple(after.lower_ for after in token.doc[token.i + 1 : token.i + 4])
    return _idioms().isdisjoint((word, *following[:length]) for length in (1, 2, 3))


def _is_superlative(token: Token) -> bool:
    """Tell of "never been cheaper", "never been a better time", which affirm; not of "never been cheaper than rice"."""
    if token.lower_ != "never" or token.head.lower_ != "been":
        return False
    complements = [child for child in token.head.children if child.dep_ in ("attr", "acomp")]
    words = [word for complement in complements for word in (complement, *complement.children)]
    is_compared = any(word.lower_ == "than" for word in (*words, *token.head.children))
    return any(word.tag_ in ("JJR", "RBR") for word in words) and not is_compared


def _is_in_name(token: Token) -> bool:
    """Tell whether a word is part of a name, by its capital inside a sentence: "the company Not Far"."""
    return token.i > 0 and token.text.istitle() and not token.is_sent_start and not token.nbor(-1).is_punct


def _negation(token: Token) -> Negation:
    doc = token.doc
    first, last = token.i + 1, token.i
    if token.dep_ == "prep":  # "without a licence"
        last = token.right_edge.i
    else:
        head = token.head if token.dep_ in (*_ADVERBS, *_ARGUMENTS) else token.head.head
        head = head.head if head.dep_ == "advmod" else head  # "hardly ever"
        if token.dep_ in ("det", "amod", "neg") and token.head.dep_ not in SUBJECTS and token.head.tag_[:2] == "NN":
            head = token.head
        last = max(token.i, _reach(head))
    last = min(last, len(doc) - 1)
    if first > last:
        return Negation(token.idx, _end(token), token.idx, _end(token))
    return Negation(token.idx, _end(token), doc[first].idx, _end(doc[last]))


def _reach(head: Token) -> int:
    """Return the last word of a clause's own: to the verb's complements, not into what is joined to it."""
    last = head.i
    for child in head.rights:
        if child.dep_ in _BEYOND and not (child.dep_ == "ccomp" and head.lower_ in _RAISING):
            break
        last = child.right_edge.i
    return last


def _end(token: Token) -> int:
    return int(token.idx + len(token.text))


@cache
def _words() -> frozenset[str]:
    return frozenset(data("cues")["negation"])


@cache
def _idioms() -> frozenset[tuple[str, ...]]:
    """Return the idioms, of two to four words each."""
    return frozenset(tuple(idiom.split()) for idiom in data("cues")["no_negation"])
