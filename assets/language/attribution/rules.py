"""What the tagger cannot know from newspapers, as rules: "she was like, …", "he goes, …"; and what it leaves undone.

It leaves undone views that a noun holds ("the office's position is that …", "he makes the case that …"), and what is
read out behind a colon ("Ida shares news: “…”").

What belongs here: rules that amend the tagger's labels. What does not: the tagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

_BE: Final = frozenset("is was are were am 's 're 'm be been".split())
_GO: Final = frozenset(["go", "goes", "went"])
_MARKERS: Final = (("you", "know"), ("i", "mean"))
_SUBJECT_TAGS: Final = ("PRP", "NN", "NNS", "NNP", "NNPS", "WP")
# "It's like a bath" compares; people are like.
_VIEWS: Final = frozenset("case argument claim position view opinion belief stance theory thesis contention".split())
_MAKE: Final = frozenset("make makes made making".split())
# Words at most from "makes" to its noun.
_NEAR: Final = 3
_QUOTES: Final = ('"', "“")
# What is read out behind a colon is a sentence.
_LEAST_READ_OUT: Final = 5
_SPEAKERS: Final = frozenset(["i", "we", "you"])
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
    _mark_held(doc, amended)
    return amended


def may_be_held(token: Token) -> bool:
    """Tell whether a word may be a noun that holds a view, or the colon before what is read out."""
    if token.lower_ in _VIEWS:
        return _maker(token) is not None or token.head.lower_ in _BE
    return token.text.endswith(":") and token.i + 1 < len(token.doc) and token.nbor(1).text in _QUOTES


def _mark_held(doc: Doc, labels: list[str]) -> None:
    """Mark the first view that a noun holds, or what is read out behind a colon where nobody else is marked."""
    sources = {token.lower_ for token in doc if labels[token.i].endswith("source")}
    is_free = sources <= _SPEAKERS or not any(label.endswith("cue") for label in labels)
    for token in filter(may_be_held, doc):
        found = _held(token) if token.lower_ in _VIEWS else _read_out(token) if is_free else None
        if found is not None:
            labels[:] = ["O"] * len(doc)
            for part, (start, end) in zip(("source", "cue", "content"), found, strict=True):
                _mark(labels, part, start, end)
            return


def _held(noun: Token) -> tuple[tuple[int, int], ...] | None:
    """Return the places of source, cue and content around a noun that holds a view."""
    maker = _maker(noun)
    if maker is not None:
        source = next((child for child in maker.lefts if child.dep_ == "nsubj"), None)
        end = _sentence_end(noun)
        return (_place(source), (maker.i, noun.i + 1), (noun.i + 1, end)) if source is not None else None
    holder = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    content = next((child for child in noun.head.rights if child.dep_ == "ccomp"), None)
    if holder is None or content is None or content.left_edge.i <= noun.head.i:
        return None
    return _place(holder), (noun.i, noun.head.i + 1), _place(content)


def _maker(noun: Token) -> Token | None:
    """Return the verb of "makes the case that", where a noun is that case."""
    if noun.i + 1 == len(noun.doc) or noun.nbor(1).lower_ != "that":
        return None
    return next((word for word in noun.doc[max(0, noun.i - _NEAR) : noun.i] if word.lower_ in _MAKE), None)


def _place(head: Token) -> tuple[int, int]:
    """Return the place of a phrase, without the "'s" or the mark at its end."""
    last = head.right_edge
    return head.left_edge.i, last.i + (0 if last.tag_ == "POS" or last.is_punct else 1)


def _read_out(colon: Token) -> tuple[tuple[int, int], ...] | None:
    """Return the places of whoever is named before a colon, of the colon, and of what is read out behind."""
    end = _sentence_end(colon)
    subject = next((token for token in colon.doc[: colon.i] if token.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or end - colon.i - 1 < _LEAST_READ_OUT or subject.right_edge.i >= colon.i:
        return None
    if not any(word.tag_ == "NNP" for word in subject.subtree):
        return None
    return _place(subject), (colon.i, colon.i + 1), (colon.i + 1, end)


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
    return noun if noun.tag_ in _SUBJECT_TAGS and noun.lower_ not in _THINGS else None


def _sentence_end(token: Token) -> int:
    end = len(token.doc)
    while end > token.i and token.doc[end - 1].lower_ in (".", "!", "?"):
        end -= 1
    return end


def _mark(labels: list[str], part: str, start: int, end: int) -> None:
    labels[start:end] = [f"B-{part}", *[f"I-{part}"] * (end - start - 1)]
