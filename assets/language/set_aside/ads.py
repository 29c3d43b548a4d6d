"""Advertisements, found by what is said: an announcement, an offer, thanks to who pays.

What belongs here: where one begins and ends. What does not: what a sentence weighs (worths.py), the phrases
(data/set_aside.yaml), openings and farewells (edges.py).

An advertisement is a run of sentences that is worth most: cues weigh for it, plain talk against it, and a run may end
more cheaply where the talk changes: at thanks to the sponsor, at a break or a heading, where somebody else speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assets.language.set_aside.lines import Line, cue_in
from assets.language.set_aside.worths import DESCRIBED, MOST_PITCHES, Worth, weights, worth_of

_MOST_WORDS: Final = 500
# An announcement alone is not yet the advertisement: so many words after it cost nothing; fewer where nobody is named,
# as there no change of speaker tells where it ends; fewer still after thanks, and where a show advertises itself.
_ANNOUNCED_WORDS: Final = 220
_UNNAMED_WORDS: Final = 120
_THANKED_WORDS: Final = 40
_OWN_WORDS: Final = 40
# Before so many words have been said, no break ends what was announced: a heading or a jingle.
_FEWEST_WORDS: Final = 25
_REASON_CHARACTERS: Final = 200
# Whoever was announced by more than one word ("Microsoft for Startups") is spoken of again within so many words.
_NAMED_WORDS: Final = 200
# Where the show advertises itself, its courses and books are no housekeeping.
_OWN: Final = re.compile(r"\b(?:by|from) us\b", re.IGNORECASE)
_SPONSOR: Final = re.compile(
    r"\b(?:by|from|at) ((?:the )?[A-Z][\w.&'-]*(?: (?:for|of|and|the|[A-Z][\w.&'-]*))* [A-Z][\w&'-]*)"
)
# The sentence after an announcement belongs to it, whatever it says: so many words count as one.
_TRUSTED_WORDS: Final = 40
# Two parts of one advertisement may have a clip of so many words between them.
_BETWEEN_WORDS: Final = 200
# So many sentences around evidence are looked at: more than any advertisement has.
_NEIGHBOURS: Final = 50


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences in a row that advertise: from `first` on and before `end`; whether they say so themselves, and how."""

    first: int
    end: int
    is_announced: bool
    is_opened: bool  # its first sentence announces it
    is_open: bool  # announced, and no thanks close it
    reason: str


def ad_runs(lines: Sequence[Line]) -> list[Run]:
    """Return the runs of sentences that are worth enough to be advertisements, in order; none overlaps another."""
    found = []
    for near in _neighbourhoods(lines):
        worths = [worth_of(lines[at : at + 1 + DESCRIBED]) for at in near]
        for at, worth in enumerate(worths):
            if worth.value > 0:
                value, length = _best_run(lines[near.start + at : near.stop + 1], worths[at:])
                if value >= weights()["threshold"] and _is_evident(worths[at : at + length]):
                    found.append((-value, _run(near.start + at, worths[at : at + length])))
    runs: list[Run] = []
    for _value, run in sorted(found, key=lambda pair: (pair[0], pair[1].first)):
        others = [other for other in runs if run.first < other.end and other.first < run.end]
        if not others:
            runs.append(run)
        # Its offer alone is worth more than with all that was said of it; what was announced reaches to it.
        elif len(others) == 1 and run.is_opened and run.first < others[0].first and not others[0].is_opened:
            runs[runs.index(others[0])] = _reaching(run, others[0])
    return _joined(lines, sorted(runs, key=lambda run: run.first))


def _reaching(announced: Run, offered: Run) -> Run:
    """Return the advertisement that begins with one run and ends with another, whichever ends last."""
    reason = f"{announced.reason}; {offered.reason}"[:_REASON_CHARACTERS]
    return replace(announced, end=max(announced.end, offered.end), is_open=offered.is_open, reason=reason)


def _joined(lines: Sequence[Line], runs: Iterable[Run]) -> list[Run]:
    """Join an announced run that nothing closes with the next one nearby: a clip or a chat stands between."""
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and before.is_open and _words(lines[before.end : run.first]) <= _BETWEEN_WORDS:
            joined[-1] = replace(before, end=run.end, is_open=run.is_open)
        else:
            joined.append(run)
    return joined


def _words(lines: Iterable[Line]) -> int:
    return sum(line.word_count for line in lines)


def _neighbourhoods(lines: Sequence[Line]) -> Iterator[range]:
    """Give the stretches that hold evidence, which nearly all of an episode does not: the rest is not looked at."""
    start, stop = 0, 0
    for index, line in enumerate(lines):
        if not any(cue_in(line.text, "ad", name) for name in ("opens", "closes", "offers")):
            continue
        if index - _NEIGHBOURS > stop and stop:
            yield range(start, stop)
            stop = 0
        start = start if stop else max(0, index - _NEIGHBOURS)
        stop = min(len(lines), index + _NEIGHBOURS)
    if stop:
        yield range(start, stop)


