"""HTML as it stands in feeds and transcripts, as plain text.

What belongs here: which elements set words apart, which are no words at all. What does not: what the words mean.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from lxml import etree

_UNSPOKEN: Final = (
    "script",
    "style",
    "head",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "svg",
    "template",
    "noscript",
)
_PARAGRAPHS: Final = frozenset({"html", "body", "main", "header", "section", "article", "div", "p", "br", "hr", "pre"})
_LISTS: Final = frozenset({"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "tr", "td", "th", "figure"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements that set words apart.
BLOCKS: Final = _PARAGRAPHS | _LISTS | _HEADINGS


def document_tree(markup: str) -> etree._Element | None:
    """Return the root of a document without scripts, styles and what frames a page; None where it is empty."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(markup.encode("utf-8", errors="replace"), parser) if markup.strip() else None
    if root is not None:
        etree.strip_elements(root, *_UNSPOKEN, with_tail=False)
    return root


def plain_runs(markup: str) -> Iterator[str]:
    """Give the runs of words that the markup sets apart, in order, white space single."""
    root = document_tree(markup)
    words: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        if element.tag in BLOCKS:
            if text := " ".join("".join(words).split()):
                yield text
            words = []
        words.append((element.text if event == "start" else element.tail) or "")


def plain_text(markup: str | None) -> str | None:
    """Return the words of a text that may or may not be HTML, white space single; None where there are none."""
    if not markup:
        return None
    if "<" in markup:
        return " ".join(plain_runs(markup)) or None
    return " ".join(html.unescape(markup).split()) or None
