"""Words that point back: a sentence that begins with one, or says "you mentioned", goes on from something said before.

What belongs here: "at the time", "since then", "I also", by words. What does not: pronouns (standing.py); fillers,
which are left out of the quote (sentences.py).

Of 1,800 claims read, 18 began so, and two of these were clear alone. Of three that recall
what the other said none was; of those that recall what the speaker did ("as I said") about half were, and as many of
those with "also" elsewhere ("Marlow also mends gates"): what is named may well be all that is spoken of.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.language.lexicon import literal, words
from assets.language.sentences import quote_start

# "So at the time", "maybe back then".
_LEADING: Final = r"(?:(?:so|then|maybe|even|well|now),? )?"
# "At the time of the flood", "since then-mayor Holm": these say which.
_NOT_TOLD: Final = r"(?! (?:of|to|when|that)\b|-)"
# "I've also been a pilot", "there is also a lock": what else I do, or there is, was said before.
_ADDING: Final = r"(?:i|there)(?:['’]\w+)?(?: (?:have|had|am|was|is|are|were|do|did))? also"

# "As you mentioned", "the word that you just used".
_RECALLING: Final = re.compile(
    r"\b(?:(?:as|like) you said|you(?:['’]ve| have| had)? (?:just |also )?mentioned|you just (?:said|used|asked))\b",
    re.IGNORECASE,
)


def points_back(sentence: str) -> bool:
    """Tell whether a sentence begins by adding to one before or at a time that one told, or recalls what "you" said."""
    begins_so = _opening().match(sentence, quote_start(sentence)) is not None
    return begins_so or _RECALLING.search(sentence) is not None


@cache
def _opening() -> re.Pattern[str]:
    back = rf"(?:{literal(words('back_pointers'))})\b{_NOT_TOLD}"
    return re.compile(rf"{_LEADING}(?:{back}|{_ADDING}\b)", re.IGNORECASE)
