"""How two passages about the same thing stand to each other: the relation's name and a sentence that explains it.

What belongs here: which relation holds, and the words for it. What does not: finding pairs (neighbours.py), how alike
they are (likeness.py), whether they disagree (disagreement.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from assets.insights.disagreement import conflicting_figures, opposed_clauses
from assets.insights.likeness import settings
from assets.insights.statements import statements
from assets.insights.terms import stem, tokens, weight

# With so many of their weighted words in common two passages are one.
DUPLICATE: Final = 0.9
# By which modality something is held less firmly than asserted. What is predicted or supposed is said as firmly: of
# five pairs that differed in that and say nearly the same, readers took none for a qualification.
_LESS_FIRM: Final = "hedged"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two passages are, each from 0 to 1: `similarity` and `closeness` as likeness.py has them, and words."""

    similarity: float
    closeness: float
    words: float


def relation_of(one: Row, other: Row, likeness: Likeness, shared: Collection[str]) -> tuple[str, str]:
    """Return the relation (one of schema.RELATIONS) of a passage to a related one, and why, as a sentence.

    Args:
        one: a row of schema.PASSAGES.
        other: the related one.
        likeness: of the two.
        shared: names of the entities that both mention.
    """
    if _is_contained(one["quote"], other["quote"]):
        return "duplicate", "The same words."
    about = _about(one["quote"], other["quote"], shared)
    by_what = _contradiction(one["quote"], other["quote"])
    if by_what:
        return "contradicts", f"{about}{by_what}."
    # Asked after that: neither a figure nor a "not" counts among the words.
    if likeness.words >= DUPLICATE:
        return "duplicate", "The same words."
    least = settings()["least_closeness"]
    if likeness.closeness < least["supports"]:
        return "same_subject", f"{about}."
    if likeness.closeness < least["restates"]:
        return "supports", f"{about}; they point the same way."
    if (one["modality"] == _LESS_FIRM) != (other["modality"] == _LESS_FIRM):
        return "qualifies", f"{about}; one asserts what the other holds less firmly."
    if statements(one["quote"]).has("condition") != statements(other["quote"]).has("condition"):
        return "qualifies", f"{about}; one sets a condition that the other does not."
    return "restates", f"{about}; they say nearly the same."


def contradict(one: str, other: str) -> bool:
    """Tell whether the quotes of two related passages contradict each other."""
    return _contradiction(one, other) is not None


def _contradiction(one: str, other: str) -> str | None:
    """Return by what a passage contradicts a related one, as the end of a sentence; None where it does not."""
    mine, theirs = statements(one), statements(other)
    figures = conflicting_figures(mine, theirs)
    if figures:
        # Without "here" and "there": the edge is shown from both ends.
        return f", with different figures: {figures[0]} and {figures[1]}"
    return "; one affirms what the other denies" if opposed_clauses(mine, theirs) else None


def _is_contained(one: str, other: str) -> bool:
    mine, theirs = one.lower(), other.lower()
    return mine in theirs or theirs in mine


def _about(one: str, other: str, shared: Collection[str]) -> str:
    if shared:
        return f"Both speak of {listed(sorted(shared))}"
    both = statements(one).words & statements(other).words
    words = [word for word in dict.fromkeys(tokens(one)) if stem(word) in both]
    telling = sorted(words, key=lambda word: -weight(stem(word)))[:3]
    if not telling:
        return "They are near in meaning"
    return f"Both speak of {listed([f'“{word}”' for word in words if word in telling])}"


def listed(names: Collection[str]) -> str:
    """Return up to three names as words: "a, b and c"."""
    shown = list(names)[:3]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
