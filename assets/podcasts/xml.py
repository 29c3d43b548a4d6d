"""The one way in which Briefcast reads XML: without entities of its own, without a network, bounded in size and depth.

What belongs here: turning hostile bytes into an element tree. What does not: the letters (encoding.py), mending what is
not well-formed (mend.py), what the elements mean.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from lxml import etree

from assets.podcasts.encoding import decode
from assets.podcasts.mend import MendError, mend

# The largest feeds in the wild are under 40 MB; a tree takes about eight times its document in memory.
MAX_BYTES: Final = 50_000_000
_SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
# What may stand before the first element.
_PROLOGUE: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG: Final = re.compile(r"<([A-Za-z_][\w.:-]*)")
_ROOT: Final = re.compile(r"<\?xml\s|<!DOCTYPE\s+rss|<(?:\w+:)?(?:rss|rdf|feed|opml)[\s>]", re.IGNORECASE)
# The root element stands within so many characters, whatever comments come before it.
_PROLOGUE_LENGTH: Final = 16_384
_REPORTED: Final = 3


class XmlError(ValueError):
    """Bytes that are not XML, or that are refused; the message says why."""


class XmlDocument(NamedTuple):
    """The root element, and a sentence on what was wrong with the document (None if nothing was)."""

    root: etree._Element
    damage: str | None


def read_xml(document: bytes, base_url: str = "", content_type: str | None = None) -> XmlDocument:
    """Return the tree of a document, mended where it is not well-formed.

    A byte order mark and white space before the declaration are passed over, as servers often send them. A document
    that declares entities is refused: feeds have no use for them, attacks have.

    Args:
        document: the bytes.
        base_url: where they were served; elements' `base` is resolved against it.
        content_type: the HTTP header of that name.

    Raises:
        XmlError: if the document is empty, too large, too deep, no XML at all, or declares entities.
    """
    if len(document) > MAX_BYTES:
        raise XmlError(f"the document has {len(document):,} bytes, more than the {MAX_BYTES:,} that are read")
    text, damage = decode(document, content_type)
    lead, content = _without_lead(text)
    if not content:
        raise XmlError("the document is empty" if not lead.strip() else "the document is not XML")
    notes = [note for note in (damage, "there was text before the document" if lead.strip() else None) if note]
    prologue, elements = _without_prologue(content)
    try:
        return XmlDocument(_parse(elements, base_url), "; ".join(notes) or None)
    except etree.XMLSyntaxError as error:
        line = (error.lineno or 1) + prologue.count("\n")
        found = f"not well-formed XML, line {line}: {error.msg}"
    try:
        mended = mend(elements)
        root = _parse(mended.text, base_url)
    except MendError as error:
        raise XmlError(f"{found}; {error}") from error
    except etree.XMLSyntaxError as error:
        raise XmlError(f"{found}; and could not be mended ({error.msg})") from error
    return XmlDocument(root, "; ".join([*notes, *mended.notes][:_REPORTED]) or found)


def first_tag(document: bytes) -> str | None:
    """Return the name of the first element as it is written, also of a document that is damaged further on."""
    _, content = _without_lead(decode(document[: _PROLOGUE_LENGTH * 4]).text[:_PROLOGUE_LENGTH])
    tag = _TAG.match(content, _prologue_end(content))
    return tag[1] if tag else None


def _parse(content: str, base_url: str) -> etree._Element:
    # As bytes: lxml refuses a text that declares an encoding, and keeps wide copies of one that does not.
    encoded = content.encode("utf-8", errors="replace")
    return etree.fromstring(encoded, etree.XMLParser(encoding="utf-8", **_SAFE), base_url=base_url)


def _without_prologue(content: str) -> tuple[str, str]:
    """Return what stands before the first element, and the elements: no document type ever reaches the parser."""
    end = _prologue_end(content)
    prologue = content[:end]
    if "<!ENTITY" in _COMMENT.sub("", prologue):
        raise XmlError("the document declares entities, which feeds have no use for; refused")
    if content.startswith("<!", end):
        raise XmlError("the document type does not end; look whether the address is right")
    return prologue, content[end:]


def _prologue_end(content: str) -> int:
    position = 0
    while found := _PROLOGUE.match(content, position):
        position = found.end()
    return position


def _without_lead(text: str) -> tuple[str, str]:
    """Return what stands before the document, and the document."""
    content = text.lstrip("\ufeff \t\r\n\0")
    if content.startswith("<") and not re.match(r"<(br|b|p|div|font|table)\b", content, re.IGNORECASE):
        return "", content
    # A message of the server's program, with or without mark-up.
    start = _ROOT.search(content, 0, _PROLOGUE_LENGTH) or re.search(r"<[A-Za-z!?]", content[:_PROLOGUE_LENGTH])
    return (content[: start.start()], content[start.start() :]) if start else (content, "")
