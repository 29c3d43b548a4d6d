"""Stubs: whether a headline announces, counts or praises something, and does not say what.

What belongs here: these rules; their words are in data/titles.yaml. What does not: the other rules over the words of a
headline (title_rules.py).

Figures are of bench/labels/headlines.tsv, those "under their passages" of insights.tsv there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.insights.title_lists import words
from assets.language.lexicon import literal

_THERE_IS: Final = r"^there(?:['’]s| is| are| was| were)(?: \w+ly| still| always| now)*"
_SOME: Final = r"(?:an?|one|another|some|many|several|lots of|a lot of|two|three)"
_FEW: Final = r"(?:two|three|four|five|six|several|few|these|couple of)"
_DEGREE: Final = r"(?:\w+ly|very|so|too|pretty|quite|super|also|just|kind of|sort of|all|still)"


def is_stub(headline: str) -> bool:
    """Tell whether a headline announces, counts or praises something, and does not say what."""
    return any(pattern.search(headline) for pattern in _stubs())


@cache
def _stubs() -> tuple[re.Pattern[str], ...]:
    announcing, counted, empty = (literal(words(name)) for name in ("announcing", "counted", "empty"))
    patterns = (
        # "There's a reason that …": of 14 under their passages none were good, of 20 others none.
        rf"{_THERE_IS} {_SOME} (?:[\w-]+ ){{0,2}}?(?:{announcing})\b",
        # "It serves the town in two ways": of 37 that were read none were good.
        rf"\b{_FEW} (?:\w+ )?(?:{counted})$",
        # "Mooring is really hard": of 10 under their passages that strict readers saw none were good, .30 said
        # something else; of 48 that others saw .19 were good, of 115 without .07.
        rf"\b(?:is|are|was|were) (?:{_DEGREE} )*(?:super-)?(?:{empty})(?: to do| to use)?$",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
