"""Speakers that are named by the words themselves: `Name: words`, and `>>` where another one takes over.

What belongs here: when such a label is believed. What does not: voices that a format marks up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from assets.podcasts.transcripts.base import Cue

_WORD: Final = r"[A-Z(&][\w.'’)&-]{0,30}"
# A capital, at most five words: "Ann", "Ann de Vries", "SPEAKER_01", "Speaker 2", "Ann (host)".
_NAME: Final = (
    rf"[A-Z][\w.'’&-]{{0,30}}(?: (?:{_WORD}|\(\w{{1,20}}\)|\d{{1,3}}|de|da|van|von|der|den|la|al|bin)){{0,4}}"
)
_LABEL: Final = re.compile(rf"({_NAME}):(?:\s+|$)")
# "Ann (00:12): words", "Ann [00:12]: words" and "Ann  0:12" on a line of its own.
_TIMED_LABEL: Final = re.compile(rf"({_NAME})\s{{1,3}}[\[(]?((?:\d{{1,2}}:)?\d{{1,3}}:\d{{2}})[\])]?(?::|$)")
# What looks like a name before a colon but begins a sentence.
_NOT_NAMES: Final = frozenset(
    {"note", "warning", "so", "because", "example", "question", "answer", "remember", "first", "second", "third"}
    | {"today", "http", "https", "update", "title", "date", "again", "also", "and", "but", "here", "now", "then", "tip"}
)
# Labels are believed where one stands at the very beginning, or where this share of the pieces has one.
_FIRST_PIECES: Final = 3
_LABELLED_SHARE: Final = 0.05
_TURN_MARK: Final = re.compile(r"(?:^|(?<=\s))>{2,3}(?=\s|$)", re.MULTILINE)
# Stands for the speaker between splitting and naming only; no transcript can hold it.
_SOMEBODY_ELSE: Final = "\x00"


def split_label(words: str) -> tuple[str | None, str]:
    """Split `Name: words` into name and words; (None, words) where no name stands before them."""
    match = _LABEL.match(words)
    if match is None or match.group(1).lower() in _NOT_NAMES:
        return None, words
    return match.group(1), words[match.end() :]


def time_before_label(line: str) -> str:
    """Write `Name (00:12): words` as `[00:12] Name: words`; any other line stays as it is."""
    match = _TIMED_LABEL.match(line)
    return f"[{match.group(2)}] {match.group(1)}: {line[match.end() :]}" if match else line


def named_by_labels(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Give each cue the speaker of the last label before it, and take labels and `>>` out of the words.

    Where any cue has a speaker already the format names its speakers, and nothing changes. Where labels are too rare
    to be names ("Update: …" in a text that names nobody) they stay words.
    """
    if any(cue.speaker for cue in cues):
        return tuple(cues)
    turns = [turn for cue in cues for turn in _turns(cue)]
    believed = _are_believed([cue.text for cue in turns])
    named: list[Cue] = []
    speaker: str | None = None
    # What a label that stands alone says of the words that follow it.
    alone: Cue | None = None
    for cue in turns:
        name, words = split_label(cue.text) if believed else (None, cue.text)
        # After `>>` without a name it is somebody else, and nobody says who.
        speaker = name or (None if cue.speaker == _SOMEBODY_ELSE else speaker)
        spoken = replace(cue, text=words, speaker=speaker, starts_turn=cue.starts_turn or name is not None)
        if alone is not None:
            start = spoken.start_seconds if spoken.start_seconds is not None else alone.start_seconds
            spoken = replace(
                spoken, start_seconds=start, starts_turn=True, after_break=spoken.after_break or alone.after_break
            )
        alone = None if words else spoken
        if words:
            named.append(spoken)
    return tuple(named)


def _turns(cue: Cue) -> Iterator[Cue]:
    """Split a cue where `>>` says that another one takes over; the pieces share its times: the source says no more."""
    if ">>" not in cue.text:
        yield cue
        return
    before, *others = _TURN_MARK.split(cue.text)
    if before.strip():
        yield replace(cue, text=before.strip())
    for words in others:
        if words.strip():
            yield replace(cue, text=words.strip(), speaker=_SOMEBODY_ELSE, starts_turn=True)


def _are_believed(texts: Sequence[str]) -> bool:
    labelled = [split_label(text)[0] is not None for text in texts]
    return any(labelled[:_FIRST_PIECES]) or sum(labelled) >= _LABELLED_SHARE * len(labelled) > 0
