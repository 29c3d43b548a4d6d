"""Plain text and Markdown: `Name: words`, `**Name:** words`, times in brackets, paragraphs.

What belongs here: whose the paragraphs are. What does not: Markdown's marks (markdown.py), captions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assets.podcasts.transcripts import markdown
from assets.podcasts.transcripts.base import Cue, Transcript, TranscriptError
from assets.podcasts.transcripts.labels import named_by_labels, split_label, time_before_label
from assets.podcasts.transcripts.times import TIME, timed_cues


def parse_text(text: str) -> Transcript:
    """Read plain text or Markdown, told apart by Markdown's marks. A name holds until the next one.

    Raises:
        TranscriptError: if there are no words.
    """
    lines = [line.strip() for line in text.split("\n")]
    has_bold_speakers = any(markdown.bold_speaker(line)[0] is not None for line in lines)
    is_markdown = has_bold_speakers or any(map(markdown.has_marks, lines))
    cues = _cues_of_bold_speakers(lines) if has_bold_speakers else _cues_of_lines(lines, is_markdown)
    if not cues:
        raise TranscriptError("text without words")
    return Transcript("markdown" if is_markdown else "text", named_by_labels(cues))


def _cues_of_lines(lines: list[str], is_markdown: bool) -> list[Cue]:
    """Paragraphs end at blank lines, and before every line that begins with a name; other line ends are wrapping."""
    cues: list[Cue] = []
    start: float | None = None
    for paragraph in _paragraphs([time_before_label(line) for line in lines], _begins_turn):
        words = markdown.plain(paragraph) if is_markdown else " ".join(paragraph)
        found, start = timed_cues(words, None, start)
        cues += found
    return cues


def _begins_turn(line: str) -> bool:
    time = TIME.match(line)
    return split_label(line[time.end() :].lstrip() if time else line)[0] is not None


def _cues_of_bold_speakers(lines: list[str]) -> list[Cue]:
    """`**Break:**` is not speech: like a heading it sets what follows apart, and its time is that of what follows."""
    cues: list[Cue] = []
    speaker: str | None = None
    start: float | None = None
    is_apart = False
    drawn = ["" if markdown.is_rule(line) else line for line in lines]
    for paragraph in _paragraphs(drawn, _begins_block):
        name, first_line = markdown.bold_speaker(paragraph[0])
        words = [first_line, *paragraph[1:]]
        found, start = timed_cues(markdown.plain(words), name or speaker, start)
        if name and name.lower() == "break":
            is_apart = True
            continue
        speaker = name or speaker
        is_heading = markdown.is_heading(words)
        if found and (is_apart or is_heading):
            found[0] = replace(found[0], after_break=True)
            is_apart = is_heading
        cues += found
    return cues


def _begins_block(line: str) -> bool:
    return markdown.bold_speaker(line)[0] is not None or markdown.starts_item(line)


def _paragraphs(lines: Sequence[str], begins: Callable[[str], bool]) -> Iterator[list[str]]:
    """Give the lines of each paragraph: they end at blank lines, and before every line that begins something."""
    paragraph: list[str] = []
    for line in lines:
        if paragraph and (not line or begins(line)):
            yield paragraph
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield paragraph
