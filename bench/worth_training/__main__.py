"""Learn what readers make of passages, alone and under their titles, and write the model that is shipped.

    python -m bench.worth_training --corpus CORPUS --data LABELLED --home HOME --teacher FOLDER --out DIR

What belongs here: the order of the steps and what is printed. What does not: any step.

1. A transformer of twelve layers is fine-tuned on the claims, titles and passages that were read, then on passages
   under their titles and on stretches of debates: the teacher. It says what it makes of those that nobody read.
2. Its lower six layers learn from what was read and from what it says, then once more from what was read.
3. They are written as int8, with the word pieces that occur often enough.

All are measured on episodes and debates that nothing was learned from.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import roc_auc_score

from assets.insights.worth import CLIP, GRADES, MOST_TOKENS, VERDICTS
from assets.language.encoder import load_encoder
from assets.language.verdicts import PASSAGE, chances
from bench.relatedness_training.export import export
from bench.verdict_training.__main__ import LABELS, told
from bench.verdict_training.cutting import Cut, lower_layers, with_pieces_of
from bench.verdict_training.elsewhere import DEBATES, debated, debated_clips
from bench.verdict_training.examples import Example, labelled
from bench.verdict_training.fine_tuning import OUTPUTS, Reader, Schedule, chances_of, fine_tune
from bench.worth_training.examples import UNDER_TITLE, read_insights
from bench.worth_training.unread import unread_insights, unread_passages
from orchestration.lake import Lake
from orchestration.settings import Settings

LAYERS: Final = 6
# How long and how fast: the teacher, first what was read alone, then under titles; its lower layers; these once more.
ALONE: Final = Schedule(epochs=1, rate=3e-5)
TITLED: Final = Schedule(epochs=2, rate=2.5e-5)
SCHEDULE: Final = Schedule(epochs=1, rate=5e-5)
ONCE_MORE: Final = Schedule(epochs=1, rate=2e-5)
# So many passages that were graded alone are read once more.
MORE_ALONE: Final = 4_000
# How many of so many that score highest are good.
TOPS: Final = (25, 50, 100)


def main() -> None:
    """Train, say how well on what was kept apart, write."""
    arguments = _arguments()
    alone = [*labelled(LABELS, arguments.corpus), *debated(LABELS, arguments.data)]
    debates = debated_clips(LABELS, arguments.data)
    titled = read_insights(LABELS / "insights.tsv", arguments.corpus)
    kept = [one for one in (*titled, *debates, *alone) if one.is_measured and one.part in (PASSAGE, UNDER_TITLE)]
    passages = [*_learned(debates), *(one for one in _learned(alone) if one.part == PASSAGE)]

    guide = Reader(arguments.teacher, None, OUTPUTS + len(VERDICTS), MOST_TOKENS)
    fine_tune(guide, [one for one in _learned(alone) if not one.is_made], ALONE)
    fine_tune(guide, [*_learned(titled), *_learned(debates)], TITLED)
    show("teacher", kept, chances_of(guide, kept))
    said = _told(guide, arguments, {one.text for one in (*alone, *titled)})

    model = lower_layers(guide, arguments.teacher, LAYERS)
    fine_tune(model, [*_learned(titled), *passages, *said], SCHEDULE)
    more = random.Random(0).sample(passages, min(MORE_ALONE, len(passages)))
    fine_tune(model, [*_learned(titled), *more], ONCE_MORE)
    show("learned", kept, chances_of(model, kept))

    spoken = [one.text for one in (*alone, *titled, *said)]
    export(Cut(with_pieces_of(model, spoken), PASSAGE, UNDER_TITLE), arguments.out)
    encoder = load_encoder(arguments.out, MOST_TOKENS)
    parts = {PASSAGE.start: GRADES, UNDER_TITLE.start: slice(GRADES.stop, None)}
    show("int8", kept, [chances(encoder(one.text)[parts[one.part.start]]) for one in kept])


def _learned(examples: Sequence[Example]) -> list[Example]:
    return [one for one in examples if not one.is_measured]


def _told(guide: Reader, arguments: argparse.Namespace, known: set[str]) -> list[Example]:
    """Return passages that nobody read, alone and under titles, with what the teacher makes of them."""
    settings = Settings(home=arguments.home)
    titled = unread_insights(Lake(root=settings.lake_root), settings.language_model)
    alone = unread_passages(arguments.corpus, arguments.data)
    asked = ((PASSAGE, alone), (UNDER_TITLE, titled))
    return [one for part, texts in asked for one in told(guide, [text for text in texts if text not in known], part)]


def show(name: str, kept: Sequence[Example], given: Sequence[npt.NDArray[np.float64]]) -> None:
    """Print how well the good are told from the others; one that readers are divided about counts for both."""
    good_of = {PASSAGE.start: CLIP, UNDER_TITLE.start: slice(0, 1)}
    for what, part, is_debated in (
        ("passages", PASSAGE, False),
        ("stretches of debates", PASSAGE, True),
        ("under titles", UNDER_TITLE, False),
    ):
        own = [
            (one.chances[good_of[part.start]].sum(), chance[good_of[part.start]].sum())
            for one, chance in zip(kept, given, strict=True)
            if one.part == part and one.episode.startswith(DEBATES) == is_debated
        ]
        good, scores = (np.array(column) for column in zip(*own, strict=True))
        is_good = np.repeat([True, False], len(own))
        area = roc_auc_score(is_good, np.tile(scores, 2), sample_weight=np.concatenate([good, 1 - good]))
        best = np.argsort(-scores)
        tops = ", ".join(f"of the best {top} {good[best[:top]].mean():.2f}" for top in TOPS)
        print(f"{name}: {what} {len(own)}, good {good.mean():.3f}, area under the curve {area:.3f}, {tops}", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learn what readers make of passages, alone and under their titles.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled sets")
    parser.add_argument("--home", type=Path, required=True, help="a home that has read the corpus")
    parser.add_argument("--out", type=Path, required=True, help="where model and tokenizer go")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
