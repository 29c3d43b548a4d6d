"""What the vectors learn from: arguments and key points of ArgKP, sentence pairs of STS.

What belongs here: both as pairs of texts with what their cosine should say. What does not: learning from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from orchestration.evaluation.related import UNDECIDED, Side

HIGHEST_SCORE: Final = 5.0
# What the annotators were divided about is half a match, and counts half.
UNDECIDED_TARGET, UNDECIDED_WEIGHT = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, how much one says the other (0 to 1), and how much the pair counts."""

    one: str
    other: str
    target: float
    weight: float = 1.0


def judged_pairs(sides: Sequence[Side], *, with_undecided: bool) -> list[Pair]:
    """Return each argument with each key point of its side, as the annotators judged them."""
    found = []
    for side in sides:
        for row, argument in enumerate(side.arguments):
            for column, point in enumerate(side.key_points):
                label = int(side.labels[row, column])
                if label != UNDECIDED:
                    found.append(Pair(argument, point, float(label)))
                elif with_undecided:
                    found.append(Pair(argument, point, UNDECIDED_TARGET, UNDECIDED_WEIGHT))
    return found


def scored_pairs(pairs: Sequence[tuple[str, str, float]]) -> list[Pair]:
    """Return sentence pairs with their human scores, 0 to 5, as shares."""
    return [Pair(one, other, score / HIGHEST_SCORE) for one, other, score in pairs]
