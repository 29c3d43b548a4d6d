"""Stubs: whether a headline announces, counts, praises or only supposes something, and does not say what.

What belongs here: these rules; their words are in data/titles.yaml. What does not: the other rules over the words of a
headline (title_rules.py).

Figures are of bench/labels/headlines.tsv, those "under their passages" of insights.tsv there; "in all" are those of
both and of two thousand that a strict reader read.
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
_INTRODUCED: Final = r"(?: \w+ly| also| kind of| this| these| the| an?| one| another){0,3}(?: [\w-]+){0,2}?"
_COUNT: Final = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|many)"
_DEGREE: Final = r"(?:\w+ly|very|so|too|pretty|quite|super|also|just|kind of|sort of|all|still)"


def is_stub(headline: str) -> bool:
    """Tell whether a headline announces, counts, praises or only supposes something, and does not say what."""
    return any(pattern.search(headline) for pattern in _stubs())


@cache
def _stubs() -> tuple[re.Pattern[str], ...]:
    announcing, counted, empty, introduced = (
        literal(words(name)) for name in ("announcing", "counted", "empty", "introduced")
    )
    patterns = (
        # "There's a reason that …": of 14 under their passages none were good, of 20 others none.
        rf"{_THERE_IS} {_SOME} (?:[\w-]+ ){{0,2}}?(?:{announcing})\b",
        # "It serves the town in two ways": of 37 that were read none were good.
        rf"\b{_FEW} (?:\w+ )?(?:{counted})$",
        # "Mooring is really hard": of 10 under their passages that strict readers saw none were good, .30 said
        # something else; of 48 that others saw .19 were good, of 115 without .07.
        rf"\b(?:is|are|was|were) (?:{_DEGREE} )*(?:super-)?(?:{empty})(?: to do| to use)?$",
        # "There's a company that …", "There was a paper": a story begins; with none, or so many, it is counted. In all
        # of 63 none were good, .41 wrong.
        rf"{_THERE_IS}(?!(?: \w+ly| still| always| now)* (?:no|only|{_COUNT}|\d+)\b){_INTRODUCED} (?:{introduced})\b",
        # "You can moor there": an example, or what something not named allows. In all, of 384 .04 were good,
        # .31 wrong, .49 unclear alone; of 34 that the strict reader read none, .35 and .32.
        r"^you(?: \w+ly)? (?:can|could|might|may)\b(?!['’])",
        # "You say that …", "the idea is that we say …": words put into somebody's mouth. Of 9 that the strict reader
        # read none were good, .67 wrong; with all that anybody says, .04 of 110 in all, .44.
        r"\b(?:i|you|we|to|can|could|would|might|and|let['’]s) say\b(?! (?:no|yes|goodbye)\b)|\bsaying\b",
        # "It is like mending something", "cranes or something": what it is was not said. In all, of 85 none were good,
        # .49 wrong.
        r"\b(?:something|somebody|someone)(?: \w+)?$",
        r"\b(?:things|stuff) like (?:that|this)\b|\b(?:or|and) (?:something|whatever|stuff|things)\b",
        # "Suddenly, the lock was open": a step of a story, not what it shows, as "back in 1910" may. In all, of 33
        # .05 were good, .42 wrong.
        r"^(?:suddenly(?! \w+ing\b)|along the way|in the meantime|at the time|at first(?! (?:light|sight|glance)\b)|"
        r"at some point|back (?:in(?! (?:the )?(?:1\d|20)\d\d)|then|when)|originally|initially|over the weekend)\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
