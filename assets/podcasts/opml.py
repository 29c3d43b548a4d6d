"""OPML: the lists by which people carry their subscriptions from one program to another.

What belongs here: reading and writing the lists. What does not: the feeds that they name (feeds.py).
Format: http://opml.org/spec2.opml
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from assets.podcasts.xml import XmlError, parse_xml, root_tag


class OpmlError(ValueError):
    """Bytes that are not OPML; the message says why."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A feed in a list: its address, and its title where the list gives one."""

    url: str
    title: str | None


def is_opml(document: bytes) -> bool:
    """Tell whether a document is OPML, by its first element: also one that is damaged further on."""
    return (root_tag(document) or "").lower() == "opml"


def read_opml(document: bytes, base_url: str) -> list[FeedEntry]:
    """Return the feeds of a list, at whatever depth they stand, each address once, in order.

    Addresses are http or https; a list that is itself a local file may name local files too.

    Args:
        document: the OPML document.
        base_url: its own address; relative addresses are resolved against it.

    Raises:
        OpmlError: if the document is not OPML, or names no feed.
    """
    try:
        root = parse_xml(document)
    except XmlError as error:
        raise OpmlError(f"not OPML: {error}") from error
    if str(root.tag).lower() != "opml":
        raise OpmlError(f"not OPML: the root element is <{etree.QName(root).localname}>")
    entries: dict[str, FeedEntry] = {}
    for outline in root.iter("outline"):
        url = _address(outline, base_url)
        if url:
            title = " ".join(str(outline.get("title") or outline.get("text") or "").split())
            # A list of ours names a feed without a title by its address, as OPML asks for a text.
            entries.setdefault(url, FeedEntry(url=url, title=title if title not in ("", url) else None))
    if not entries:
        raise OpmlError("the list names no feed (no outline has an xmlUrl with an http or https address)")
    return list(entries.values())


def write_opml(entries: Iterable[FeedEntry]) -> bytes:
    """Return the list as an OPML 2.0 document."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Briefcast"
    body = etree.SubElement(root, "body")
    for entry in entries:
        etree.SubElement(body, "outline", type="rss", text=entry.title or entry.url, xmlUrl=entry.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _address(outline: etree._Element, base_url: str) -> str | None:
    # Programs spell the attribute xmlUrl, xmlurl and xmlURL.
    given = next((str(value).strip() for name, value in outline.attrib.items() if str(name).lower() == "xmlurl"), "")
    schemes = ("http://", "https://", "file://") if base_url.startswith("file://") else ("http://", "https://")
    try:
        url = urljoin(base_url, given)
    except ValueError:
        return None
    return url if given and url.startswith(schemes) else None
