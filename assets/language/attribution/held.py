"""Views that no verb reports: "the office's position is that …", "he makes the case that …", "Ida's news: “…”".

What belongs here: views that a noun holds, and what is read out behind a colon. What does not: reports by verbs
(rules.py, tagger.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

Place = tuple[int, int]
Places = tuple[Place, Place, Place]

_NOUNS: Final = frozenset("case argument claim position view opinion belief stance theory thesis contention".split())
# "She made a claim that nobody could check" is another matter.
_MADE: Final = ("case", "argument")
_MAKE: Final = frozenset("make makes made making".split())
_BE: Final = frozenset("is was are were 's be been".split())
_QUOTES: Final = ('"', "“")
_SPEAKERS: Final = frozenset(["i", "we", "you"])
# What may stand between "makes" and its noun, and so many words at most.
_BETWEEN: Final = ("DT", "JJ", "PRP$", "RB")
_NEAR: Final = 3
# What is read out behind a colon is a sentence.
_LEAST_READ_OUT: Final = 5


def held_view(doc: Doc, labels: Sequence[str]) -> Places | None:
    """Return the places of source, cue and content of a sentence's first such view; None where there is none.

    Args:
        doc: the parsed sentence.
        labels: what each word is of another report: where one names somebody, nothing is read out behind a colon.
    """
    sources = {token.lower_ for token in doc if labels[token.i].endswith("source")}
    for token in doc:
        if token.lower_ in _NOUNS:
            found = _made(token) or _had(token)
        else:
            found = _read_out(token) if sources <= _SPEAKERS else None
        if found is not None:
            return found
    return None


def may_be_held(token: Token) -> bool:
    """Tell whether a word is a noun that holds a view, or the colon before what is read out."""
    if token.lower_ in _NOUNS:
        return (_made(token) or _had(token)) is not None
    return _is_colon(token)


def _made(noun: Token) -> Places | None:
    """Find "Ida makes the case that …"; a claim "that nobody could check" is none."""
    doc = noun.doc
    before = doc[max(0, noun.i - _NEAR) : noun.i]
    maker = next((word for word in before if word.lower_ in _MAKE), None)
    if maker is None or noun.i + 1 == len(doc) or noun.nbor(1).lower_ != "that" or noun.nbor(1).tag_ == "WDT":
        return None
    source = next((child for child in maker.lefts if child.dep_ == "nsubj"), None)
    if noun.lower_ not in _MADE and all(word.lower_ != "the" for word in before):
        return None
    if source is None or any(word.tag_ not in _BETWEEN for word in doc[maker.i + 1 : noun.i]):
        return None
    return _phrase(source), (maker.i, noun.i + 1), (noun.i + 1, _sentence_end(noun))


def _had(noun: Token) -> Places | None:
    """Find "the office's position is that …"; of whom "his" tells is not asked."""
    verb = noun.head
    holder = next((child for child in noun.lefts if child.dep_ == "poss" and child.tag_.startswith("NN")), None)
    content = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if verb.lower_ not in _BE or holder is None or content is None or content.left_edge.i <= max(noun.i, verb.i):
        return None
    begin, end = sorted((noun.i, verb.i))
    return _phrase(holder), (begin, end + 1), (content.left_edge.i, content.right_edge.i + 1)


def _read_out(colon: Token) -> Places | None:
    """Find whoever is named before a colon, and the quotation behind."""
    end = _sentence_end(colon)
    if not _is_colon(colon) or end - colon.i - 1 < _LEAST_READ_OUT:
        return None
    subject = next((token for token in colon.doc[: colon.i] if token.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.right_edge.i >= colon.i or not any(word.tag_ == "NNP" for word in subject.subtree):
        return None
    return _phrase(subject), (colon.i, colon.i + 1), (colon.i + 1, end)


def _is_colon(token: Token) -> bool:
    return token.text.endswith(":") and token.i + 1 < len(token.doc) and token.nbor(1).text in _QUOTES


def _phrase(head: Token) -> Place:
    """Return the place of a noun's phrase, without the "'s" or the comma at its end."""
    last = head.right_edge
    return head.left_edge.i, last.i + (0 if last != head and (last.tag_ == "POS" or last.text == ",") else 1)


def _sentence_end(token: Token) -> int:
    end = len(token.doc)
    while end > token.i + 1 and token.doc[end - 1].lower_ in (".", "!", "?"):
        end -= 1
    return end
