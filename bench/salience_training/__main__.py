"""Learn the weights of salience and write what is shipped: python -m bench.salience_training --home DIR --labelled DIR.

What belongs here: the order of the steps and what is printed. What does not: any step.

The home is one that has run over the corpus. Printed is how often the better of two windows of one document gets the
higher sum, by weights that were learned without the document (or without its show): of all features, without each group
of them, and of each group alone. Nothing is drawn at random: the same data give the same files.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import yaml

from assets.insights.salience.cues import cue_names
from assets.insights.salience.score import MEANING, WEIGHTS
from bench.salience_training.documents import clips, meetings, topics
from bench.salience_training.fitting import SOURCES, Fit, chance_of, fit, left_out, preference
from bench.salience_training.judged import Judged, judged
from orchestration.lake import Lake

_HEADER: Final = """\
# Salience, learned by bench.salience_training. A window's sum is, for each feature, its weight times its distance from
# the mean in spreads, and the product of its vector with salience_meaning.npy; its salience is
# 1 / (1 + exp(-intercept - slope * sum)). The features are those of salience/features.py and talk.py, the lists of
# words stand in cues.yaml.
"""
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "length": ("fullness", "sentence_words"),
    "wording": (*cue_names(), "quotations", "questions"),
    "words": ("content_share", "word_length", "rarity", "capitals"),
    "theme": ("said_again", "theme_words", "near_theme"),
    "talk": ("speaker_share", "speaker_asks", "turn_words", "turn_place", "is_answer", "reaction"),
    "claims": ("best_claim", "claims"),
    "meaning": ("meaning",),
}


def main() -> None:
    """Learn, print what each group of features adds, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home that has run over the corpus")
    parser.add_argument("--labelled", type=Path, required=True, help="the folder of labelled data")
    arguments = parser.parse_args()
    lake = Lake(root=str(arguments.home / "lake"))
    sources = (clips(lake), topics(lake, arguments.labelled, held_out=False), meetings(arguments.labelled))
    documents = [one for source in sources for one in judged(source)]
    show(documents)
    totals = left_out(documents)
    learned = fit(documents)
    intercept, slope = chance_of([one for one in documents if one.source == "clips"], totals)
    write(learned, intercept, slope)


def write(learned: Fit, intercept: float, slope: float) -> None:
    """Write the weights where the product reads them."""
    numbers = zip(learned.names, learned.weights, learned.mean, learned.spread, strict=True)
    features = {
        name: {"weight": round(float(weight), 4), "mean": round(float(mean), 4), "spread": round(float(spread), 4)}
        for name, weight, mean, spread in numbers
    }
    weights = {"intercept": round(intercept, 4), "slope": round(slope, 4), "features": features}
    text = yaml.safe_dump(weights, sort_keys=False, default_flow_style=None, width=120)
    WEIGHTS.write_text(_HEADER + text, encoding="utf-8")
    np.save(MEANING, learned.meaning.astype(np.float32))


def show(documents: Sequence[Judged]) -> None:
    """Print what each group of features adds."""
    every = {name for names in _GROUPS.values() for name in names}
    line("all", documents)
    line("all, shows left out", documents, by_show=True)
    for name, group in _GROUPS.items():
        line(f"without {name}", documents, group)
    for name, group in _GROUPS.items():
        line(f"{name} alone", documents, every.difference(group))


def line(name: str, documents: Sequence[Judged], without: Collection[str] = (), *, by_show: bool = False) -> None:
    """Print how often weights that left some features out prefer the better window, by source."""
    totals = left_out(documents, without, by_show=by_show)
    figures = {source: preference([one for one in documents if one.source == source], totals) for source in SOURCES}
    print(f"{name:22s}" + "  ".join(f"{source} {value:.3f}" for source, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
