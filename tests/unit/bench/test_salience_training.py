"""Learning salience: what is learned, and what is told of it."""

from __future__ import annotations

import numpy as np

from bench.salience_training.fitting import FULLER, fit, left_out, preference
from bench.salience_training.judged import Judged


def documents(count: int = 16) -> list[Judged]:
    """Documents whose better windows have more of the first feature; the second says nothing, the third is fullness."""
    draw = np.random.default_rng(0)
    found = []
    for place in range(count):
        features = draw.normal(size=(12, 3))
        # What a document is like must not matter: its values lie on a level of their own.
        values = (features[:, 0] > 0) * 3.0 + 10 * (place % 2)
        name = f"talk-{place}"
        vectors = np.zeros((12, 256), dtype=np.float32)
        found.append(
            Judged(
                "clips",
                f"show-{place % 2}",
                name,
                ("good", "idle", "fullness"),
                features,
                vectors,
                values % 10,
                ("random",) * 12,
            )
        )
    return found


def test_what_tells_better_windows_gets_the_weight_and_fullness_its_own() -> None:
    learned = dict(zip(("good", "idle", "fullness"), fit(documents()).weights, strict=True))

    assert learned["good"] > 5 * abs(learned["idle"])
    assert abs(learned["fullness"] - FULLER) < 0.2


def test_a_feature_that_is_left_out_gets_no_weight() -> None:
    learned = fit(documents(), without={"good", "fullness"})

    assert learned.weights[0] == learned.weights[2] == 0


def test_the_better_window_is_preferred_in_documents_and_shows_that_were_left_out() -> None:
    known = documents()

    for by_show in (False, True):
        totals = left_out(known, without={"fullness"}, by_show=by_show)
        assert set(totals) == {document.key for document in known}
        assert preference(known, totals) > 0.9


def test_the_same_documents_give_the_same_weights() -> None:
    assert fit(documents()).weights.tolist() == fit(documents()).weights.tolist()
