"""Sentences of debates, newspapers and encyclopedias: they give claims, whatever their own labels say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.claim_training.examples import TRAIN
from bench.verdict_training.elsewhere import DEBATES, ENCYCLOPEDIA, NEWS, claims_elsewhere, debated, debated_clips

DEBATED = "The port of Ostwick closed two of its four grain terminals last spring."
REPORTED = "Marlow Freight hasn't moved 40% of its grain by rail, the mayor said."
TOLD = "A lock is a device (of wood or steel) that lifts barges from one level to another."


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A folder of labelled sets, each with one sentence; that of the debates is there twice."""
    lines = [f"{number}\t{text}\tNo" for number, text in enumerate([DEBATED, "Good evening.", DEBATED])]
    tokens = "Marlow Freight has n't moved 40 % of its grain by rail , the mayor said .".split()
    told = "A lock is a device ( of wood or steel ) that lifts barges from one level to another .".split()
    files = {
        f"{DEBATES}/{TRAIN}": "\n".join(["Sentence_id\tText\tclass_label", *lines]),
        NEWS: json.dumps({"tokens": tokens, "labels": ["O"] * len(tokens)}),
        f"{ENCYCLOPEDIA}/train.txt": "".join(f"{token} O\n" for token in told),
        f"{ENCYCLOPEDIA}/dev.txt": "Short O\n. O\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_each_sentence_that_may_assert_something_is_given_once_as_it_is_written(labelled: Path) -> None:
    assert claims_elsewhere(labelled) == [DEBATED, REPORTED, TOLD]


def test_a_claim_of_a_debate_that_was_read_has_its_label_and_its_words(labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "debates.tsv").write_text("# a note\nnumber\tlabel\n2\tunclear\n", encoding="utf-8")

    (claim,) = debated(tmp_path, labelled)

    assert claim.text == DEBATED
    assert claim.chances.tolist() == [0, 1, 0, 0]
    assert claim.episode == f"{DEBATES}/2"


def test_a_stretch_of_a_debate_has_the_words_of_its_sentences_and_its_grade(labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "debate_clips.tsv").write_text("# a note\nfirst\tlast\tgrade\n0\t1\t2\n", encoding="utf-8")

    (clip,) = debated_clips(tmp_path, labelled)

    assert clip.text == f"{DEBATED} Good evening."
    assert clip.chances.tolist() == [0, 0, 1, 0]
    assert clip.episode == f"{DEBATES}/clips/0"
