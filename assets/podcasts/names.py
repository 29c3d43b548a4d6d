"""Names of people: which of them a short, initialled or differently written name stands for.

What belongs here: comparing names. What does not: labels of transcripts (speakers.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_ROLE: Final = re.compile(
    r"\s*[(\[][^()\[\]]{0,40}[)\]]\s*$|\s*[,/–-]\s*(?:co-?)?(?:host|guest|presenter|moderator)\s*$", re.IGNORECASE
)
_TITLES: Final = frozenset({"mr", "mrs", "ms", "dr", "prof", "professor", "sir"})
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def bare_name(text: str) -> str:
    """Return a name without the role behind it (`Ann Lee (host)`); one all in capitals is written as names are."""
    name = " ".join(_ROLE.sub("", text).split()) or text
    return name.title() if name.isupper() and " " in name else name


def matched_name(text: str, names: Iterable[str]) -> str | None:
    """Return the one of the names that a text stands for; None where it is none of them, or several.

    Case, accents and titles do not matter. One that is written whole wins; else a first or last name, initials, or the
    name with a word more or less.
    """
    words = _words(bare_name(text))
    by_words = {tuple(_words(name)): name for name in reversed(list(names)) if _words(name)}
    if not words:
        return None
    if tuple(words) in by_words:
        return by_words[tuple(words)]
    fitting = [name for other, name in by_words.items() if _fits(words, other)]
    return fitting[0] if len(fitting) == 1 else None


def is_full(name: str) -> bool:
    """Tell whether a name has two words or more that are no initials."""
    return sum(len(word) > 1 for word in _words(name)) > 1


def _words(name: str) -> list[str]:
    plain = "".join(part for part in unicodedata.normalize("NFKD", name) if not unicodedata.combining(part))
    words = [word.casefold() for word in _WORD.findall(plain)]
    return words[1:] if len(words) > 1 and words[0] in _TITLES else words


def _fits(words: Sequence[str], name: Sequence[str]) -> bool:
    if len(words) == 1:
        initials = "".join(word[0] for word in name)
        return words[0] in (name[0], name[-1]) or (len(name) > 1 and words[0] == initials)
    if len(words) == len(name):
        return all(map(_same_or_initial, words, name)) and any(map(str.__eq__, words, name))
    longer, shorter = (words, name) if len(words) > len(name) else (name, words)
    ends_meet = _same_or_initial(words[0], name[0]) and words[-1] == name[-1]
    return len(shorter) > 1 and ends_meet and len(longer) - len(shorter) == 1


def _same_or_initial(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))
