"""Choice: which windows of an episode are the most salient, none near a better one.

What belongs here: adding up features and what a reader of the words says, and picking. What does not: features
(features.py), reading (assets.insights.worth), titles (assets.insights.titles).

The features of all windows cost less than reading one; so the best by features are read, and told apart by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assets.insights.odds import salience_of
from assets.insights.salience.score import salience
from assets.insights.salience.spoken import Numbers, Row, Spoken
from assets.insights.salience.windows import Window, Windows, all_windows, window_at
from assets.insights.worth import is_clip

# Two passages of one turn lie at least so many sentences apart: next to each other they are one thought.
APART_SENTENCES: Final = 3


@dataclass(frozen=True, slots=True)
class Salient:
    """A window, the places of its first and last sentences, its salience, 0 to 1, and what else might be shown there.

    `others` are the windows that share a sentence with it, those with the better features first.
    """

    window: Window
    first: int
    last: int
    salience: float
    others: tuple[Window, ...]


def salient(episode: Spoken, claims: Sequence[Row], count: int) -> list[Salient]:
    """Return the windows of an episode that are worth reading, most salient first, none near another.

    Args:
        episode: its sentences.
        claims: rows of language.schema.CLAIMS of the episode.
        count: how many are read, at most: those with the best features. Reading one takes 23 ms.
    """
    windows = all_windows(episode)
    scores = salience(episode, windows, claims)
    ranked = np.lexsort((windows.last, windows.first, -scores)).tolist()
    found = [_read(episode, windows, scores, place, ranked) for place in _best(episode, windows, ranked, count)]
    return sorted(found, key=lambda one: (-one.salience, one.first, one.last))


def _read(episode: Spoken, windows: Windows, scores: Numbers, place: int, ranked: Sequence[int]) -> Salient:
    first, last = int(windows.first[place]), int(windows.last[place])
    window = _window(episode, windows, place)
    others = [
        _window(episode, windows, other)
        for other in ranked
        if other != place and windows.first[other] <= last and first <= windows.last[other]
    ]
    by_words = is_clip(window.quote)
    return Salient(window, first, last, salience_of(float(scores[place]), by_words), tuple(others))


def _best(episode: Spoken, windows: Windows, ranked: Sequence[int], count: int) -> Iterator[int]:
    """Give the places of the best by their features, none near a better one, none that says the same words again."""
    taken: list[int] = []
    said: set[str] = set()
    for place in ranked:
        if len(taken) == count:
            return
        if any(_is_near(episode, windows, place, other) for other in taken):
            continue
        words = _window(episode, windows, place).quote.lower()
        if words not in said:
            taken.append(place)
            said.add(words)
            yield place


def _window(episode: Spoken, windows: Windows, place: int) -> Window:
    return window_at(episode, int(windows.first[place]), int(windows.last[place]))


def _is_near(episode: Spoken, windows: Windows, place: int, other: int) -> bool:
    first, other_first = int(windows.first[place]), int(windows.first[other])
    between = max(first - int(windows.last[other]), other_first - int(windows.last[place])) - 1
    return bool(episode.turn_of[first] == episode.turn_of[other_first] and between < APART_SENTENCES)
