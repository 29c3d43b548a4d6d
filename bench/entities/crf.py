"""Training the tagger's weights with CRFsuite.

What belongs here: sentences to CRFsuite and back to `tagger.Weights`. What does not: where the labels come from.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pycrfsuite

from assets.language.entities.features import BORDER, OFFSETS, Lexicon, features, pair_features, word_class
from assets.language.entities.tagger import OUTSIDE, Weights

Tagged = tuple[Sequence[str], Sequence[str]]
# How much holds a feature's weight at zero, and how much keeps it small: few features survive, the file stays small.
PARAMETERS: Final[Mapping[str, Any]] = {
    "c1": 0.1,
    "c2": 0.02,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
# The share of names that training hides (`features.features`): what is learned holds for names never met.
HIDDEN: Final = 0.4
# No name goes on with another's inside.
FORBIDDEN: Final = -100.0


class Model:
    """A trained model, kept in a file of CRFsuite's."""

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._lexicon = lexicon

    def tag(self, words: Sequence[str], hidden: Collection[int] = ()) -> list[str]:
        """Return the tags of a sentence in which the words at these places are unknown."""
        flags = [place in hidden for place in range(len(words))]
        tags: list[str] = self._tagger.tag(_token_features(words, flags, self._lexicon))
        return tags

    def weights(self) -> Weights:
        """Return what was learned."""
        dump, tags = self._tagger.info(), tuple(sorted(self._tagger.labels()))
        number = {tag: index for index, tag in enumerate(tags)}
        words: dict[str, Any] = {}
        pairs: dict[str, Any] = {}
        for (feature, tag), weight in dump.state_features.items():
            # "-1:class=title|rare" is a word's, "-1:title|rare>border" is a pair's.
            table = words if "=" in feature or feature.endswith(":given") else pairs
            table.setdefault(feature, np.zeros(len(tags), dtype=np.float32))[number[tag]] = weight
        transitions = np.full((len(tags), len(tags)), FORBIDDEN, dtype=np.float32)
        for before in tags:
            for after in tags:
                if not after.startswith("I-") or before[2:] == after[2:]:
                    transitions[number[before], number[after]] = dump.transitions.get((before, after), 0.0)
        return Weights(tags, self._lexicon, words, pairs, transitions)


def train(tagged: Iterable[Tagged], lexicon: Lexicon, path: Path, *, rounds: int, seed: int) -> Model:
    """Train on tagged sentences for some rounds; the model's file is written to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params={**PARAMETERS, "max_iterations": rounds}, verbose=False)
    chance = random.Random(seed)
    for words, tags in tagged:
        trainer.append(_token_features(words, _hidden(tags, chance), lexicon), tags)
    trainer.train(str(path))
    return Model(path, lexicon)


def _token_features(words: Sequence[str], hidden: Sequence[bool], lexicon: Lexicon) -> list[list[str]]:
    """Return the features of each token of a sentence: of the words around it, and of the pairs it stands in."""
    padded = [BORDER, BORDER, *words, BORDER, BORDER]
    unknown = [False, False, *hidden, False, False]
    own = [features(word, lexicon, hidden=flag) for word, flag in zip(padded, unknown, strict=True)]
    classes = [word_class(word, lexicon) for word in padded]
    rows = []
    for place in range(2, len(padded) - 2):
        row = [f"{offset}:{feature}" for offset in OFFSETS for feature in own[place + offset]]
        row.append(f"-1:{pair_features(classes[place - 1], classes[place])}")
        row.append(f"0:{pair_features(classes[place], classes[place + 1])}")
        rows.append(row)
    return rows


def _hidden(tags: Sequence[str], chance: random.Random) -> list[bool]:
    """Choose the names of a sentence to hide, each whole."""
    hidden: list[bool] = []
    for tag in tags:
        inside = tag.startswith("I-") and hidden
        hidden.append(hidden[-1] if inside else tag != OUTSIDE and chance.random() < HIDDEN)
    return hidden
