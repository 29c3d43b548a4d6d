"""The blocks of an HTML transcript, each with its runs of words and what the elements say these are.

What belongs here: elements and their classes. What does not: who speaks (html.py), HTML as such
(assets.podcasts.markup).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from assets.podcasts.markup import BLOCKS, document_tree
from assets.podcasts.transcripts.base import MOST_PIECES, MOST_TAGS, refuse_more

_CELLS: Final = ("td", "th")
_ROW_CELLS: Final = 2
# Elements that name who speaks, those that do where a colon says so, and what a class says of any element.
_NAMES: Final = ("cite", "dt")
_EMPHASIS: Final = ("strong", "b", "em", "i", "u", "a", "span")
_NAME_CLASS: Final = re.compile(r"(?:[\w-]*[_-])?speaker(?:[_-]?(?:name|label))?", re.IGNORECASE)
_TIME_CLASS: Final = re.compile(r"(?:[\w-]*[_-])?(?:time|times?tamp|timecode)", re.IGNORECASE)


class Run(NamedTuple):
    """Words within a block; `kind` is "name", "time", "emphasis", "cell" or "" for words."""

    kind: str
    words: str


@dataclass(slots=True)
class Block:
    """Runs of words that the markup sets apart, and the tag of the innermost element that does so."""

    tag: str
    runs: list[Run] = field(default_factory=list)


def blocks_of(text: str) -> Iterator[Block]:
    """Give the blocks of a document in order, also those without words; a row of several cells is one.

    Raises:
        TranscriptError: if there are more of them than an episode can have.
    """
    refuse_more(text.count("<"), MOST_TAGS, "tags")
    root = document_tree(text)
    open_blocks: list[str] = ["body"]
    kinds: list[str] = [""]
    count = 0
    block = Block("body")
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        if _is_block(element, open_blocks[-1]):
            yield block
            count += 1
            refuse_more(count, MOST_PIECES, "paragraphs")
            open_blocks = [*open_blocks, str(element.tag)] if event == "start" else open_blocks[:-1]
            block = Block("th" if _is_header_row(element) else open_blocks[-1])
        if event == "start":
            kinds.append(_kind(element) or kinds[-1])
        else:
            kinds.pop()
        block.runs.append(Run(kinds[-1], (element.text if event == "start" else element.tail) or ""))
    yield block


def _is_header_row(element: etree._Element) -> bool:
    return element.tag == "tr" and len(element) > 0 and all(cell.tag == "th" for cell in element)


def _is_block(element: etree._Element, within: str) -> bool:
    """Tell whether an element sets words apart. In a row of several cells nothing does: the row is one turn."""
    tag = str(element.tag)
    if tag == "tr":
        return True
    return tag in BLOCKS and tag not in _CELLS and (within != "tr" or len(_row(element)) < _ROW_CELLS)


def _row(element: etree._Element) -> Sequence[etree._Element]:
    row = next(element.iterancestors("tr"), None)
    return [] if row is None else [cell for cell in row if cell.tag in _CELLS]


def _kind(element: etree._Element) -> str:
    tag = str(element.tag)
    classes = (element.get("class") or "").split()
    if tag == "time" or any(map(_TIME_CLASS.fullmatch, classes)):
        return "time"
    if tag in _NAMES or any(map(_NAME_CLASS.fullmatch, classes)):
        return "name"
    if tag in _CELLS:
        return "cell"
    return "emphasis" if tag in _EMPHASIS else ""
