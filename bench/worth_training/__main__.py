"""Learn what readers make of passages under their titles, and write the model that is shipped.

    python -m bench.worth_training --corpus CORPUS --home HOME --teacher FOLDER --out DIR

What belongs here: the order of the steps and what is printed. What does not: any step.

1. A transformer of twelve layers is fine-tuned on the claims and titles that were read, as the teacher of verdicts is,
   then on the passages that were read under their titles: the teacher. It says what it makes of those that nobody read.
2. all-MiniLM-L6-v2 is fine-tuned on what was read, and on what the teacher says, and written as int8.

Both are measured on episodes that nothing was learned from.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import roc_auc_score
from torch import nn

from assets.insights.worth import MOST_TOKENS, VERDICTS
from assets.language.encoder import load_encoder
from assets.language.verdicts import CLAIM, TITLE, chances
from bench.relatedness_training.__main__ import bundled_encoder
from bench.relatedness_training.export import export
from bench.verdict_training.__main__ import LABELS, OF_CLAIMS, OF_TITLES, learn, told
from bench.verdict_training.examples import Example, labelled
from bench.verdict_training.fine_tuning import Reader, Schedule, chances_of, fine_tune
from bench.worth_training.examples import WHOLE, read_insights
from bench.worth_training.unread import unread_insights
from orchestration.lake import Lake
from orchestration.settings import Settings

LAYERS: Final = 6
SCHEDULE: Final = Schedule(epochs=3, rate=8e-5)
TEACHER: Final = Schedule(epochs=2, rate=2e-5)
GOOD: Final = VERDICTS.index("good")
# How many of so many that score highest are good.
TOPS: Final = (25, 50, 100)


def main() -> None:
    """Train, say how well on what was kept apart, write."""
    arguments = _arguments()
    examples = read_insights(LABELS / "insights.tsv", arguments.corpus)
    learned = [one for one in examples if not one.is_measured]
    kept = [one for one in examples if one.is_measured]
    guide = teacher(arguments.teacher, arguments.corpus, learned)
    show("teacher", kept, chances_of(guide, kept))
    settings = Settings(home=arguments.home)
    read = {one.text for one in examples}
    unread = [one for one in unread_insights(Lake(root=settings.lake_root), settings.language_model) if one not in read]
    model = Reader(arguments.encoder or bundled_encoder(), LAYERS, len(VERDICTS), MOST_TOKENS)
    fine_tune(model, [*learned, *told(guide, unread, WHOLE)], SCHEDULE)
    show("learned", kept, chances_of(model, kept))
    export(model, arguments.out)
    encoder = load_encoder(arguments.out, MOST_TOKENS)
    show("int8", kept, [chances(encoder(one.text)) for one in kept])


def teacher(encoder: Path, corpus: Path, learned: Sequence[Example]) -> Reader:
    """Return a large transformer fine-tuned on claims and titles, then on passages under their titles."""
    model = Reader(encoder, layers=None)
    read = [one for one in labelled(LABELS, corpus) if not one.is_measured]
    learn(model, read, CLAIM, OF_CLAIMS)
    learn(model, read, TITLE, OF_TITLES)
    model.output = nn.Linear(model.output.in_features, len(VERDICTS))
    model.most_tokens = MOST_TOKENS
    fine_tune(model, learned, TEACHER)
    return model


def show(name: str, kept: Sequence[Example], given: Sequence[npt.NDArray[np.float64]]) -> None:
    """Print how well the good are told from the others; one that readers are divided about counts for both."""
    good, scores = (np.array([float(shares[GOOD]) for shares in rows]) for rows in ([x.chances for x in kept], given))
    is_good = np.repeat([True, False], len(kept))
    area = roc_auc_score(is_good, np.tile(scores, 2), sample_weight=np.concatenate([good, 1 - good]))
    best = np.argsort(-scores)
    tops = ", ".join(f"of the best {top} {good[best[:top]].mean():.2f}" for top in TOPS)
    print(f"{name}: {len(kept)}, good {good.mean():.3f}, area under the curve {area:.3f}, {tops}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learn what readers make of passages under their titles.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--home", type=Path, required=True, help="a home that has read the corpus")
    parser.add_argument("--out", type=Path, required=True, help="where model and tokenizer go")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--encoder", type=Path, help="folder of the model to start from (default: the one installed)")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
