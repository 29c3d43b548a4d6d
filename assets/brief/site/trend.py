"""The trend of an entity as a drawing: a bar a week, in SVG that stands in the page.

What belongs here: the geometry. What does not: colours (static/style.css), which weeks are drawn (assets.brief.pages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assets.brief.pages import weekly_counts

# Units of the drawing's own coordinates; the page gives it a size.
HEIGHT: Final = 48
STEP: Final = 12
BAR: Final = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """The mentions of a week, and the rectangle that stands for them; a week without a mention is a line."""

    week_start: date
    mention_count: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Bars of the last weeks, the newest last."""

    bars: tuple[Bar, ...]
    width: int

    @property
    def mention_count(self) -> int:
        """Mentions in all the weeks together."""
        return sum(bar.mention_count for bar in self.bars)


def trend_of(weeks: Sequence[Mapping[str, Any]]) -> Trend | None:
    """Return the trend of some rows of `entity_trends`, None where there is none to see: in fewer than two weeks.

    Args:
        weeks: `week_start` and `mention_count`; weeks that are left out had no mention.
    """
    counts = weekly_counts(weeks)
    if len(counts) < 2:
        return None
    top = max(counts.values())
    bars = tuple(_bar(at, start, count, top) for at, (start, count) in enumerate(counts.items()))
    return Trend(bars, len(bars) * STEP)


def _bar(at: int, start: date, count: int, top: int) -> Bar:
    height = round(max(1.0, count / top * (HEIGHT - 2)), 1)
    return Bar(start, count, at * STEP, round(HEIGHT - height, 1), height)
