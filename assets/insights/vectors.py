"""Vectors of texts.

What belongs here: the model that makes them. What does not: what is near what (neighbours.py).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.encoder import load_encoder

# The model's origin, training and figures stand in its folder.
MODEL: Final = Path(__file__).with_name("models") / "vectors"
DIMENSIONS: Final = 384
VERSION: Final = "related-minilm-2"


def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return a unit vector for each text: shape (texts, 384). Of a long text the first 80 word pieces count."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    encoder = load_encoder(MODEL)
    # The model reads a text with one thread and without Python's lock: a text a core at a time.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.stack(list(pool.map(encoder, texts)))
