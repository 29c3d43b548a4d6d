"""The texts of a feed as plain words, whichever way the format wraps them up.

What belongs here: RSS's texts, which may or may not be HTML, and Atom's, which say so. What does not: HTML itself
(assets.podcasts.markup).
"""

from __future__ import annotations

import binascii
import html
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.html.defs import tags as html_tags

from assets.podcasts.feed.elements import Element
from assets.podcasts.markup import plain_text

# What HTML would take for a comment or a broken tag, and a reader for an angle bracket.
_BRACKET: Final = re.compile(r"<(?![A-Za-z/]|!--|!DOCTYPE)")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_ADDRESS: Final = re.compile(r"""(?<!src=["'])(?<!src=)\bhttps?://[^\s<>"'\\^`{|}]{1,2000}+""", re.IGNORECASE)
_HTML: Final = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_PLAIN: Final = frozenset({"text", "text/plain", "plain"})


def words(element: Element | None) -> str | None:
    """Return the words of a text, white space single; None where there are none."""
    if element is None:
        return None
    markup, kind = _content(element)
    if kind == "html":
        return plain_text(_BRACKET.sub("&lt;", markup))
    if kind == "text":
        return " ".join(markup.split()) or None
    if any(found[1].lower() in html_tags for found in _TAG.finditer(markup)):
        return plain_text(_BRACKET.sub("&lt;", markup))
    # No tag of HTML: an angle bracket is one. Entities are often escaped twice.
    return " ".join(html.unescape(markup).split()) or None


def first_words(element: Element, *names: str) -> str | None:
    """Return the words of the first child of these names that has any."""
    return next((found for child in element.all(*names) if (found := words(child))), None)


def links(element: Element, *names: str) -> Iterator[str]:
    """Give the web addresses that the texts of these children point to or spell out, as often as they do."""
    for child in element.all(*names):
        markup, _ = _content(child)
        for found in _ADDRESS.findall(html.unescape(markup) if "://" in markup else ""):
            if address := child.address(_without_punctuation(found)):
                yield address


def _content(element: Element) -> tuple[str, str | None]:
    """Return a text, and whether it is `html`, `text`, or nobody says."""
    declared = (element.get("type") or "").lower()
    if len(element.node):
        # Mark-up that stands in the feed unescaped: Atom's xhtml, or a mistake that reads the same.
        return _inner_markup(element.node), "html"
    text = element.node.text or ""
    if element.get("mode") == "base64" or (
        "/" in declared and not declared.startswith("text/") and "xml" not in declared
    ):
        text, declared = _from_base64(text), "text/html"
    if declared in _HTML or (element.get("mode") == "escaped" and declared not in _PLAIN):
        return text, "html"
    return text, "text" if element.is_atom else None


def _inner_markup(node: etree._Element) -> str:
    parts = [html.escape(node.text or "", quote=False)]
    parts.extend(etree.tostring(child, encoding="unicode") for child in node)
    return "".join(parts)


def _from_base64(text: str) -> str:
    try:
        return b64decode("".join(text.split()), validate=True).decode("utf-8", errors="replace")
    except (binascii.Error, ValueError):
        return text


def _without_punctuation(address: str) -> str:
    """Leave out what belongs to the sentence around an address: a full stop, a bracket that was not opened in it."""
    trimmed = address.rstrip(".,;:!?*_]")
    while trimmed.endswith(")") and trimmed.count("(") < trimmed.count(")"):
        trimmed = trimmed[:-1].rstrip(".,;:!?*_]")
    return trimmed
