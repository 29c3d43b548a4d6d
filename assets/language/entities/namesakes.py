"""Namesakes: whom a first or last name alone means.

What belongs here: people who go by one name. What does not: an episode's own people, whom canonical.py knows already.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from assets.language.entities.canonical import entity_key
from assets.language.entities.joins import Joins
from assets.language.entities.known import given_names

# A lone name means the one of its namesakes who is in this many times the episodes of the next; less is a guess.
DOMINANT: Final = 3
FEWEST_EPISODES: Final = 2

# Entities of people by a word of their name, each with the number of its episodes.
Namesakes = dict[str, Counter[str]]


def join_lone_names(joins: Joins, people: Iterable[tuple[str, str]]) -> None:
    """Join a lone name with the person whom it means in its show, or in all shows if it is no common first name."""
    in_show = _namesakes(joins, people)
    anywhere: Namesakes = defaultdict(Counter)
    for namesakes in in_show.values():
        for word, counts in namesakes.items():
            anywhere[word].update(counts)
    for entity in joins.ranked:
        word = entity.name.casefold()
        meant, where = None, "in this show"
        if joins.is_lone(entity) and len(entity.shows) == 1:
            meant = _dominant(in_show[next(iter(entity.shows))][word])
        if joins.is_lone(entity) and meant is None and word not in given_names():
            meant, where = _dominant(anywhere[word]), "in all shows"
        if meant:
            joins.join(entity.entity_id, meant, f"{joins.entities[meant].name} is who has this name {where}")


def _namesakes(joins: Joins, people: Iterable[tuple[str, str]]) -> dict[str, Namesakes]:
    """Return, by show, who has a word as the first or last of their names."""
    named: dict[str, Namesakes] = defaultdict(lambda: defaultdict(Counter))
    listed: dict[str, Namesakes] = defaultdict(lambda: defaultdict(Counter))

    def count(found: dict[str, Namesakes], entity_id: str, name: str, show: str, episodes: int) -> None:
        words = name.casefold().split()
        for word in {words[0], words[-1]}:
            found[show][word][joins.whole(entity_id)] += episodes

    for entity in joins.ranked:
        if joins.labels[entity.entity_id] == "PERSON" and " " in entity.name:
            for show, episodes in entity.shows.items():
                count(named, entity.entity_id, entity.name, show, len(episodes))
    for show, name in people:
        entity_id = joins.by_key.get(entity_key(name))
        if entity_id and " " in name:
            count(listed, entity_id, name, show, 1)
    # Who is listed for an episode is as a rule named in it, too: the two are no two episodes.
    for show, namesakes in listed.items():
        for word, counts in namesakes.items():
            named[show][word] |= counts
    return named


def _dominant(namesakes: Counter[str]) -> str | None:
    """Return the one of the namesakes who is meant, if that is beyond doubt."""
    ranked = sorted(namesakes, key=lambda one: (-namesakes[one], one))
    if not ranked:
        return None
    next_best = namesakes[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if namesakes[ranked[0]] >= max(FEWEST_EPISODES, DOMINANT * next_best) else None
