"""Clean words and addresses: what feeds and transcripts say, such that no form that readers receive can be hurt by it.

What belongs here: taking out what is not for reading. What does not: escaping, which every form does its own way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

# No headline, name or quote of our own making is longer; a text that is was made to be.
MOST_CHARACTERS: Final = 1_000
_ELLIPSIS: Final = "…"
# Of the format characters (Cf) two join letters of Persian, Hindi and emoji; the others change the direction of what
# follows or cannot be seen. Surrogates (Cs) are no text, controls (Cc) move cursors and split headers.
_JOINERS: Final = "\u200c\u200d"
_UNREADABLE: Final = ("Cc", "Cf", "Cs")
_MARKS: Final = ("Mn", "Me")
_SPACES: Final = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_NO_CHARACTERS: Final = re.compile("[\ufdd0-\ufdef]")
# More marks upon one letter than any orthography has.
MOST_MARKS: Final = 4
MOST_URL_CHARACTERS: Final = 2_000
_URL_SAFE: Final = ":/?#@!$&*+,;=%~.-_"


@lru_cache(maxsize=4_096)  # a day's insights are the same for many subscribers
def clean_text(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text on one line, without control and direction characters, cut to `most` characters.

    What is cut ends with an ellipsis.
    """
    kept = []
    marks = 0
    for character in text[: 4 * most]:
        category = unicodedata.category(character)
        marks = marks + 1 if category in _MARKS else 0
        if character in _SPACES:
            kept.append(" ")
        elif marks <= MOST_MARKS and _is_readable(character, category):
            kept.append(character)
    line = " ".join("".join(kept).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + _ELLIPSIS


def clean_header(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a clean text for a header of mail, in which nothing is an encoded word of its own.

    An encoded word (RFC 2047) is decoded by whoever writes or reads the header, line ends in it included.
    """
    return clean_text(text, most).replace("=?", "= ?")


def clean_url(url: str | None) -> str:
    """Return an http or https address, whatever could end it percent-encoded; empty where it is no such address."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    clean = quote(parts.geturl(), safe=_URL_SAFE, errors="replace")
    return clean if len(clean) <= MOST_URL_CHARACTERS else ""


def _is_readable(character: str, category: str) -> bool:
    if category in _UNREADABLE:
        return character in _JOINERS
    return ord(character) & 0xFFFE != 0xFFFE and not _NO_CHARACTERS.match(character)
