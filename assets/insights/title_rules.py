"""Rules by which a headline is a title: whole, true to its sentence, and clear alone.

What belongs here: the rules over its words, each with what readers made of titles that break it. What does not: the
rules over what stands before it in its sentence (title_leads.py) and after it (title_cuts.py), those over what says
nothing (title_stubs.py), leans on what is said elsewhere (title_pointers.py) or was garbled (title_slips.py), which
titles a claim has (titles.py), what a title is worth by its words (assets.language.verdicts).

Figures are of bench/labels/headlines.tsv, those "under their passages" of insights.tsv there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.insights.salience.openings import stands_alone
from assets.insights.title_cuts import is_cut_off
from assets.insights.title_leads import is_led_into
from assets.insights.title_lists import words
from assets.insights.title_pointers import points_elsewhere
from assets.insights.title_slips import is_garbled
from assets.insights.title_stubs import is_stub
from assets.insights.title_words import in_text, plain
from assets.language.lexicon import literal
from assets.language.standing import begins_alone

# A headline of fewer words says nothing.
FEWEST_WORDS: Final = 4
# What recognition makes of names that everybody knows.
_MISHEARD: Final = re.compile(
    r"\bchat[- ]?(?:g(?:tp|dp|pd|bt)|[jcd]pt)\b|\bpie (?:test|torch)\b|\bjupiter (?:notebook|lab)",
    re.IGNORECASE,
)
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
# "The town isn't just a harbour" without what else it is (of 5 and, under their passages, 3 none was good, all but one
# wrong), "…, but mooring" without its verb (of 15 .07 were good, .73 wrong, of 3 under their passages none and .67).
_OTHER_HALF: Final = re.compile(
    r"\b(?:isn|aren|wasn|don|doesn|won)['’]t just\b(?!.*\b(?:but|also|it['’]s|they['’]re)\b)|"
    r", but(?! (?:it|they|he|she|we|you|this|that)\b)(?: \w+){1,2}$",
    re.IGNORECASE,
)
# "You might say that …", "people think of it as …": what the speaker goes on to deny. Of 10 none was good, .40 wrong,
# of 5 under their passages all were wrong.
_OPPOSED: Final = re.compile(
    r"(?:you|people|one) (?:(?:might|could|may|can) (?:\w+ )?(?:argue|say|think|imagine)|talk about|think of)\b",
    re.IGNORECASE,
)
# What trails off in these was not finished, or is said of what the hearers know: of 16 .06 were good, .38 wrong, of 6
# under their passages none and .67.
_TRAILING: Final = re.compile(
    r"(?:\b(?:or something|or whatever|and so on)|, (?:if that makes sense|let['’]s say|obviously|essentially))$",
    re.IGNORECASE,
)
# "The more it grows, the more it costs": either half says nothing alone.
_MORE: Final = r"(?:more|less|fewer|better|worse|bigger|longer|faster|higher)\b"
_HALF_COMPARED: Final = re.compile(rf"(?:the )?{_MORE}", re.IGNORECASE)
_COMPARED: Final = re.compile(rf"(?:^|\bthe ){_MORE}.*, the {_MORE}", re.IGNORECASE)
# Left out inside a headline these join what did not belong together ("it is slow, [because you wait] you leave"): of
# 88 that were read one was good.
_JOINING: Final = frozenset("because but and therefore which that while if unless".split())
# Garbled, or with a tail that says nothing, wherever it ends.
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
# What begins beside the point: of 13 under their passages none were good, .62 said something else.
_ASIDE: Final = re.compile(r"(?:at the same time|by the way|(?:right|over) here)\b", re.IGNORECASE)
# "In Ostwick I remember": about who talks, as what begins with "I". Of 59 .05 were good, of 18 under their passages
# .11.
_REMEMBERED: Final = re.compile(
    r"(?:(?:In|At|On|With|For|From|After|Before|During|To) [^,]*|Nowadays|Today|Usually|Often|Sometimes),? I\b"
)
# "When we see the lock open": a clause without what it is about. Of 34 that were read none was good, .79 were torn.
_CLAUSE: Final = re.compile(
    r"(?:when|if|before|after|since|while|because|once|whenever|although|though|as soon as)\b[^,]*$", re.IGNORECASE
)
# "The rule is If it leaks, close it": what is quoted lost its marks. Of 4 none was good.
_RUN_INTO: Final = re.compile(r"[a-z] (?:If|We|You|They|This|There|When|Don['’]t|Why|What|How|Look|Let['’]s)\b")
# "Ida continues, …": who speaks has been speaking.
_GOES_ON: Final = re.compile(r"\w+ (?:continues|adds|concludes|goes on|went on)[,:]", re.IGNORECASE)


def is_title(headline: str, sentence: str) -> bool:
    """Tell whether a headline of a sentence can be understood alone, says something and was finished."""
    there = in_text(headline, sentence)
    return not (
        len(headline.split()) < FEWEST_WORDS
        or _ROUGH.search(headline)
        or _GOES_ON.match(headline)
        or _ASIDE.match(headline)
        or _REMEMBERED.match(headline)
        or _CLAUSE.match(headline)
        or _RUN_INTO.search(headline)
        or is_stub(headline)
        or is_garbled(headline)
        or points_elsewhere(headline)
        or _HALF.search(headline)
        or _OTHER_HALF.search(headline)
        or _OPPOSED.match(headline)
        or _TRAILING.search(headline)
        or _GARBLED.search(headline)
        or _MISHEARD.search(headline)
        or _unnamed().match(headline)
        or is_cut_off(headline, there)
        or is_led_into(headline, there)
        or not _JOINING.isdisjoint(there.left_out)
        or not words("hedges").isdisjoint(there.left_out)
        or _is_listed(headline, sentence)
        or _is_half_compared(headline, sentence)
    ) and (stands_alone(headline) and begins_alone(headline))


@cache
def _unnamed() -> re.Pattern[str]:
    """A subject that says which one it is only to who heard what was said before: "The company went under"."""
    verb = rf"(?:{literal(words('verbs'))}|\w+(?:ly|ed))(?![\w'’-])"
    nouns = rf"(?:the (?:{literal(words('unnamed'))})|(?:{literal(words('unnamed') - words('stuffs'))}))"
    return re.compile(rf"{nouns}(?:['’]s\b|\s+{verb})", re.IGNORECASE)


def _is_listed(headline: str, sentence: str) -> bool:
    """Tell whether a headline is one of several quotations of its sentence."""
    quoted = [plain(words) for words in _QUOTATION.findall(sentence)]
    return len(quoted) > 1 and any(plain(headline) in words for words in quoted)


def _is_half_compared(headline: str, sentence: str) -> bool:
    """Tell whether a headline begins with one of two "the more", and leaves the other out."""
    is_one_of_two = _COMPARED.search(sentence) is not None and _COMPARED.search(headline) is None
    return is_one_of_two and _HALF_COMPARED.match(headline) is not None
