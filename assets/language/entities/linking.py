"""Linking: which names of the whole archive mean one thing, what it is called and what kind of thing it is.

What belongs here: the order of the steps and the decisions that come of them. What does not: the steps (counts.py,
joins.py, namesakes.py); spelling and an episode's own people (canonical.py).

Reading an episode gives each mention an entity of its own show or of all shows. Here entities are joined where there is
evidence that they are one; nothing that is read depends on it, so a new day changes no older reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assets.language.entities.canonical import is_given
from assets.language.entities.counts import Entity, Row, counted, label_of, label_of_nobody
from assets.language.entities.joins import Joins, join_acronyms, join_as_decided, join_spellings
from assets.language.entities.namesakes import join_lone_names
from assets.language.entities.overrides import Overrides


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an entity as read, in one show or (None) in all.

    `entity_id` is the entity that it is part of, None if it is dropped.
    """

    read_entity_id: str
    show_id: str | None
    entity_id: str | None
    entity_name: str
    label: str
    reason: str


def link(mentions: Iterable[Row], people: Iterable[tuple[str, str]], overrides: Overrides) -> list[Decision]:
    """Decide for every entity that was read.

    Args:
        mentions: read_entity_id, read_name, read_label, show_id, episode_id, segment_id, char_start, char_end.
        people: show_id and full name of everybody in an episode, once an episode.
        overrides: what a person has decided; it goes before everything else.

    Returns:
        A decision for each read_entity_id (and show, where it is split), in their order.
    """
    rows = list(mentions)
    entities = counted(rows, overrides.apart)
    labels = {entity.entity_id: label_of(entity, overrides) for entity in entities.values()}
    joins = Joins(entities, {entity_id: label for entity_id, (label, _reason) in labels.items()}, overrides)
    join_spellings(joins)
    join_acronyms(joins, rows)
    join_lone_names(joins, people)
    join_as_decided(joins)
    joined = joins.joined()
    for entity in joins.ranked:
        if joins.is_lone(entity) and entity.entity_id not in joined and not is_given(entity.name):
            labels[entity.entity_id] = label_of_nobody(entity, overrides)
    decisions = [_decision(joins, entity, labels[joins.whole(entity.entity_id)]) for entity in joins.ranked]
    return sorted(decisions, key=lambda decision: (decision.read_entity_id, decision.show_id or ""))


def _decision(joins: Joins, entity: Entity, label: tuple[str, str]) -> Decision:
    whole = joins.entities[joins.whole(entity.entity_id)]
    is_dropped = bool({entity.key, whole.key} & joins.overrides.dropped)
    reason = joins.reason(entity.entity_id) or label[1]
    return Decision(
        entity.read_entity_id,
        entity.show_id,
        None if is_dropped else whole.entity_id,
        joins.overrides.names.get(whole.key, whole.name),
        label[0],
        "dropped by an override" if is_dropped else reason,
    )
