"""Verdicts: what a reader makes of a claim and of a title, as chances from 0 to 1.

What belongs here: asking the models. What does not: how they were learned (bench.verdict_training,
bench.soundness_training; the figures stand in models/verdicts/README.md and models/soundness/README.md), passages
(assets.insights.worth), what follows from a verdict (claims.py; assets.insights).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.encoder import load_encoder

MODEL: Final = Path(__file__).with_name("models") / "verdicts"
# A larger model, of claims alone.
SOUNDNESS_MODEL: Final = MODEL.with_name("soundness")
# It is asked where the smaller one gives a claim such a chance to be sound: of 27,600 sentences that score as claims
# .33 have it, and .984 of the 1,280 that would be kept; from .4 on .38, and .994.
POSSIBLY_SOUND: Final = 0.5
# The same of speech without marks, which the smaller model is less sure of.
POSSIBLY_SOUND_WITHOUT_MARKS: Final = 0.3
# What the model tells apart, in the order of its outputs. Of a title: good, dull, unclear alone, wrong. Of a passage:
# no clip, dull, one that an editor might choose, one that any would; of these a larger model is asked. Of a claim:
# sound, unclear alone, torn, no claim.
TITLE: Final = slice(0, 4)
PASSAGE: Final = slice(4, 8)
CLAIM: Final = slice(8, 12)
GOOD: Final = slice(0, 1)
SOUND: Final = slice(0, 1)


def title_is_good(title: str) -> float:
    """Return the chance that a title is worth knowing, clear alone, finished and true; 1 ms.

    Args:
        title: a headline, and how its sentence goes on after it (assets.insights.titles.with_what_follows).
    """
    return _chance(title, TITLE, GOOD)


def claim_is_sound(claim: str, possibly: float = POSSIBLY_SOUND) -> float:
    """Return the chance that a claim asserts something, is whole and can be understood alone; 1.5 ms, or 7.5.

    It is 0 where the smaller model rules the claim out: its chances are not on the larger one's scale.

    Args:
        claim: what is said, without who reports it.
        possibly: the chance by the smaller model from which on the larger one is asked.
    """
    if _chance(claim, CLAIM, SOUND) < possibly:
        return 0.0
    return float(chances(load_encoder(SOUNDNESS_MODEL)(claim))[SOUND].sum())


def chances(outputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Return the outputs of one part as chances that add up to one."""
    powers = np.exp(outputs.astype(np.float64) - outputs.max())
    shares: npt.NDArray[np.float64] = powers / powers.sum()
    return shares


def _chance(text: str, part: slice, wanted: slice) -> float:
    return float(chances(load_encoder(MODEL)(text)[part])[wanted].sum())
