"""What stands before the words of a turn in plain text: names and times, in the layouts found in the wild.

What belongs here: how such a line looks, and when it is believed. What does not: Markdown's marks (markdown.py), cues
(text.py).

A layout that holds a name and a time is believed where it stands near the beginning or comes twice. One that words
could have by chance (a name alone on its line, a time before words) is believed where it comes often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from assets.podcasts.transcripts.labels import NAME, believed_names, is_name, split_label
from assets.podcasts.transcripts.times import CLOCK, TIME, UNTIL, span_seconds
from assets.podcasts.wording import ends_sentence

_BARE: Final = rf"{CLOCK}(?:{UNTIL}{CLOCK})?"
_IN_BRACKETS: Final = rf"(?:\[\s?{_BARE}\s?\]|\(\s?{_BARE}\s?\)|<\s?{_BARE}\s?>)"
_TIME: Final = rf"(?P<time>{_IN_BRACKETS}|{_BARE})"
_NAMED: Final = rf"(?:\[(?P<bracketed>{NAME})\]|<(?P<angled>{NAME})>|(?P<name>{NAME}))"
_APART: Final = r"\s{0,4}(?:[-–—|·•@,]|at)?\s{0,4}"
_REST: Final = r"(?P<rest>.*)"

# With a name and a time: nothing that a sentence looks like.
_CERTAIN: Final = (
    re.compile(rf"{_TIME}{_APART}{_NAMED}\s{{0,3}}(?:[:：](?:\s+|$){_REST}|$)"),
    re.compile(rf"{_NAMED}{_APART}{_TIME}\s{{0,3}}(?:[:：](?:\s+|$){_REST}|[-–—]?\s*$)"),
    re.compile(rf"\[(?P<name>{NAME})\]:?\s{{0,4}}(?P<time>{_IN_BRACKETS}):?\s+{_REST}"),
)
# Also what a sentence may look like: "Ann: 10:30 is late", "Ann (0:12) and Bo", "10:30 is late", "Ann Lee".
_POSSIBLE: Final = {
    "name: time words": re.compile(rf"(?P<name>{NAME}):\s{{1,3}}{_TIME}\s+{_REST}"),
    "name [time] words": re.compile(rf"(?P<name>{NAME})\s{{0,3}}(?P<time>{_IN_BRACKETS})\s+{_REST}"),
    "time words": re.compile(rf"{_TIME}\s*(?:[-–—|]\s+)?{_REST}"),
}
_ALONE: Final = re.compile(rf"(?P<name>{NAME})")
_TIME_ALONE: Final = re.compile(rf"{_TIME}")
_TIME_FIRST: Final = re.compile(rf"(?P<time>{_IN_BRACKETS})(?:\s+|$)")
_TIME_STARTS: Final = "[(<0123456789"
_MOST_WORDS_ALONE: Final = 4
# A possible layout is believed where this share of the paragraphs has it, and so many of them.
_POSSIBLE_SHARE: Final = 0.3
_POSSIBLE_COUNT: Final = 3
_FIRST_LINES: Final = 6


class Heading(NamedTuple):
    """What a line says of the words after it, which are the `rest` of the line and further lines; times in seconds."""

    rest: str
    name: str | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None


def headings(lines: Sequence[str]) -> list[Heading | None]:
    """Return, for each line, what stands before its words where that is believed, else None.

    Args:
        lines: of the document, white space around them removed; empty ones part paragraphs.
    """
    found = _certain(lines)
    spoken = [index for index, line in enumerate(lines) if line]
    counted = [index for index in spoken if found[index] is not None]
    if len(counted) < 2 and not set(counted) & set(spoken[:_FIRST_LINES]):
        found = [None] * len(lines)
    for index, heading in _possible(lines, found):
        found[index] = heading
    for index, heading in _labelled(lines, found):
        found[index] = heading
    return [heading or _time_alone(line) for heading, line in zip(found, lines, strict=True)]


def certain_heading(line: str) -> Heading | None:
    """Return what a line says that holds a name and a time; None where it holds no such thing."""
    for pattern in _CERTAIN:
        match = pattern.match(line)
        heading = _heading(match) if match else None
        if heading is not None and heading.name is not None:
            return heading
    return None


def time_after_name(heading: Heading) -> Heading:
    """Return what a line says where the time of a name stands after its colon, as in `Ann: (0:12)` and the words.

    What is a time wherever it stands is left to `timed_cues`.
    """
    match = _TIME_FIRST.match(heading.rest) if heading.name and heading.start_seconds is None else None
    if match is None or TIME.match(heading.rest):
        return heading
    start, end = span_seconds(match["time"])
    return Heading(heading.rest[match.end() :], heading.name, start, end)


def _heading(match: re.Match[str]) -> Heading | None:
    groups = match.groupdict()
    name = groups.get("name") or groups.get("bracketed") or groups.get("angled")
    if name is not None and not is_name(name):
        return None
    start, end = span_seconds(groups["time"]) if groups.get("time") else (None, None)
    return Heading((groups.get("rest") or "").strip(), name, start, end)


def _time_alone(line: str) -> Heading | None:
    match = _TIME_ALONE.fullmatch(line)
    return _heading(match) if match else None


def _certain(lines: Sequence[str]) -> list[Heading | None]:
    """Read lines of a name and a time, also where the two have a line each."""
    found = _with_words([certain_heading(line) if line else None for line in lines], lines)
    times = [_time_alone(line) if line[:1] in _TIME_STARTS and line else None for line in lines]
    alone = Counter(line for line in lines if _is_name_alone(line))
    returning = {name for name, count in alone.items() if count > 1}
    for index, (first, second) in enumerate(pairwise(lines)):
        before, after = times[index], times[index + 1]
        has_words = returning and index + 2 < len(lines) and lines[index + 2] and times[index + 2] is None
        if alone[first] and after is not None:
            found[index], found[index + 1] = after._replace(name=first), Heading("")
        elif before is not None and found[index] is None and (second in returning or (has_words and alone[second])):
            found[index], found[index + 1] = Heading(""), before._replace(name=second)
    return found


def _with_words(found: Sequence[Heading | None], lines: Sequence[str]) -> list[Heading | None]:
    """Leave out what has the form of a time and a name where the next line has a time of its own, or there is none.

    That name would say nothing: "[00:12] Right." and "[00:13] So we bake." are words after times.
    """
    kept = list(found)
    following: str | None = None
    for index in range(len(lines) - 1, -1, -1):
        line, heading = lines[index], kept[index]
        if heading is not None and not heading.rest and _starts_with_time(line) and line[-1] not in ":：":
            kept[index] = None if following is None or _starts_with_time(following) else heading
        following = line or following
    return kept


def _starts_with_time(line: str) -> bool:
    return line[:1] in _TIME_STARTS and _POSSIBLE["time words"].match(line) is not None


def _is_name_alone(line: str) -> bool:
    return (
        line[:1].isalpha()
        and line.count(" ") < _MOST_WORDS_ALONE
        and not line.endswith(".")
        and _ALONE.fullmatch(line) is not None
        and is_name(line)
    )


def _possible(lines: Sequence[str], found: Sequence[Heading | None]) -> Iterator[tuple[int, Heading]]:
    """Give the headings of the layouts that words could have by chance, where they come often."""
    starts = [index for index, line in enumerate(lines) if line and (index == 0 or not lines[index - 1])]
    spoken = sum(map(bool, lines))
    for pattern in _POSSIBLE.values():
        matches = [(index, pattern.match(line)) for index, line in enumerate(lines) if line and found[index] is None]
        read = [(index, heading) for index, match in matches if match and (heading := _heading(match))]
        if len(read) >= max(_POSSIBLE_COUNT, _POSSIBLE_SHARE * min(spoken, 2 * len(starts))):
            yield from read
            return
    alone = Counter(lines[index] for index in starts if found[index] is None and _is_name_alone(lines[index]))
    speakers = {name for name, count in alone.items() if count > 1}
    if sum(alone[name] for name in speakers) >= max(_POSSIBLE_COUNT, _POSSIBLE_SHARE * len(starts)):
        yield from ((index, Heading("", lines[index])) for index in starts if lines[index] in speakers)


def _labelled(lines: Sequence[str], found: Sequence[Heading | None]) -> Iterator[tuple[int, Heading]]:
    """Give `Name: words`: also after a time, also in the middle of a paragraph.

    There a line may begin with such words because it was wrapped: the name must return, or a sentence end before it.
    """
    unnamed = [heading or Heading(line) for heading, line in zip(found, lines, strict=True)]
    labels = [None if heading.name else split_label(heading.rest)[0] for heading in unnamed]
    counts = Counter(label for label in labels if label)
    is_turn_a_line = counts.total() * 2 >= sum(map(bool, lines))
    pieces = [
        index
        for index, heading in enumerate(unnamed)
        if lines[index]
        and not heading.name
        and (
            index == 0
            or found[index] is not None
            or not lines[index - 1]
            or ends_sentence(lines[index - 1])
            or is_turn_a_line
            or counts[labels[index] or ""] > 1
        )
    ]
    believed = believed_names([unnamed[index].rest for index in pieces])
    believed |= {heading.name for heading in unnamed if heading.name}
    for index in pieces:
        name, rest = split_label(unnamed[index].rest)
        if name in believed:
            before = found[index] or Heading("")
            yield index, time_after_name(before._replace(name=name, rest=rest))
