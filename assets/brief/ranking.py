"""Choosing a day's insights for every subscriber.

What belongs here: what an insight is worth to a subscriber, and the greedy choice. What does not: the score (the
warehouse), how wishes are matched (interest.py), why a row is there in words (reasons.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from assets.brief.interest import Embed, Match, Wish, interest_of, match_wishes, muted_places, wishes_of
from assets.brief.pool import Floats, Pool, places_of
from assets.brief.reasons import reasons_of
from assets.brief.stories import what_is_new
from assets.brief.subscribers import Subscriber

MOST_A_DAY: Final = 5
# Of one show, while other shows have enough, unless the subscriber says otherwise.
MOST_PER_SHOW: Final = 2
# An insight is shown with two related ones: of two that are worth alike, the one that has them comes first; one that
# has none must be worth .15 more. No more than that: over five shows and two years four in a hundred have two,
# and these are not the most worth knowing. That another agrees or disagrees is worth something by itself.
LEAST_RELATED: Final = 2

# An insight is worth its score, 0 to 1, and what follows. Older than a week, then than a month: news comes first, but
# what a subscriber asked for may be some weeks old; an old story comes when there is nothing else.
FRESH_DAYS, STALE_DAYS = 7, 30
_STALE, _OLD, _ALONE, _ANSWERED = -1.2, -6.0, -0.15, 0.1
_INTEREST: Final = 2.5
# One of less salience fills a place only where nothing better is left, however old: of 25 that have up to .15 less two
# readers found .36 worth knowing and clear, of 13 that have more .58 (of episodes that nothing was learned from).
# What others agree or disagree with may have less.
LEAST_SALIENCE, LEAST_ANSWERED = 0.6, 0.45
# To be like one that is chosen costs up to this, and each one of its show that is chosen this.
_LIKENESS, _SAME_SHOW = 0.5, 0.1
# Two passages with a cosine up to this have no more in common than a subject: of random pairs 1 % lie above.
_UNLIKE: Final = 0.45
# The greedy choice compares this many of the best; more only where these do not suffice.
_COMPARED: Final = 200

Mask: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Told:
    """What a subscriber was sent on other days: insights, and rows of schema.DAILY_BRIEF by cluster as of this day."""

    insight_ids: frozenset[str] = frozenset()
    stories: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a brief: whose, which place of the pool, and what it is to that subscriber."""

    subscriber_id: str
    rank: int
    place: int
    interest: float
    what_is_new: str | None
    reasons: list[str]


def choose_briefs(
    pool: Pool,
    subscribers: Sequence[Subscriber],
    told: Mapping[str, Told],
    *,
    brief_date: date,
    embed: Embed,
    entity_names: Mapping[str, Sequence[str]],
) -> Iterator[Choice]:
    """Choose a day's brief for each subscriber, best first.

    What is worth most to the subscriber is taken in turn: score, interest, freshness and company against likeness to
    what is taken already. Never: what they mute, what they were sent, two of one cluster, a story that they were told
    unless it brings something new, what was published after their day had ended. Of one show two at most while other
    shows have enough, or as many as the subscriber says. What is neither salient nor asked for comes last.

    Args:
        pool: the day's candidates.
        subscribers: whose briefs to choose.
        told: what each was sent on other days, by subscriber; who is missing was sent nothing.
        brief_date: the day.
        embed: makes vectors of subjects, as those of the pool were made.
        entity_names: names by entity, for what is new.

    Yields:
        At most five choices a subscriber, in the order of the subscribers.
    """
    wishes = {subscriber.id: wishes_of(subscriber) for subscriber in subscribers}
    matches = match_wishes(pool, {wish for own in wishes.values() for wish in own}, embed)
    base = _base(pool)
    least = np.where(pool.answer_counts > 0, LEAST_ANSWERED, LEAST_SALIENCE)
    in_time = {zone: _in_time(pool, brief_date, zone) for zone in {subscriber.time_zone for subscriber in subscribers}}
    for subscriber in subscribers:
        own = {wish: matches[wish] for wish in wishes[subscriber.id] if wish in matches}
        interest = interest_of(len(pool), list(own.values()))
        news = _news(pool, told.get(subscriber.id, Told()), entity_names)
        allowed = in_time[subscriber.time_zone] & _allowed(pool, subscriber, news)
        is_worth = (pool.saliences >= least) | (interest > 0)
        taken = _greedy(pool, base + _INTEREST * interest, allowed, is_worth, subscriber.most_per_show)
        for rank, place in enumerate(taken, start=1):
            yield Choice(
                subscriber_id=subscriber.id,
                rank=rank,
                place=place,
                interest=round(float(interest[place]), 4),
                what_is_new=news.get(place),
                reasons=reasons_of(pool.rows[place], [wish for wish in own if _meets(own, wish, place)]),
            )


