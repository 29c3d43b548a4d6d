"""Whose a thing is that a sentence calls "our", and who "we" are: a firm, which the sentence has to name.

What belongs here: "our customers", "the company I work for", by words; what "we" did once, by the parse. What does not:
other pronouns (standing.py).

Who speaks is known, where he works is not: of 240 claims read by two, three spoke so of a firm that they did not name,
and both readers found none of these clear. Where "we" may be anybody ("we have few locks") they found most clear.

Of 52 claims read that tell what "we" did once, and neither before nor by "at" who or when, .15 were clear; of those
that say it .65 were. Of nine of what "we" do or have "right now" or "currently" one was; of what "we" do or have at no
such time half were clear, which is too much to lose.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from assets.language.clauses import frames_of, subject_of
from assets.language.lexicon import literal, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAME: Final = r"(?!I\b)[A-Z]\w"
_INNER_NAME: Final = re.compile(rf"(?<=[\w,;:] ){_NAME}")
# "Our company, Northern Locks", "our team at Marlow".
_NAMED_AFTER: Final = re.compile(
    rf",? (?:(?:at|of|is|was) )?(?:the )?{_NAME}|.*\b(?:called|named|call|know(?: \w+)? as) {_NAME}"
)
# With one of these between, something else is ours ("our hunger for products"); "our gross product" is no firm's.
_ELSE: Final = (
    r"(?!(?:of|on|in|to|for|with|at|by|from|about|into|over|as|than|that|the|an?|is|are|was|were|has|have|had|will|can|"
    r"gross|national)\b)"
)

# "When I worked at Marlow, we", "in 2013 we", "with the lock of Ostwick we": who and when is told.
_TOLD_BEFORE: Final = re.compile(rf"(?<=[\w,;:] ){_NAME}|\d")
# "We at Marlow", "we as a town"; "we spent ten years at Marlow".
_TOLD_AFTER: Final = re.compile(rf"\w+,? (?:at|as|from|in)\b|.*\bat (?:the )?{_NAME}", re.DOTALL)
_PAST: Final = frozenset("was were did had 'd ’d".split())
_PERFECT: Final = frozenset("have 've ’ve been".split())
_BE: Final = frozenset("are 're ’re".split())
_NOW: Final = re.compile(r"\b(?:right now|currently|at the moment|for now)\b", re.IGNORECASE)
# A country's doings are everybody's: "we sold the harbour to France".
_PUBLIC: Final = frozenset({"GPE", "EVENT"})


def names_its_firm(sentence: str) -> bool:
    """Tell whether a sentence that calls a firm "ours" names something before or right after, or what it is called."""
    return all(
        # "Our State Department" is a name.
        (found["own"] or "").istitle()
        or _INNER_NAME.search(sentence, 0, found.start())
        or _NAMED_AFTER.match(sentence, found.end())
        for found in _of_firm().finditer(sentence)
    )


def tells_of_unnamed_firm(doc: Doc) -> bool:
    """Tell whether a sentence tells what "we" did, or do right now, and not who "we" are: "we built a lock that …"."""
    frames, head = frames_of(doc)
    subject = subject_of(head)
    if frames or subject is None or subject.lower_ != "we" or not (_is_deed(head) or _is_of_now(head)):
        return False
    is_told = _TOLD_BEFORE.search(doc.text, 0, subject.idx) or _TOLD_AFTER.match(doc.text, subject.idx)
    return not is_told and not any(entity.label_ in _PUBLIC for entity in doc.ents)


def _is_deed(verb: Token) -> bool:
    """Tell whether a verb is of the past, and tells more than what anybody saw or used to do."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    is_past = not helpers.isdisjoint(_PAST) or (verb.tag_ == "VBD" and not helpers)
    is_habit = verb.lower_ == "used" and any(child.dep_ == "xcomp" for child in verb.children)
    return is_past and not is_habit and verb.lower_ not in words("of_anybody")


def _is_of_now(verb: Token) -> bool:
    """Tell whether a verb tells what is done or had for the time being; what is not done may be so for anybody."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    is_present = verb.tag_ in ("VBP", "VBG") and helpers.isdisjoint(_PAST | _PERFECT)
    is_denied = any(child.dep_ == "neg" for child in verb.children)
    return is_present and not is_denied and verb.lower_ not in _BE and _NOW.search(verb.doc.text) is not None


@cache
def _of_firm() -> re.Pattern[str]:
    own = literal(words("of_firms"))
    # "Our sales team" and "our sales and support team", but "our hospitals lack staff", "our state employs engineers".
    first = rf"{_ELSE}(?!\w+(?<!s)s (?!(?:and|or|{own})\b))[\w'’/-]+ "
    others = rf"(?:{_ELSE}(?!\w+(?:(?<!s)s|ed) )[\w'’/-]+ ){{0,2}}?"
    ours = rf"our (?:{first}{others})??(?P<own>{own})"
    where_we_are = rf"the (?:{literal(words('firms'))}) (?:(?:that|where|which) )?(?:i|we)"
    return re.compile(rf"\b(?:{ours}|{where_we_are})\b", re.IGNORECASE)
