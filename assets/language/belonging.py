"""Whose a thing is that a sentence calls "our": a firm's, which the sentence has to name.

What belongs here: "our customers", "the company I work for", by words. What does not: other pronouns (standing.py).

Who speaks is known, where he works is not: of 240 claims read by two, three spoke so of a firm that they did not name,
and both readers found none of these clear. Where "we" may be anybody ("we have few locks") they found most clear.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.language.lexicon import literal, words

_NAME: Final = r"(?!I\b)[A-Z]\w"
_INNER_NAME: Final = re.compile(rf"(?<=[\w,;:] ){_NAME}")
# "Our company, Northern Locks", "our team at Marlow".
_NAMED_AFTER: Final = re.compile(
    rf",? (?:(?:at|of|is|was) )?(?:the )?{_NAME}|.*\b(?:called|named|call|know(?: \w+)? as) {_NAME}"
)
# With one of these between, something else is ours ("our hunger for products"); "our gross product" is no firm's.
_ELSE: Final = (
    r"(?!(?:of|on|in|to|for|with|at|by|from|about|into|over|as|than|that|the|an?|is|are|was|were|has|have|had|will|can|"
    r"gross|national)\b)"
)


def names_its_firm(sentence: str) -> bool:
    """Tell whether a sentence that calls a firm "ours" names something before or right after, or what it is called."""
    return all(
        # "Our State Department" is a name.
        (found["own"] or "").istitle()
        or _INNER_NAME.search(sentence, 0, found.start())
        or _NAMED_AFTER.match(sentence, found.end())
        for found in _of_firm().finditer(sentence)
    )


@cache
def _of_firm() -> re.Pattern[str]:
    own = literal(words("of_firms"))
    # "Our sales team" and "our sales and support team", but "our hospitals lack staff", "our state employs engineers".
    first = rf"{_ELSE}(?!\w+(?<!s)s (?!(?:and|or|{own})\b))[\w'’/-]+ "
    others = rf"(?:{_ELSE}(?!\w+(?:(?<!s)s|ed) )[\w'’/-]+ ){{0,2}}?"
    ours = rf"our (?:{first}{others})??(?P<own>{own})"
    where_we_are = rf"the (?:{literal(words('firms'))}) (?:(?:that|where|which) )?(?:i|we)"
    return re.compile(rf"\b(?:{ours}|{where_we_are})\b", re.IGNORECASE)
