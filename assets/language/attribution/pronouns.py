"""Whom "he said" or "she thinks" means, where that is beyond doubt.

What belongs here: a pronoun as a source. What does not: any other reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# How many characters back a pronoun may find what it means: about two sentences.
NEAR_CHARACTERS: Final = 250
_ONE_PERSON: Final = frozenset(["he", "she"])


def person_meant(source: str, names_before: Sequence[str]) -> str | None:
    """Return the person whom a source that is a pronoun means; None for other sources and where it is not certain.

    It is taken as certain where one person alone was named shortly before; "they" may be anybody.
    """
    if source.lower() not in _ONE_PERSON:
        return None
    distinct = set(names_before)
    return distinct.pop() if len(distinct) == 1 else None


def is_part(name: str, whole: str | None) -> bool:
    """Tell whether all words of a name are among those of another: "Sam" is how "Sam Altman" is spoken to."""
    return set(name.lower().split()) <= set((whole or "").lower().split())
