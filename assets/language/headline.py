"""The headline of a claim: its main clause in at most twelve of its own words, found by pruning its parse.

What belongs here: which words go. What does not: which claim deserves a headline (insights).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.lexicon import words

MOST_WORDS: Final = 12
FEWEST_WORDS: Final = 4
# Always dropped: interjections, vocatives, loose remarks. A connector at the start is dropped with them.
_LOOSE: Final = ("intj", "meta", "dep", "parataxis")
# Dropped one after the other, rightmost first, until the rest is short enough; in the order of how little is lost.
_PRUNED: Final = (("appos", "relcl"), ("advcl",), ("conj",), ("npadvmod",), ("advmod",), ("prep",), ("acl",))
# Verbs that only frame what follows when the speaker himself is their subject: "I think (that) it works".
_FRAMES: Final = ("think", "guess", "believe", "mean", "know", "feel", "say", "suppose", "suspect", "bet")
# Never dropped, whatever their relation: without them the clause would say something else.
_KEPT: Final = frozenset(
    {"not", "n't", "n’t", "never", "no", "only", "hardly", "almost", "nearly", "about", "up", "less", "more"}
)
_QUOTES: Final = ('"', "*", "`")
_DANGLING: Final = re.compile(r"[\s,;:–—-]+$")


def headline_of(doc: Doc) -> str:
    """Return the headline of a parsed sentence: starts with a capital, has no full stop."""
    root = _main_clause(doc)
    kept = {token.i for token in root.subtree}
    for token in root.subtree:
        if token.dep_ in _LOOSE and token != root and not token.ent_type_ and token.lower_ not in ("kind", "sort"):
            kept -= {part.i for part in token.subtree}
    kept -= set(_opening(root, kept))
    for relations in _PRUNED:
        for token in _candidates(root, relations, kept):
            if len(_words(doc, kept)) <= MOST_WORDS:
                break
            smaller = kept - _with_connector(token)
            if len(_words(doc, smaller)) >= FEWEST_WORDS:
                kept = smaller
    return _titled(_text(doc, kept))


def _main_clause(doc: Doc) -> Token:
    root = next(token for token in doc if token.dep_ == "ROOT")
    seen = 0
    while seen < 3:
        inner = [child for child in root.children if child.dep_ == "ccomp" and child.i > root.i]
        subjects = [child.lower_ for child in root.children if child.dep_ == "nsubj"]
        negated = any(child.dep_ == "neg" for child in root.children)
        if root.lower_ not in _FRAMES or subjects not in (["i"], ["we"], ["you"], []) or negated or not inner:
            break
        root = inner[0]
        seen += 1
    return root


def _opening(root: Token, kept: set[int]) -> Iterator[int]:
    """The words before the clause proper: "and", "so", "because", "that", with their commas."""
    for token in root.subtree:
        if token.i not in kept:
            continue
        is_loose = token.head == root and token.dep_ in ("cc", "mark", "advmod") and token.lower_ not in _KEPT
        is_short = token.left_edge == token.right_edge
        if not (is_loose and is_short and token.lower_ in _openers()):
            break
        yield token.i


def _openers() -> frozenset[str]:
    return words("fillers") | words("soft_fillers") | {"because", "that", "then", "just", "really", "even", "since"}


def _candidates(root: Token, relations: tuple[str, ...], kept: set[int]) -> list[Token]:
    found = [
        token
        for token in root.subtree
        if token.dep_ in relations and token.i in kept and token.lower_ not in _KEPT and not _carries_meaning(token)
    ]
    # From the right, and the outer before the inner.
    return sorted(found, key=lambda token: (-token.left_edge.i, token.right_edge.i))


def _carries_meaning(token: Token) -> bool:
    """A comparison's "than …", a number, a condition, and a coordination of anything but clauses stay."""
    if token.dep_ == "conj":
        return not token.tag_.startswith("VB")
    if any(part.like_num for part in token.subtree):
        return True
    return token.lower_ in ("than", "of", "without") or (token.dep_ == "advcl" and token.left_edge.lower_ == "if")


def _with_connector(token: Token) -> set[int]:
    """Return a token's subtree and, for a coordinated clause, the "and" or "but" before it."""
    parts = {part.i for part in token.subtree}
    if token.dep_ == "conj":
        parts |= {part.i for part in token.head.children if part.dep_ in ("cc", "preconj") and part.i < token.i}
    return parts


def _words(doc: Doc, kept: set[int]) -> list[str]:
    return _text(doc, kept).split()


def _text(doc: Doc, kept: set[int]) -> str:
    order = sorted(kept)
    pieces = []
    for index, after in zip(order, [*order[1:], None], strict=True):
        joined = after == index + 1
        pieces.append(doc[index].text + (doc[index].whitespace_ if joined else " "))
    text = " ".join("".join(pieces).split())
    text = re.sub(r"\s+([,.;:!?%'’])", r"\1", text)
    text = re.sub(r"(?:,\s*)+,|^[,;:\s]+", "", text)
    return _DANGLING.sub("", text.rstrip(".!?… "))


def _titled(text: str) -> str:
    """Twelve words at most, none at the end that asks for more, quotation marks in pairs."""
    tokens = text.split()
    cut = tokens[:MOST_WORDS]
    asking = words("function_words") if len(tokens) > MOST_WORDS else words("unfinished")
    while len(cut) > FEWEST_WORDS and cut[-1].lower().strip(",;:") in asking:
        cut.pop()
    title = _DANGLING.sub("", " ".join(cut))
    for mark in _QUOTES:
        title = title.replace(mark, "") if title.count(mark) % 2 else title
    title = title.replace("“", "").replace("”", "") if title.count("“") != title.count("”") else title
    return title[:1].upper() + title[1:]
