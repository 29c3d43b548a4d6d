"""What the tagger cannot know from newspapers, as rules: "she was like, …", "he goes, …"; and what it leaves undone.

What belongs here: rules that amend the tagger's labels. What does not: the tagger; what no verb reports (held.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.attribution.held import held_view
from assets.language.standing import may_be_person

_BE: Final = frozenset("is was are were am 's 're 'm be been".split())
_GO: Final = frozenset(["go", "goes", "went"])
_MARKERS: Final = (("you", "know"), ("i", "mean"))
_SUBJECT_TAGS: Final = ("PRP", "NN", "NNS", "NNP", "NNPS", "WP")
# "It's like a bath" compares; people are like.
_THINGS: Final = frozenset("it that this there which what these those something everything".split())


def amend(doc: Doc, labels: Sequence[str]) -> list[str]:
    """Return the tagger's labels with those of spoken reports in place of its own, and contents that it left out."""
    amended = list(labels)
    for token in doc:
        if token.lower_ == "according":
            _complete(token, amended)
        if amended[token.i].endswith("cue") and _is_marker(token):
            amended[token.i - 1 : token.i + 1] = ["O", "O"]
        first = cue_start(token)
        if first is not None:
            _mark_spoken(first, token, amended)
    view = held_view(doc, amended)
    if view is not None:
        amended = ["O"] * len(doc)
        for part, (start, end) in zip(("source", "cue", "content"), view, strict=True):
            _mark(amended, part, start, end)
    return amended


def _complete(according: Token, labels: list[str]) -> None:
    """Mark what is so "according to" somebody where nothing is marked: the clause around it, in the same sentence."""
    if any(label.endswith("content") for label in labels):
        return
    sentence = according.sent
    own = {word.i for word in according.subtree}
    before = [word for word in sentence if word.i < min(own)]
    behind = [word for word in sentence if word.i > max(own)]
    clause = max(before, behind, key=len)
    while clause and clause[0].is_punct and not clause[0].is_quote:
        clause = clause[1:]
    while clause and clause[-1].is_punct and not clause[-1].is_quote:
        clause = clause[:-1]
    if len(clause) > 1:
        _mark(labels, "content", clause[0].i, clause[-1].i + 1)


def _mark_spoken(first: int, last: Token, labels: list[str]) -> None:
    """Mark the report whose cue stands between two words, where a person is its subject and words follow."""
    doc = last.doc
    subject = _subject_before(doc[first])
    begin = last.i + 1
    while begin < len(doc) and doc[begin].lower_ in (",", ":", "um", "uh", "well") and begin < last.i + 3:
        begin += 1
    end = _sentence_end(last)
    if subject is None or end - begin < 2:
        return
    start = min(subject.left_edge.i, first - 1)
    labels[start:] = ["O"] * (len(doc) - start)
    _mark(labels, "source", start, first)
    _mark(labels, "cue", first, last.i + 1)
    _mark(labels, "content", begin, end)


def _is_marker(token: Token) -> bool:
    """Tell whether a word ends "you know," or "I mean,", which report nothing."""
    doc, index = token.doc, token.i
    if not index or (doc[index - 1].lower_, token.lower_) not in _MARKERS:
        return False
    return index + 1 < len(doc) and doc[index + 1].lower_ == ","


def cue_start(token: Token) -> int | None:
    """Return where the cue of speech that a word ends begins: "was like", "goes," before what is said."""
    if token.lower_ != "like" and token.lower_ not in _GO:
        return None
    doc, index = token.doc, token.i
    after = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    if token.lower_ == "like" and index and doc[index - 1].lower_.replace("’", "'") in _BE:
        is_said = after in (",", ":", '"', "“") or doc[min(index + 1, len(doc) - 1)].tag_ in ("PRP", "UH", "EX")
        return index - 1 if is_said else None
    if token.lower_ == "like" or any(child.dep_ in ("mark", "advmod") for child in token.lefts):  # "if the dam goes, …"
        return None
    return index if after in (",", ":", '"', "“") else None


def _subject_before(verb: Token) -> Token | None:
    """Return the head of the noun phrase that ends right before a verb; None for things and where there is none."""
    if not verb.i:
        return None
    noun = verb.nbor(-1)
    while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i:  # "this guy from the port"
        noun = noun.head
    # "The whole thing was like, …" says how it was.
    is_thing = noun.lower_ in _THINGS or (noun.tag_ in ("NN", "NNS") and not may_be_person(noun))
    return noun if noun.tag_ in _SUBJECT_TAGS and not is_thing else None


def _sentence_end(token: Token) -> int:
    end = len(token.doc)
    while end > token.i and token.doc[end - 1].lower_ in (".", "!", "?"):
        end -= 1
    return end


def _mark(labels: list[str], part: str, start: int, end: int) -> None:
    labels[start:end] = [f"B-{part}", *[f"I-{part}"] * (end - start - 1)]
