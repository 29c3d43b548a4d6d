"""Whether a likely pair of passages is an edge: read together, or by different figures about what both name.

What belongs here: that. What does not: finding likely pairs and choosing among edges (neighbours.py), what an edge is
called (relations.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from assets.insights.disagreement import conflicting_figures
from assets.insights.relations import Likeness
from assets.insights.scorers import settings, similarity_read
from assets.insights.statements import statements
from assets.insights.together import about_the_same

# So many pairs of a passage are read together at most, which bounds what a passage costs. Of the corpus one passage in
# a hundred has more.
MOST_READ: Final = 12

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages by their places in the archive, the one that looked first, and how alike they are."""

    one: int
    other: int
    likeness: Likeness


class EdgeReader:
    """Tells of the pairs of one passage, asked in the order of their similarity, which are edges."""

    def __init__(self, passage_at: Callable[[int], Row]) -> None:
        """Take what gives the passage at a place, as far as neighbours.TOLD goes."""
        self._passage_at = passage_at
        self._left = MOST_READ

    def edge_of(self, pair: Pair) -> Pair | None:
        """Return a pair that is an edge, as sure as it is once it was read; None where it is none."""
        one, other = self._passage_at(pair.one), self._passage_at(pair.other)
        before = pair.likeness.similarity
        if self._left > 0:
            self._left -= 1
            sure = similarity_read(before, about_the_same(one["quote"], other["quote"]))
            if sure >= settings()["least_similarity"]:
                return replace(pair, likeness=replace(pair.likeness, similarity=sure))
        return pair if before >= settings()["least_to_contradict"] and _conflict(one, other) else None


def _conflict(one: Row, other: Row) -> bool:
    """Tell whether two passages, less alike than others, name something in common and give different figures.

    It is slow to tell, and asked last. Of two pairs that came in otherwise, by a denial and by words alone, both were
    false when read.
    """
    if not {*(one["entity_ids"] or ())} & {*(other["entity_ids"] or ())}:
        return False
    return conflicting_figures(statements(one["quote"]), statements(other["quote"])) is not None
