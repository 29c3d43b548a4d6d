"""Leads: whether what stands before a headline in its sentence must not be left out.

What belongs here: rules over what stands before, and which of it says nothing. What does not: what follows
(title_cuts.py), what the sentence before says (title_surroundings.py).

Figures are of bench/labels/headlines.tsv, those "under their passages" of insights.tsv there.
"""

from __future__ import annotations

import re
from typing import Final

from assets.insights.title_words import InText, plain

# What comes right after these is half of two, an example, or what somebody might say: of 68 .21 were good, .44 said
# something else.
_AFTER: Final = frozenset(("or", "like", "either", "neither", "nor"))
# After these it is a step of a story, or half of a contrast: of 205 .02 were good, of 49 under their passages .11, .50
# said something else.
_AFTER_AT_ONCE: Final = re.compile(r"\b(?:then|now|versus|whereas)$", re.IGNORECASE)
# "Task of telling them apart is …" is no sentence: of 29 that leave their "the" out .07 were good, .59 garbled.
_LEFT_OUT: Final = re.compile(r"\bthe$", re.IGNORECASE)
_SUPPOSED: Final = re.compile(r"\b(?:imagine|suppose|let['’]s say|what if)\b", re.IGNORECASE)
# What stands under a condition, or is so perhaps, or for one person: of 71 under their passages .32 were good, .49 said
# something else (of all .43, .17).
_UNDER: Final = re.compile(
    r"\b(?:maybe|perhaps|unless|for (?:me|us)|in my case|at the time|not (?:\w+ )?for sure|seems to be that|"
    r"my (?:hope|feeling|belief|hunch|guess|experience|theory|bet))\b|\bif\b[^;:]*$",
    re.IGNORECASE,
)
# What seems so, is so in theory or for a time, or was news last week: all of 8 under their passages that strict readers
# saw said something else, half of 4 that others saw.
_FOR_A_TIME: Final = re.compile(
    r"\b(?:(?:seems?|feels) like|in theory|theoretically|foreseeable future|(?:my|our) lifetimes?|in the long run|"
    r"(?:we|i) (?:believed|thought)|(?<!the )last (?:week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b",
    re.IGNORECASE,
)
# What others say, think or are quoted for is not what the speaker says: of 10 that were read none was good, .60 said
# something else. ("Ida says that …" is as often good as other titles.)
_SAYS: Final = r"(?:says?|said|writes|wrote)(?: that)?[,:]?$"
_THINKS: Final = r"(?:thinks?|thought|believes?|claims?|claimed|argues?|argued)(?: that)?[,:]?$"
_OF_OTHERS: Final = re.compile(
    rf"\b(?:they|he|she|people|some(?:one|body))(?: \w+ly| also| just)* (?:{_SAYS}|{_THINKS})", re.IGNORECASE
)
_OF_NAMED: Final = re.compile(rf"\b(?!(?:We|You)\b)[A-Z][\w.]+ {_THINKS}")
_QUOTED: Final = re.compile(rf"(?<!\bi )(?<!\bwe )\b(?:{_SAYS}|{_THINKS})", re.IGNORECASE)
# "And then: oh, …", "…, so that …" lead into what somebody might say, or what is hoped for: of 17 .06 were good, .65
# wrong, of 10 under their passages none and .70.
_VOICED: Final = re.compile(r"(?:\b(?:oh|hey|guess what)[,.!]?|\bso that,?)$", re.IGNORECASE)
# What "you" do holds where what is said before does ("with a small boat, you pay nothing"): of 280 .02 were good, of 10
# under their passages that strict readers saw .10, .60 said something else (of 86 that others saw .21, .47).
_YOU: Final = re.compile(r"you\b", re.IGNORECASE)
# What begins a sentence and says nothing.
_CONNECTIVES: Final = re.compile(
    r"(?:(?:and|but|so|or|well|yeah|yes|now|like|then|okay|right|oh|because|also|actually|you know|i mean|"
    r"(?:i|we)(?: \w+ly| also| just| still| do)*"
    r" (?:think|feel like|feel|believe|guess|suspect|found|know|bet)(?: that)?)\b,?\s*)*",
    re.IGNORECASE,
)
# "Mending old | locks does not pay": what is done to them is said, not what they do.
_DOING: Final = re.compile(
    r"(?!(?:during|according|(?:every|no|some|any)thing|morning|evening|spring)\b)\w{2,}ing\b[^,;:.!?]*(?<!\bthat)(?<!\bhow)(?<!\bif)$",
    re.IGNORECASE,
)
# "… and Uv are": the first of two is lost.
_PLURAL: Final = frozenset(("are", "were", "have"))
_PLURALS: Final = frozenset(("people", "women", "men", "children", "they", "we", "you", "data", "folks"))


def is_led_into(headline: str, there: InText) -> bool:
    """Tell whether what stands before a headline is its "the", or makes it a supposition, an example, or one of two.

    Or it says when or under what it holds, who else says so, or what is done to it; or leads into what is only voiced.
    """
    before = there.before
    return bool(
        _LEFT_OUT.search(before)
        or _AFTER_AT_ONCE.search(before)
        or _is_half(headline, before)
        or _SUPPOSED.search(before)
        or _UNDER.search(before)
        or _FOR_A_TIME.search(before)
        or _VOICED.search(before)
        or _is_of_others(there)
        or _DOING.match(said := without_connectives(before).strip())
        or (_YOU.match(headline) and said)
    )


def without_connectives(said: str) -> str:
    """Return what is said without the words at its beginning that say nothing: "And I think"."""
    return _CONNECTIVES.sub("", said, count=1)


def _is_of_others(there: InText) -> bool:
    is_quoted = there.own[:1] in ("“", '"') and _QUOTED.search(there.before)
    return bool(there.own and (is_quoted or _OF_OTHERS.search(there.before) or _OF_NAMED.search(there.before)))


def _is_half(headline: str, before: str) -> bool:
    leading = before.rsplit(maxsplit=1)
    last = plain(leading[-1]) if leading else ""
    first, second, *_others = headline.lower().split()
    is_halved = last == "and" and second in _PLURAL and not first.endswith("s") and first not in _PLURALS
    return last in _AFTER or is_halved
