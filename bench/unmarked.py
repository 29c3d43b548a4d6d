"""Text as speech recognition without punctuation gives it.

What belongs here: taking marks and case away, and where sentences began. What does not: finding them again.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from assets.podcasts.wording import sentences

_UNCUT: Final = 1_000_000


def stripped(text: str) -> str:
    """Return a text as speech recognition without punctuation gives it: words in lower case, single spaces."""
    kept = (word.strip('.,;:!?…"“”‘()[]{}*-–—') for word in text.lower().split())
    return " ".join(word for word in kept if word)


def words_and_beginnings(text: str) -> tuple[list[str], npt.NDArray[np.bool_]]:
    """Return the words of a text without marks, and which of them begin a sentence (but the first)."""
    words: list[str] = []
    begins: list[int] = []
    for sentence in sentences(text, _UNCUT):
        begins.append(len(words))
        words += stripped(sentence).split()
    marks = np.zeros(len(words), dtype=np.bool_)
    marks[[place for place in begins if 0 < place < len(words)]] = True
    return words, marks
