"""Verdicts: what the model makes of claims, titles and passages; each pair has one that readers would put first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from assets.language import verdicts
from assets.language.verdicts import (
    SOUNDNESS_MODEL,
    chances,
    claim_is_sound,
    title_is_good,
)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Rust's new borrow checker accepts more programs", "We had a lot of fun last week"),
        ("SQLite now supports strict tables", "Thanks to everybody for coming on the show"),
        ("Teams that deploy every day have fewer outages", "You can see their logo"),
        ("Large language models leak their training data", "The numbers are the easy part"),
    ],
)
def test_a_title_that_says_something_of_the_world_is_better_than_talk(better: str, worse: str) -> None:
    assert 0 < title_is_good(f"{worse}.") < title_is_good(f"{better}.") < 1


def test_a_title_that_is_cut_off_is_worse_than_a_whole_one() -> None:
    title = "Writing the code is not the part"

    assert title_is_good(f"{title} … that is worth money anymore.") < title_is_good(f"{title} that is worth money.")


@pytest.mark.parametrize(
    ("sound", "unsound"),
    [
        ("Python 3.13 has an experimental build without the global lock.", "The third one was twice as fast on mine."),
        ("GitHub employs more than three thousand people.", "With that one, we're at like four thousand there."),
    ],
)
def test_a_claim_that_says_what_it_speaks_of_is_sounder(sound: str, unsound: str) -> None:
    assert claim_is_sound(unsound, 0.0) < claim_is_sound(sound) < 1


def test_chances_add_up_to_one_and_keep_the_order() -> None:
    found = chances(np.array([2.0, -1.0, 0.0, 3.0], dtype=np.float32))

    assert found.sum() == pytest.approx(1)
    assert list(np.argsort(found)) == [1, 2, 0, 3]


def test_the_larger_model_is_asked_only_about_what_the_smaller_one_does_not_rule_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Path] = []
    load = verdicts.load_encoder
    monkeypatch.setattr(verdicts, "load_encoder", lambda folder: (asked.append(folder), load(folder))[1])

    assert claim_is_sound("Thanks to everybody for coming") == 0
    assert SOUNDNESS_MODEL not in asked
    assert claim_is_sound("The port of Ostwick closed two of its four grain terminals last spring.") > 0.9
    assert SOUNDNESS_MODEL in asked


def test_the_words_of_a_claim_that_are_rare_are_read_in_pieces() -> None:
    tokenizer = Tokenizer.from_file(str(SOUNDNESS_MODEL / "tokenizer.json"))

    pieces = tokenizer.encode("The xylothèque of Ostwick").tokens

    assert pieces[0] == "<s>"
    assert pieces[-1] == "</s>"
    assert "[UNK]" not in pieces
