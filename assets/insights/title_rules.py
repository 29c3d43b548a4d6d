"""Rules by which a headline is a title: whole, true to its sentence, and clear alone.

What belongs here: these rules, each with what readers made of titles that break it. What does not: which titles a claim
has (titles.py), what a title is worth by its words (assets.language.verdicts).

Figures are of bench/labels/headlines.tsv, those "under their passages" of insights.tsv there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.insights.salience.openings import stands_alone
from assets.insights.title_lists import words
from assets.insights.title_surroundings import TURNS
from assets.insights.title_words import InText, in_text, plain
from assets.language.lexicon import literal
from assets.language.standing import begins_alone

# A headline of fewer words says nothing.
FEWEST_WORDS: Final = 4
# What goes on with "or" and the like is not finished: 2 of 155 were good. What goes on with a condition is not said
# without it: of 28 under their passages .12 were good, .56 said something else.
_GOES_ON_WITH: Final = frozenset(("or", "who", "where", "if", "when", "while", "unless", "until"))
# Without a mark before it, what goes on with one of these is a part of what is said: of 46 under their passages .15
# were good, .54 torn or said something else.
_GOES_ON_AT_ONCE_WITH: Final = frozenset(("that", "for", "as", "with", "by", "because", "into"))
# ", with …" and ", at least …" restrict or turn what was said.
_RESTRICTED: Final = re.compile(r"\S*, (?:with|at least)\b", re.IGNORECASE)
# "… of its kind: one, two, three": a list cut after its first.
_LISTING: Final = re.compile(r": \S+$")
# What comes right after these is half of two, an example, or what somebody might say: of 68 .21 were good, .44 said
# something else.
_AFTER: Final = frozenset(("or", "like", "either", "neither", "nor"))
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
# What recognition makes of names that everybody knows.
_MISHEARD: Final = re.compile(
    r"\bchat[- ]?(?:g(?:tp|dp|pd|bt)|[jcd]pt)\b|\bpie (?:test|torch)\b|\bjupiter (?:notebook|lab)",
    re.IGNORECASE,
)
# "… and Uv are": the first of two is lost.
_PLURAL: Final = frozenset(("are", "were", "have"))
_PLURALS: Final = frozenset(("people", "women", "men", "children", "they", "we", "you", "data", "folks"))
# Several quotations in one sentence are a list of what others say.
_QUOTATION: Final = re.compile(r"“[^“”]+”|(?<![\w\"])\"[^\"]+\"(?!\w)")
# "Not only …" without its "but also", "either …" without its "or" (not "of either party", nor "… either" at the end);
# what many people think is as a rule what the speaker does not.
_HALF: Final = re.compile(
    r"(?:\bnot|n['’]t) (?:only|merely)\b(?!.*\b(?:but|also)\b)|^(?:from|on) (?:the )?one (?:perspective|side|hand)\b|"
    r"\beither\b(?! (?:way|side|end|one|of|party|team|house|chamber|candidate|parent|sex|gender|group|hand|arm|leg|eye|"
    r"ear|lung|case|direction|option|method|extreme)\b|[,;:]|$)(?!.*\bor\b)|"
    r"^(?:many|most|some|a lot of) (?:people|folks|developers)(?: still)? (?:think|say|believe|claim|argue)\b",
    re.IGNORECASE,
)
# "The more it grows, the more it costs": either half says nothing alone.
_MORE: Final = r"(?:more|less|fewer|better|worse|bigger|longer|faster|higher)\b"
_HALF_COMPARED: Final = re.compile(rf"(?:the )?{_MORE}", re.IGNORECASE)
_COMPARED: Final = re.compile(rf"(?:^|\bthe ){_MORE}.*, the {_MORE}", re.IGNORECASE)
# Left out inside a headline these join what did not belong together ("it is slow, [because you wait] you leave"): of
# 88 that were read one was good.
_JOINING: Final = frozenset("because but and therefore which that while if unless".split())
# What follows takes back what was said.
_TAKEN_BACK: Final = re.compile(
    r"\b(?:i don['’]t know (?:if|that|whether)|or maybe|maybe it['’]s|i['’]m not sure)\b", re.I
)
# "So cheap that …": cut off before the "that" it says nothing of how cheap.
_SO: Final = re.compile(r"\b(?:so|such)\b", re.IGNORECASE)
# "They cheered after Ida (a stoker) rang the bell": what follows the brackets is the verb of what ends the title.
_BRACKETED: Final = re.compile(
    r"\S+ \([^()]{1,200}\) "
    r"(?!(?:and|or|but|for|to|in|on|at|with|from|of|by|as|that|which|who|where|when|while|because|so|into|than|via)\b)[a-z]"
)
# "A port for grain many, like many ports", "step by step": what ends the title comes again right after.
_SAID_AGAIN: Final = re.compile(r"([\w-]+)\W*\s(?:like|by|to|after|and|of|in)\s\1\b", re.IGNORECASE)
# Torn off, where its sentence goes on; garbled, or with a tail that says nothing, wherever it ends.
_TORN: Final = re.compile(
    r"(?<![-\w])(?:of|to|in|on|for|with|at|by|from|about|into|over|than|as|like)$|\ban? (?:\w+ )?open[- ]source$|"
    r"\bas (?!well\b)\w+$|"
    r"(?<!not )(?<!\bdo )(?<!does )(?<!\bdid )\bso (?!far\b|ago\b)\w+$",
    re.IGNORECASE,
)
_GARBLED: Final = re.compile(
    r"^[^,]*, and \w+$|\b(?:I guess|you know|I mean|I would say)\b|"
    r"\b(?:the|an?) (?:it['’]s|they|he|she|we|you)\b|"
    r"(?<![\w'’.-])(?!(?:much|very|many|long|is|had|that|was)\b)([a-z]{2,}) \1(?![\w'’-])|"
    r", (?:I don['’]t know|I guess|you know|right|at least(?: \w+)?|if any(?:body|one)\b.*|as (?:they|you|we) should)$"
)
# Marks and openings of speech that was not finished, asks, or is about who talks.
_ROUGH: Final = re.compile(
    r"--|\.\.|…|[?;(]|\.$|\bi['’]m i\b|"
    r"^(?:and|but|or|so|with|who|where|why|how|is|are|can|could|would|wouldn['’]t|do|did|i|i['’]\w+)\b",
    re.IGNORECASE,
)
# "Ida continues, …": who speaks has been speaking.
_GOES_ON: Final = re.compile(r"\w+ (?:continues|adds|concludes|goes on|went on)[,:]", re.IGNORECASE)


def is_title(headline: str, sentence: str) -> bool:
    """Tell whether a headline of a sentence can be understood alone, says something and was finished."""
    there = in_text(headline, sentence)
    return not (
        len(headline.split()) < FEWEST_WORDS
        or _ROUGH.search(headline)
        or _GOES_ON.match(headline)
        or _HALF.search(headline)
        or _GARBLED.search(headline)
        or _MISHEARD.search(headline)
        or _unnamed().match(headline)
        or _is_cut_off(headline, there)
        or _is_led_into(headline, there.before)
        or not _JOINING.isdisjoint(there.left_out)
        or _is_listed(headline, sentence)
        or _is_half_compared(headline, sentence)
    ) and (stands_alone(headline) and begins_alone(headline))


def _is_cut_off(headline: str, there: InText) -> bool:
    """Tell whether what follows a headline in its sentence is a part of it, restricts it or takes it back."""
    following = there.next_word
    return bool(
        following in _GOES_ON_WITH
        or (following in _GOES_ON_AT_ONCE_WITH and there.goes_on_at_once)
        or following in TURNS
        or (following == "that" and _SO.search(headline))
        or (following and (_TORN.search(headline) or plain(headline.rsplit(maxsplit=1)[-1]) in words("wants_noun")))
        or _SAID_AGAIN.match(there.rest)
        or _BRACKETED.match(there.rest)
        or (_LISTING.search(headline) and re.match(r"\S+,", there.rest))
        or _TAKEN_BACK.search(there.rest)
        or _RESTRICTED.match(there.rest)
    )


@cache
def _unnamed() -> re.Pattern[str]:
    """A subject that says which one it is only to who heard what was said before: "The company went under"."""
    verb = rf"(?:{literal(words('verbs'))}|\w+(?:ly|ed))(?![\w'’-])"
    nouns = rf"(?:the (?:{literal(words('unnamed'))})|(?:{literal(words('unnamed') - words('stuffs'))}))"
    return re.compile(rf"{nouns}(?:['’]s\b|\s+{verb})", re.IGNORECASE)


def _is_led_into(headline: str, before: str) -> bool:
    """Tell whether what stands before a headline is its "the", or makes it a supposition, an example, or one of two."""
    if _LEFT_OUT.search(before):
        return True
    leading = before.rsplit(maxsplit=1)
    last = plain(leading[-1]) if leading else ""
    first, second, *_others = headline.lower().split()
    is_halved = last == "and" and second in _PLURAL and not first.endswith("s") and first not in _PLURALS
    return last in _AFTER or is_halved or bool(_SUPPOSED.search(before) or _UNDER.search(before))


def _is_listed(headline: str, sentence: str) -> bool:
    """Tell whether a headline is one of several quotations of its sentence."""
    quoted = [plain(words) for words in _QUOTATION.findall(sentence)]
    return len(quoted) > 1 and any(plain(headline) in words for words in quoted)


def _is_half_compared(headline: str, sentence: str) -> bool:
    """Tell whether a headline begins with one of two "the more", and leaves the other out."""
    is_one_of_two = _COMPARED.search(sentence) is not None and _COMPARED.search(headline) is None
    return is_one_of_two and _HALF_COMPARED.match(headline) is not None
