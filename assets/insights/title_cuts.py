"""Cuts: whether what follows a headline in its sentence is a part of what is said.

What belongs here: rules over what follows. What does not: what stands before (title_leads.py), what the next sentence
says (title_surroundings.py).

Figures are of bench/labels/headlines.tsv, those "under their passages" of insights.tsv there.
"""

from __future__ import annotations

import re
from typing import Final

from assets.insights.title_lists import words
from assets.insights.title_surroundings import TURNS
from assets.insights.title_words import InText, plain

# What goes on with "or" and the like is not finished: 2 of 155 were good. What goes on with a condition is not said
# without it: of 28 under their passages .12 were good, .56 said something else. At "--" the speaker broke off: of 41
# .02 were good, .80 wrong.
_GOES_ON_WITH: Final = frozenset(("or", "who", "where", "if", "when", "while", "unless", "until", "--"))
# Without a mark before it, what goes on ("has a role | to play", "a lock | they built", "is putting its money | to
# work") is a part of what is said, be it of what it is about, who does it or what for: of 884 .04 were good, .56 wrong;
# of 69 under their passages that a strict reader saw .09 and .42. Place and time, manner, what it exceeds, and one more
# that is done may be left out: what goes on with "in", "on" or "and" is as often good or dull as what ends there. So
# may what is not so ("rather than …") or why. What such words say only before some others ("at the end", "from 1950
# on", "three years later") is told by these: of 186 that go on with "at", "between" or "from" .42 were wrong or torn,
# .08 good.
_SPAN: Final = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|seasons?|years?|decades?|centur(?:y|ies))"
_MANY: Final = (
    r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|million|billion|half|few|couple of|several|many|some|about|around|almost|"
    r"nearly|only|over|(?:more|less) than)"
)
_MAY_GO_ON_WITH: Final = (
    r"(?:and|in|on|within|inside|through|throughout|during|before|after|since|despite|than|"
    r"today|tonight|tomorrow|yesterday|now|nowadays|once|later|ago|last|next|this|these|each|every|always|ever|still|"
    r"just|right|yet|already|any ?more|again|forever|here|there|somewhere|ahead|forward|"
    r"all|also|too|either|any(?:how|ways?)|altogether|together|well|etc|(?!only)\w+ly|"
    r"worldwide|overnight|abroad|elsewhere|(?:across|among|amid|near|under|over)(?= (?!and\b|while\b|to\b)\w)|"
    r"around the (?:world|globe|country)|(?:between|from) (?:1\d|20)\d\d|even (?:as|before|after)|"
    r"at (?:home|all|the (?:end|beginning|start|turn|height|age))|"
    r"the (?:same|following|previous) " + _SPAN + r"|"
    r"(?:" + _MANY + r" )*" + _SPAN + r" (?:ago|later|earlier|before|after)|"
    r"rather than|instead of|due to|thanks to|regardless of|including)(?![\w'’-])"
)
_GOES_ON_AT_ONCE: Final = re.compile(rf"\S+ (?!{_MAY_GO_ON_WITH})[\w&]", re.IGNORECASE)
# "Ida built, with a crane of steel |, a lock": what was put in between is there, the rest of its clause is not. Of
# 23 .09 were good, .61 wrong, of 9 under their passages none and .89.
_INSET: Final = re.compile(
    r", (?:and )?(?:from|for|with|within|by|in|on top|if|when|whether|based|especially|contrary|let['’]s say)\b[^,]*$",
    re.IGNORECASE,
)
# ", with …" and ", at least …" restrict or turn what was said.
_RESTRICTED: Final = re.compile(r"\S*, (?:with|at least)\b", re.IGNORECASE)
# "…, and it is not cheap", "…, and they never did": the other half turns against the first. Of 14 under their passages
# .05 were good, .32 torn or said something else.
_DENIED: Final = re.compile(
    r"\S+,? and (?:it|that|they|this)\b(?:['’]\w+)?(?: \w+){0,2}? (?:not|never|\w+n['’]t)\b", re.IGNORECASE
)
# "… of its kind: one, two, three": a list cut after its first, or ("dredging, widening, …") its second: 6 of 6 were
# torn.
_LISTING: Final = re.compile(r": \S+$")
_LISTED, _LISTED_ON = re.compile(r", \S+$"), re.compile(r"\S+, \w+(?: \w+)?,")
# An opening mark of a quotation, a closing one: what is quoted was cut in its midst. Of 7 under their passages .14 were
# good, .86 torn; of 102 .09 and .55.
_OPENING, _CLOSING = re.compile(r'“|(?<![\w"])"(?=\w)'), re.compile(r'”|(?<=[\w.,!?])"(?!\w)')
# What follows takes back what was said.
_TAKEN_BACK: Final = re.compile(
    r"\b(?:i don['’]t know (?:if|that|whether)|or maybe|maybe it['’]s|i['’]m not sure)\b", re.I
)
# "The lock leaks - if it rains, …": at a dash the sentence begins anew, what stands before was broken off. Of 68 in all
# (those of both files, and of two thousand that a strict reader read) .01 were good, .73 wrong.
_BROKEN_OFF: Final = re.compile(
    r"\S+ (?:-|–|—) (?:if|i|it|they|we|you|maybe|and|in|on|that|the(?! (?:first|last|only|most|\w+est)\b)|there)\b",
    re.IGNORECASE,
)
# "It is not the quay, it's the lock", "…, I guess": at a comma before these what counts, or a doubt, is still to come.
# Of 49 in all .05 were good, .51 wrong.
_SPLICED: Final = re.compile(r"\S+, (?:I|it['’]s)\b")
# "It gained 151 | in a week", "it built locks | on rivers without floods": within what time, and on which alone.
_RESTRICTED_SOON: Final = re.compile(
    r"\S*\d\S* (?:in|within|over|during) (?:[\w-]+ ){0,3}(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|"
    r"\S+ (?:in|on|with|for) (?:[\w-]+ ){1,3}(?:without|except)\b",
    re.IGNORECASE,
)
# "… can mend locks | optimistically, but …": it turns after one word more.
_TURNS_SOON: Final = re.compile(r"\S+ \w+ly, (?:but|though|although)\b", re.IGNORECASE)
# "It is proud of mending | and building boats": an "-ing" or "easy" goes on at once with what it is about.
# Of 76 in all .03 were good, .57 wrong.
_WANTS_MORE: Final = re.compile(
    r"\b(?:(?!(?:\w*thing|building|morning|evening|spring|king|ceiling)$)\w+ing|easy|hard|able|(?:im)?possible)$",
    re.IGNORECASE,
)
_MORE_OF_IT: Final = frozenset(("and", "on", "from", "at"))
# "So cheap that …": cut off before the "that" it says nothing of how cheap.
_SO: Final = re.compile(r"\b(?:so|such)\b", re.IGNORECASE)
# "They cheered after Ida (a stoker) rang the bell": what follows the brackets is the verb of what ends the title; or it
# goes on at once as above ("a crane (steel) for grain"): of 3 all were torn.
_BRACKETED: Final = re.compile(
    r"\S+ \([^()]{1,200}\) "
    r"(?:(?!(?:and|or|but|to|in|on|at|from|of|which|who|where|when|while|so|than|via)\b)[a-z]|I\b)"
)
# "A port for grain many, like many ports", "step by step": what ends the title comes again right after.
_SAID_AGAIN: Final = re.compile(r"([\w-]+)\W*\s(?:like|by|to|after|and|of|in)\s\1\b", re.IGNORECASE)
# Torn off, where its sentence goes on.
_TORN: Final = re.compile(
    r"(?<![-\w])(?:of|to|in|on|for|with|at|by|from|about|into|over|than|as|like)$|\ban? (?:\w+ )?open[- ]source$|"
    r"\bas (?!well\b)\w+$|"
    r"(?<!not )(?<!\bdo )(?<!does )(?<!\bdid )\bso (?!far\b|ago\b)\w+$",
    re.IGNORECASE,
)


