"""Markdown's marks, as transcripts use them.

What belongs here: the marks, and the words without them. What does not: whose words they are (text.py).
A full Markdown library was set aside: it takes a hundred times as long, and its worst case is not linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assets.podcasts.transcripts.base import spoken
from assets.podcasts.transcripts.headings import Heading, certain_heading, time_after_name

# An address in round brackets, which may hold round brackets itself. Every repetition is bounded: linear time.
_ADDRESS: Final = r"\([^()\n]{0,1500}(?:\([^()\n]{0,300}\)[^()\n]{0,1500}){0,4}\)"
_LINK: Final = re.compile(rf"\[((?:[^\[\]\\\n]|\\.){{1,500}})\]{_ADDRESS}")
_IMAGE: Final = re.compile(rf"!\[(?:[^\[\]\\\n]|\\.){{0,500}}\]{_ADDRESS}")
_CODE: Final = re.compile(r"`{1,3}([^`\n]{1,500})`{1,3}")
_EMPHASIS: Final = re.compile(
    r"(?<![\w*\\])\*{1,3}(?=\S)|(?<=[^\s\\])\*{1,3}(?![\w*])|(?<![*\\])\*{2,3}(?!\*)"
    r"|(?<![\w\\])_{1,3}(?=[^\s_])|(?<=[^\s\\_])_{1,3}(?!\w)|~~|`+"
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_MARKS: Final = re.compile(r"(?:>+ *|#{1,6} +|[-*+] +|\d{1,2}[.)] +)+")
_QUOTATION: Final = re.compile(r"> ?(?!>)")
_OPENING, _CLOSING = '"“', '"”'
_SINGLE: Final = str.maketrans("“”", "‘’")
_RULE: Final = re.compile(r"[-=*_>\s]+|<!--.{0,500}-->")
_LISTED: Final = re.compile(r"(?:[-*+]|\d{1,2}[.)]) ")
_ITEM: Final = re.compile(rf"(?:> ?)*(?:#{{1,6}} |{_LISTED.pattern})")
_SPEAKER: Final = re.compile(
    r"[\"“'\d]?(?:\*\*([^*:]{0,80}):\s?\*\*|\*\*([^*:]{1,80})\*\*\s?:|__([^_:]{1,80}):__|__([^_:]{1,80})__\s?:)"
)
# Emphasis at the beginning of a line, also behind a time or the marks of a heading.
_FIRST_EMPHASIS: Final = re.compile(
    r"(?:#{1,6} )?([\\\[(]{0,2}[\d:.,]{0,15}[\\\])]{0,2}\s{0,3})(\*{1,3}|_{1,3})([^*\n]{1,120}?)\2(?!\w)(.*)"
)
_HEADING_MARK: Final = re.compile(r"#{1,6} ")


def bold_heading(line: str) -> Heading | None:
    """Return what stands before the words of `**Name:** words`, `**Name** [00:12]: words` and the like, else None.

    The name is empty where the label is (`**:**`).
    """
    match = _SPEAKER.match(line)
    if match is not None:
        name = " ".join(next(filter(None, match.groups()), "").split())
        return time_after_name(Heading(line[match.end() :].strip(), name))
    plain_line = unbolded(line)
    return certain_heading(plain_line) if plain_line != line else None


def unbolded(line: str) -> str:
    """Return a line without the emphasis at its beginning and without the marks of a heading."""
    match = _FIRST_EMPHASIS.match(line)
    if match is None:
        return _HEADING_MARK.sub("", line, count=1) if line.startswith("#") else line
    before, _, inner, after = match.groups()
    return f"{before}{inner}{after}".replace("\\[", "[").replace("\\]", "]")


def has_marks(line: str) -> bool:
    """Tell whether a line holds a mark that plain text does not: a heading, a link, an escaped bracket."""
    if line.startswith(("# ", "## ", "### ", "*", "_")):
        return not line.startswith(("*", "_")) or _FIRST_EMPHASIS.match(line) is not None
    return "\\[" in line or ("](" in line and _LINK.search(line) is not None)


def is_heading(paragraph: Sequence[str]) -> bool:
    """Tell whether the lines of a paragraph are a title rather than speech: `# words`, or nothing but a link."""
    first = paragraph[0]
    return first.startswith("#") or (len(paragraph) == 1 and _LINK.fullmatch(_without_line_marks(first)) is not None)


def starts_item(line: str) -> bool:
    """Tell whether a line begins a list item or a heading, which never continue the line before."""
    return _ITEM.match(line) is not None


def ended_items(paragraphs: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Give paragraphs, list items that end without a mark with one: a semicolon, after the last a full stop.

    A list is seen and not heard: without marks its items read as one sentence that nobody said.
    """
    for place, paragraph in enumerate(paragraphs):
        if _LISTED.match(paragraph[0]) and _is_open(" ".join(paragraph)):
            goes_on = place + 1 < len(paragraphs) and _LISTED.match(paragraphs[place + 1][0])
            yield [*paragraph[:-1], paragraph[-1] + (";" if goes_on else ".")]
        else:
            yield paragraph


def _is_open(words: str) -> bool:
    """Tell whether words end in the middle: with a word, be it emphasised, a link, or before what stands in brackets.

    By the last characters alone, without a pattern: a line of nothing but marks takes no longer than another.
    """
    said = words.rstrip("*_`")
    if said.endswith(")"):
        said = said.rpartition("(")[0].rstrip(" ]")
    return said[-1:].isalnum() or said.endswith("%")


def is_rule(line: str) -> bool:
    """Tell whether a line is only drawn: a rule, the underline of a heading, an empty line of a quotation."""
    return _RULE.fullmatch(line) is not None


def plain(paragraph: Sequence[str], *, has_heading: bool = False) -> str:
    """Return the words of a paragraph's lines: marks of lists and emphasis gone, links as their text.

    What follows a name (`has_heading`) is the middle of a line: `99. ` is a number there and no list. A paragraph that
    is a quotation stands in quotation marks: whose words they are not must not be lost with the marks.
    """
    words = _words(paragraph, has_heading=has_heading)
    is_quotation = not has_heading and bool(paragraph) and all(_QUOTATION.match(line) for line in paragraph)
    return _quoted(words) if is_quotation else words


def _words(paragraph: Sequence[str], *, has_heading: bool) -> str:
    first = "" if not paragraph else paragraph[0] if has_heading else _without_line_marks(paragraph[0])
    linked = _LINK.sub(r"\1", _IMAGE.sub(" ", " ".join([first, *map(_without_line_marks, paragraph[1:])])))
    pieces = _CODE.split(linked)
    # Every other piece is code and stands as it is: what looks like a tag in it is words.
    pieces[::2] = [_ESCAPE.sub(r"\1", _EMPHASIS.sub("", piece)) for piece in pieces[::2]]
    pieces[1::2] = [piece.replace("<", "&lt;") for piece in pieces[1::2]]
    return "".join(pieces)


def _quoted(words: str) -> str:
    """Return words in quotation marks, those within them single."""
    words = spoken(words)  # a stage direction at the end leaves no space before the mark
    if not words or (words[0] in _OPENING and words[-1] in _CLOSING):
        return words
    return f"“{words.translate(_SINGLE)}”"


def _without_line_marks(line: str) -> str:
    match = _LINE_MARKS.match(line)
    return line[match.end() :] if match else line
