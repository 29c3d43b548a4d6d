"""Speakers that are named by the words themselves: `Name: words`, and marks where another one takes over.

What belongs here: what a label looks like, when it is believed, which cues it names. What does not: voices that a
format marks up, labels that come with times (headings.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from assets.podcasts.transcripts.base import Cue

_WORD: Final = r"(?:(?:[dlo]['’])?[^\W\d_a-z]|[(&])[\w.'’)&-]{0,30}"
_PARTICLE: Final = r"(?:de|da|do|di|del|van|von|der|den|la|le|al|bin)"
# A capital (or a letter of a script that has none), at most six words: "Ann", "Ann de Vries", "SPEAKER_01",
# "Speaker 2", "Ann (host)". In lower case only what a machine writes: "speaker 1", "spk_0".
NAME: Final = (
    rf"(?:[^\W\d_a-z][\w.'’&-]{{0,30}}(?:,? (?:{_WORD}|\(\w{{1,20}}\)|\d{{1,3}}(?!\d|:\d)|{_PARTICLE})){{0,5}}"
    rf"|speaker[ _]?\w{{1,3}}|spk[ _]?\d{{1,3}}|host|guest|interviewer)"
)
_LABEL: Final = re.compile(rf"(?:({NAME})|\[({NAME})\])\s?(?::(?:\s+|$)|：\s*)|\[({NAME})\]\s+(?=\S)")
# What looks like a name before a colon but begins a sentence.
_NOT_NAMES: Final = frozenset(
    {"note", "warning", "so", "because", "example", "question", "answer", "remember", "first", "second", "third"}
    | {"today", "http", "https", "update", "title", "date", "again", "also", "and", "but", "here", "now", "then", "tip"}
    | {"step", "chapter", "part", "section", "rule", "act", "scene", "phase", "segment", "point", "number", "lesson"}
    | {"season", "level", "episode", "spoiler", "disclaimer"}
    | {"summary", "transcript", "duration", "recorded", "language", "kind", "www", "ps", "p.s.", "i", "it", "that"}
)
# Labels are believed where one stands at the very beginning, or where this share of the pieces has one.
_FIRST_PIECES: Final = 3
_LABELLED_SHARE: Final = 0.05
_TURN_MARK: Final = re.compile(r"(?:^|(?<=\s))>{2,3}(?=\s|$|\w)", re.MULTILINE)
_DASH: Final = re.compile(r"[-–—‐](?![-–—‐\d])\s?")
_LOWER_WORD: Final = re.compile(r"\b[^\W\d_]+\b")


def split_label(words: str) -> tuple[str | None, str]:
    """Split `Name: words` into name and words; (None, words) where no name stands before them."""
    match = _LABEL.match(words)
    if match is None:
        return None, words
    name = next(group for group in match.groups() if group)
    return (name, words[match.end() :]) if is_name(name) else (None, words)


def is_name(text: str) -> bool:
    """Tell whether what has the form of a name may be one."""
    first = text.split(maxsplit=1)[0].strip(",")
    return text.lower() not in _NOT_NAMES and first.lower() not in _NOT_NAMES and not text.startswith("(")


def believed_names(pieces: Sequence[str]) -> frozenset[str]:
    """Return the names, of all that stand before a colon, that are taken for speakers.

    None where labels are too rare to be names ("Update: …" in a text that names nobody). Else those that return, and
    those that stand once and have a number (a machine wrote them), or are no words that the text also has in lower case
    ("The thing is: …"), unless a sentence goes on after them ("Verdict: it works.").
    """
    labels = [split_label(piece) for piece in pieces]
    names = [label[0] for label in labels]
    counts = Counter(name for name in names if name)
    if not counts or not (any(names[:_FIRST_PIECES]) or counts.total() >= _LABELLED_SHARE * len(names)):
        return frozenset()
    bracketed = {name for piece, name in zip(pieces, names, strict=True) if name and _is_only_bracketed(piece)}
    going_on = _going_on(labels)
    said = _lower_words(label[1] for label in labels)
    return frozenset(
        name
        for name, count in counts.items()
        if count > 1
        or name[-1].isdecimal()
        or (name not in bracketed | going_on and not all(word in said for word in _words(name)))
    )


def _going_on(labels: Sequence[tuple[str | None, str]]) -> frozenset[str]:
    """Return the single words before a colon after which a sentence goes on in lower case, in a text that has capitals.

    A name of several words is one all the same: what somebody cut in on may begin in lower case.
    """
    firsts = [words[:1] for _, words in labels]
    has_capitals = sum(map(str.isupper, firsts)) > sum(map(str.islower, firsts))
    return frozenset(
        name for name, words in labels if name and " " not in name and words[:1].islower() and has_capitals
    )


def _is_only_bracketed(piece: str) -> bool:
    match = _LABEL.match(piece)
    return match is not None and match.group(3) is not None


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _LOWER_WORD.findall(name)] or [name]


def _lower_words(pieces: Iterable[str]) -> frozenset[str]:
    return frozenset(word for piece in pieces for word in _LOWER_WORD.findall(piece) if word.islower())


def named_by_labels(cues: Sequence[Cue], *, are_captions: bool = False) -> tuple[Cue, ...]:
    """Give each cue the speaker of the last label before it, and take labels and marks of turns out of the words.

    Where any cue has a speaker already the format names its speakers, and only what says the same again goes.

    Args:
        cues: in the order of speech.
        are_captions: whether lines of a cue may be of several speakers: each begins with a name or a dash.
    """
    if any(cue.speaker for cue in cues):
        return tuple(map(_without_own_name, cues))
    turns = [turn for cue in cues for turn in _marked_turns(cue)]
    if are_captions:
        turns = [line for turn in turns for line in _dashed_lines(turn, _has_dialogues(cues))]
    believed = believed_names([line for turn in turns for line in _label_lines(turn, are_captions)])
    if are_captions:
        turns = [line for turn in turns for line in _labelled_lines(turn, believed)]
    return tuple(_named(turns, believed))


def _without_own_name(cue: Cue) -> Cue:
    name, words = split_label(cue.text)
    return replace(cue, text=words) if name and words and name == cue.speaker else cue


def _label_lines(cue: Cue, are_captions: bool) -> list[str]:
    lines = cue.text.split("\n")
    return lines if are_captions and split_label(lines[0])[0] else lines[:1]


def _named(turns: Iterable[Cue], believed: Collection[str]) -> Iterator[Cue]:
    speaker: str | None = None
    # What a label that stands alone says of the words that follow it.
    alone: Cue | None = None
    for cue in turns:
        name, words = split_label(cue.text)
        if name not in believed or cue.is_glued:
            name, words = None, cue.text
        # After a mark without a name it is somebody else, and nobody says who.
        speaker = name or (None if cue.is_another else speaker)
        said = replace(cue, text=words, speaker=speaker, starts_turn=cue.starts_turn or name is not None)
        if alone is not None:
            start = said.start_seconds if said.start_seconds is not None else alone.start_seconds
            said = replace(
                said,
                start_seconds=start,
                starts_turn=True,
                after_break=said.after_break or alone.after_break,
                is_another=said.is_another or alone.is_another,
            )
        alone = None if words else said
        if words:
            yield said


def _marked_turns(cue: Cue) -> Iterator[Cue]:
    """Split a cue where `>>` says that another one takes over; the pieces share its times: the source says no more."""
    if ">>" not in cue.text:
        yield cue
        return
    before, *others = _TURN_MARK.split(cue.text)
    if before.strip():
        yield replace(cue, text=before.strip())
    for words in others:
        if words.strip():
            yield replace(cue, text=words.strip(), starts_turn=True, is_another=True, is_glued=False)


def _has_dialogues(cues: Iterable[Cue]) -> bool:
    """Tell whether dashes part speakers in these captions: one of them has two lines that begin with a dash."""
    return any(sum(_DASH.match(line) is not None for line in cue.text.split("\n")) > 1 for cue in cues)


def _dashed_lines(cue: Cue, has_dialogues: bool) -> Iterator[Cue]:
    """Split a caption where a line begins with a dash: another one says it."""
    if not has_dialogues:
        yield cue
        return
    for number, lines in enumerate(_split(cue.text, lambda line: _DASH.match(line) is not None)):
        dash = _DASH.match(lines)
        if dash is None:
            yield replace(cue, text=lines) if number == 0 else replace(cue, text=lines, is_glued=False)
        elif lines[dash.end() :].strip():
            yield replace(cue, text=lines[dash.end() :], starts_turn=True, is_another=True, is_glued=False)


def _labelled_lines(cue: Cue, believed: Collection[str]) -> Iterator[Cue]:
    """Split a caption where a line begins with a name that is believed."""
    for number, lines in enumerate(_split(cue.text, lambda line: split_label(line)[0] in believed)):
        yield replace(cue, text=lines, is_glued=cue.is_glued and number == 0)


def _split(text: str, begins: Callable[[str], bool]) -> Iterator[str]:
    """Give the lines of a text in runs, each of which begins at the first line or at one that begins something."""
    run: list[str] = []
    for line in text.split("\n"):
        if run and begins(line):
            yield "\n".join(run)
            run = []
        run.append(line)
    yield "\n".join(run)
