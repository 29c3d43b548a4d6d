"""Pointers: whether a headline needs what was said elsewhere: of what it is said, or under what it holds.

What belongs here: rules over words of a headline that lean on the talk around it. What does not: pronouns at its
beginning (assets.language.standing), what stands before and after it (title_leads.py, title_cuts.py).

Figures are of bench/labels/headlines.tsv, "of N strictly" those of 2,000 titles that one strict reader read and that
kept all other rules.
"""

from __future__ import annotations

import re
from typing import Final

_POINTERS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "You had to wait": somebody's story. Of 52 .02 were good, .38 wrong, .48 unclear.
        r"\byou (?:had|did|do|see|saw)\b",
        # "It was going to be the largest lock": to whom, and whether it came so.
        r"\b(?:was|were) going to\b",
        # "The big problem is that it silts up": whose problem. Of 19 strictly .05 were good, .21 wrong, .63 unclear; of
        # 104 .07, .24 and .57.
        r"^the (?:[\w-]+ )?(?:problem|point|goal|thing|idea|reality|issue|answer|key|challenge|truth|result|question|"
        r"gist|trade-?off|motivation|downside|advantage|beauty|intention|hope|purpose|lesson|catch) "
        r"(?:is|was|are|were)\b",
        # Who and what is meant stands elsewhere, if not right after. Of 18 strictly none was good, .44 wrong, .22
        # unclear; of 133 .03, .31 and .47.
        r"^everything\b(?! (?:in|about|(?:we|you) \w+)\b)|\beverybody\b(?! (?:in|who|with|from|over|under|born)\b)|"
        r"\bsomebody\b(?! (?:else|born|with|who|from)\b)",
        # Than which, or which two; "one leaks, the other does not" says it. With "the same", of 12 strictly none was
        # good, .42 wrong, .08 unclear; of 85 .01, .20 and .51.
        r"^(?!.*\b(?:one|half)\b.*,(?: and| but)? the other\b).*\bthe other\b|^both\b",
        # "What the town does is …", "Here's how", "Number nine, …": of 79 .01 were good, .59 wrong, .32 unclear.
        r"^(?:what|here['’]s)\b|^number \w+,",
    )
)


def points_elsewhere(headline: str) -> bool:
    """Tell whether a headline needs what was said elsewhere to be understood, or to hold."""
    return any(pattern.search(headline) for pattern in _POINTERS)
