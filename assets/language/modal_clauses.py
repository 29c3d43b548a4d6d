"""What a sentence puts forward, as the rules of modality see it: its verbs, its subject, and the cues that stand in it.

What belongs here: the clause, and the words of cues.yaml by which the rules judge it. What does not: the rules
(modality.py), what makes a condition (conditions.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.clauses import subject_of
from assets.language.lexicon import data, pattern

FIRST_PERSON: Final = ("i", "we")
_TURNS: Final = frozenset("get turn go".split())
_THINGS: Final = frozenset("thing things one ones part".split())


@dataclass(frozen=True, slots=True)
class ModalClause:
    """What a sentence puts forward, as the rules see it: the framing verbs, the clause's verbs, its subject."""

    doc: Doc
    text: str  # of the document, which is put together anew each time it is asked for
    start: int
    frames: tuple[Token, ...]
    verbs: tuple[Token, ...]
    subject: Token | None

    @property
    def auxiliaries(self) -> Iterator[Token]:
        """The helping verbs of its verbs."""
        return (child for verb in self.verbs for child in verb.children if child.dep_ in ("aux", "auxpass"))

    @property
    def person(self) -> str:
        """The subject's word in lower case, "" without a subject."""
        return self.subject.lower_ if self.subject is not None else ""

    @property
    def is_own(self) -> bool:
        """Whether it tells of the speakers, of what is theirs ("my first job was"), or of what they did.

        "One of the things that we did was …" does the last.
        """
        subject = self.subject
        if subject is None:
            return False
        words = subject.subtree if subject.lower_ in _THINGS else (subject, *subject.conjuncts)
        return any(word.lower_ in FIRST_PERSON for word in words) or any(
            child.lower_ == "my" for child in subject.children
        )

    def phrase(self, name: str) -> str | None:
        """Return the first phrase of a list in cues.yaml that stands anywhere in the sentence."""
        # What stands before its start is no part of it: "^" is its first word.
        match = phrases_of(name).search(self.text[self.start :])
        return (match.groupdict().get("cue") or match.group()).strip(" ,") if match else None

    def own_phrase(self, name: str) -> str | None:
        """Return the first phrase of a list that stands in the clause itself, not in one that hangs on its words."""
        for match in phrases_of(name).finditer(self.text, self.start):
            span = self.doc.char_span(*match.span(), alignment_mode="expand")
            # "We are used to it", "steel is used to hold water": no past.
            is_used = span is not None and span[0].lower_ == "used" and span[0].tag_ != "VBD"
            if span is not None and self._holds(span.root) and not is_used:
                return match.group().strip(" ,")
        return None

    def _holds(self, token: Token) -> bool:
        while token not in self.verbs and token not in self.frames:
            if token.dep_ in ("relcl", "acl", "ROOT"):
                return token.dep_ == "ROOT"
            token = token.head
        return True


def is_first_person(verb: Token) -> bool:
    """Tell whether "I" or "we" are the subject of a verb."""
    subject = subject_of(verb)
    return subject is not None and subject.lower_ in FIRST_PERSON


def is_aside(verb: Token) -> bool:
    """Tell whether a verb says something beside the clause, of a subject of its own.

    So in "the lock leaks, the gates being probably old". Of two such sentences that were read none was found hedged.
    """
    return verb.dep_ in ("conj", "advcl") and any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def gets_more(verb: Token) -> bool:
    """Tell of a verb like that of "tolls will get higher", which happens once and is no habit."""
    return verb.lower_ in _TURNS and any(child.tag_ in ("JJR", "RBR") for child in verb.children)


@cache
def phrases_of(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of phrases in cues.yaml, `modality`."""
    return pattern(data("cues")["modality"][name])


@cache
def modal_words(name: str) -> frozenset[str]:
    """Return a list of words in cues.yaml, `modal_words`."""
    return frozenset(data("cues")["modal_words"][name])
