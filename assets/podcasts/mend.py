"""XML that is not well-formed, as a person would read it.

What belongs here: making a well-formed text of a damaged one. What does not: parsing the result (xml.py).

It goes over the text once. Ampersands and angle brackets that begin nothing are text; HTML's entities are their
characters; characters that XML forbids are left out; prefixes are declared; attributes get quotes; an element is
closed where its parent ends or the next of its kind begins. Of a text that was cut short, what was open at the cut is
left out, so that nobody takes half an episode for a whole one.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.entities import html5
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from assets.podcasts.namespaces import WELL_KNOWN, undeclared

_MAX_DEPTH: Final = 200
# Of one kind. A long feed may have a bare ampersand in every address; a text with more is no feed but an attack.
_MOST_REPAIRS: Final = 500_000
_MOST_PREFIXES: Final = 1_000
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?"
# No pattern looks past the next angle bracket, so that the time stays linear whatever the text ...
_TAG: Final = re.compile(rf"<(/?)({_NAME})((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_ODDLY_QUOTED: Final = re.compile(rf"<(/?)({_NAME})([^<>]*+)>")
# ... but this one, for attributes that hold a bare "<", which is why it is tried only so many times.
_HOLDS_BRACKET: Final = re.compile(rf"<()({_NAME})((?:[^<>\"']++|\"[^\"]{{0,500}}+\"|'[^']{{0,500}}+'){{1,40}}+)>")
_PATIENCE: Final = 5_000
_ATTRIBUTE: Final = re.compile(rf"({_NAME})\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_AMPERSAND: Final = re.compile(r"&(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREDEFINED: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_FRAME: Final = frozenset({"rss", "rdf", "channel", "feed", "items", "opml", "head", "body", "outline"})
_ITEMS: Final = frozenset({"item", "entry"})
_FIELDS: Final = frozenset(
    "title link guid pubdate description encoded summary subtitle duration id published updated enclosure language "
    "season episode episodetype explicit transcript person chapters soundbite".split()
)
_EMPTY_IN_HTML: Final = frozenset({"br", "hr", "img", "input", "wbr", "meta"})


class MendError(ValueError):
    """A text that is not mended; the message says why."""


class Mended(NamedTuple):
    """The well-formed text, and what was done, a phrase for each kind of damage."""

    text: str
    notes: list[str]


class _Open(NamedTuple):
    name: str
    kind: str
    piece: int
    is_leaf: bool


def mend(text: str) -> Mended:
    """Return a well-formed text.

    Raises:
        MendError: if the text has no element, is too deep, or is damaged in too many places.
    """
    return _Mender(text).mend()


class _Mender:
    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.open: list[_Open] = []
        self.root: tuple[str, dict[str, str]] | None = None
        self.prefixes: set[str] = set()
        self.open_kinds: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.last_bracket = text.rfind(">")
        self.patience = _PATIENCE

    def mend(self) -> Mended:
        position = 0
        while not (self.root and not self.open):
            start = self.text.find("<", position)
            self._words(self.text[position : start if start >= 0 else len(self.text)])
            if start < 0:
                break
            position = self._markup(start)
        if self.root is None:
            raise MendError("it has no element")
        self._end_of_text()
        return Mended("".join(self.pieces), list(self.notes))

    def _markup(self, start: int) -> int:
        """Take what begins with an angle bracket; return where the next thing begins."""
        if self.text.startswith("<!--", start):
            return self._until("-->", start)
        if self.text.startswith("<![CDATA[", start):
            end = self._until("]]>", start)
            self._literal(self.text[start + 9 : end].removesuffix("]]>"))
            return end
        if self.text.startswith("<?", start):
            return self._until(">", start)
        tag = _TAG.match(self.text, start) or self._odd_tag(start)
        if tag is None:
            return self._stray_bracket(start)
        if tag[1]:
            self._close(tag[2])
        else:
            self._start(tag[2], tag[3])
        return tag.end()

    def _odd_tag(self, start: int) -> re.Match[str] | None:
        if tag := _ODDLY_QUOTED.match(self.text, start):
            return tag
        self.patience -= 1
        return _HOLDS_BRACKET.match(self.text, start) if self.patience > 0 else None

    def _until(self, mark: str, start: int) -> int:
        end = self.text.find(mark, start)
        return end + len(mark) if end >= 0 else len(self.text)

    def _stray_bracket(self, start: int) -> int:
        if self.last_bracket < start:
            # The text was cut within a tag.
            return len(self.text)
        self._note("angle brackets that begin no tag were taken as text")
        self._literal("<")
        return start + 1

    def _words(self, text: str) -> None:
        if self.open and text:
            self.pieces.append(self._text(text).replace(">", "&gt;"))

    def _literal(self, text: str) -> None:
        if self.open:
            self.pieces.append(escape(self._permitted(text)))

    def _text(self, text: str) -> str:
        return self._permitted(_AMPERSAND.sub(self._ampersand, text) if "&" in text else text)

    def _permitted(self, text: str) -> str:
        permitted = _FORBIDDEN.sub("", text)
        if len(permitted) != len(text):
            self._note("control characters were left out")
        return permitted

    def _ampersand(self, found: re.Match[str]) -> str:
        entity = found[1]
        if entity in _PREDEFINED:
            return found[0]
        if entity and entity.startswith("#"):
            return escape(unescape(found[0]))
        if entity in html5:
            self._note("entities that XML does not know were read as HTML's")
            return escape(html5[entity])
        self._note("ampersands that begin nothing were taken as text")
        return f"&amp;{entity or ''}"

    def _start(self, name: str, rest: str) -> None:
        kind = name.rpartition(":")[2].lower()
        self._make_room(kind)
        if len(self.open) >= _MAX_DEPTH:
            raise MendError(f"its elements are nested more than {_MAX_DEPTH} deep; refused")
        attributes = self._attributes(rest)
        self.prefixes.update(key.partition(":")[0] for key in (name, *attributes) if ":" in key)
        is_feed = kind == "outline" and any(key.lower() == "xmlurl" for key in attributes)
        self.open.append(_Open(name, kind, len(self.pieces), is_leaf=is_feed or kind in _FIELDS))
        self.open_kinds[kind] += 1
        if self.root is None:
            self.root = name, attributes
            self.pieces.append("")
        else:
            self.pieces.append(_tag(name, attributes))
        if rest.rstrip().endswith("/") or (kind in _EMPTY_IN_HTML and ":" not in name):
            self._pop()

    def _make_room(self, kind: str) -> None:
        """Close what cannot hold an element of this kind."""
        if kind in _ITEMS:
            while len(self.open) > 1 and self.open[-1].kind not in _FRAME:
                self._unclosed()
        elif (kind in _FIELDS or kind == "outline") and self.open and self.open[-1].is_leaf:
            self._unclosed()

    def _close(self, name: str) -> None:
        kind = name.rpartition(":")[2].lower()
        for depth in range(len(self.open) - 1, -1, -1) if self.open_kinds[kind] else ():
            opened = self.open[depth]
            if opened.name == name or opened.kind == kind:
                while len(self.open) > depth + 1:
                    self._unclosed()
                self._pop()
                return
            # The end of a field does not end an episode, nor that of an episode the show.
            if (opened.kind in _ITEMS and kind not in _FRAME) or (opened.kind in _FRAME and kind not in _FRAME):
                break
        self._note("end tags without a start were passed over")

    def _unclosed(self) -> None:
        self._note("elements that were not closed ended where the next one began")
        self._pop()

    def _pop(self) -> None:
        closed = self.open.pop()
        self.open_kinds[closed.kind] -= 1
        self.pieces.append(f"</{closed.name}>")

    def _attributes(self, rest: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(rest):
            value = next((group for group in match.group(2, 3, 4) if group is not None), "")
            found.setdefault(match[1], self._text(value.removesuffix("/") if match[4] else value))
        return found

    def _end_of_text(self) -> None:
        cut = next((opened for opened in self.open if opened.kind not in _FRAME), None)
        if self.open:
            self._note("it is cut short; what was complete before the cut was read")
        if cut and cut.piece:
            del self.pieces[cut.piece :]
            del self.open[self.open.index(cut) :]
        while self.open:
            self._pop()
        name, attributes = self.root or ("", {})
        self.pieces[0] = _tag(name, attributes | self._declarations(attributes))

    def _declarations(self, attributes: dict[str, str]) -> dict[str, str]:
        missing = sorted(p for p in self.prefixes if f"xmlns:{p}" not in attributes and p not in ("xml", "xmlns"))
        if len(missing) > _MOST_PREFIXES:
            raise MendError("it uses too many prefixes that it does not declare; refused")
        if missing:
            self._note("prefixes that it does not declare were given their usual meaning")
        return {f"xmlns:{prefix}": WELL_KNOWN.get(prefix.lower(), undeclared(prefix)) for prefix in missing}

    def _note(self, note: str) -> None:
        self.notes[note] += 1
        if self.notes[note] > _MOST_REPAIRS:
            raise MendError("it is damaged in too many places; refused")


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = (f" {key}={_quoted(value)}" for key, value in attributes.items())
    return f"<{name}{''.join(written)}>"


def _quoted(value: str) -> str:
    """Return an attribute's value in quotes; its ampersands were seen to."""
    return quoteattr(value).replace("&amp;", "&")
