"""Whether a value of ours agrees with one that is expected.

What belongs here: what counts as the same. What does not: where the values come from.
"""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from typing import Any, Final

from lxml import etree

from assets.podcasts.dates import parse_date

MARKUP: Final = "words are kept, mark-up is not"
_WHITE: Final = re.compile(r"\s+")


def same(ours: Any, expected: Any) -> bool:
    """Tell whether two values agree: moments as moments, numbers as numbers, texts but for white space."""
    if isinstance(ours, datetime):
        if isinstance(expected, str):
            return parse_date(expected) == ours
        return bool(tuple(ours.utctimetuple()) == expected)
    if isinstance(expected, timedelta):
        return bool(ours == expected.total_seconds())
    if isinstance(ours, dict) and isinstance(expected, dict):
        return all(name in ours and same(ours[name], value) for name, value in expected.items())
    if isinstance(ours, str) and isinstance(expected, str):
        return _plain(ours) == _plain(expected)
    return bool(ours == expected) or (ours in (None, "", ()) and expected in (None, "", [], {}))


def same_words(ours: Any, expected: Any) -> bool:
    """Tell whether a text of ours has the words of the expected mark-up."""
    if not isinstance(ours, str | None) or not isinstance(expected, str):
        return False
    return _bare(ours or "") == _bare(html.unescape(_words(expected)))


def _words(markup: str) -> str:
    root = etree.fromstring(f"<div>{markup}</div>", etree.HTMLParser())
    etree.strip_elements(root, "script", "style", with_tail=False)
    return "".join(str(part) for part in root.itertext())


def _plain(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def _bare(text: str) -> str:
    # Paragraphs set words apart with or without white space between the tags.
    return _WHITE.sub("", text)
