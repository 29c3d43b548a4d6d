"""The form that a name is counted under, as far as its episode tells.

What belongs here: spelling, well-known aliases, the episode's own people. What does not: what only the whole archive
tells (linking.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from assets.language.entities.known import ambiguous, given_names, known_aliases, known_labels, term_forms

_ARTICLE: Final = re.compile(r"^(?:the|a|an|my|our|your|his|her|their|this|that)\s+", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_COMPANY: Final = re.compile(r",?\s+(?:(?:&|and)\s+)?(?:Inc|LLC|Ltd|GmbH|Corp|Co)\.?$")
# A name's letters and digits tell it apart, and these: "C", "C++" and "C#" are three.
_TELLING: Final = frozenset("+#$€£%.")
# Shorter listed names have to be written as they are listed.
SHORTEST_KEY: Final = 5


def canonical(text: str, label: str, *people: Iterable[str]) -> tuple[str, str]:
    """Return the name that a mention is counted under, and its label.

    Args:
        text: the name as it was said.
        label: one of schema.ENTITY_LABELS.
        people: full names of the episode's people, those who take part before those who are only spoken of; one of
            their first or last names alone means them, if it is unique.
    """
    plain = _COMPANY.sub("", _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(text.split()))))
    # Whoever takes part is meant by their name, whatever else has it: "Julia", "Austin".
    present = {person for person in (people[0] if people else ()) if _names(plain.casefold(), person.casefold())}
    if len(present) == 1 and plain in ambiguous():
        return present.pop(), "PERSON"
    known = (
        known_aliases().get(" ".join(text.split())) or known_aliases().get(plain) or _by_key().get(entity_key(plain))
    )
    if known:
        return known, known_labels()[known]
    term = term_forms().get(plain.lower())
    if term:
        return term, "TERM"
    for group in people if plain[:1].isupper() else ():
        meant = {person for person in group if _names(plain.casefold(), person.casefold())}
        if meant:
            return (meant.pop() if len(meant) == 1 else plain), "PERSON"
    return plain, "PERSON" if is_given(plain) else label


def is_given(name: str) -> bool:
    """Tell whether a name is a common first name alone."""
    return name.istitle() and name.lower() in given_names()


def _names(said: str, person: str) -> bool:
    return said == person or (" " not in said and said in person.split())


def is_lone(name: str, label: str) -> bool:
    """Tell whether a name is a first name alone, and so means somebody else in another show."""
    return label == "PERSON" and is_given(name)


@lru_cache(maxsize=100_000)
def entity_key(name: str) -> str:
    """Return what two spellings of one name have in common: letters and digits in lower case."""
    kept = "".join(character for character in name.casefold() if character.isalnum() or character in _TELLING)
    return kept.rstrip(".") or kept


@cache
def _by_key() -> Mapping[str, str]:
    """Return listed names by their key: however "Terraform" is written, unless it is an everyday word or short."""
    keys = ((entity_key(form), name) for form, name in known_aliases().items() if name not in ambiguous())
    return {key: name for key, name in keys if len(key) >= SHORTEST_KEY}
