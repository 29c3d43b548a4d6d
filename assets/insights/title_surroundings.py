"""What a passage says around a title: whether it turns against it, and under what it holds.

What belongs here: rules over the sentences before and after that of a title. What does not: rules over the title and
its own sentence (title_rules.py, title_leads.py, title_cuts.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assets.insights.title_lists import words
from assets.insights.title_words import InText, plain
from assets.language.lexicon import literal
from assets.language.retractions import takes_back

# A title before a "but", in its sentence or at the head of the next, is a concession: of 584 that were read .075 were
# good, of those before another sentence .15; of 180 under their passages .17, and .43 said something else.
TURNS: Final = frozenset(("but", "yet", "though", "although", "however", "except"))
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”']?\s+")
# The next sentence turns against what was said; what follows takes it back.
_TURNING: Final = re.compile(
    r"(?:but|yet|however|(?:even )?though|although|that (?:being )?said|"
    r"(?:the|one) (?:only |big |real |main )?(?:problem|catch|downside|trouble|issue))\b",
    re.IGNORECASE,
)
# "If you are few." is a condition that was given a full stop of its own; one of more words is a sentence.
_MOST_OF_CONDITION: Final = 8


def is_turned(there: InText) -> bool:
    """Tell whether what follows a headline in its passage, or the next sentence there, turns against it."""
    if there.next_word in TURNS:
        return True
    _said, *following = _SENTENCE_END.split(there.rest, maxsplit=1)
    return bool(following and (_TURNING.match(following[0]) or takes_back(following[0])))


def is_framed(headline: str, there: InText) -> bool:
    """Tell whether a headline holds only under what a sentence before it in its passage says.

    A condition or a time that a sentence begins with holds for those after it as well, as long as they speak of the
    same people ("If you pay, you get in. You wait less."), and none of them steps out of it ("now you wait").
    """
    *sentences, own = _SENTENCE_END.split(f"{there.before} ")
    if not sentences or _stepping_out().search(f"{own} {headline}"):
        return False
    subject = _plain_subject(headline)
    for sentence in reversed(sentences if subject in words("people") else ()):
        if subject in _framed_by(sentence):
            return True
        if _stepping_out().search(sentence):
            break
    return _is_bare_condition(sentences[-1])


def _framed_by(sentence: str) -> list[str]:
    """Return the words of a sentence that stand under its condition or time, none where it has neither."""
    framed = _framing().match(sentence)
    return [_plain_subject(word) for word in sentence.split()] if framed else []


def _plain_subject(words_of_it: str) -> str:
    """Return the first word in lower case, without what a contraction adds: "you" of "You're late"."""
    return plain(re.split(r"[\s'’]", words_of_it, maxsplit=1)[0])


def _is_bare_condition(sentence: str) -> bool:
    is_short = sentence.count(" ") < _MOST_OF_CONDITION and not re.search(r"[,;:–—]|\s-|--", sentence)
    return is_short and re.match(r"(?:and |so |but )*(?:if|unless)\b", sentence, re.IGNORECASE) is not None


@cache
def _framing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:and|so|or|but|then|well|like|i think|i mean|you know),?\s)*(?:{literal(words('frames'))})\b",
        re.IGNORECASE,
    )


@cache
def _stepping_out() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{literal(words('steps_out'))})\b", re.IGNORECASE)
