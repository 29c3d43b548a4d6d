"""HTML as it stands in feeds and transcripts, as plain text.

What belongs here: which elements set words apart, which are no words at all. What does not: what the words mean.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

_UNSPOKEN: Final = ("script", "style", "head", "nav", "footer", "aside", "form", "button", "select", "svg", "template")
_PARAGRAPHS: Final = frozenset({"html", "body", "main", "header", "section", "article", "div", "p", "br", "hr", "pre"})
_LISTS: Final = frozenset({"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "tr", "td", "th", "figure"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _PARAGRAPHS | _LISTS | _HEADINGS


class Block(NamedTuple):
    """A run of words that the markup sets apart, and the tag of the innermost element that does so."""

    tag: str
    text: str


def blocks(markup: str, *also: str) -> Iterator[Block]:
    """Give the runs of words of a document or fragment in order, white space single; scripts and styles give none.

    Args:
        markup: the HTML.
        also: tags that set words apart besides paragraphs, lists and headings.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(markup.encode("utf-8", errors="replace"), parser) if markup.strip() else None
    if root is None:
        return
    etree.strip_elements(root, *_UNSPOKEN, with_tail=False)
    open_tags = ["body"]
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if tag in _BLOCKS or tag in also:
            text = " ".join("".join(words).split())
            if text:
                yield Block(open_tags[-1], text)
            words = []
            open_tags = [*open_tags, tag] if event == "start" else open_tags[:-1]
        words.append((element.text if event == "start" else element.tail) or "")


def plain_text(markup: str | None) -> str | None:
    """Return the words of a text that may or may not be HTML, white space single; None where there are none."""
    if not markup:
        return None
    if "<" in markup:
        return " ".join(block.text for block in blocks(markup)) or None
    return " ".join(html.unescape(markup).split()) or None
