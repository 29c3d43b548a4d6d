"""The one way in which Briefcast reads XML: without entities of its own, without a network, with bounded depth.

What belongs here: turning hostile bytes into an element tree. What does not: what the elements mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from lxml import etree

_SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}
# The root element stands within so many bytes, whatever comments come before it.
_PROLOGUE_BYTES: Final = 16_384


class XmlError(ValueError):
    """Bytes that are not well-formed XML, or that are refused; the message names the line."""


def parse_xml(document: bytes) -> etree._Element:
    """Return the root element.

    A byte order mark and white space before the declaration are passed over, as servers often send them. A document
    that declares entities is refused: feeds have no use for them, attacks have.

    Raises:
        XmlError: if the document is empty, not well-formed (also cut short), or declares entities.
    """
    content = _without_lead(document)
    if not content:
        raise XmlError("the document is empty")
    try:
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise XmlError(f"not well-formed XML, line {error.lineno}: {error.msg}") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise XmlError("the document declares entities, which feeds have no use for; refused")
    return root


def root_tag(document: bytes) -> str | None:
    """Return the tag of the first element, also of a document that is damaged further on; None where there is none."""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    # The elements before the damage have been read all the same.
    with suppress(etree.XMLSyntaxError):
        parser.feed(_without_lead(document[:_PROLOGUE_BYTES]))
    events: Iterator[Any] = iter(parser.read_events())
    return next((str(element.tag) for _, element in events), None)


def _without_lead(document: bytes) -> bytes:
    return document.removeprefix(b"\xef\xbb\xbf").lstrip()
