"""Suggestions: known names that begin as somebody types.

What belongs here: finding names by their beginning. What does not: where they come from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from heapq import nlargest
from typing import Final

from assets.brief.names import name_key

_WORD_START: Final = re.compile(r"(?<!\w)\w")
# No letter comes after it.
_LAST: Final = "\U0010ffff"


class Names:
    """Names to suggest, found by the beginning of the whole or of any word in it, in any of their spellings.

    Args:
        names: each with its other spellings and how often it is spoken of; the more, the earlier it is suggested.
    """

    def __init__(self, names: Iterable[tuple[str, Iterable[str], int]]) -> None:
        starts = []
        self._known: dict[str, str] = {}
        self._weights: dict[str, int] = {}
        for name, others, weight in sorted(names, key=lambda row: (-row[2], row[0])):
            self._weights.setdefault(name, weight)
            for key in dict.fromkeys(name_key(spelling) for spelling in (name, *others)):
                self._known.setdefault(key, name)
                starts += [(key[found.start() :], name) for found in _WORD_START.finditer(key)]
        self._starts = sorted(starts)

    def __len__(self) -> int:
        return len(self._weights)

    def known(self, text: str) -> str | None:
        """Return the name that has this spelling, None where none has."""
        return self._known.get(name_key(text))

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return at most `limit` names that begin so, the most spoken of first; none for no text."""
        key = name_key(text)
        if not key:
            return []
        first, last = bisect_left(self._starts, (key, "")), bisect_left(self._starts, (key + _LAST, ""))
        found = {name for _start, name in self._starts[first:last]}
        return nlargest(limit, sorted(found), key=self._weights.__getitem__)
