"""How two passages stand to each other: the relation's name and a sentence that explains it.

What belongs here: the rules for a pair. What does not: finding pairs (neighbours.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

# Cosines of the vectors; of random pairs of passages 1 % lie above .45, 0.1 % above .55, 0.01 % above .64 (measured).
DUPLICATE: Final = 0.93
RESTATES: Final = 0.75
SAME_CLAIM: Final = 0.57

Row = Mapping[str, Any]


def relation_of(one: Row, other: Row, cosine: float, shared: Collection[str]) -> tuple[str, str]:
    """Return the relation (one of schema.RELATIONS) of a passage to a related one, and why, as a sentence.

    Args:
        one: a row of schema.PASSAGES.
        other: the related one.
        cosine: of their vectors.
        shared: names of the entities that both mention.
    """
    about = f"Both speak of {_listed(sorted(shared))}" if shared else "They are near in meaning"
    if one["quote"].lower() == other["quote"].lower() or cosine >= DUPLICATE:
        return "duplicate", "The same words."
    clash = _conflict(one["numbers"], other["numbers"])
    if shared and cosine >= SAME_CLAIM and clash:
        return "contradicts", f"{about}, with different numbers: {clash[0]} here, {clash[1]} there."
    if shared and cosine >= SAME_CLAIM and one["polarity"] != other["polarity"]:
        return "contradicts", f"{about}; one affirms what the other denies."
    if cosine >= RESTATES:
        return "restates", f"{about}; they say nearly the same."
    if cosine >= SAME_CLAIM:
        if (one["modality"] == "asserted") != (other["modality"] == "asserted"):
            return "qualifies", f"{about}; one asserts what the other holds less firmly."
        return "supports", f"{about}; they point the same way."
    return "same_subject", f"{about}."


def _conflict(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """Return two quantities of the same unit with different values, where they have no value of that unit in common."""
    for mine in one:
        unit = mine.partition(" ")[2]
        same_unit = [quantity for quantity in other if unit and quantity.partition(" ")[2] == unit]
        if same_unit and mine not in same_unit:
            return mine, same_unit[0]
    return None


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:3])
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
