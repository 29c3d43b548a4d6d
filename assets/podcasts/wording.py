"""Words and lines: where a sentence ends, and how a line is joined to the next.

What belongs here: rules about characters, quick enough for every word of every episode. What does not: grammar, which
is the language stage's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Final

_CLOSING: Final = "\"'”’)]"
_END: Final = re.compile(r"[.?!…][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[A-Z0-9])")
# A full stop after these ends no sentence.
_ABBREVIATIONS: Final = frozenset({"mr", "mrs", "ms", "dr", "st", "vs", "jr", "sr", "prof", "no", "e.g", "i.e", "etc"})
# Before a name ("Sen. Warren"), and before a day ("Jan. 6"); "a sales rep." may end a sentence.
_TITLES: Final = frozenset("Gen Sen Rep Gov Lt Col Sgt Capt Maj Adm Rev Hon Pres Mt Ft".split())
_MONTHS: Final = frozenset("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
_HOUR: Final = re.compile(r"[ap]\.m", re.IGNORECASE)
_ZONE: Final = re.compile(
    r"\s+(?:Eastern|Pacific|Central|Mountain|GMT|BST|UTC|E[SD]?T|P[SD]?T|on|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
)
_INITIAL: Final = re.compile(r"(?:[A-HJ-Z]|[A-Z](?:\.[A-Z])+)")
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"\w[\w'’-]*")
_HYPHENATED: Final = re.compile(r"(?<![\w-])([^\W\d_]+)-$")
_CONTINUED: Final = re.compile(r"[^\W\d_]+")


def ends_sentence(text: str) -> bool:
    """Tell whether a sentence ends with the text, also inside quotation marks or brackets."""
    words = text.rstrip(_CLOSING)
    return words.endswith((".", "?", "!", "…")) and not _is_abbreviation(words, len(words) - 1)


def sentences(text: str, most_words: int) -> Iterator[str]:
    """Give the sentences of a text, each with the white space that follows it; together they are the text.

    What has more than `most_words` words without an end is cut between words.
    """
    begin = 0
    for match in _END.finditer(text):
        if not _is_abbreviation(text, match.start()):
            yield from _cut(text[begin : match.end()], most_words)
            begin = match.end()
    if begin < len(text):
        yield from _cut(text[begin:], most_words)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of the texts in lower case, hyphenated ones whole."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def joined_lines(lines: Sequence[str], known: frozenset[str], glued: Sequence[bool] = ()) -> tuple[str, list[int]]:
    """Join lines with single spaces, mending words that were hyphenated at the end of one.

    Args:
        lines: not empty, without white space around them.
        known: words of the whole transcript (`known_words`); they tell a word that was cut in two ("infor-", "mation")
            from a compound ("open-", "source") and from a speaker who breaks off ("that was some-", "it was").
        glued: of each line, whether it goes on within the word that ends the line before: nothing stands between.

    Returns:
        The text, and the offset at which each line begins in it.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for line, is_glued in zip(lines, glued or repeat(False), strict=False):
        if pieces and not is_glued:
            before, glue = _mended(pieces[-1], line, known)
            length += len(before) - len(pieces[-1]) + len(glue)
            pieces[-1] = before + glue
        offsets.append(length)
        pieces.append(line)
        length += len(line)
    return "".join(pieces), offsets


def _mended(before: str, after: str, known: frozenset[str]) -> tuple[str, str]:
    """Return the first of two lines, without its hyphen where that only cut a word, and what stands between the two."""
    cut, continued = _HYPHENATED.search(before[-40:]), _CONTINUED.match(after)
    if cut is None or continued is None or not after[0].islower():
        return before, " "
    first, second = cut.group(1).lower(), continued.group().lower()
    is_stammer = second.startswith(first)
    if first + second in known or (first not in known and f"{first}-{second}" not in known and not is_stammer):
        return before[:-1], ""
    return before, "" if f"{first}-{second}" in known else " "


def _is_abbreviation(text: str, end: int) -> bool:
    """Tell whether the stop at `end` belongs to an abbreviation or an initial rather than to a sentence."""
    word = text[max(0, end - 12) : end].split()[-1:] if text[end] == "." else []
    if word and word[0].lower() == "no":  # "No. 5", but "the answer is no."
        return text[end + 1 :].lstrip()[:1].isdigit()
    if word and word[0].lstrip("(\"'“‘") in _MONTHS:
        return text[end + 1 :].lstrip()[:1].isdigit()
    if word and _HOUR.fullmatch(word[0]):
        return _ZONE.match(text, end + 1) is not None
    return bool(word) and (
        word[0].lstrip("(\"'“‘") in _TITLES
        or word[0].lower().lstrip("(\"'“‘") in _ABBREVIATIONS
        or _INITIAL.fullmatch(word[0]) is not None
    )


def _cut(sentence: str, most_words: int) -> Iterator[str]:
    begin = 0
    for count, match in enumerate(_SPACE.finditer(sentence), start=1):
        if count % most_words == 0 and match.end() < len(sentence):
            yield sentence[begin : match.end()]
            begin = match.end()
    yield sentence[begin:]
