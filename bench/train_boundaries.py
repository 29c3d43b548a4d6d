"""Train the model that finds sentences in speech without punctuation, and say how well it does.

What belongs here: fitting assets/language/data/boundaries.npz on the corpus. What does not: the model as it is read
(assets.language.boundaries).

The ten episodes that bench.unpunctuated reads are kept apart and measured on; the seed is fixed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from rich.progress import track
from torch import nn

from assets.language import boundaries
from bench.unmarked import words_and_beginnings
from bench.unpunctuated import EPISODES, drawn
from orchestration.evaluation.corpus import corpus_folder, segments_of, transcripts
from orchestration.settings import Settings

OUT: Final = Path(boundaries.__file__).with_name("data") / "boundaries.npz"
VECTOR, STATES = 64, 160
EPOCHS: Final = 4
# A batch is so many stretches of so many words.
BATCH, STRETCH = 32, 256
RATE: Final = 3e-3
WARM_UP: Final = 0.05
DROPOUT: Final = 0.15
# So many words are hidden from the model while it learns: each stands for one that it will not know.
HIDDEN: Final = 0.06
# A cut too few joins two sentences into one that is no claim, a cut too many ends one early. Of the claims of ten
# episodes .463 were found again at 0.3, .456 at -0.1, .377 at -0.5; of the ten kept apart .406 at 1.0, .433 at 0.3.
SHIFT: Final = 0.3
_LEVELS: Final = 127  # of a signed byte

Stream = tuple[torch.Tensor, torch.Tensor]


class Network(nn.Module):
    """The model in torch; its layers are those of assets.language.boundaries."""

    def __init__(self) -> None:
        super().__init__()
        self.vectors = nn.Embedding(boundaries.BUCKETS, VECTOR)
        first, *middle, last = boundaries.REACHES
        self.layers = nn.ModuleList(
            [
                nn.Conv1d(VECTOR, STATES, 2 * first + 1, padding=first),
                *(nn.Conv1d(STATES, STATES, 3, padding=reach, dilation=reach) for reach in middle),
                nn.Conv1d(STATES, 1, 2 * last + 1, padding=last),
            ]
        )
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        """Return log odds for each word of each row."""
        first, *middle, last = self.layers
        states = torch.relu(first(self.dropout(self.vectors(numbers)).transpose(1, 2)))
        for layer in middle:
            states = states + torch.relu(layer(self.dropout(states)))
        result: torch.Tensor = last(states)[:, 0]
        return result


def main() -> None:
    """Train, write the weights, measure on the episodes kept apart."""
    parser = argparse.ArgumentParser(description="Train the model of sentence boundaries.")
    parser.add_argument("--every", type=int, default=1, help="learn from every n-th episode of the corpus")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    folder = corpus_folder(Settings.from_environment())
    names = [str(path) for path in transcripts(folder)]
    kept = drawn(names, EPISODES)
    chosen = [name for name in names if name not in kept][:: arguments.every]
    numbers, begins = stream(segments_of(folder, name) for name in track(chosen, description="reading"))
    print(f"{len(begins):,} places, {float(begins.mean()):.3f} of them beginnings of sentences", flush=True)
    write(fit(numbers, begins, arguments.epochs), arguments.out)
    if arguments.out == OUT:
        print(measured(segments_of(folder, name) for name in kept))


def stream(episodes: Iterable[Sequence[dict[str, object]]]) -> Stream:
    """Return the words of all segments one after the other, edges between them, and which begin a sentence."""
    edge = [0] * boundaries.REACH
    numbers: list[np.ndarray] = []
    begins: list[np.ndarray] = []
    for segments in episodes:
        for words, marks in (words_and_beginnings(str(segment["text"])) for segment in segments):
            numbers.append(np.array([*edge, *boundaries.word_numbers(words)], dtype=np.int32))
            begins.append(np.concatenate([np.zeros(len(edge)), marks]).astype(np.float32))
    return torch.tensor(np.concatenate(numbers)), torch.tensor(np.concatenate(begins))


def fit(numbers: torch.Tensor, begins: torch.Tensor, epochs: int) -> Network:
    """Return a network that learned where sentences begin."""
    torch.manual_seed(0)
    model = Network()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=1e-4)
    count = len(numbers) // STRETCH
    rows, truth = (part[: count * STRETCH].view(count, STRETCH) for part in (numbers.long(), begins))
    order = np.random.default_rng(0)
    plan = [part for _ in range(epochs) for part in np.array_split(order.permutation(count), count // BATCH)]
    model.train()
    for step, places in enumerate(track(plan, description="learning")):
        share = min(1.0, (step + 1) / (WARM_UP * len(plan))) * (len(plan) - step) / len(plan)
        optimizer.param_groups[0]["lr"] = RATE * share
        own = rows[places]
        is_word = (own > 0).float()
        hidden = (torch.rand(own.shape) < HIDDEN) & (own > 0)
        logits = model(torch.where(hidden, torch.ones_like(own), own))
        losses = nn.functional.binary_cross_entropy_with_logits(logits, truth[places], reduction="none")
        ((losses * is_word).sum() / is_word.sum()).backward()
        optimizer.step()
        optimizer.zero_grad()
    return model


def write(model: Network, path: Path) -> None:
    """Write the weights: vectors as bytes, the rest with half precision."""
    vectors = model.vectors.weight.detach().numpy()
    scale = float(np.abs(vectors).max()) / _LEVELS
    arrays = {"vectors": np.round(vectors / scale).astype(np.int8), "scale": np.float32(scale)}
    for at, layer in enumerate(model.layers):
        arrays[f"kernel_{at}"] = layer.weight.detach().numpy().transpose(2, 1, 0).astype(np.float16)
        arrays[f"bias_{at}"] = layer.bias.detach().numpy().astype(np.float16)
    arrays[f"bias_{len(model.layers) - 1}"] += np.float16(SHIFT)
    np.savez_compressed(path, **arrays)


def measured(episodes: Iterable[Sequence[dict[str, object]]]) -> str:
    """Return precision and recall of the cuts in a line."""
    hits = found = true = 0
    for segments in episodes:
        for words, marks in (words_and_beginnings(str(segment["text"])) for segment in segments):
            own, wanted = set(boundaries.cuts(words)), set(np.flatnonzero(marks).tolist())
            hits, found, true = hits + len(own & wanted), found + len(own), true + len(wanted)
    return f"precision {hits / max(1, found):.3f}  recall {hits / max(1, true):.3f}  n {true}"


if __name__ == "__main__":
    main()
