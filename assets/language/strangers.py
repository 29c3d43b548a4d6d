"""Strangers: people whom a sentence calls by their first name alone, as who listened knows them.

What belongs here: that. What does not: whom a name stands for (entities/), titles (assets.insights.persons).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assets.language.entities.known import given_names, known_labels

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_NAMES: Final = ("NNP", "NNPS")
# "Our Ida", "young Ida", "the Fred" say more, or name a thing.
_TELLING: Final = ("compound", "det", "amod", "poss", "nmod")


def speaks_of_stranger(doc: Doc) -> bool:
    """Tell whether a clause's subject is a lone first name ("So Ida has decided to stay").

    Of 1,800 claims read, ten had one, and none of these was clear alone. Where the recogniser alone takes a word for a
    person it is a thing as often: these are left.
    """
    return any(_is_lone_first_name(token) for token in doc if token.dep_ in _SUBJECTS)


def _is_lone_first_name(token: Token) -> bool:
    if token.lower_ not in given_names() or not token.text.istitle() or token.ent_type_ not in ("", "PERSON"):
        return False
    if token.lower_ in known_labels() or _is_named_before(token):
        return False
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.tag_ in _NAMES:
        return False
    return before is None or not (before.tag_ in _NAMES or (before.head == token and before.dep_ in _TELLING))


def _is_named_before(token: Token) -> bool:
    """Tell whether the sentence names somebody of that name in full before: "Ida Holm dug the canal, and Ida …"."""
    return any(word.lower_ == token.lower_ and word.nbor(1).tag_ in _NAMES for word in token.doc[: token.i])
