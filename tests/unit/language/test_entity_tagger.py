"""The tagger's arithmetic, on weights small enough to check by hand, and the file that holds weights."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np

from assets.language.entities.features import BORDER, Lexicon, features, shape, word_class
from assets.language.entities.known import given_names
from assets.language.entities.tagger import Tagger, Weights
from assets.language.entities.weights import load_weights, save_weights

TAGS = ("B-ORG", "I-ORG", "O")
LEXICON = Lexicon({"marlow": 3, "line": 5}, frozenset({"the", "line", "runs"}), given_names())
WEIGHTS = Weights(
    TAGS,
    LEXICON,
    words={
        "0:word=marlow": np.array([2.0, 0.5, -1.0], dtype=np.float32),
        "-1:word=marlow": np.array([0.0, 1.5, 0.25], dtype=np.float32),
        "0:alike=5": np.array([0.25, 0.5, 0.75], dtype=np.float32),
        "1:word=runs": np.array([0.5, 0.5, 0.0], dtype=np.float32),
        "-2:class=border": np.array([0.0, 0.0, 0.5], dtype=np.float32),
    },
    pairs={"-1:title|rare>title|common": np.array([-1.0, 1.0, 0.0], dtype=np.float32)},
    transitions=np.array([[-1.0, 1.0, 0.0], [-1.0, 0.5, 0.25], [0.0, -100.0, 0.5]], dtype=np.float32),
)
SENTENCES = [["The", "Marlow", "Line", "runs"], [], ["Marlow"], ["runs", "the", "line", "the", "Marlow", "Line"]]


def score(sentence: list[str], tags: tuple[int, ...]) -> float:
    """Return the score of a sequence of tags, straight from the definition."""
    padded = [BORDER, BORDER, *sentence, BORDER, BORDER]
    total = sum(float(WEIGHTS.transitions[pair]) for pair in pairwise(tags))
    for place, tag in enumerate(tags, start=2):
        names = [f"{offset}:{name}" for offset in range(-2, 3) for name in features(padded[place + offset], LEXICON)]
        total += sum(float(WEIGHTS.words[name][tag]) for name in names if name in WEIGHTS.words)
        for first in (-1, 0):
            before, after = (word_class(padded[place + first + step], LEXICON) for step in (0, 1))
            total += float(WEIGHTS.pairs.get(f"{first}:{before}>{after}", np.zeros(3))[tag])
    return total


def test_the_tags_are_those_of_the_best_score() -> None:
    found = Tagger(WEIGHTS).tag(SENTENCES)

    for sentence, tags in zip(SENTENCES, found, strict=True):
        best = max(product(range(3), repeat=len(sentence)), key=lambda path: score(sentence, path))
        assert tags == [TAGS[tag] for tag in best]


def test_a_sentence_has_the_same_tags_alone_as_among_others() -> None:
    assert [Tagger(WEIGHTS).tag([sentence])[0] for sentence in SENTENCES] == Tagger(WEIGHTS).tag(SENTENCES)


def test_nothing_has_no_tags() -> None:
    assert Tagger(WEIGHTS).tag([]) == []
    assert Tagger(WEIGHTS).tag([[], []]) == [[], []]


def test_weights_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"

    save_weights(WEIGHTS, path)
    back = load_weights(path)

    assert (back.tags, back.lexicon) == (WEIGHTS.tags, WEIGHTS.lexicon)
    assert back.words.keys() == WEIGHTS.words.keys()
    assert all((back.words[name] == WEIGHTS.words[name]).all() for name in WEIGHTS.words)
    assert (back.transitions == WEIGHTS.transitions).all()


def test_a_hidden_word_shows_its_form_only() -> None:
    assert features("Marlow", LEXICON, hidden=True) == features("Ostlow", LEXICON, hidden=True)
    assert "word=marlow" in features("Marlow", LEXICON)


def test_shapes_of_words() -> None:
    words = ("Marlow", "NATO", "iPhone", "k8s", "2021", "3.5", "J.", "e-mail", "the", "&")

    assert [shape(word) for word in words] == [
        "title", "upper", "camel", "letters-digits", "year", "digits", "initial", "lower-hyphen", "lower", "&",
    ]  # fmt: skip
