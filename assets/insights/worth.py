"""Worth: what a reader makes of a passage, alone and under its title, as chances from 0 to 1.

What belongs here: asking the model. What does not: how it was learned (bench.worth_training; its figures stand in
models/worth/README.md), what a title is worth alone (assets.language.verdicts), what follows from it (salience/,
shown.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.encoder import load_encoder
from assets.language.verdicts import chances

MODEL: Final = Path(__file__).with_name("models") / "worth"
# What the model tells of a passage alone, the first of its outputs: no clip, dull, one that an editor might choose, one
# that any would. Of a passage under its title: worth knowing and clear alone; true but dull; not clear alone; no
# insight at all; the title wrong.
GRADES: Final = slice(0, 4)
CLIP: Final = slice(2, 4)
VERDICTS: Final = ("good", "dull", "unclear", "none", "headline")
# A title, what follows it, and a passage of seventy words: of the first 4,501 that were read two are longer.
MOST_TOKENS: Final = 128


@dataclass(frozen=True, slots=True)
class Worth:
    """Two chances, 0 to 1: that a passage is worth knowing under its title and clear alone; that the title is wrong."""

    good: float
    wrong_title: float


def is_clip(quote: str) -> float:
    """Return the chance that an editor might choose a passage as a clip, by what it says; 23 ms."""
    return float(chances(_read(quote)[GRADES])[CLIP].sum())


def worth_of(title: str, quote: str) -> Worth:
    """Return what a reader makes of a passage under this title; 24 ms.

    Args:
        title: and how its sentence goes on after it (titles.with_what_follows).
        quote: the passage.
    """
    shares = dict(zip(VERDICTS, chances(_read(as_read(title, quote))[GRADES.stop :]), strict=True))
    return Worth(float(shares["good"]), float(shares["headline"]))


def as_read(title: str, quote: str) -> str:
    """Return a title and its passage as one text, as the model reads them."""
    return f"{title} | {quote}"


def _read(text: str) -> npt.NDArray[np.float32]:
    return load_encoder(MODEL, MOST_TOKENS)(text)
