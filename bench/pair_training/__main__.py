"""Learn from two passages read together whether they are about the same thing, and write the model that is shipped.

    python -m bench.pair_training --corpus CORPUS --out DIR

What belongs here: the order of the steps. What does not: any step.

all-MiniLM-L6-v2 is fine-tuned on half of the pairs that were read, and then on all. What the first answers to the other
half goes into DIR/answers.tsv, for bench.relation_thresholds weighs it; the second is written as int8.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch

from assets.insights.odds import log_odds
from assets.insights.together import MOST_TOKENS, OUTPUTS, as_read
from bench.pair_training.examples import WHOLE, Example, example, is_held_out, labelled_pairs
from bench.relatedness_training.__main__ import bundled_encoder
from bench.relatedness_training.export import export
from bench.relation_thresholds import ANSWERS, LABELS, average_precision, key_of
from bench.verdict_training.fine_tuning import Reader, Schedule, chances_of, fine_tune

LAYERS: Final = 6
SCHEDULE: Final = Schedule(epochs=2, rate=8e-5)


def main() -> None:
    """Learn from half, say how well, learn from all, write."""
    arguments = _arguments()
    pairs = labelled_pairs(LABELS, arguments.corpus)
    examples = [example(row, texts) for row, texts in pairs]
    guide = learned([one for one in examples if not is_held_out(one.episode)])
    asked = [(row, texts) for row, texts in pairs if is_held_out(row["guid"])]
    answers = np.array(answers_of(guide, [texts for _row, texts in asked]))
    related = np.array([row["relation"] != "none" for row, _texts in asked])
    print(f"{len(asked)} held out: average precision {average_precision(answers, related):.3f}", flush=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    lines = [f"{key_of(row)}\t{answer:.3f}" for (row, _texts), answer in zip(asked, answers, strict=True)]
    (arguments.out / ANSWERS).write_text("\n".join(["pair\tlog_odds", *lines]) + "\n", encoding="utf-8")
    export(learned(examples), arguments.out)


def learned(examples: Sequence[Example]) -> Reader:
    """Return a model fine-tuned on examples."""
    model = Reader(bundled_encoder(), LAYERS, len(OUTPUTS), MOST_TOKENS)
    fine_tune(model, examples, SCHEDULE)
    return model


def answers_of(model: Reader, pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return the log odds that passages are about the same thing, as assets.insights.together has them."""
    asked = [Example(as_read(*texts), WHOLE, np.zeros(0), "") for texts in pairs]
    return [log_odds(float(said[1:].sum())) for said in chances_of(model, asked)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Learn whether two passages are about the same thing.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--out", type=Path, required=True, help="where model, tokenizer and answers go")
    return parser.parse_args()


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