def is_cut_off(headline: str, there: InText) -> bool:
    """Tell whether what follows a headline in its sentence is a part of it, restricts it or takes it back."""
    following, own, rest = there.next_word, there.own, there.rest
    return bool(
        following in _GOES_ON_WITH
        or (there.goes_on_at_once and _GOES_ON_AT_ONCE.match(rest))
        or (_INSET.search(headline) and re.match(r"\S+, (?!and\b|which\b|so\b|because\b)", rest))
        or following in TURNS
        or (following == "that" and _SO.search(headline))
        or (following and (_TORN.search(headline) or plain(headline.rsplit(maxsplit=1)[-1]) in words("wants_noun")))
        or _SAID_AGAIN.match(rest)
        or _BRACKETED.match(rest)
        or _is_cut_list(headline, rest)
        or (following and len(_OPENING.findall(own)) > len(_CLOSING.findall(own)))
        or _TAKEN_BACK.search(rest)
        or _RESTRICTED.match(rest)
        or _DENIED.match(rest)
        or _BROKEN_OFF.match(rest)
        or _SPLICED.match(rest)
        or _TURNS_SOON.match(rest)
        or _RESTRICTED_SOON.match(rest)
        or (there.goes_on_at_once and following in _MORE_OF_IT and _WANTS_MORE.search(headline))
    )


def _is_cut_list(headline: str, rest: str) -> bool:
    is_first = _LISTING.search(headline) and re.match(r"\S+,", rest)
    return bool(is_first or (_LISTED.search(headline) and _LISTED_ON.match(rest)))
