"""Counts of all episodes: under which names and labels an entity was read, in which shows and episodes.

What belongs here: counting, and the label that follows from it. What does not: which entities are one (joins.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from assets.language.entities.canonical import entity_key, is_given
from assets.language.entities.known import known_labels
from assets.language.entities.overrides import Overrides
from assets.podcasts.identifiers import stable_id

Row = Mapping[str, Any]

# The share of mentions that has to speak for what a name is, where most took it for a person's.
FEWEST_OTHERS: Final = 0.05


@dataclass
class Entity:
    """An entity as it was read, in all shows or, where a person split its name, in one."""

    entity_id: str
    read_entity_id: str
    show_id: str | None
    names: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    shows: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    count: int = 0

    @cached_property
    def name(self) -> str:
        """The name that it is counted under most often."""
        return min(self.names, key=lambda name: (-self.names[name], name))

    @cached_property
    def key(self) -> str:
        """What the spellings of its name have in common."""
        return entity_key(self.name)


def counted(mentions: Iterable[Row], apart: Collection[str]) -> dict[str, Entity]:
    """Return the entities of mentions by their ids; a name whose key is to be kept apart has one in each show."""
    entities: dict[str, Entity] = {}
    for row in mentions:
        key, show = entity_key(row["read_name"]), row["show_id"]
        own_show = show if key in apart else None
        entity_id = stable_id("entity", key, show) if own_show else row["read_entity_id"]
        entity = entities.get(entity_id)
        if entity is None:
            entity = entities[entity_id] = Entity(entity_id, row["read_entity_id"], own_show)
        entity.names[row["read_name"]] += 1
        entity.labels[row["read_label"]] += 1
        entity.shows[show].add(row["episode_id"])
        entity.count += 1
    return entities


def label_of(entity: Entity, overrides: Overrides) -> tuple[str, str]:
    """Return the label of an entity and why it is that: decided by a person, listed, or given most often."""
    if entity.key in overrides.labels:
        return overrides.labels[entity.key], "label decided by an override"
    if entity.name in known_labels():
        return known_labels()[entity.name], "listed name"
    if is_given(entity.name):
        return "PERSON", "listed first name"
    label, votes = min(entity.labels.items(), key=lambda item: (-item[1], item[0]))
    return label, f"{label} in {votes} of {entity.count} mentions"


def label_of_nobody(entity: Entity, overrides: Overrides) -> tuple[str, str]:
    """Return the label of a lone word that was mostly taken for a person although nobody is known to have that name."""
    if entity.key in overrides.labels:
        return label_of(entity, overrides)
    others = {label: votes for label, votes in entity.labels.items() if label != "PERSON"}
    if sum(others.values()) < FEWEST_OTHERS * entity.count:
        return "OTHER", "nobody of this name is known"
    return min(others, key=lambda label: (-others[label], label)), "nobody of this name is known; the next best label"
