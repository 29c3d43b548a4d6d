"""Learn what readers make of claims, titles and passages, and write the model that is shipped.

    python -m bench.verdict_training --corpus CORPUS --teacher FOLDER --out DIR

What belongs here: the order of the steps and what is printed. What does not: any step.

1. A transformer of twelve layers is fine-tuned on the claims that were read and labelled, and says what it makes of
   those that nobody read; then on the titles, and says what it makes of these: the teacher.
2. The lower three layers of all-MiniLM-L6-v2 are fine-tuned on all that was read, and on what the teacher says, and
   written as int8.

All are measured on episodes that nothing was learned from.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import roc_auc_score

from assets.insights.worth import CLIP
from assets.language.encoder import load_encoder
from assets.language.verdicts import CLAIM, GOOD, PASSAGE, SOUND, TITLE, chances
from bench.relatedness_training.__main__ import bundled_encoder
from bench.relatedness_training.export import export
from bench.verdict_training.examples import Example, labelled
from bench.verdict_training.fine_tuning import Reader, Schedule, chances_of, fine_tune
from bench.verdict_training.unread import unread_claims, unread_titles
from orchestration.settings import Settings

LABELS: Final = Path(__file__).parents[1] / "labels"
LAYERS: Final = 3
SCHEDULE: Final = Schedule(epochs=2, rate=8e-5)
# How long and how fast the teacher learns.
OF_CLAIMS: Final = Schedule(epochs=2, rate=3e-5)
OF_TITLES: Final = Schedule(epochs=1, rate=3e-5)
# Readers see the best: how many of the tenth that scores highest are good.
TOP: Final = 0.1

Chances = Sequence[npt.NDArray[np.float64]]


def main() -> None:
    """Train, say how well on what was kept apart, write."""
    arguments = _arguments()
    examples = labelled(LABELS, arguments.corpus)
    learned = [one for one in examples if not one.is_measured]
    kept = [one for one in examples if one.is_measured]
    read = {one.text for one in learned}
    claims, titles = unread_claims(arguments.corpus), unread_titles(arguments.corpus, Settings().language_model)
    guide = Reader(arguments.teacher, layers=None)
    more: list[Example] = []
    for part, schedule, unread in ((CLAIM, OF_CLAIMS, claims), (TITLE, OF_TITLES, titles)):
        learn(guide, learned, part, schedule)
        own = [one for one in kept if one.part == part]
        show("teacher", own, chances_of(guide, own))
        more += told(guide, [text for text in unread if text not in read], part)
    model = Reader(arguments.encoder or bundled_encoder(), LAYERS)
    fine_tune(model, [*learned, *more], SCHEDULE)
    show("learned", kept, chances_of(model, kept))
    export(model, arguments.out)
    encoder = load_encoder(arguments.out)
    show("int8", kept, [chances(encoder(one.text)[one.part]) for one in kept])


def learn(model: Reader, examples: Sequence[Example], part: slice, schedule: Schedule) -> None:
    """Fine-tune a model on the examples of a part, as they were read."""
    fine_tune(model, [one for one in examples if one.part == part and not one.is_made], schedule)


def told(model: Reader, texts: Sequence[str], part: slice) -> list[Example]:
    """Return texts with the chances that a teacher gives them."""
    asked = [Example(text, part, np.zeros(0), "", has_shares=True) for text in texts]
    return [replace(one, chances=said) for one, said in zip(asked, chances_of(model, asked), strict=True)]


def show(name: str, examples: Sequence[Example], given: Chances) -> None:
    """Print how well the good of each kind are told from the others."""
    for part, good, what in ((TITLE, GOOD, "titles"), (PASSAGE, CLIP, "passages"), (CLAIM, SOUND, "claims")):
        if any(one.part == part for one in examples):
            print(f"{name}: {what} {_figures(examples, given, part, good)}", flush=True)


def _figures(examples: Sequence[Example], given: Chances, part: slice, good: slice) -> str:
    own = [(one, chance) for one, chance in zip(examples, given, strict=True) if one.part == part]
    is_good = np.array([bool(one.chances[good].any()) for one, _chance in own])
    scores = np.array([float(chance[good].sum()) for _one, chance in own])
    best = is_good[np.argsort(-scores)[: max(1, round(TOP * len(own)))]]
    area = roc_auc_score(is_good, scores)
    return (
        f"{len(own)}, good {is_good.mean():.3f}, area under the curve {area:.3f}, of the best tenth {best.mean():.2f}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learn what readers make of claims, titles and passages.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--out", type=Path, required=True, help="where model and tokenizer go")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--encoder", type=Path, help="folder of the model to start from (default: the one installed)")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
