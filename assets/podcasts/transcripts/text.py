"""Plain text and Markdown: names and times before the words, paragraphs, or nothing but words.

What belongs here: whose the paragraphs are. What does not: how a name stands before words (headings.py), Markdown's
marks (markdown.py), captions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from assets.podcasts.transcripts import markdown
from assets.podcasts.transcripts.base import MOST_PIECES, Cue, Transcript, TranscriptError, refuse_more
from assets.podcasts.transcripts.headings import Heading, headings
from assets.podcasts.transcripts.labels import named_by_labels
from assets.podcasts.transcripts.times import timed_cues

# What a folder of notes puts before a document: lines of `key: value` between lines of hyphens.
_FRONT_MATTER: Final = re.compile(r"\s*---\n((?:(?:\w[\w-]*:.*|[ \t-].*)?\n){1,60})---\n")
# One of these keys proves that it is none of the talk ("Ann: …" between two rules is).
_DESCRIBING: Final = re.compile(r"^(?:title|date|show|host|guest|author|slug|link|url|podcast|episode)s?:", re.I | re.M)

# What Otter puts before a talk: title and date, what it is about, and who is heard.
_SUMMARY: Final = re.compile(r"(?:.*\n){0,8}?SUMMARY KEYWORDS[ \t]*\n{1,3}.+\n(?:\s{0,20}SPEAKERS[ \t]*\n{1,3}.+\n)?")

# What programs write on the pages that they export; a line of these alone is nothing that anybody said.
_UNSAID: Final = re.compile(
    r"(?:transcribed|transcript|transcription) (?:\w+ )?(?:by|with) (?:https?://)?[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}/?"
    # What lyrics say of themselves: "[ti:Bread]".
    r"|\[(?:ti|ar|al|au|by|re|ve|id|la|length|offset|tool):[^\[\]]{0,200}\]"
    r"|this transcript was exported on .{1,80} view latest version here\.?|page \d{1,4} of \d{1,4}|- ?\d{1,4} ?-",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"[-*•+] +(?=\S)")
Line = TypeVar("Line")


def parse_text(text: str) -> Transcript:
    """Read plain text or Markdown, told apart by Markdown's marks. A name holds until the next one.

    Raises:
        TranscriptError: if there are no words, or more lines than an episode can have.
    """
    refuse_more(text.count("\n"), MOST_PIECES, "lines")
    front = _FRONT_MATTER.match(text)
    begin = front.end() if front and _DESCRIBING.search(front[1]) else 0
    begin = summary.end() if (summary := _SUMMARY.match(text, begin)) else begin
    # White space of all kinds becomes a space, also within a name.
    lines = [" ".join(line.split()) for line in text[begin:].split("\n")]
    lines = _without_bullets(["" if _UNSAID.fullmatch(line) else line for line in lines])
    has_bold_speakers = any(markdown.bold_heading(line) is not None for line in lines)
    is_markdown = has_bold_speakers or any(map(markdown.has_marks, lines))
    cues = _cues_of_bold_speakers(lines) if has_bold_speakers else _cues_of_lines(lines, is_markdown)
    if not cues:
        raise TranscriptError("text without words")
    return Transcript("markdown" if is_markdown else "text", named_by_labels(cues))


def _without_bullets(lines: list[str]) -> list[str]:
    """Return the lines as paragraphs of their own where most of them are items of one list."""
    bullets = [_BULLET.match(line) for line in lines]
    if sum(bullet is not None for bullet in bullets) * 2 <= sum(map(bool, lines)):
        return lines
    return [
        piece
        for line, bullet in zip(lines, bullets, strict=True)
        for piece in ("", line[bullet.end() if bullet else 0 :])
    ]


def _cues_of_lines(lines: Sequence[str], is_markdown: bool) -> list[Cue]:
    """Paragraphs end at blank lines, and before every line that names or times; other line ends are wrapping."""
    lines = ["" if markdown.is_rule(line) else markdown.unbolded(line) if is_markdown else line for line in lines]
    found = headings(lines)
    cues: list[Cue] = []
    speaker: str | None = None
    start: float | None = None
    for paragraph in _paragraphs(
        range(len(lines)), lambda index: not lines[index], lambda index: found[index] is not None
    ):
        heading = found[paragraph[0]] or Heading(lines[paragraph[0]])
        speaker = heading.name or speaker
        start = heading.start_seconds if heading.start_seconds is not None else start
        words = [heading.rest, *(lines[index] for index in paragraph[1:])]
        said, start = timed_cues(
            markdown.plain(words, has_heading=heading.name is not None) if is_markdown else " ".join(words),
            speaker,
            start,
        )
        if said and heading.end_seconds is not None and len(said) == 1:
            said = [replace(said[0], end_seconds=heading.end_seconds)]
        cues += said
    return cues


def _cues_of_bold_speakers(lines: Sequence[str]) -> list[Cue]:
    """`**Break:**` is not speech: like a heading it sets what follows apart, and its time is that of what follows."""
    cues: list[Cue] = []
    speaker: str | None = None
    start: float | None = None
    is_apart = False
    drawn = ["" if markdown.is_rule(line) else line for line in lines]
    paragraphs = [*_paragraphs(drawn, lambda line: not line, _begins_block)]
    for paragraph in markdown.ended_items(paragraphs):
        heading = markdown.bold_heading(paragraph[0]) or Heading(paragraph[0])
        name = heading.name
        words = [heading.rest, *paragraph[1:]]
        start = heading.start_seconds if heading.start_seconds is not None else start
        found, start = timed_cues(markdown.plain(words, has_heading=name is not None), name or speaker, start)
        if name and name.lower() == "break":
            is_apart = True
            continue
        speaker = name or speaker
        is_heading = any(words) and markdown.is_heading(words)
        if found and (is_apart or is_heading):
            found[0] = replace(found[0], after_break=True)
            is_apart = is_heading
        cues += found
    return cues


def _begins_block(line: str) -> bool:
    return markdown.bold_heading(line) is not None or markdown.starts_item(line)


def _paragraphs(
    lines: Sequence[Line], is_blank: Callable[[Line], bool], begins: Callable[[Line], bool]
) -> Iterator[list[Line]]:
    """Give the lines of each paragraph: they end at blank lines, and before every line that begins something."""
    paragraph: list[Line] = []
    for line in lines:
        blank = is_blank(line)
        if paragraph and (blank or begins(line)):
            yield paragraph
            paragraph = []
        if not blank:
            paragraph.append(line)
    if paragraph:
        yield paragraph
