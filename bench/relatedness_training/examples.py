"""What the vectors learn from: arguments and key points of ArgKP, sentence pairs of STS.

What belongs here: reading them and laying them out in batches. What does not: learning from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from orchestration.evaluation.related import UNDECIDED, Side

# Batches hold about so many arguments, all of one topic: what is hard is to tell its key points apart.
ARGUMENTS: int = 48
PAIRS: int = 16


@dataclass(frozen=True, slots=True)
class Batch:
    """Arguments and key points of both stances on a topic, and sentence pairs with their human scores, 0 to 5.

    `labels` has a row for each argument and a column for each key point: 1 they match, 0 they do not, -1 undecided or
    of other stances; `same_side` tells these two apart.
    """

    arguments: list[str]
    key_points: list[str]
    labels: torch.Tensor
    same_side: torch.Tensor
    first: list[str]
    second: list[str]
    scores: torch.Tensor


def batches(sides: Sequence[Side], pairs: Sequence[tuple[str, str, float]], seed: int, epochs: int) -> list[Batch]:
    """Return the batches of so many epochs over the arguments, topics mixed; pairs are drawn in turn."""
    chance = np.random.default_rng(seed)
    drawn = _endless(len(pairs), chance)
    return [
        _batch(chosen, [pairs[next(drawn)] for _ in range(PAIRS)])
        for _epoch in range(epochs)
        for chosen in _shuffled(_parts(sides, chance), chance)
    ]


def _endless(count: int, chance: np.random.Generator) -> Iterator[int]:
    while True:
        yield from chance.permutation(count).tolist()


def _shuffled(
    parts: Sequence[list[tuple[Side, list[int]]]], chance: np.random.Generator
) -> list[list[tuple[Side, list[int]]]]:
    return [parts[at] for at in chance.permutation(len(parts))]


def _parts(sides: Sequence[Side], chance: np.random.Generator) -> list[list[tuple[Side, list[int]]]]:
    """Return for each batch the sides of its topic, each with the places of some of its arguments."""
    topics: dict[str, list[Side]] = {}
    for side in sides:
        topics.setdefault(side.topic, []).append(side)
    parts = []
    for both in topics.values():
        orders = [chance.permutation(len(side.arguments)) for side in both]
        count = max(1, round(sum(map(len, orders)) / ARGUMENTS))
        for places in zip(*(np.array_split(order, count) for order in orders), strict=True):
            parts.append([(side, own.tolist()) for side, own in zip(both, places, strict=True)])
    return parts


def _batch(chosen: Sequence[tuple[Side, list[int]]], pairs: Sequence[tuple[str, str, float]]) -> Batch:
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
