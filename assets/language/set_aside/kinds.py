"""Which speech is no content: advertisements, intros, teasers, outros, housekeeping; each with its reason.

What belongs here: from marked sentences to segments. What does not: what marks them (ads.py, edges.py,
housekeeping.py), the phrases (data/set_aside.yaml), small talk within content (filters.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assets.language.sentences import Sentence
from assets.language.set_aside.ads import Run, ad_runs
from assets.language.set_aside.edges import mark_farewell, mark_opening
from assets.language.set_aside.housekeeping import mark_housekeeping
from assets.language.set_aside.lines import Line, Marks, lines_of, mark


@dataclass(frozen=True, slots=True)
class Aside:
    """Some sentences in a row that are set aside: offsets in the segment's text (end exclusive), what, and why."""

    char_start: int
    char_end: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What a segment is for the most part (one of schema.SEGMENT_KINDS) and, unless it is speech, what gave it away.

    `asides` are the sentences that are set aside, in a segment of any kind.
    """

    name: str
    reason: str | None = None
    asides: tuple[Aside, ...] = ()

    def spares(self, start: int, end: int) -> bool:
        """Tell whether the words between two offsets are content: in a segment of speech, and clear of its asides."""
        return self.name == "speech" and all(
            end <= aside.char_start or aside.char_end <= start for aside in self.asides
        )


def kinds_of(segments: Sequence[Mapping[str, Any]], sentences: Iterable[Sequence[Sentence]]) -> list[Kind]:
    """Return the kind of each segment of an episode.

    Args:
        segments: of one episode in order, with `text` and `speaker`.
        sentences: of each segment.
    """
    lines = lines_of(segments, sentences)
    marks: Marks = [None] * len(lines)
    # What is marked first stays: an opening holds the show's own offers, and announced advertisements.
    runs = ad_runs(lines)
    _mark_ads([run for run in runs if run.is_announced], marks)
    mark_opening(lines, marks)
    mark_farewell(lines, marks)
    _mark_ads(runs, marks)
    mark_housekeeping(lines, marks)
    pairs = zip(lines, marks, strict=True)
    of_segment = {index: list(group) for index, group in groupby(pairs, key=lambda pair: pair[0].segment)}
    return [_kind(of_segment.get(index, [])) for index in range(len(segments))]


def _mark_ads(runs: Iterable[Run], marks: Marks) -> None:
    for run in runs:
        mark(marks, run.first, run.end, "ad", run.reason)


def _kind(pairs: Sequence[tuple[Line, Any]]) -> Kind:
    asides, words = [], {"speech": 0}
    for marked, group in groupby(pairs, key=lambda pair: pair[1]):
        lines = [line for line, _mark in group]
        name = marked.kind if marked else "speech"
        words[name] = words.get(name, 0) + sum(line.word_count for line in lines)
        if marked:
            asides.append(Aside(lines[0].start, lines[-1].end, marked.kind, marked.reason))
    if 2 * words["speech"] > sum(words.values()) or not asides:
        return Kind("speech", None, tuple(asides))
    name = max((kind for kind in words if kind != "speech"), key=lambda kind: words[kind])
    return Kind(name, next(aside.reason for aside in asides if aside.kind == name), tuple(asides))
