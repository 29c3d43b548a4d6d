"""What was sent under another key: its episode was read anew, and a word of the quote is another.

What belongs here: telling by the words that it is the same. What does not: the ledger (orchestration.briefing.ledger).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from assets.brief.words import tokens

# Two quotes of an episode are one passage where the shorter shares so much of its runs of three words. Chosen, not
# measured: where each word stays the same with a chance of nine in ten, seven in ten runs of three do.
_SHARED: Final = 0.3
_RUN: Final = 3

Runs: TypeAlias = frozenset[tuple[str, ...]]
# By the title of the show and the time of the episode: keys of insights, and their runs of words.
Said: TypeAlias = Mapping[tuple[str, datetime], Sequence[tuple[str, Runs]]]


def said_in(insights: Iterable[Mapping[str, Any]]) -> Said:
    """Return what insights say, by episode.

    Args:
        insights: with `insight_id`, `show_title`, `published_at` and `quote`.
    """
    said: dict[tuple[str, datetime], list[tuple[str, Runs]]] = {}
    for row in insights:
        said.setdefault((row["show_title"], row["published_at"]), []).append((row["insight_id"], _runs(row["quote"])))
    return said


def renewed_as(row: Mapping[str, Any], said: Said) -> str | None:
    """Return which insight says what was sent, a row as of `said_in`; None where none does."""
    found = said.get((row["show_title"], row["published_at"]), ())
    runs = _runs(row["quote"]) if found else frozenset()
    best, share = None, _SHARED
    for insight_id, others in found:
        shared = len(runs & others) / max(1, min(len(runs), len(others)))
        if shared > share:
            best, share = insight_id, shared
    return best


def _runs(quote: str) -> Runs:
    words = tokens(quote)
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
