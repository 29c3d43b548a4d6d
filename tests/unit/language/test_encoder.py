"""Running a text through a model in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assets.language import scoring
from assets.language.encoder import MOST_TOKENS, load_halved_encoder


def test_a_folder_without_a_model_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lower\.onnx is missing"):
        load_halved_encoder(tmp_path)


def test_a_model_is_loaded_once() -> None:
    assert load_halved_encoder(scoring.MODEL) is load_halved_encoder(scoring.MODEL)


def test_the_same_text_gives_the_same_outputs_whatever_came_between() -> None:
    encoder = load_halved_encoder(scoring.MODEL)
    output, states = encoder.begin("The locks reopened in May.")
    finished = encoder.finish(states)
    encoder.finish(encoder.begin("Something else, and longer than that by a good few words.")[1])

    again, states_again = encoder.begin("The locks reopened in May.")

    np.testing.assert_array_equal(states_again, states)
    assert (again, encoder.finish(states_again)) == (output, finished)


def test_words_beyond_what_the_model_reads_change_nothing() -> None:
    encoder = load_halved_encoder(scoring.MODEL)
    long = "barge " * MOST_TOKENS

    assert encoder.begin(long)[0] == encoder.begin(long + "lighthouse")[0]
