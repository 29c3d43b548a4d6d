"""Words of feeds and transcripts as the site shows them: cleaned, and without delay where there is nothing to clean.

What belongs here: sparing the many texts that are plain from being looked through character by character, which for a
large site takes as long as all the rest. What does not: what is cleaned away (assets/brief/clean.py).
"""

from __future__ import annotations

import re
from typing import Final

from assets.brief.clean import clean_text

# Letters and signs that are readable as they are: Latin, Greek, Cyrillic, marks of punctuation and money.
_PLAIN: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0386-\u0481\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
# The longest that a page gives a text: a quote has at most 70 words, and what stands around it is cut by its query.
MOST_CHARACTERS: Final = 700


def readable(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text without control and direction characters, cut to `most` characters."""
    return text if len(text) <= most and _PLAIN.fullmatch(text) else clean_text(text, most)
