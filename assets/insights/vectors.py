"""Vectors of texts.

What belongs here: the model that makes them. What does not: what is near what (neighbours.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

DIMENSIONS: Final = 256
VERSION: Final = "wordllama-l2-supercat-256"


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return a unit vector for each text: shape (texts, 256). A text without a known word gets zeros."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    raw = np.asarray(_model().embed(list(texts)), dtype=np.float32)
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    unit: npt.NDArray[np.float32] = np.divide(raw, norms, out=np.zeros_like(raw), where=norms > 0)
    return unit


@lru_cache(maxsize=1)
def _model() -> Any:
    import wordllama

    # The weights come with the package; without cache_dir it looks elsewhere and tries to download them.
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
