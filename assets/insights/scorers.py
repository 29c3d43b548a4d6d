"""How sure it is that two passages are about the same thing, or say the same: learned scorers of their features.

What belongs here: the scorers and where relations begin, both data (data/relations.yaml, learned by
bench/relation_thresholds.py). What does not: the features (likeness.py), reading two passages (together.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from assets.insights.index import Floats
from assets.insights.odds import log_odds
from assets.podcasts.identifiers import stable_id

SETTINGS_PATH: Final = Path(__file__).with_name("data") / "relations.yaml"
FEATURES: Final = ("cosine", "words", "rare_words", "names", "numbers", "nearness")
# That two passages say the same does not follow from whom they name.
CLOSENESS_FEATURES: Final = ("cosine", "words", "rare_words", "numbers")
# Once two passages were read: how sure it was before, and what the model says that read them.
READ: Final = ("similarity", "said")


@cache
def settings() -> Mapping[str, Any]:
    """Return the learned weights and thresholds."""
    loaded: Mapping[str, Any] = yaml.safe_load(SETTINGS_PATH.read_text(encoding="utf-8"))
    return loaded


@cache
def settings_version() -> str:
    """Return a name for what was learned: another one whenever that changes."""
    return stable_id(SETTINGS_PATH.read_text(encoding="utf-8"))


def similarity(given: Floats) -> Floats:
    """Return, for rows of features, how sure it is that both passages are about the same thing: 0 to 1."""
    return scored(settings()["similarity"], given)


def similarity_read(before: float, said: float) -> float:
    """Return how sure it is that two passages are about the same thing, once they were read: 0 to 1.

    Args:
        before: their `similarity`.
        said: the log odds that a model gives that reads both (together.py).
    """
    given = np.array([[log_odds(before), said]], dtype=np.float32)
    return float(scored(settings()["together"], given, READ)[0])


def closeness(given: Floats) -> Floats:
    """Return, for rows of features of related passages, how sure it is that one says what the other says: 0 to 1."""
    return scored(settings()["closeness"], given)


def scored(scorer: Mapping[str, Any], given: Floats, of: Sequence[str] = FEATURES) -> Floats:
    """Return the answer of a logistic scorer to rows of features.

    Args:
        scorer: `bias`, and `weights` by feature, 0 where not named.
        given: a row for each pair.
        of: the names of its columns.
    """
    weights = np.array([scorer["weights"].get(name, 0.0) for name in of], dtype=np.float32)
    score = float(scorer["bias"]) + (given * weights).sum(axis=1)
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)
