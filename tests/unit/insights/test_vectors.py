"""Vectors of texts."""

from __future__ import annotations

import numpy as np

from assets.insights.vectors import DIMENSIONS, embed

TEXTS = [
    "The harbour moved more grain after it bought a crane.",
    "A new crane let the port ship more wheat.",
    "Her grandmother painted small portraits of cats.",
]


def test_every_vector_has_unit_length() -> None:
    vectors = embed(TEXTS)

    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows_of_the_same_width() -> None:
    assert embed([]).shape == (0, DIMENSIONS)
    assert embed([]).dtype == np.float32


def test_an_empty_text_gives_a_finite_vector() -> None:
    assert np.isfinite(embed(["", TEXTS[0]])).all()


def test_the_same_subject_is_nearer_than_another_one() -> None:
    cosines = embed(TEXTS) @ embed(TEXTS).T

    assert cosines[0, 1] > cosines[0, 2]
    assert cosines[0, 1] > cosines[1, 2]


def test_a_vector_depends_on_its_text_alone() -> None:
    np.testing.assert_allclose(embed(TEXTS)[1], embed([TEXTS[1]])[0], atol=1e-5)
