"""Bytes of a transcript as text, whatever encoding they are in.

What belongs here: encodings, and what is no text at all. What does not: formats of transcripts.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from assets.podcasts.transcripts.base import TranscriptError

_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_OTHER_KINDS: Final = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"{\\rtf": "RTF",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a gzip archive",
}
# More than this share of characters that no text holds: not text.
_MOST_UNPRINTABLE: Final = 0.02
_SAMPLE_CHARACTERS: Final = 20_000
# Control, unassigned, private and surrogate characters.
_UNPRINTABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
# UTF-16 without its mark: nearly every second byte of Latin text is zero.
_ZERO_SHARE: Final = 0.4


def decode(document: bytes) -> str:
    """Return the text of a document with line ends as newlines.

    By its mark, else UTF-8, else UTF-16 where every second byte is zero, else Windows-1252.

    Raises:
        TranscriptError: if it is empty, or not text in any of these.
    """
    if not document.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise TranscriptError("the document is empty")
    for beginning, kind in _OTHER_KINDS.items():
        if document.startswith(beginning):
            raise TranscriptError(f"{kind}, not text; publish the transcript as WebVTT, SRT, JSON, HTML or text")
    text = document.decode(_encoding(document), errors="replace").removeprefix("\ufeff")
    sample = text[:_SAMPLE_CHARACTERS]
    unprintable = sum(map(_is_unprintable, sample))
    if unprintable > max(1, _MOST_UNPRINTABLE * len(sample)):
        raise TranscriptError(f"not text: {unprintable} of the first {len(sample)} characters are unprintable")
    # Files that were written as text twice end their lines with "\r\r\n".
    return re.sub(r"\r*\n|\r", "\n", text)


def _encoding(document: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if document.startswith(mark):
            return encoding
    sample = document[: _SAMPLE_CHARACTERS // 2 * 2]
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if sample[first::2].count(0) > _ZERO_SHARE * len(sample) and not sample[1 - first :: 2].count(0):
            return encoding
    text = document.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    # A few bad bytes among well-formed characters are damage; where no character is well-formed it is another encoding.
    well_formed = sum(not character.isascii() for character in text) - bad if bad else 0
    return "cp1252" if bad > well_formed else "utf-8"


def _is_unprintable(character: str) -> bool:
    return character == "\ufffd" or (unicodedata.category(character) in _UNPRINTABLE and not character.isspace())
