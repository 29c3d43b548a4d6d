"""The letters of a document: bytes to text, whatever the server and the document say of them.

What belongs here: choosing the encoding. What does not: what the text means.

The order is that of RFC 7303 (byte order mark, then HTTP, then the document's own declaration), with one exception
that practice forces: bytes that are UTF-8 beyond ASCII are UTF-8 whatever is declared, since text in another encoding
does not come out as valid UTF-8 by chance, while wrong declarations are common.
"""

from __future__ import annotations

import codecs
import re
from email.message import Message
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# XML begins with ASCII characters, so the zeros among the first four bytes tell the width and order of the units.
_ZEROS: Final[dict[tuple[bool, ...], str]] = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}
_DECLARED: Final = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Python knows codecs that are no charsets (zip, idna, unicode_escape, …); some of those take quadratic time.
_CHARSETS: Final = re.compile(
    r"utf-(8|16|32)|iso8859|cp\d|koi8|mac|shift_jis|euc|gb|big5|iso2022|hz$|tis-|johab|kz1048"
)
_SEVEN_BIT: Final = re.compile(r"iso2022|hz$")
_SURROGATE: Final = re.compile("[\udc80-\udcff]")


class Decoded(NamedTuple):
    """The text without a byte order mark, and what was wrong with its encoding (None if nothing was)."""

    text: str
    damage: str | None


def decode(document: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a document.

    Args:
        document: the bytes.
        content_type: the HTTP header of that name, whose `charset` parameter is regarded.
    """
    for mark, name in _MARKS:
        if document.startswith(mark):
            return _marked(document[len(mark) :], name)
    width = _ZEROS.get(tuple(byte == 0 for byte in document[:4]))
    if width:
        return _marked(document, width)
    declared = [name for name in (_http_charset(content_type), _own_charset(document)) if name]
    return _by_declaration(document, declared) or _by_evidence(document, declared)


def _marked(document: bytes, name: str) -> Decoded:
    text = _strict(document, name)
    if text is not None:
        return Decoded(text, None)
    if name == "utf-8":
        return _by_evidence(document, [])
    return Decoded(document.decode(name, errors="replace"), f"bytes that are not {name} were replaced")


def _by_declaration(document: bytes, declared: list[str]) -> Decoded | None:
    """Return the text where UTF-8 or a declared encoding fits it."""
    as_utf8 = None if document.isascii() and any(map(_SEVEN_BIT.match, declared)) else _strict(document, "utf-8")
    if as_utf8 is not None:
        wrong = next((name for name in declared if name != "utf-8"), None)
        misdeclared = wrong and not document.isascii()
        return Decoded(as_utf8, f"declared as {wrong}, written in utf-8" if misdeclared else None)
    for name in declared:
        text = _strict(document, name)
        if text is not None:
            return Decoded(text, None)
    return None


def _by_evidence(document: bytes, declared: list[str]) -> Decoded:
    """Return the text where nothing fits: UTF-8 with stray bytes if most of it is that, else windows-1252."""
    text = document.decode("utf-8", errors="surrogateescape")
    stray = len(_SURROGATE.findall(text))
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore")) - stray
    if beyond_ascii >= stray or ("utf-8" not in declared and beyond_ascii):
        mended = _SURROGATE.sub(lambda found: _western(bytes([ord(found[0]) - 0xDC00])), text)
        return Decoded(mended, "not all of it is utf-8; stray bytes were read as windows-1252")
    said = f"declared as {declared[0]}" if declared else "its encoding not declared"
    return Decoded(_western(document), f"{said}, read as windows-1252")


def _strict(document: bytes, name: str) -> str | None:
    if name == "cp1252":
        return _western(document)
    try:
        # Not final: a document that was cut within a character is decoded up to there.
        return codecs.getincrementaldecoder(name)("strict").decode(document, final=False)
    except (UnicodeError, LookupError):
        return None


def _western(document: bytes) -> str:
    # The five bytes that windows-1252 leaves undefined are control characters, as in ISO 8859-1.
    return document.decode("cp1252", errors="surrogateescape").translate(
        {0xDC00 + byte: byte for byte in range(0x80, 0xA0)}
    )


def _http_charset(content_type: str | None) -> str | None:
    if not content_type:
        return None
    header = Message()
    header["Content-Type"] = " ".join(content_type.split())
    return _charset(header.get_param("charset"))


def _own_charset(document: bytes) -> str | None:
    found = _DECLARED.match(document[:400])
    return _charset(found[1].decode("ascii")) if found else None


def _charset(name: object) -> str | None:
    """Return Python's name of a charset; None for what is none, and for UTF-16 and -32, which the bytes would show."""
    try:
        known = codecs.lookup(str(name).strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    # What is labelled ISO 8859-1 or ASCII is windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    known = "cp1252" if known in ("iso8859-1", "ascii") else known
    return known if _CHARSETS.match(known) and not known.startswith(("utf-16", "utf-32")) else None