def _best_run(lines: Sequence[Line], worths: Sequence[Worth]) -> tuple[float, int]:
    """Return the worth of the best run that begins with the first sentence, and how many sentences it has."""
    total, words, announced, trusted, is_closed, is_offered = 0.0, 0, 0, 0, False, False
    sponsor: str | None = None
    is_own = bool(worths[0].opens and _OWN.search(lines[0].text))
    best = (0.0, 0)
    for index, (line, worth) in enumerate(zip(lines, worths, strict=False)):
        # An announcement begins an advertisement: nothing before it belongs to it.
        if index and (words + line.word_count > _MOST_WORDS or (worth.opens and not worths[0].opens)):
            break
        wares = is_own and cue_in(line.text, "ad", "wares") is not None
        is_other = index > 0 and not worth.is_plain_spoken and not wares and _is_housekeeping(line)
        announced = 0 if is_other else _announced(line, worth, announced, is_first=not index)
        trusted = _trusted(line, worth, trusted)
        if is_own:
            announced, trusted = min(announced, _OWN_WORDS - words), 0
        sponsor = sponsor or _sponsor(line, worth)
        if sponsor and sponsor in line.text and not is_closed:
            announced = max(announced, _NAMED_WORDS)
        # Where somebody else speaks after the offer, what was announced has been said; more of it says so itself.
        if line.starts_turn and is_offered:
            announced, is_closed = 0, True
        # So it has at a break that could end it.
        if line.is_apart and words >= _FEWEST_WORDS:
            announced = 0
            total -= weights()["ends"]
        # Once it is closed, talk that only sounds like an advertisement does not carry it on.
        if worth.is_plain_spoken or (worth.value and not is_closed and not is_other):
            total += worth.value
        elif wares:
            total += weights()["pitches"]
        else:
            total += _plain(line, announced, trusted)
        is_closed = (is_closed or worth.closes is not None) and not worth.opens
        is_offered |= bool(worth.offers)
        announced, trusted = announced - line.word_count, trusted - line.word_count
        words += line.word_count
        value = total + _end_bonus(lines[index + 1 : index + 2], worth, words)
        if value > best[0]:
            best = (value, index + 1)
    return best


def _sponsor(line: Line, worth: Worth) -> str | None:
    """Return who is announced, where that is a name of several words."""
    found = _SPONSOR.search(line.text) if worth.opens else None
    return found.group(1) if found else None


def _plain(line: Line, announced: int, trusted: int) -> float:
    """Return the worth of a sentence without a cue, of which so many words were announced and may be trusted."""
    if announced > 0 and trusted > 0:
        return weights()["trusted"]
    return -weights()["plain"] * max(0, line.word_count - max(0, announced))


def _trusted(line: Line, worth: Worth, trusted: int) -> int:
    if worth.opens:
        return _TRUSTED_WORDS
    return 0 if line.starts_turn else trusted


def _announced(line: Line, worth: Worth, announced: int, *, is_first: bool) -> int:
    """Return how many words from a sentence on are taken to belong to what was announced."""
    if worth.opens:
        return _ANNOUNCED_WORDS if line.is_named else _UNNAMED_WORDS
    if worth.closes:
        return _THANKED_WORDS if is_first else 0
    return announced


def _is_housekeeping(line: Line) -> bool:
    return bool(cue_in(line.text, "housekeeping") or cue_in(line.text, "intro"))


def _end_bonus(following: Sequence[Line], worth: Worth, words: int) -> float:
    if worth.closes or not following:
        return weights()["ends"]
    is_change = following[0].starts_turn or (following[0].is_apart and words >= _FEWEST_WORDS)
    return weights()["ends"] if is_change else 0.0


def _is_evident(worths: Sequence[Worth]) -> bool:
    offers = frozenset[str]().union(*(worth.offers for worth in worths))
    pitches = frozenset[str]().union(*(worth.pitches for worth in worths))
    return (
        any(worth.opens or worth.closes for worth in worths)
        or len(offers) >= 2
        or (len(offers) == 1 and len(pitches) >= MOST_PITCHES)
    )


def _run(first: int, worths: Sequence[Worth]) -> Run:
    said = [cue for worth in worths for cue in (worth.opens, worth.closes) if cue]
    offers = sorted(offer for worth in worths for offer in worth.offers)
    reason = "; ".join(dict.fromkeys(said or offers))[:_REASON_CHARACTERS]
    is_open = bool(said) and not any(worth.closes for worth in worths)
    return Run(first, first + len(worths), bool(said), worths[0].opens is not None, is_open, reason)
