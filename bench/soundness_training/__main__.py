"""Learn which claims are sound, and write the model that is shipped: a larger one than that of the other verdicts.

    python -m bench.soundness_training --corpus CORPUS --data LABELLED --teacher FOLDER --out DIR

What belongs here: the order of the steps and what is printed. What does not: any step.

1. A transformer of twelve layers is fine-tuned on the claims that were read and labelled, and says what it makes of
   those that nobody read, of the corpus and of debates, newspapers and encyclopedias: the teacher.
2. Its lower six layers learn from what was read and from what it says, then once more from what was read.
3. They are written as int8, with the word pieces that occur often enough.

All are measured on episodes, and sentences of debates, that nothing was learned from.
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

from assets.language.encoder import load_encoder
from assets.language.verdicts import CLAIM, SOUND, chances
from bench.relatedness_training.export import export
from bench.verdict_training.__main__ import LABELS, OF_CLAIMS, learn, told
from bench.verdict_training.cutting import Cut, lower_layers, with_pieces_of
from bench.verdict_training.elsewhere import DEBATES, claims_elsewhere, debated
from bench.verdict_training.examples import Example, labelled
from bench.verdict_training.fine_tuning import Reader, Schedule, chances_of, fine_tune
from bench.verdict_training.unread import unread_claims

LAYERS: Final = 6
SCHEDULE: Final = Schedule(epochs=1, rate=4e-5)
ONCE_MORE: Final = Schedule(epochs=1, rate=2e-5)
# So many claims as speech without marks has them, and so many that nobody read.
MADE, UNREAD = 3_000, 16_000
# Word pieces are counted in all sentences from this score on, and in what nobody read.
LEAST_SCORE_OF_PIECES: Final = 0.15
# How many of so many that score highest are sound.
TOPS: Final = (50, 100, 150, 200, 250)


def main() -> None:
    """Train, say how well on what was kept apart, write."""
    arguments = _arguments()
    examples = [one for one in labelled(LABELS, arguments.corpus) if one.part == CLAIM]
    examples += debated(LABELS, arguments.data)
    learned = [one for one in examples if not one.is_measured]
    kept = [one for one in examples if one.is_measured]
    guide = Reader(arguments.teacher, layers=None)
    learn(guide, learned, CLAIM, OF_CLAIMS)
    show("teacher", kept, chances_of(guide, kept))
    known = {one.text for one in examples}
    unread = [*unread_claims(arguments.corpus), *claims_elsewhere(arguments.data)]
    said = told(guide, [one for one in unread if one not in known], CLAIM)
    model = lower_layers(guide, arguments.teacher, LAYERS)
    read = [one for one in learned if not one.is_made]
    fine_tune(model, [*read, *_some([one for one in learned if one.is_made], MADE), *_some(said, UNREAD)], SCHEDULE)
    fine_tune(model, read, ONCE_MORE)
    show("learned", kept, chances_of(model, kept))
    spoken = [*unread_claims(arguments.corpus, LEAST_SCORE_OF_PIECES), *unread]
    export(Cut(with_pieces_of(model, spoken), CLAIM), arguments.out)
    encoder = load_encoder(arguments.out)
    show("int8", kept, [chances(encoder(one.text)) for one in kept])


def show(name: str, examples: Sequence[Example], given: Sequence[npt.NDArray[np.float64]]) -> None:
    """Print how well the sound claims are told from the others, of the corpus and of debates."""
    for what, is_debated in (("claims", False), ("claims of debates", True)):
        own = [
            (bool(one.chances[SOUND].any()), float(chance[SOUND].sum()))
            for one, chance in zip(examples, given, strict=True)
            if one.episode.startswith(DEBATES) == is_debated
        ]
        sound, scores = (np.array(column) for column in zip(*own, strict=True))
        best = sound[np.argsort(-scores)]
        tops = ", ".join(f"{best[:top].mean():.2f} of {top}" for top in TOPS if top < len(own))
        area = roc_auc_score(sound, scores)
        print(f"{name}: {what} {len(own)}, sound {sound.mean():.3f}, area {area:.3f}, {tops}", flush=True)


def _some(examples: Sequence[Example], most: int) -> list[Example]:
    return random.Random(0).sample(examples, min(most, len(examples)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learn which claims are sound.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled sets")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True, help="where model and tokenizer go")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
