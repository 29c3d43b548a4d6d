"""Titles: which claims have a headline that a passage can be given, and how good it is.

What belongs here: what makes a headline a title. What does not: making headlines (assets.language.headlines), what they
are worth by their words (worth.py), which passages there are (passages.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from assets.insights.salience.openings import stands_alone
from assets.insights.worth import worth
from assets.language.lexicon import words
from assets.language.scoring import word_score
from assets.language.sentences import quote_start

# A headline of fewer words says nothing, nor does that of a sentence with a lower score.
FEWEST_WORDS: Final = 4
LEAST_CLAIM: Final = 0.15
# One that is cut off before other words of its sentence is worth so much less: of 100 such 40 were wrong, of others 16.
CUT_OFF_SHARE: Final = 0.5
# Marks and openings of speech that was not finished, asks, or is about who talks.
_ROUGH: Final = re.compile(
    r"--|\.\.|…|[?;(]|\.$|\bi['’]m i\b|"
    r"^(?:and|but|or|what|if|when|so|with|who|where|why|how|is|are|can|could|would|wouldn['’]t|do|did|i|i['’]\w+)\b",
    re.IGNORECASE,
)
# What a sentence is not read for a headline that begins with it, after connectives: of 3,417 sentences read, 44 of 100
# begin so, and they had 6 of the 266 headlines.
_NO_TITLE: Final = re.compile(
    r"(?:(?:and|but|so|or|well|yeah|yes|now|like|then|okay|right|oh|because|also|actually|you know|i mean|i think)"
    r"\b,?\s*)*"
    r"(?:what|if|when|who|where|why|how|which|is|are|can|could|would|do|did|i|this|that|these|those|they|it|he|she|"
    r"there)\b",
    re.IGNORECASE,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Title:
    """A claim whose headline is a title, and the chance, 0 to 1, that it is worth knowing."""

    claim: Row
    worth: float


def titles_of(claims: Iterable[Row]) -> dict[str, list[Title]]:
    """Return the titles among the headlines of claims (rows of language.schema.CLAIMS), by segment."""
    found: dict[str, list[Title]] = {}
    for claim in claims:
        if has_title(claim):
            share = CUT_OFF_SHARE if is_cut_off(claim) else 1.0
            found.setdefault(claim["segment_id"], []).append(Title(claim, worth(claim["headline"]) * share))
    return found


def has_title(claim: Row) -> bool:
    """Tell whether a claim has a headline that can be understood alone, says something and was finished."""
    headline = claim["headline"]
    if not headline or claim["claim_score"] < LEAST_CLAIM or len(headline.split()) < FEWEST_WORDS:
        return False
    return stands_alone(headline) and not _ROUGH.search(headline)


def is_cut_off(claim: Row) -> bool:
    """Tell whether the headline of a claim ends before words of its sentence where no sentence could have ended."""
    headline, quote = claim["headline"], claim["quote"]
    place = quote.lower().find(headline.lower())
    if place < 0:
        return False
    rest = quote[place + len(headline) :]
    after = rest.split(maxsplit=1)[:1]
    goes_on = bool(after) and rest[0].isspace() and bool(after[0].strip("-–—"))
    return goes_on and after[0].lower() not in words("clause_openers") | words("circumstances") | {"and"}


def may_have_title(sentence: str) -> bool:
    """Tell by its words whether it pays to read a sentence for a title."""
    return not _NO_TITLE.match(sentence, quote_start(sentence)) and word_score(sentence) >= LEAST_CLAIM
