"""Reported speech as it is spoken: "she was like, …", "he goes, …", which newspapers do not print.

What belongs here: rules that add to what the tagger found. What does not: the tagger, whose newspapers hold the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

_BE: Final = frozenset("is was are were am 's 're 'm be been".split())
_GO: Final = frozenset(["go", "goes", "went"])
_SUBJECT_TAGS: Final = ("PRP", "NN", "NNS", "NNP", "NNPS", "WP")
# "It's like a bath" compares; people are like.
_THINGS: Final = frozenset("it that this there which what these those something everything".split())


def amend(doc: Doc, labels: Sequence[str]) -> list[str]:
    """Return the labels with those of spoken reports in place of the tagger's."""
    amended = list(labels)
    for token in doc:
        first = _cue_start(token)
        if first is None:
            continue
        subject = _subject_before(doc[first])
        begin = token.i + 1
        while begin < len(doc) and doc[begin].lower_ in (",", ":", "um", "uh", "well") and begin < token.i + 3:
            begin += 1
        end = _sentence_end(token)
        if subject is None or end - begin < 2:
            continue
        start = min(subject.left_edge.i, first - 1)
        amended[start:] = ["O"] * (len(doc) - start)
        _mark(amended, "source", start, first)
        _mark(amended, "cue", first, token.i + 1)
        _mark(amended, "content", begin, end)
    return amended


def _cue_start(token: Token) -> int | None:
    """Return where the cue of speech that a word ends begins: "was like", "goes," before what is said."""
    doc, index = token.doc, token.i
    after = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    if token.lower_ == "like" and index and doc[index - 1].lower_.replace("’", "'") in _BE:
        is_said = after in (",", ":", '"', "“") or doc[min(index + 1, len(doc) - 1)].tag_ in ("PRP", "UH", "EX")
        return index - 1 if is_said else None
    return index if token.lower_ in _GO and after in (",", ":", '"', "“") else None


def _subject_before(verb: Token) -> Token | None:
    """Return the head of the noun phrase that ends right before a verb; None for things and where there is none."""
    if not verb.i:
        return None
    noun = verb.nbor(-1)
    while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i:  # "this guy from the port"
        noun = noun.head
    return noun if noun.tag_ in _SUBJECT_TAGS and noun.lower_ not in _THINGS else None


def _sentence_end(token: Token) -> int:
    end = len(token.doc)
    while end > token.i and token.doc[end - 1].lower_ in (".", "!", "?"):
        end -= 1
    return end


def _mark(labels: list[str], part: str, start: int, end: int) -> None:
    labels[start:end] = [f"B-{part}", *[f"I-{part}"] * (end - start - 1)]
