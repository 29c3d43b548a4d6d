"""Interest: how much each candidate meets what a subscriber asked for.

What belongs here: matching wishes with candidates. What does not: how much an interest counts against a score
(ranking.py).

A wish is matched once a day, however many subscribers share it, and only the few candidates that it meets are kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from assets.brief.names import asked_keys
from assets.brief.pool import Floats, Index, Places, Pool, places_of
from assets.brief.subscribers import Subscriber
from assets.brief.words import tokens

Kind: TypeAlias = Literal["interest", "subject", "show", "person"]
Embed: TypeAlias = Callable[[Sequence[str]], Floats]

# What a wish that is met in full counts, 0 to 1; several add up as independent chances.
_WEIGHTS: Final[dict[Kind, float]] = {"interest": 0.7, "subject": 0.7, "show": 0.4, "person": 0.6}
# A subject is met half by its words and half by its meaning; less than this is chance.
LEAST_MATCH: Final = 0.25
# Meaning counts by how far a cosine stands out among the day's: from the first number of standard deviations on, fully
# at the second. Of chance alone one in 160 lies above the first, whatever model makes the vectors.
_STANDS_OUT: Final = (2.5, 5.0)
_REASONS: Final[dict[Kind, str]] = {
    "interest": "about {}, an interest of yours",
    "subject": "on your subject: {}",
    "show": "from {}, which you follow",
    "person": "by or quoting {}, whom you follow",
}
_BLOCK: Final = 256


@dataclass(frozen=True, slots=True)
class Match:
    """The candidates that meet a wish: their places, ascending, and how much each meets it, 0 to 1."""

    places: Places
    shares: Floats


Wish: TypeAlias = tuple[Kind, str]


def wishes_of(subscriber: Subscriber) -> list[Wish]:
    """Return what a subscriber asked for, in the order in which it is given as a reason."""
    return [
        *(("interest", text) for text in subscriber.interests),
        *(("subject", text) for text in subscriber.subjects),
        *(("person", text) for text in subscriber.followed_people),
        *(("show", text) for text in subscriber.followed_shows),
    ]


def match_wishes(pool: Pool, wishes: Collection[Wish], embed: Embed) -> dict[Wish, Match]:
    """Match every wish with the pool; those that nothing meets are left out: all, on a day without candidates.

    Args:
        pool: the day's candidates.
        wishes: of all subscribers, each once or more.
        embed: makes unit vectors of texts, as those of the pool were made.
    """
    if len(pool) == 0:
        return {}
    found: dict[Wish, Match] = {}
    subjects = sorted({text for kind, text in wishes if kind == "subject"})
    for begin in range(0, len(subjects), _BLOCK):
        block = subjects[begin : begin + _BLOCK]
        for text, meanings in zip(block, _meanings(pool, embed(block)), strict=True):
            found["subject", text] = _subject(pool, text, meanings)
    indexes: dict[Kind, Index] = {"interest": pool.by_entity, "show": pool.by_show, "person": pool.by_person}
    for kind, text in set(wishes):
        if kind != "subject":
            places = _named(indexes[kind], text)
            found[kind, text] = Match(places, np.full(len(places), _WEIGHTS[kind], dtype=np.float32))
    return {wish: match for wish, match in found.items() if len(match.places)}


def interest_of(size: int, matches: Sequence[Match]) -> Floats:
    """Return how much each of `size` candidates meets these wishes together, 0 to 1."""
    missed = np.ones(size, dtype=np.float32)
    for match in matches:
        missed[match.places] *= 1 - match.shares
    return np.subtract(1, missed, dtype=np.float32)


def reason_of(wish: Wish) -> str:
    """Return a wish that is met as a reason, in words to the subscriber."""
    kind, text = wish
    return _REASONS[kind].format(text)


def muted_places(pool: Pool, subscriber: Subscriber) -> list[Places]:
    """Return the places of what the subscriber never wants: shows by title, key or address of the feed; people."""
    return [
        *(places_of(pool.by_show, key) for text in subscriber.muted_shows for key in asked_keys(text)),
        *(places_of(pool.by_person, key) for text in subscriber.muted_people for key in asked_keys(text)),
    ]


def _named(index: Index, text: str) -> Places:
    """Return where a name stands, ascending, as it is written or as names are compared."""
    return np.unique(np.concatenate([places_of(index, key) for key in asked_keys(text)]))


def _meanings(pool: Pool, vectors: Floats) -> Floats:
    """Return how much each text's meaning is each candidate's, 0 to 1: shape (texts, candidates)."""
    cosines = vectors @ pool.vectors.T
    spread = np.maximum(cosines.std(axis=1, keepdims=True), 1e-6)
    stands_out = (cosines - cosines.mean(axis=1, keepdims=True)) / spread
    first, full = _STANDS_OUT
    shares: Floats = np.clip((stands_out - first) / (full - first), 0, 1).astype(np.float32)
    return shares


def _subject(pool: Pool, text: str, meanings: Floats) -> Match:
    """Match a subject: half by the share of its words, the rarer the weightier, half by meaning."""
    shares = meanings / 2
    weights = {word: math.log(1 + len(pool) / (1 + len(places_of(pool.by_word, word)))) for word in set(tokens(text))}
    total = sum(weights.values())
    for word, weight in sorted(weights.items()):
        shares[places_of(pool.by_word, word)] += weight / total / 2
    places = np.flatnonzero(shares >= LEAST_MATCH)
    return Match(places, (shares[places] * _WEIGHTS["subject"]).astype(np.float32))
