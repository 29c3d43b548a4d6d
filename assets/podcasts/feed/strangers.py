"""What came in place of a feed: its kind, and what to do about it.

What belongs here: telling apart what people paste and servers send by mistake. What does not: reading any of it.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin

from lxml import etree

from assets.podcasts.xml import first_tag

_MAGIC: Final = {
    b"\x1f\x8b": "compressed data (gzip)",
    b"PK\x03\x04": "a ZIP archive",
    b"%PDF": "a PDF",
    b"ID3": "an audio file (MP3)",
    b"\xff\xfb": "an audio file (MP3)",
    b"OggS": "an audio file (Ogg)",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
}
_ROOTS: Final = frozenset({"rss", "rdf", "feed", "channel"})
_HTML: Final = frozenset({"html", "head", "body", "div", "p", "table", "script", "title", "meta"})
_HEAD_BYTES: Final = 200_000
_FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml")


def stranger(document: bytes, url: str) -> str | None:
    """Return what a document is that is no feed, and what to do; None where it may be a feed.

    Args:
        document: the bytes.
        url: where they were served.
    """
    start = document[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start and len(document) <= 512:
        return "the document is empty: look whether the address is right, and ask again later"
    for magic, kind in _MAGIC.items():
        if document.startswith(magic):
            return f"{kind}, not a feed: give the address of the feed instead"
    name = (first_tag(document) or "").rpartition(":")[2].lower()
    if name in _ROOTS:
        return None
    if name == "opml":
        return "a list of feeds (OPML), not a feed: add it as a list"
    if name in _HTML or start[:14].lower() == b"<!doctype html":
        return f"neither RSS nor Atom: the root element is <{name}>, an HTML page; {_advice(document, url)}"
    if name:
        return f"neither RSS nor Atom: the root element is <{name}>; look for the feed's own address"
    if start[:1] in (b"{", b"["):
        return "JSON, not a feed: only RSS and Atom are read; look for the show's RSS address"
    if b"\0" in document[:512]:
        return "binary data, not a feed: give the address of the feed instead"
    return "plain text, not a feed: neither RSS nor Atom; look whether the address is right"


def _advice(document: bytes, url: str) -> str:
    """Return what to do with a page: where it names its feed, to use that."""
    root = etree.fromstring(document[:_HEAD_BYTES], etree.HTMLParser(no_network=True, encoding="utf-8"))
    tags = root.iter("link") if root is not None else ()
    feeds = [
        urljoin(url, tag.get("href", "").strip()) for tag in tags if (tag.get("type") or "").lower() in _FEED_TYPES
    ]
    return f"its feed is {feeds[0][:300]}: use that" if feeds else "look for the feed's own address"