def _base(pool: Pool) -> Floats:
    """Return what each candidate is worth to anybody."""
    age = np.where(pool.ages < FRESH_DAYS, 0.0, np.where(pool.ages < STALE_DAYS, _STALE, _OLD))
    lacking = np.maximum(0, LEAST_RELATED - pool.related_counts) / LEAST_RELATED
    answered = _ANSWERED * (pool.answer_counts > 0)
    worth: Floats = (pool.scores + age + _ALONE * lacking + answered).astype(np.float32)
    return worth


def _in_time(pool: Pool, brief_date: date, zone: str) -> Mask:
    """Tell of each candidate whether it was published before the day ended in a time zone."""
    end = datetime.combine(brief_date + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    before: Mask = pool.published < np.datetime64(end.replace(tzinfo=None), "us")
    return before


def _news(pool: Pool, told: Told, entity_names: Mapping[str, Sequence[str]]) -> dict[int, str | None]:
    """Return what is new in each candidate that was sent, or of whose story something was; None: nothing."""
    news: dict[int, str | None] = {}
    for cluster, rows in told.stories.items():
        for place in places_of(pool.by_cluster, cluster).tolist():
            news[place] = what_is_new(pool.rows[place], rows, entity_names)
    sent = (pool.by_insight[insight_id] for insight_id in told.insight_ids if insight_id in pool.by_insight)
    return news | dict.fromkeys(sent)


def _allowed(pool: Pool, subscriber: Subscriber, news: Mapping[int, str | None]) -> Mask:
    allowed: Mask = np.ones(len(pool), dtype=np.bool_)
    for places in muted_places(pool, subscriber):
        allowed[places] = False
    allowed[[place for place, new in news.items() if new is None]] = False
    return allowed


def _greedy(pool: Pool, worth: Floats, allowed: Mask, is_worth: Mask, most_per_show: int | None) -> list[int]:
    """Take the best in turn, first within the limits that can give way, then without them."""
    order = np.argsort(-np.where(allowed, worth, -np.inf), kind="stable")[: int(allowed.sum())]
    cap = most_per_show or MOST_PER_SHOW
    loose = most_per_show or MOST_A_DAY
    lately = pool.ages < STALE_DAYS
    everything = np.ones(len(pool), dtype=np.bool_)
    taken: list[int] = []
    for offered in (lately & is_worth, is_worth, lately, everything):
        places = order[offered[order]]
        for most in (cap, loose):
            for part in (places[:_COMPARED], places) if len(places) > _COMPARED else (places,):
                _take(pool, worth, part, most, taken)
    return taken


def _take(pool: Pool, worth: Floats, places: npt.NDArray[np.intp], most_per_show: int, taken: list[int]) -> None:
    """Add to `taken` from these places, until it is full or nothing is left that may be added."""
    clusters, shows = pool.clusters[places], pool.shows[places]
    while len(taken) < MOST_A_DAY:
        free = ~np.isin(clusters, pool.clusters[taken])
        counts = np.zeros(len(places), dtype=np.intp)
        for place in taken:
            counts += shows == pool.shows[place]
        free &= counts < most_per_show
        if not free.any():
            return
        value = worth[places] - _SAME_SHOW * counts - _LIKENESS * _likeness(pool, places, taken)
        taken.append(int(places[np.argmax(np.where(free, value, -np.inf))]))


def _likeness(pool: Pool, places: npt.NDArray[np.intp], taken: Sequence[int]) -> Floats:
    """Return how like the most similar of those taken each is, 0 to 1."""
    if not taken:
        return np.zeros(len(places), dtype=np.float32)
    cosines = pool.vectors[places] @ pool.vectors[list(taken)].T
    likeness: Floats = np.clip((cosines.max(axis=1) - _UNLIKE) / (1 - _UNLIKE), 0, 1)
    return likeness


def _meets(own: Mapping[Wish, Match], wish: Wish, place: int) -> bool:
    places = own[wish].places
    at = int(np.searchsorted(places, place))
    return at < len(places) and int(places[at]) == place
