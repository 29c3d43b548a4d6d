"""What "will", "would" and "could" say of what is or was so: habits, ability, and what came later in history.

What belongs here: the readings of these words that put nothing in doubt and foretell nothing. What does not: those that
do (modality.py), "would" under a condition (conditions.py).
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from assets.language.modal_clauses import FIRST_PERSON, ModalClause, gets_more, modal_words

_BE: Final = frozenset("be is are was were been being 's 're 'm become becomes became have has change changes".split())
# What happens to things once, and is no act of theirs whenever it is asked: "prices will fall".
_COURSES: Final = frozenset(
    "rise fall grow shrink drop decline increase decrease double triple halve collapse crash melt vanish disappear "
    "survive die win lose continue remain stay end reach exceed fail succeed".split()
)


def is_hindsight(clause: ModalClause, aux: Token) -> bool:
    """Tell whether what "would" or "could" says was so: "he would go on to", "in 1812 he would"; not "would have"."""
    if any(child.lower_ == "have" for child in aux.head.children):
        return False
    return clause.phrase("hindsight") is not None


def is_habit(clause: ModalClause) -> bool:
    """Tell whether "will" says what a thing or anybody does whenever: an act, at no time that is told."""
    verb = clause.verbs[-1]
    if clause.phrase("times") or clause.person in FIRST_PERSON or verb.lower_ in _BE | _COURSES or gets_more(verb):
        return False
    if clause.phrase("each_time") or _enables(verb):
        return True
    return (
        clause.subject is not None and clause.subject.tag_ not in ("NNP", "NNPS") and clause.person not in ("he", "she")
    )


def _enables(verb: Token) -> bool:
    """Tell of what a thing lets anybody do, which has a name and does so whenever: "Holm's oven will let you bake"."""
    objects = (
        word
        for child in verb.children
        for word in (child, *child.children)
        if child.dep_ in ("dobj", "dative", "ccomp") and word.i > verb.i
    )
    return verb.lower_ in modal_words("enabling") and any(word.lower_ == "you" for word in objects)


def is_ability(clause: ModalClause) -> bool:
    """Tell whether "could" says what anybody is able to do: "you could bake with rye"; not "you could lose"."""
    verb = clause.verbs[-1]
    return clause.person == "you" and verb.lower_ not in _BE | _COURSES | modal_words("befalling")
