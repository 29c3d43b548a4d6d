"""What the vectors learn from: arguments and key points of ArgKP, sentence pairs of STS.

What belongs here: reading them and laying them out in batches. What does not: learning from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
import torch

from orchestration.evaluation.related import UNDECIDED, Side

# A side, and the places of some of its arguments.
Portion: TypeAlias = tuple[Side, list[int]]


@dataclass(frozen=True, slots=True)
class Round:
    """How long, how fast and in what portions to learn.

    A batch holds parts of `topics` topics, each with about `arguments` arguments, and `pairs` sentence pairs, which
    count `pair_share` beside them. `dropout` is the share of what layers compute that is left out.
    """

    epochs: int
    rate: float
    topics: int
    arguments: int
    pairs: int
    pair_share: float
    dropout: float
    seed: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Arguments and key points of some topics, both stances, and sentence pairs with their human scores, 0 to 5.

    `labels` has a row for each argument and a column for each key point: 1 they match, 0 they do not, -1 undecided or
    of other sides; `same_side` tells these two apart.
    """

    arguments: list[str]
    key_points: list[str]
    labels: torch.Tensor
    same_side: torch.Tensor
    first: list[str]
    second: list[str]
    scores: torch.Tensor


def batches(sides: Sequence[Side], pairs: Sequence[tuple[str, str, float]], part: Round) -> list[Batch]:
    """Return the batches of a round, topics mixed; pairs are drawn in turn."""
    chance = np.random.default_rng(part.seed)
    drawn = _endless(len(pairs), chance)
    return [
        _batch(chosen, [pairs[next(drawn)] for _ in range(part.pairs)])
        for _epoch in range(part.epochs)
        for chosen in _portions(sides, part, chance)
    ]


def _endless(count: int, chance: np.random.Generator) -> Iterator[int]:
    while True:
        yield from chance.permutation(count).tolist()


def _portions(sides: Sequence[Side], part: Round, chance: np.random.Generator) -> list[list[Portion]]:
    """Return for each batch of an epoch its sides, each with the places of some of its arguments."""
    topics: dict[str, list[Side]] = {}
    for side in sides:
        topics.setdefault(side.topic, []).append(side)
    parts: list[list[Portion]] = []
    for both in topics.values():
        orders = [chance.permutation(len(side.arguments)) for side in both]
        count = max(1, round(sum(map(len, orders)) / part.arguments))
        for places in zip(*(np.array_split(order, count) for order in orders), strict=True):
            parts.append([(side, own.tolist()) for side, own in zip(both, places, strict=True)])
    mixed = [parts[at] for at in chance.permutation(len(parts))]
    return [[*chain(*mixed[at : at + part.topics])] for at in range(0, len(mixed), part.topics)]


def _batch(chosen: Sequence[Portion], pairs: Sequence[tuple[str, str, float]]) -> Batch:
    of_arguments = [at for at, (_side, places) in enumerate(chosen) for _place in places]
    of_points = [at for at, (side, _places) in enumerate(chosen) for _point in side.key_points]
    same_side = np.equal.outer(of_arguments, of_points)
    labels = np.full(same_side.shape, UNDECIDED, dtype=np.int64)
    labels[same_side] = np.concatenate([side.labels[places].ravel() for side, places in chosen])
    return Batch(
        arguments=[side.arguments[place] for side, places in chosen for place in places],
        key_points=[point for side, _places in chosen for point in side.key_points],
        labels=torch.tensor(labels),
        same_side=torch.tensor(same_side),
        first=[one for one, _other, _score in pairs],
        second=[other for _one, other, _score in pairs],
        scores=torch.tensor([score for _one, _other, score in pairs]),
    )
