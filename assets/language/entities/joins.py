"""Joins: which entities are part of which, and why.

What belongs here: the record of joins, and those by spelling, by acronym, by a person's decision. What does not: people
who go by one name (namesakes.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from assets.language.entities.counts import Entity, Row
from assets.language.entities.known import known_labels
from assets.language.entities.overrides import Overrides

# How often an acronym has to stand beside its words, as in "Large Language Model (LLM)", and how near, in characters.
FEWEST_PAIRINGS: Final = 2
NEAR: Final = 6
# What has no plural.
_SINGULAR: Final = frozenset({"PERSON", "GPE", "DATE", "MONEY"})


class Joins:
    """Entities joined so far: each may point to the one that it is part of, with the reason."""

    def __init__(self, entities: Mapping[str, Entity], labels: Mapping[str, str], overrides: Overrides) -> None:
        self.entities = entities
        self.labels = labels
        self.overrides = overrides
        # The most frequent first: everything is decided in this order, whatever the order of mentions was.
        self.ranked = sorted(entities.values(), key=lambda entity: (-entity.count, entity.entity_id))
        self.by_key = {entity.key: entity.entity_id for entity in reversed(self.ranked)}
        self._into: dict[str, tuple[str, str]] = {}

    def join(self, part: str, whole: str, reason: str) -> None:
        """Make one entity part of another, unless it already is, or the other is part of it, or it is kept apart."""
        whole = self.whole(whole)
        is_free = part not in self._into and whole != part
        if is_free and self.entities[part].key not in self.overrides.apart:
            self._into[part] = (whole, reason)

    def free(self, part: str) -> None:
        """Undo a join."""
        self._into.pop(part, None)

    def whole(self, entity_id: str) -> str:
        """Return the entity that an entity is part of in the end: itself, if of none."""
        while entity_id in self._into:
            entity_id = self._into[entity_id][0]
        return entity_id

    def joined(self) -> frozenset[str]:
        """Return the entities that are part of another, or have parts."""
        return frozenset(self._into) | {whole for whole, _reason in self._into.values()}

    def reason(self, entity_id: str) -> str | None:
        """Return why an entity is part of another."""
        return self._into[entity_id][1] if entity_id in self._into else None

    def is_lone(self, entity: Entity) -> bool:
        """Tell whether an entity is a person known by a first or last name alone."""
        return self.labels[entity.entity_id] == "PERSON" and " " not in entity.name


def join_spellings(joins: Joins) -> None:
    """Join plurals with their singulars, one spelling with another, and what was rarely taken for a person."""
    lone: Counter[str] = Counter()
    others: dict[str, Entity] = {}
    for entity in joins.ranked:
        if joins.is_lone(entity):
            lone[entity.key] += entity.count
        else:
            others.setdefault(entity.key, entity)
    for entity in joins.ranked:
        first = others.get(entity.key)
        if first and not joins.is_lone(entity):
            joins.join(entity.entity_id, first.entity_id, f"another spelling of {first.name}")
        elif first and first.count >= lone[entity.key]:
            joins.join(entity.entity_id, first.entity_id, f"{first.name} is mostly no person")
        singular = joins.by_key.get(entity.key[:-1]) if entity.key.endswith("s") and len(entity.key) > 3 else None
        if singular and _may_be_plural(joins, entity, singular):
            part, whole = _ascending(joins, entity.entity_id, singular)
            joins.join(part, whole, f"another number of {joins.entities[whole].name}")


def _ascending(joins: Joins, one: str, other: str) -> tuple[str, str]:
    """Return two entities, the less frequent first; of equals the other stands last."""
    return (one, other) if joins.entities[one].count <= joins.entities[other].count else (other, one)


def _may_be_plural(joins: Joins, entity: Entity, singular: str) -> bool:
    kinds = {joins.labels[entity.entity_id], joins.labels[singular]}
    # "Asus" is no number of "ASU".
    is_same_word = entity.name[:-1].casefold() == entity.name[:-1] or entity.name[:-1] == joins.entities[singular].name
    return not kinds & _SINGULAR and entity.name not in known_labels() and is_same_word


def join_acronyms(joins: Joins, mentions: Sequence[Row]) -> None:
    """Join acronyms with what they stand for, the more frequent keeping its name."""
    for (short, long), count in sorted(_pairings(mentions).items(), key=lambda item: (-item[1], item[0])):
        is_known = short in joins.entities and long in joins.entities
        if is_known and count >= FEWEST_PAIRINGS and joins.labels[long] != "PERSON":
            part, whole = _ascending(joins, short, long)
            joins.join(part, whole, f"stands beside {joins.entities[whole].name} in {count} places")


def _pairings(mentions: Sequence[Row]) -> Counter[tuple[str, str]]:
    """Count entities of which one stands right beside the other and is its acronym."""
    ordered = sorted(mentions, key=lambda row: (row["segment_id"], row["char_start"]))
    found: Counter[tuple[str, str]] = Counter()
    for before, after in pairwise(ordered):
        near = before["segment_id"] == after["segment_id"] and after["char_start"] - before["char_end"] <= NEAR
        for short, long in ((after, before), (before, after)) if near else ():
            if is_acronym(short["read_name"], long["read_name"]):
                found[short["read_entity_id"], long["read_entity_id"]] += 1
    return found


def is_acronym(short: str, long: str) -> bool:
    """Tell whether a name is made of the initials of another; a plural's s and small words do not count."""
    letters = short[:-1] if short.endswith("s") and len(short) > 2 else short
    initials = [word[0].upper() for word in long.replace("-", " ").split() if word[0].isalnum()]
    great = [word[0] for word in long.split() if word[0].isupper()]
    return letters.isupper() and len(letters) > 1 and len(initials) > 1 and list(letters) in (initials, great)


def join_as_decided(joins: Joins) -> None:
    """Join what a person says is one."""
    for entity in joins.ranked:
        whole = joins.by_key.get(joins.overrides.merges.get(entity.key, ""))
        if whole:
            joins.free(entity.entity_id)
            joins.join(entity.entity_id, whole, "merged by an override")
