"""Whether a passage may begin or end with a sentence: whether it can be understood without what is around it.

What belongs here: openings and endings; their words are in data/openings.yaml. What does not: windows (windows.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

import yaml

from assets.insights.salience.cues import DATA
from assets.language.lexicon import literal, words

_BREAKS_OFF: Final = re.compile(r"(?:\.\.|…|--|[–—,;:-])['\"”’)\]]*$")
_ASKS: Final = re.compile(r"\?['\"”’)\]]*$")
# "…, right." appeals to whoever listens.
_APPEALS: Final = re.compile(
    r"(?:,|^)\s*(?:right|you know|yeah|okay|correct|so|or whatever|or something)\s*[.!]*$", re.IGNORECASE
)
_IT: Final = (
    r"it(?:['’]s| is| was| will be| would be| seems| turns| takes| took| depends)\s+"
    r"(?:\w+ly\s+|so\s+|very\s+|really\s+|just\s+|also\s+|not\s+)*"
)
_THERE_IS: Final = r"there(?:['’]s| is| are| was| were| will)\b"


def stands_alone(opening: str) -> bool:
    """Tell whether a text that begins so needs nothing that was said before: no pointer, no answer, no going on."""
    if not opening or _leaning().match(opening):
        return False
    first = opening.split(maxsplit=1)[0].strip(",.;:\"'“").replace("’", "'").split("'")[0].lower()
    return bool(first) and (first not in words("pointers") or bool(_pointing_nowhere().match(opening)))


def shifts(sentence: str) -> bool:
    """Tell whether a sentence turns to something else than the one before it."""
    return bool(_shifting().match(sentence))


def asks(sentence: str) -> bool:
    """Tell whether a sentence ends as a question."""
    return bool(_ASKS.search(sentence))


def closes(sentence: str) -> bool:
    """Tell whether a passage may end with a sentence: it ends, does not break off, asks nothing, appeals to nobody.

    Nor is it a word or two. What speech recognition gives has no marks at all; there every sentence ends.
    """
    text = sentence.rstrip()
    return text.count(" ") > 1 and not (_BREAKS_OFF.search(text) or _ASKS.search(text) or _APPEALS.search(text))


@cache
def _openings() -> Mapping[str, list[str]]:
    loaded: Mapping[str, list[str]] = yaml.safe_load((DATA / "openings.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _leaning() -> re.Pattern[str]:
    return re.compile(rf"(?:{literal(_openings()['leaning'])})(?![\w'’])", re.IGNORECASE)


@cache
def _shifting() -> re.Pattern[str]:
    return re.compile(rf"(?:{literal(_openings()['shifting'])})(?![\w'’])", re.IGNORECASE)


@cache
def _pointing_nowhere() -> re.Pattern[str]:
    it = rf"{_IT}(?:{literal(_openings()['empty_it'])})\b"
    this = rf"(?:this|that|these|those)\s+(?:{literal(_openings()['named'])})\b"
    return re.compile(rf"(?:{it}|{this}|{_THERE_IS})", re.IGNORECASE)
