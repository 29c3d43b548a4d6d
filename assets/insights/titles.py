"""Titles: which headlines of claims a passage can be given, and how good they are.

What belongs here: the titles of claims, and how they are read. What does not: making headlines
(assets.language.headlines), what makes one a title (title_rules.py), what it is worth by its words
(assets.language.verdicts), which one a passage is shown under (shown.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from assets.insights.salience.openings import asks, stands_alone
from assets.insights.title_leads import without_connectives
from assets.insights.title_rules import is_title
from assets.insights.title_slips import mended
from assets.insights.title_surroundings import is_framed, is_turned
from assets.insights.title_words import in_text
from assets.language.scoring import word_score
from assets.language.sentences import quote_start
from assets.language.verdicts import title_is_good

# The headline of a sentence with a lower score says nothing.
LEAST_CLAIM: Final = 0.01
# How many words after a headline its reader is shown.
SHOWN_AFTER: Final = 6
CUT: Final = "…"
_MARKS: Final = ",;:.!?"
# What a sentence is not read for a headline that begins with it.
_NO_TITLE: Final = re.compile(r"(?:who|where|why|how|which|is|are|can|could|would|do|did|i)\b", re.IGNORECASE)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the claim that it is a headline of, and the chance, 0 to 1, that it is worth knowing and clear."""

    text: str
    claim: Row
    worth: float

    @property
    def in_sentence(self) -> str:
        """The title as its reader is shown it: with what follows it in its sentence."""
        return with_what_follows(self.text, self.claim["quote"])


def claims_with_title(claims: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the claims (rows of language.schema.CLAIMS) that have a headline that is a title, by segment."""
    found: dict[str, list[Row]] = {}
    for claim in claims:
        if titles_of(claim):
            found.setdefault(claim["segment_id"], []).append(claim)
    return found


def titles_by_worth(claims: Iterable[Row], passage: str) -> list[Title]:
    """Return the titles of a passage's claims, those that are worth most first; of equals what was said first.

    Args:
        claims: rows of language.schema.CLAIMS.
        passage: the words in which they stand, and what follows these; one that they turn against, or that holds only
            under what they say before it, is left out.
    """
    titles = [
        Title(text, claim, title_is_good(with_what_follows(text, claim["quote"])))
        for claim in claims
        for text in titles_of(claim)
        for there in [in_text(text, passage)]
        if not (is_turned(there) or is_framed(text, there))
    ]
    return sorted(titles, key=lambda title: (-title.worth, title.claim["char_start"]))


def titles_of(claim: Row) -> list[str]:
    """Return the headlines of a claim, mended, that can be understood alone, say something and were finished.

    A claim that was read for its titles has several `headlines` (assets.language.read.read_sentences), others one.
    """
    if claim["claim_score"] < LEAST_CLAIM:
        return []
    quote, found = claim["quote"], claim.get("headlines") or [claim["headline"]]
    headlines = dict.fromkeys(mended(headline, quote) for headline in found if headline)
    return [headline for headline in headlines if is_title(headline, quote)]


def with_what_follows(headline: str, sentence: str) -> str:
    """Return a headline as its reader is shown it: with the mark of its sentence there, or " … " and six words."""
    own, *following = in_text(headline, sentence).rest.split() or [""]
    if not own:
        return f"{headline} {CUT}"
    mark = own[-1]
    if not following or mark in _MARKS:
        return headline + (mark if mark in _MARKS else ".")
    return f"{headline} {CUT} {' '.join(following[:SHOWN_AFTER])}"


def may_have_title(sentence: str) -> bool:
    """Tell by its words whether it pays to read a sentence for a title."""
    said = without_connectives(sentence[quote_start(sentence) :])
    if _NO_TITLE.match(said) or asks(said) or not stands_alone(said):
        return False
    return word_score(sentence) >= LEAST_CLAIM
