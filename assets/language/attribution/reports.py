"""Reports of a sentence: which source, cue and content belong together, and whose view the sentence gives.

What belongs here: labels, pairing, the choice of the report that counts. What does not: who is talking (the segment's
speaker), whom a pronoun means (pronouns.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpanOfTokens

from assets.language.attribution import rules, tagger
from assets.language.attribution.held import may_be_held
from assets.language.attribution.spans import Span, spans_of
from assets.language.clauses import SUBJECTS
from assets.language.reporting import entry_of, report_of
from assets.language.standing import may_be_person

# What such words report is a view; what somebody wants or judges is none of the sentence's.
_VIEWS: Final = ("say", "think", "know", "show", "feel")
# Other words that give one.
_SAID: Final = ("according", "like", "goes")
# What begins so may be asked, and is then not held.
_ASKING: Final = ("how", "what", "which", "who", "whether", "if", "where", "when")
# "You say", "it says", "a menu that says": nobody whose view could be asked for.
_NOBODY: Final = frozenset("you it that this which there what who those one nobody".split())
# "The thing that I like is …": whose view it is stands inside.
_THINGS: Final = frozenset("thing things one ones part point reason idea".split())
# What these report their subject does not hold: "critics forget that it saved the town".
_UNHELD: Final = frozenset("forget ignore overlook misunderstand".split())
# "No study shows that it leaks", "few people know".
_NOT_ONE: Final = frozenset("no none nobody neither few hardly".split())
# "If he says that it leaks, …": that he does is only supposed, or was once.
_SUPPOSING: Final = frozenset("if unless when whenever until".split())
# The share of a sentence's words, source and cue aside, that is somebody else's view, from which on the sentence is.
LEAST_SHARE: Final = 0.5
# How what is reported hangs on the verb that reports it.
_FRAMED: Final = ("ccomp", "parataxis", "advcl", "xcomp")
# Forms that make no sentence with a subject alone.
_BARE: Final = ("VB", "VBG", "VBN")
FIRST_PERSON: Final = frozenset(["i", "we", "me", "us", "my", "our", "myself"])


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source that is named as holding a view, the words that say so, and the view, with their places in the text.

    Places are offsets of characters, end exclusive; `content_span` is None where no content was found.
    """

    source: str
    cue: str
    source_span: tuple[int, int]
    cue_span: tuple[int, int]
    content_span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with its source and its content, each None where there is none; places count words."""

    source: Span | None
    cue: Span
    content: Span | None


def labels_of(doc: Doc) -> list[str]:
    """Return for each word of a parsed text what it is of a report: "B-source", "I-cue", "O" …."""
    return rules.amend(doc, tagger.labels_of(doc))


def reports_of(doc: Doc) -> list[Report]:
    """Return the reports of a parsed sentence in the order of their cues."""
    if not may_report(doc):
        return []
    spans = spans_of(labels_of(doc))
    sources, contents = ([span for span in spans if span.part == part] for part in ("source", "content"))
    cues = [span for span in spans if span.part == "cue"]
    owners = {content: min(cues, key=lambda cue: _gap(cue, content)) for content in contents} if cues else {}
    return [
        Report(
            min(sources, key=lambda source: _gap(source, cue), default=None),
            cue,
            max((content for content, owner in owners.items() if owner == cue), key=_length, default=None),
        )
        for cue in cues
    ]


def may_report(doc: Doc) -> bool:
    """Tell whether a sentence may give the view of anybody but the speakers: only then is the tagger worth its time."""
    return any(_may_cue(token) for token in doc)


def _may_cue(token: Token) -> bool:
    if token.lower_ == "according" or rules.cue_start(token) is not None or may_be_held(token):
        return True
    if report_of(token) not in _VIEWS and not _is_view_too(token):
        return False
    if token.tag_.startswith("NN"):
        return any(child.dep_ in ("acl", "ccomp") for child in token.rights)
    framed = token.dep_ in ("parataxis", "ccomp") or any(child.dep_ in _FRAMED for child in token.children)
    subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    return framed and subject is not None and subject.lower_ not in FIRST_PERSON and subject.lower_ != "you"


def _is_view_too(token: Token) -> bool:
    """Tell whether a word of another class gives a view before a clause: "studies suggest that", "the court ruled"."""
    base = entry_of(token.lower_, token.tag_)[1]
    return base in ("suggest", "rule") and any(child.dep_ == "ccomp" for child in token.children)


def attribution_of(doc: Doc) -> Attribution | None:
    """Return who is named as holding the view that a parsed sentence gives; None where nobody but the speaker is.

    Of several reports the one with the longest content counts: it says what the sentence is about. Where even that one
    is a lesser part, the sentence is the speaker's own.
    """
    found = [report for report in reports_of(doc) if _is_view(doc, report)]
    if not found:
        return None
    best = max(found, key=lambda report: (_length(report.content), -report.cue.start))
    source = best.source
    if source is None or _length(best.content) < LEAST_SHARE * (len(doc) - _length(source) - _length(best.cue)):
        return None
    named = doc[source.start : _end_of_name(doc, source)]
    is_kin = named[0].tag_ == "PRP$" and may_be_person(named.root)  # "my doctor says": hers
    is_own = (is_speaker(named[0]) and not is_kin) or (named.root.lower_ in _THINGS and any(map(is_speaker, named)))
    if is_own or named.text.lower() in _NOBODY:
        return None
    return Attribution(
        named.text,
        doc[best.cue.start : best.cue.end].text,
        (named.start_char, named.end_char),
        _characters(doc, best.cue),
        _characters(doc, best.content) if best.content else None,
    )


def _is_view(doc: Doc, report: Report) -> bool:
    if report.source is None or report.content is None:
        return False
    words = doc[report.cue.start : report.cue.end]
    if _is_unheld(words, doc[report.source.start]) or _is_found_out(words):
        return False
    if may_be_held(words[0]) or may_be_held(words[-1]):
        return True
    if not _is_stated(doc[report.content.start : report.content.end]):
        return False
    classes = {report_of(word) for word in words}
    # "Many don't know that it leaks", "they tell how much it leaks": that it leaks is the speaker's to say.
    is_unknown = "know" in classes and any(word.dep_ == "neg" for word in words)
    if is_unknown or _is_asked(doc[report.content.start : report.content.end]):
        return False
    return any(name in _VIEWS for name in classes) or any(word.lower_ in _SAID or _is_view_too(word) for word in words)


def _is_unheld(cue: SpanOfTokens, source: Token) -> bool:
    """Tell whether the source does not hold what a cue reports: nobody does, it is denied, forgotten or supposed."""
    if source.lower_ in _NOT_ONE or any(entry_of(word.lower_, word.tag_)[1] in _UNHELD for word in cue):
        return True
    # "Ben doesn't think it leaks" is his view all the same.
    is_thought = any(report_of(word) in ("think", "feel") for word in cue)
    is_denied = any(part.dep_ == "neg" for word in cue for part in (word, *word.children))
    is_supposed = any(word.dep_ == "advcl" and any(part.lower_ in _SUPPOSING for part in word.lefts) for word in cue)
    return (is_denied and not is_thought) or is_supposed


def _is_found_out(cue: SpanOfTokens) -> bool:
    """Tell whether somebody only learns what is so: "my aunt found out that the house was hers"."""
    return any(
        entry_of(word.lower_, word.tag_)[1] == "find" and any(part.lower_ == "out" for part in word.rights)
        for word in cue
    )


def _end_of_name(doc: Doc, source: Span) -> int:
    """Return where a name ends that goes on with what it is: "Ben Ode, the mayor of Quay,"."""
    if doc[source.start].tag_ != "NNP":
        return source.end
    comma = next((token.i for token in doc[source.start : source.end] if token.text == ","), source.end)
    root = doc[source.start : source.end].root
    is_list = any(child.dep_ == "conj" for child in root.children)
    return source.end if is_list and comma < source.end - 1 else comma


def _is_stated(content: SpanOfTokens) -> bool:
    """Tell whether a content is a clause of its own: "announced a new set", "watches the ships turn" give no view."""
    root = content.root
    if root.tag_[:2] not in ("VB", "MD"):
        return False
    is_bare = root.tag_ in _BARE and not any(child.dep_ in ("aux", "auxpass", "mark") for child in root.children)
    return not (is_bare and any(child.dep_ in SUBJECTS for child in root.children))


def _is_asked(content: SpanOfTokens) -> bool:
    """Tell whether a content asks: "how much it leaks"; not "if it leaks, the town floods", "what we need is a dam"."""
    word = content[0]
    if word.lower_ not in _ASKING:
        return False
    while word.head != content.root and word.dep_ in ("advmod", "det", "amod"):
        word = word.head
    return bool(word.head == content.root)


def is_speaker(word: Token) -> bool:
    """Tell whether a word is a pronoun of the first person: not "US"."""
    return word.lower_ in FIRST_PERSON and word.text != "US"


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _length(span: Span | None) -> int:
    return span.end - span.start if span else 0


def _characters(doc: Doc, span: Span) -> tuple[int, int]:
    words = doc[span.start : span.end]
    return words.start_char, words.end_char
