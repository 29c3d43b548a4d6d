"""Words of a text, as they are compared.

What belongs here: taking a text apart. What does not: what is looked for (interest.py), names (names.py).
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, in small letters, without the s of a plural or possessive."""
    return [_stem(word) for word in _WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    bare = word.replace("’", "'").removesuffix("'s")
    return bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss") else bare
