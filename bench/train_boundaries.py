"""Train the model that finds sentences in speech without punctuation, and say how well it does.

    python -m bench.train_boundaries [--words 2000000] [--out DIR]

What belongs here: fine-tuning assets/language/models/boundaries on the corpus. What does not: the model as it is read
(assets.language.boundaries).

The ten episodes that bench.unpunctuated reads are kept apart and measured on; the seed is fixed.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from rich.progress import track
from torch import nn

from assets.language.boundaries import MODEL, cuts, plain
from bench.relatedness_training.__main__ import bundled_encoder
from bench.relatedness_training.export import export
from bench.unmarked import words_and_beginnings
from bench.unpunctuated import EPISODES, drawn
from orchestration.evaluation.corpus import corpus_folder, segments_of, transcripts
from orchestration.settings import Settings

LAYERS: Final = 3
WORDS: Final = 2_000_000
EPOCHS: Final = 2
# A batch is so many stretches of so many pieces of words.
BATCH, STRETCH = 24, 160
RATE, OUTPUT_RATE = 2e-4, 1e-3
WEIGHT_DECAY, WARM_UP = 0.01, 0.05
# Of pieces that are no first one of a word, and of first words of a segment, nothing is learned.
NOTHING: Final = -1

Stream = tuple[np.ndarray, np.ndarray]


class Network(nn.Module):
    """The lower layers of an encoder, and for each piece of a word the log odds that a sentence begins with it."""

    def __init__(self, encoder_folder: Path) -> None:
        super().__init__()
        torch.manual_seed(0)
        os.environ["HF_HUB_OFFLINE"] = "1"
        from transformers import AutoModel, AutoTokenizer

        self.encoder = AutoModel.from_pretrained(encoder_folder)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:LAYERS]
        self.tokenizer = AutoTokenizer.from_pretrained(encoder_folder)
        self.output = nn.Linear(self.encoder.config.hidden_size, 1)
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the outputs for each piece of each row."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state.float()
        result: torch.Tensor = self.output(states)[..., 0]
        return result


def main() -> None:
    """Train, write the model, measure on the episodes kept apart."""
    parser = argparse.ArgumentParser(description="Train the model of sentence boundaries.")
    parser.add_argument("--words", type=int, default=WORDS, help="how many words to learn from")
    parser.add_argument("--out", type=Path, default=MODEL)
    arguments = parser.parse_args()
    folder = corpus_folder(Settings.from_environment())
    names = [str(path) for path in transcripts(folder)]
    kept = drawn(names, EPISODES)
    mixed = np.random.default_rng(0).permutation([name for name in names if name not in kept])
    model = Network(bundled_encoder())
    learned = stream(model.tokenizer, (segments_of(folder, name) for name in mixed), arguments.words)
    print(f"{len(learned[1]):,} pieces, {(learned[1] == 1).sum():,} of them begin a sentence", flush=True)
    fine_tune(model, learned)
    export(model, arguments.out)
    if arguments.out == MODEL:
        print(measured(segments_of(folder, name) for name in kept))


def stream(tokenizer: Any, episodes: Iterable[Sequence[dict[str, object]]], at_most: int) -> Stream:
    """Return the pieces of the words of episodes, one segment after the other, and of each whether a sentence begins.

    Ends with the episode that reaches so many words.
    """
    pieces: list[int] = []
    begins: list[int] = []
    count = 0
    for segments in episodes:
        for words, marks in (words_and_beginnings(str(segment["text"])) for segment in segments):
            encoding = tokenizer([plain(word) for word in words], is_split_into_words=True, add_special_tokens=False)
            for word, same in groupby(encoding.word_ids()):
                is_first_of_segment = word == 0
                begins.append(NOTHING if is_first_of_segment else int(marks[word]))
                begins += [NOTHING] * (len(list(same)) - 1)
            pieces += encoding["input_ids"]
            count += len(words)
        if count >= at_most:
            break
    return np.array(pieces), np.array(begins)


def fine_tune(model: Network, learned: Stream) -> None:
    """Train a model, in place."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    plan = [batch for _epoch in range(EPOCHS) for batch in _batches(model.tokenizer, learned, order)]
    optimizer = torch.optim.AdamW(
        [
            {"params": model.output.parameters(), "lr": OUTPUT_RATE},
            {"params": model.encoder.encoder.layer.parameters(), "lr": RATE},
        ],
        weight_decay=WEIGHT_DECAY,
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    model.train()
    for step, (ids, truth) in enumerate(track(plan, description="learning")):
        share = min(1.0, (step + 1) / (WARM_UP * len(plan))) * (len(plan) - step) / len(plan)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = model(ids, torch.ones_like(ids))
        told = truth != NOTHING
        nn.functional.binary_cross_entropy_with_logits(outputs[told], truth[told].float()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()


def _batches(
    tokenizer: Any, learned: Stream, order: np.random.Generator
) -> Iterable[tuple[torch.Tensor, torch.Tensor]]:
    """Give batches of stretches in random order, cut each time at other places."""
    first = int(order.integers(STRETCH))
    count = (len(learned[0]) - first) // STRETCH
    ids, truth = (part[first : first + count * STRETCH].reshape(count, STRETCH) for part in learned)
    ids = np.pad(ids, ((0, 0), (1, 1)))
    ids[:, 0], ids[:, -1] = tokenizer.cls_token_id, tokenizer.sep_token_id
    truth = np.pad(truth, ((0, 0), (1, 1)), constant_values=NOTHING)
    for places in np.array_split(order.permutation(count), max(1, count // BATCH)):
        yield torch.tensor(ids[places]), torch.tensor(truth[places])


def measured(episodes: Iterable[Sequence[dict[str, object]]]) -> str:
    """Return precision and recall of the cuts in a line."""
    hits = found = true = 0
    for segments in episodes:
        for words, marks in (words_and_beginnings(str(segment["text"])) for segment in segments):
            own, wanted = set(cuts(words)), set(np.flatnonzero(marks).tolist())
            hits, found, true = hits + len(own & wanted), found + len(own), true + len(wanted)
    return f"precision {hits / max(1, found):.3f}  recall {hits / max(1, true):.3f}  n {true}"


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
