"""OPML: the lists by which people carry their subscriptions from one program to another.

What belongs here: reading and writing the lists, with their folders. What does not: the feeds that they name
(feeds.py).
Format: http://opml.org/spec2.opml
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from assets.podcasts.fields import web_address
from assets.podcasts.xml import XmlError, first_tag, read_xml

# An address book of every podcast there is has millions of lines; one of a person, some hundreds.
MAX_FEEDS: Final = 50_000
# Outlines whose type says that they lead to another list, which is not followed.
_INCLUDES: Final = frozenset({"link", "include"})


class OpmlError(ValueError):
    """Bytes that are not OPML; the message says why."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A feed in a list: its address, its title where the list gives one, the folders in which it stands."""

    url: str
    title: str | None
    folders: tuple[str, ...] = ()


def is_opml(document: bytes) -> bool:
    """Tell whether a document is OPML, by its first element: also one that is damaged further on."""
    return (first_tag(document) or "").lower() == "opml"


def read_opml(document: bytes, base_url: str) -> list[FeedEntry]:
    """Return the feeds of a list, at whatever depth they stand, each address once, in order.

    Addresses are http or https; a list that is itself a local file may name local files too. A damaged list is read as
    far as a person could. Lists that it includes are not followed.

    Args:
        document: the OPML document.
        base_url: its own address; relative addresses are resolved against it.

    Raises:
        OpmlError: if the document is not OPML, or names no feed, or more than `MAX_FEEDS`.
    """
    try:
        root = read_xml(document, base_url).root
    except XmlError as error:
        raise OpmlError(f"not OPML: {error}") from error
    if str(root.tag).lower() != "opml":
        raise OpmlError(f"not OPML: the root element is <{etree.QName(root).localname}>; give a list of feeds")
    entries: dict[str, FeedEntry] = {}
    for entry in _entries(root, (), base_url):
        entries.setdefault(entry.url, entry)
        if len(entries) > MAX_FEEDS:
            raise OpmlError(f"the list names more than {MAX_FEEDS:,} feeds; split it")
    if not entries:
        raise OpmlError("the list names no feed (no outline has an xmlUrl with an http or https address)")
    return list(entries.values())


def write_opml(entries: Iterable[FeedEntry]) -> bytes:
    """Return the list as an OPML 2.0 document, the folders as outlines around their feeds."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of Briefcast"
    folders: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for entry in entries:
        holder = _folder(folders, entry.folders)
        etree.SubElement(holder, "outline", type="rss", text=entry.title or entry.url, xmlUrl=entry.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _folder(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    if path not in folders:
        folders[path] = etree.SubElement(_folder(folders, path[:-1]), "outline", text=path[-1])
    return folders[path]


def _entries(element: etree._Element, folders: tuple[str, ...], base_url: str) -> Iterator[FeedEntry]:
    for child in element:
        if etree.QName(child).localname.lower() != "outline":
            yield from _entries(child, folders, base_url)
            continue
        given = {str(name).lower(): " ".join(str(value).split()) for name, value in child.attrib.items()}
        title = given.get("title") or given.get("text") or None
        url = _address(given, base_url)
        if url:
            # A list of ours names a feed without a title by its address, as OPML asks for a text.
            yield FeedEntry(url=url, title=title if title != url else None, folders=folders)
        # What stands within a feed is no folder of it: an end that is missing, or a program's own notes.
        yield from _entries(child, (*folders, title) if title and not url else folders, base_url)


def _address(given: dict[str, str], base_url: str) -> str | None:
    if given.get("type", "").lower() in _INCLUDES:
        return None
    # Programs spell the attribute xmlUrl, xmlurl and xmlURL; some write url, which names a feed if the type says so.
    written = given.get("xmlurl") or (given.get("url") if given.get("type", "").lower() in ("rss", "atom") else None)
    if written and base_url.startswith("file://"):
        return _local_address(written, base_url)
    return web_address(written, base_url)


def _local_address(written: str, base_url: str) -> str | None:
    try:
        url = urljoin(base_url, written)
    except ValueError:
        return None
    return url if url.startswith("file://") else web_address(url, base_url)
