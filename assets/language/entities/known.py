"""Well-known names and terms: the gazetteers of `assets/language/data`, as lists and as matchers over documents.

What belongs here: reading them, finding them. What does not: names that nobody listed (tagger.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from assets.language.lexicon import data

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TERM: Final = "TERM"


@cache
def known_labels() -> Mapping[str, str]:
    """Return the label of every well-known name, in every form that is listed."""
    return {form: label for label, name in _listed() for form in (name, *_forms(label, name))}


@cache
def known_aliases() -> Mapping[str, str]:
    """Return the form that a well-known name is counted under, by every form that is listed."""
    return {form: name for label, name in _listed() for form in (name, *_forms(label, name))}


@cache
def ambiguous() -> frozenset[str]:
    """Return the well-known names that are everyday words too."""
    return frozenset(str(name) for group in data("names").values() for name in group["ambiguous"])


@cache
def given_names() -> frozenset[str]:
    """Return common first names, in lower case."""
    return frozenset(str(name).lower() for name in data("given_names")["given_names"])


@cache
def term_forms() -> Mapping[str, str]:
    """Return the singular of every listed term, by every form that it is found in, the forms in lower case."""
    found = {}
    for terms in data("terms").values():
        for term in map(str, terms):
            for form in (term.lower(), plural(term.lower())):
                found[form] = term
                found.setdefault(form.replace(" ", "-", 1), term)
    return found


def label_of_whole(words: Sequence[str], everyday: Collection[str]) -> str:
    """Return what a name of several words is that looks like a person's: PERSON, unless its words speak against it.

    "Docker Swarm" has a listed name in it, "Nerves Cloud" ends in an everyday word, and neither has a first name.
    """
    if any(word.lower() in given_names() for word in words):
        return "PERSON"
    listed = [label for word in words if (label := known_labels().get(word))]
    if listed:
        return listed[0]
    return "PRODUCT" if words[-1].lower() in everyday else "PERSON"


def plural(term: str) -> str:
    """Return the plural of a term by its last word; what has none is returned as it is."""
    if term.endswith(("s", "ing", "ics", "intelligence", "logic", "theory")):
        return term
    if term.endswith(("x", "ch")):
        return term + "es"
    return term[:-1] + "ies" if term.endswith("y") and term[-2] not in "aeiou" else term + "s"


class KnownNames:
    """Finds listed names (as they are written) and listed terms (without case) in documents."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        self._names = PhraseMatcher(nlp.vocab)
        for label in data("names"):
            forms = [form for form, own in known_labels().items() if own == label]
            self._names.add(label, [nlp.make_doc(form) for form in forms])
        self._terms = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._terms.add(TERM, [nlp.make_doc(form) for form in term_forms()])
        self._strings = nlp.vocab.strings

    def find(self, doc: Doc) -> Iterator[tuple[int, int, str]]:
        """Give first token, token after the last, and label of each; they may overlap."""
        for matcher in (self._names, self._terms):
            for label, start, end in matcher(doc):
                yield start, end, self._strings[label]


def _listed() -> Iterator[tuple[str, str]]:
    for label, group in data("names").items():
        for name in (*group["names"], *group["aliases"]):
            yield label, str(name)


def _forms(label: str, name: str) -> list[str]:
    return [str(form) for form in data("names")[label]["aliases"].get(name, [])]
