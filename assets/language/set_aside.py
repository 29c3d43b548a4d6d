"""Which segments are no content: advertisements, intros, teasers, outros, housekeeping; each with its reason.

What belongs here: decisions about whole segments, made from their words and places. What does not: the phrases
(data/set_aside.yaml); small talk within content (filters.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, Final

from assets.language.lexicon import data, pattern

# How far words may lie apart, in segments, for what stands between two ad cues to belong to the ad: a co-host's aside.
AD_ASIDE_SEGMENTS: Final = 3
# How many words an ad goes on for where only the speaker tells where it ends, and where not even the speaker does.
AD_WORDS: Final = 400
AD_UNNAMED_WORDS: Final = 150
# An opening that is longer than this is content, whatever is said at its end; likewise a farewell.
OPENING_WORDS: Final = 450
FAREWELL_WORDS: Final = 450
# One cue in a long segment sets aside its sentence only (filters.py), not the whole segment.
HOUSEKEEPING_WORDS: Final = 70
# Words in a row that occur again later make a teaser: a clip from later in the episode.
TEASER_SHINGLE: Final = 10
TEASER_SHARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Kind:
    """What a segment is (one of schema.SEGMENT_KINDS) and, unless it is speech, what gave it away."""

    name: str
    reason: str | None = None


SPEECH: Final = Kind("speech")


def kinds_of(segments: Sequence[Mapping[str, Any]]) -> list[Kind]:
    """Return the kind of each segment of an episode.

    Args:
        segments: of one episode in order, with `text` and `speaker`.
    """
    texts = [str(segment["text"]) for segment in segments]
    counts = [len(text.split()) for text in texts]
    kinds = [SPEECH] * len(texts)
    _mark_housekeeping(texts, counts, kinds)
    _mark_outro(texts, counts, kinds)
    _mark_opening(texts, counts, kinds)
    _mark_ads(texts, counts, [segment["speaker"] for segment in segments], kinds)
    return kinds


def is_housekeeping(sentence: str) -> bool:
    """Tell whether a sentence speaks of the show's own affairs: reviews, newsletters, where to find us."""
    return _strong("housekeeping").search(sentence) is not None


def _mark_housekeeping(texts: Sequence[str], counts: Sequence[int], kinds: list[Kind]) -> None:
    for index, text in enumerate(texts):
        match = _strong("housekeeping").search(text)
        if match and counts[index] <= HOUSEKEEPING_WORDS:
            kinds[index] = Kind("housekeeping", match.group())


def _mark_opening(texts: Sequence[str], counts: Sequence[int], kinds: list[Kind]) -> None:
    """Everything up to the last greeting near the start is intro, or teaser where it is said again later."""
    limit = min(OPENING_WORDS, max(120, round(sum(counts) * data("set_aside")["intro"]["window"][1])))
    cues = [
        (index, match.group())
        for index, (text, before) in enumerate(zip(texts, accumulate(counts, initial=0), strict=False))
        if before < limit and (match := _strong("intro").search(text))
    ]
    if not cues:
        return
    last, reason = cues[-1]
    for index in range(last + 1):
        clip = _said_again(texts[index], texts[last + 1 :])
        kinds[index] = Kind("teaser", f"said again later: {clip}") if clip else Kind("intro", reason)


def _said_again(text: str, later: Sequence[str]) -> str | None:
    words = _plain(text)
    shingles = {" ".join(words[at : at + TEASER_SHINGLE]) for at in range(len(words) - TEASER_SHINGLE + 1)}
    if not shingles:
        return None
    haystack = " ".join(" ".join(_plain(part)) for part in later)
    found = sorted(shingle for shingle in shingles if shingle in haystack)
    return found[0] if len(found) >= max(1, TEASER_SHARE * len(shingles)) else None


def _plain(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def _mark_outro(texts: Sequence[str], counts: Sequence[int], kinds: list[Kind]) -> None:
    """From the first farewell near the end on, everything is outro."""
    total = sum(counts)
    window = max(total * data("set_aside")["outro"]["window"][0], total - FAREWELL_WORDS)
    first, reason = None, ""
    for index, before in zip(range(len(texts)), accumulate(counts, initial=0), strict=False):
        match = _strong("outro").search(texts[index])
        if match and before + counts[index] / 2 >= window:
            first, reason = index, match.group()
            break
    if first is not None:
        kinds[first:] = [Kind("outro", reason)] * (len(texts) - first)


def _mark_ads(texts: Sequence[str], counts: Sequence[int], speakers: Sequence[str | None], kinds: list[Kind]) -> None:
    reasons = [_ad_reason(text) for text in texts]
    cued = [index for index, reason in enumerate(reasons) if reason]
    for index in cued:
        kinds[index] = Kind("ad", reasons[index])
    for before, after in pairwise(cued):
        if after - before <= AD_ASIDE_SEGMENTS:
            kinds[before + 1 : after] = [Kind("ad", "between two parts of an advertisement")] * (after - before - 1)
    for index in cued:
        _extend_ad(index, counts, speakers, kinds)


def _extend_ad(index: int, counts: Sequence[int], speakers: Sequence[str | None], kinds: list[Kind]) -> None:
    """An advertisement goes on until somebody else speaks; where nobody is named, for as long as one usually does."""
    room = (AD_WORDS if speakers[index] else AD_UNNAMED_WORDS) - counts[index]
    for following in range(index + 1, len(kinds)):
        room -= counts[following]
        if speakers[following] != speakers[index] or room < 0:
            break
        kinds[following] = Kind("ad", "goes on from an advertisement")


def _ad_reason(text: str) -> str | None:
    strong = _strong("ad").search(text)
    if strong:
        return strong.group()
    weak = sorted({match.group().lower() for match in _weak("ad").finditer(text)})
    return "; ".join(weak) if len(weak) >= 2 else None


@cache
def _strong(kind: str) -> re.Pattern[str]:
    return pattern(data("set_aside")[kind]["strong"])


@cache
def _weak(kind: str) -> re.Pattern[str]:
    return pattern(data("set_aside")[kind]["weak"])
