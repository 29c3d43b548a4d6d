"""The summary of a passage: its claim as a sentence of its own, with who says it and in what way.

What belongs here: that sentence, and whom or what a pronoun means in it, where that is sure. What does not: the quote,
in which nothing is ever changed; whose view a claim is (assets.language.attribution).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from assets.language.attribution.pronouns import NEAR_CHARACTERS, is_part
from assets.language.lexicon import words

# Whose view a modality makes of it, as a verb.
_VERBS: Final = {
    "asserted": "says",
    "hedged": "thinks",
    "predicted": "expects",
    "hypothetical": "considers",
    "recommended": "advises",
    "recalled": "recalls",
}
# Verbs that a clause with "that" can follow.
_REPORTING: Final = ("says", "thinks", "expects", "recalls")
_EXPECTING: Final = ("expect", "predict", "forecast")
# Whose view it is where the words alone do not say whom they mean.
_SOMEBODY: Final = frozenset(
    "he she they it you who which that this people someone somebody everyone everybody".split()
)
# Words that mean the one who talks or is talked to: their sentence is given in their own mouth.
_OWN_WORDS: Final = re.compile(
    r"\b(?:i|me|my|mine|myself|we|(?-i:us|Us)|our|ours|you|your|yours)\b|[?!\"“”]", re.IGNORECASE
)
# Function words that are names as well.
_MAY_BE_NAMES: Final = frozenset({"Go", "Will", "May"})
_SMALL: Final = frozenset({"nobody", "everybody", "most", "many", "few", "every", "some", "all", "people"})
_PERSONS: Final = frozenset({"he", "she"})
_OPENING: Final = re.compile(r"(?:He|She|It|he|she|it)(?=['’]s |['’]ll | )")

Row = Mapping[str, Any]


def summary(claim: Row, text: str = "", mentions: Sequence[Row] = ()) -> str:
    """Return a claim as a sentence of its own: who, in what way, what; whose view, where that is somebody else's.

    Args:
        claim: a row of language.schema.CLAIMS.
        text: its segment's.
        mentions: the segment's rows of language.schema.MENTIONS, in which a pronoun at the claim's start is looked up.
    """
    speaker = claim["speaker"] or "A speaker"
    said = _resolved(claim, text, mentions)
    whose = claim["attributed_to"]
    if whose and whose.lower() in _SOMEBODY:
        return f"{speaker} reports: {_capital(said)}"
    if whose and whose != claim["speaker"]:
        return f"{speaker}, quoting {whose}: {_capital(said)}"
    # "Analysts expect …": that they do is said, and not expected.
    is_told = claim["modality"] == "predicted" and (claim.get("cue") or "").lower().startswith(_EXPECTING)
    verb = "says" if is_told else _VERBS[claim["modality"]]
    if verb in _REPORTING and not _OWN_WORDS.search(said):
        return f"{speaker} {verb} that {_small(said)}"
    return f"{speaker} {verb}: {_capital(said)}"


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _small(said: str) -> str:
    """Return a sentence as it goes on after "that": with a small letter, unless it begins with a name."""
    first = re.split(r"[\s'’,]", said, maxsplit=1)[0]
    is_name = first[1:] != first[1:].lower() or first in _MAY_BE_NAMES
    is_small = first.lower() in words("function_words") | words("pointers") | _SMALL
    return said[:1].lower() + said[1:] if is_small and not is_name else said


def _resolved(claim: Row, text: str, mentions: Sequence[Row]) -> str:
    """Return the claim with what its first word means in that word's place, where only one thing can be meant.

    "He" and "she" mean the only person named in the two sentences before, who is not the speaker; "it" the only thing
    named there, if the sentence before begins with it.
    """
    said: str = claim["quote"]
    found = _OPENING.match(said)
    if not found:
        return said
    before = [
        row for row in mentions if claim["char_start"] - NEAR_CHARACTERS <= row["char_start"] < claim["char_start"]
    ]
    if found.group().lower() in _PERSONS:
        names = {
            row["text"] for row in before if row["label"] == "PERSON" and not is_part(row["text"], claim["speaker"])
        }
    else:
        things = {row["text"] for row in before if row["label"] not in ("PERSON", "DATE", "MONEY")}
        opening = text[max(0, claim["char_start"] - NEAR_CHARACTERS) : claim["char_start"]].rstrip()[:-1]
        names = {
            name for name in things if len(things) == 1 and re.search(rf"[.!?] {re.escape(name)}\b[^.!?]*$", opening)
        }
    return f"{names.pop()}{said[found.end() :]}" if len(names) == 1 else said
