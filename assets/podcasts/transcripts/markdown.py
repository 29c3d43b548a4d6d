"""Markdown's marks, as transcripts use them.

What belongs here: the marks, and the words without them. What does not: whose words they are (text.py).
A full Markdown library was set aside: it takes a hundred times as long, and its worst case is not linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

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
_LINE_MARKS: Final = re.compile(r"(?:>+ ?|#{1,6} |[-*+] |\d{1,2}[.)] )+")
_RULE: Final = re.compile(r"[-=*_>\s]+|<!--.{0,500}-->")
_ITEM: Final = re.compile(r"(?:> ?)*(?:#{1,6}|[-*+]|\d{1,2}[.)]) ")
_SPEAKER: Final = re.compile(
    r"[\"“'\d]?(?:\*\*([^*:]{0,80}):\s?\*\*|\*\*([^*:]{1,80})\*\*\s?:|__([^_:]{1,80}):__|__([^_:]{1,80})__\s?:)"
)


def bold_speaker(line: str) -> tuple[str | None, str]:
    """Split `**Name:** words` into name and words; (None, line) where no bold name stands before them.

    The name is empty where the label is (`**:**`).
    """
    match = _SPEAKER.match(line)
    if match is None:
        return None, line
    return " ".join(next((group for group in match.groups() if group), "").split()), line[match.end() :].strip()


def has_marks(line: str) -> bool:
    """Tell whether a line holds a mark that plain text does not: a heading, a link, an escaped bracket."""
    return line.startswith(("# ", "## ", "### ")) or "\\[" in line or ("](" in line and _LINK.search(line) is not None)


def is_heading(paragraph: Sequence[str]) -> bool:
    """Tell whether the lines of a paragraph are a title rather than speech: `# words`, or nothing but a link."""
    first = paragraph[0]
    return first.startswith("#") or (len(paragraph) == 1 and _LINK.fullmatch(_without_line_marks(first)) is not None)


def starts_item(line: str) -> bool:
    """Tell whether a line begins a list item or a heading, which never continue the line before."""
    return _ITEM.match(line) is not None


def is_rule(line: str) -> bool:
    """Tell whether a line is only drawn: a rule, the underline of a heading, an empty line of a quotation."""
    return _RULE.fullmatch(line) is not None


def plain(paragraph: Sequence[str]) -> str:
    """Return the words of a paragraph's lines: marks of quotations, lists and emphasis gone, links as their text."""
    linked = _LINK.sub(r"\1", _IMAGE.sub(" ", " ".join(map(_without_line_marks, paragraph))))
    pieces = _CODE.split(linked)
    # Code stands as it is; every other piece is not code.
    pieces[::2] = [_ESCAPE.sub(r"\1", _EMPHASIS.sub("", piece)) for piece in pieces[::2]]
    return "".join(pieces)


def _without_line_marks(line: str) -> str:
    match = _LINE_MARKS.match(line)
    return line[match.end() :] if match else line
