"""Slips: whether a headline was garbled in speech, by its recognition or by its making, and what of that can be mended.

What belongs here: rules over the grammar and the marks of a headline. What does not: names that were misheard and words
that were said twice (title_rules.py), what stands before and after it (title_leads.py, title_cuts.py).

Figures are of bench/labels/headlines.tsv, "of N strictly" those of 2,000 titles that one strict reader read and that
kept all other rules.
"""

from __future__ import annotations

import re
from typing import Final

_OPENING, _CLOSING = re.compile(r"^[\"“](?=\w)"), re.compile(r"(?<=[A-Za-z.,!?])[\"”]$")
# "It is really, important": of a word said twice one is left, and the mark between them.
_SAID_TWICE: Final = re.compile(r"\b(really|very|super),? \1\b", re.IGNORECASE)
_LEFT_APART: Final = re.compile(r"\b(really|very|super),(?= \w)", re.IGNORECASE)
_MARK_APART: Final = re.compile(r"\s+-?(?=[,;:](?:\s|$))")
_WHICH_KIND: Final = (
    "some this that what a one any new no the same every different best right wrong only second other rare first common"
)
_NOT_AFTER: Final = "".join(f"(?<!{word} )" for word in _WHICH_KIND.split())
_SLIPS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "Like the lock is closed": what it goes on from, or holds for, stands before. Of 37 strictly none was good,
        # .54 wrong, .27 unclear; of 104 .06, .41 and .34.
        r"^(?:like|though|yet|furthermore|to be (?:honest|fair|clear)|to me|dude|never mind|you know|"
        r"apparently|actually|suddenly|all of a sudden|eventually(?! consistent\b)|obviously|frankly|honestly|"
        r"personally(?! identif)|unfortunately|hopefully|possibly|deep down|otherwise|instead(?! of\b)|again|"
        r"basically|essentially|specifically|"
        r"especially|clearly|importantly|for (?:some|whatever) reason|"
        r"if you haven['’]t (?:heard|seen|noticed|used|tried))\b(?! [a-z]+(?:ed|(?<!th)ing)\b)",
        # "The lock kind of leaks", not "this kind of lock" or "a new kind of lock". Of 14 strictly none was good,
        # .57 wrong, .07 unclear; of 89 .06, .35 and .40.
        rf"{_NOT_AFTER}\bkind of\b",
        # "A old lock", not "vitamin A is": of 2 strictly both were wrong; of 13 .08 were good, .85 wrong.
        r"(?-i:(?:\ba|^A) (?!one|once|uni|us[aeiu]|eu|ewe|ubi|uk|una[nl]|ur|uto|uti)[aeiou][a-z-]+)",
        # A word that was left of another half: "or something", "but slow", not "ten years or more". Of 6
        # strictly none was good, .67 wrong; of 49 .02 and .53.
        r"^(?!.*\beither\b).*\b(?<!more )(?<!win )(?<!year )(?<!one )(?<!nothing )(?<!anything )(?<!better )(?:or|but) "
        r"(?!(?:more|less|fewer|over|under|older|younger|above|below|higher|lower|earlier|later)$)[\w-]+$",
        # A half of a sentence that ends before its other half, or an example. Of 5 strictly none was good,
        # .80 wrong; of 11 none, .55.
        r", if(?: [^\s,]+){2,}$|, for (?:example|instance)\b",
        # A mark that stands alone, a dash where the sentence begins anew, half a word: of 7 all were wrong.
        r"\s[\"”]\W*$|^[-–](?!\d)|[&-]$| [-–](?= |$)",
    )
)


def is_garbled(headline: str) -> bool:
    """Tell whether a headline was garbled in speech, by its recognition or by its making."""
    return any(pattern.search(headline) for pattern in _SLIPS)


def mended(headline: str, sentence: str) -> str:
    """Return a headline without marks that only spoil its form.

    These are one half of a pair of quotation marks at its beginning or end, whose other half was left out, a space
    before a comma, and the comma between words said twice, of which one was left out.
    """
    said = _MARK_APART.sub("", headline)
    if _SAID_TWICE.search(sentence):
        said = _LEFT_APART.sub(r"\1", said)
    opening, closing = _OPENING.search(said), _CLOSING.search(said)
    if opening and not re.search(r"[\"”]", said[1:]):
        return said[1:]
    if closing and not re.search(r"[\"“]", said[:-1]):
        return said[:-1].rstrip(".,")
    return said
