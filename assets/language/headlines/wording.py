"""How the words that are left are written: spaces, commas, quotation marks, the capital.

What belongs here: the text of a headline. What does not: which words it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, zip_longest
from typing import Final

from spacy.tokens import Doc, Token

_LEADING: Final = ("CC", "IN", "MD", "VB", "VBD", "VBP", "VBZ")
# Tags, as parts of speech would need a component that nothing else needs.
FINITE: Final = ("MD", "VBD", "VBP", "VBZ")
_QUOTES: Final = ('"', "*", "`")
_DANGLING: Final = re.compile(r"[\s,.;:–—-]+$")


def text_of(doc: Doc, kept: Iterable[int]) -> str:
    """Return the words that are kept as they would be written, without a full stop."""
    order = without_stray_commas(doc, sorted(kept))
    pieces = []
    for index, after in zip_longest(order, order[1:]):
        joined = after == index + 1
        pieces.append(doc[index].text + (doc[index].whitespace_ if joined else " "))
    text = " ".join("".join(pieces).split())
    # ".NET" and "'90s" begin with a mark.
    text = re.sub(r"\s+([,.;:!?%](?!\w)|['’](?!\w)|['’](?:s|re|ve|ll|d|m|t)\b)", r"\1", text)
    text = re.sub(r"(?:,\s*)+(?=[,.])|^[\"“.,;:\s–—-]*[.,;:–—-](?!\w)\s*", "", text)
    return _DANGLING.sub("", text.rstrip(".!?… "))


def without_stray_commas(doc: Doc, order: list[int]) -> list[int]:
    """Drop the commas around what was left out, and one that would now part a verb or an "and" from what follows."""
    drop = set()
    for before, after in pairwise(order):
        if after > before + 1 and doc[after].text == ",":
            drop |= {before, after} if doc[before].text == "," else {after} if doc[before].tag_ in _LEADING else set()
        elif after > before + 1 and doc[before].text == "," and _parts_clause(doc[before], doc[after]):
            drop.add(before)
    return [index for index in order if index not in drop]


def _parts_clause(comma: Token, after: Token) -> bool:
    """Tell whether a comma stands between a subject and its verb, or a verb and what it says."""
    return after.tag_ in FINITE or (comma.i > 0 and comma.nbor(-1).tag_ in _LEADING)


def is_word(token: Token) -> bool:
    """Tell whether a token is no mark; "%" is a part of its number."""
    return not token.is_punct or token.text == "%"


def is_stray(comma: Token) -> bool:
    """Tell whether a comma that the sentence itself has parts a noun from its verb, or a preposition from its noun."""
    if not 0 < comma.i < len(comma.doc) - 1:
        return False
    before, after = comma.nbor(-1), comma.nbor()
    return before.tag_ in ("IN", "DT", "CC", "MD", "TO") or (before.tag_.startswith("NN") and after.tag_ in FINITE)


def titled(title: str) -> str:
    """Quotation marks in pairs or not at all, a capital at the start."""
    for mark in _QUOTES:
        title = title.replace(mark, "") if title.count(mark) % 2 else title
    title = title.replace("“", "").replace("”", "") if title.count("“") != title.count("”") else title
    # "iPhone" and "uv" write themselves small, but only the first shows it.
    title = title.rstrip(". ")
    return title if title[1:2].isupper() else title[:1].upper() + title[1:]
