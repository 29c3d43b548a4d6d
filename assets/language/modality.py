"""In what way a sentence asserts: modality and polarity, with the words that give it away.

What belongs here: rules over the words of one sentence. What does not: whose view it is (attribution.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.language.lexicon import data, pattern

_NEGATION: Final = "negation"


def modality_of(sentence: str) -> tuple[str, str | None]:
    """Return the modality (one of schema.MODALITIES) of a sentence and its cue, None for a plain assertion.

    The first modality of cues.yaml that has a cue in the sentence wins.
    """
    for name, cues in _modalities():
        match = cues.search(sentence)
        if match:
            return name, match.group().strip(" ,")
    return "asserted", None


def polarity_of(sentence: str) -> str:
    """Return whether a sentence affirms or denies (one of schema.POLARITIES)."""
    return "negative" if _negation().search(sentence.replace("’", "'")) else "affirmative"


@cache
def _modalities() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, pattern(cues)) for name, cues in data("cues")["modality"].items())


@cache
def _negation() -> re.Pattern[str]:
    words = data("cues")[_NEGATION]
    return re.compile(r"(?<!\w)(?:" + "|".join(w for w in words if w != "n't") + r")(?!\w)|n't(?!\w)", re.IGNORECASE)
