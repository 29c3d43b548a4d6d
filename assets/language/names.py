"""Names: the spaCy component that mends what the recogniser finds, and the form that a name is counted under.

What belongs here: labels, known names, canonical forms. What does not: rows (read.py), the gazetteer (data/names.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from assets.language.lexicon import data, words

FACTORY: Final = "briefcast_names"

# Labels of OntoNotes (which the models use) to schema.ENTITY_LABELS; what is not here is no name.
LABELS: Final[Mapping[str, str]] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "PRODUCT": "PRODUCT",
    "WORK_OF_ART": "WORK_OF_ART",
    "GPE": "GPE",
    "LOC": "GPE",
    "FAC": "GPE",
    "EVENT": "EVENT",
    "MONEY": "MONEY",
    "DATE": "DATE",
    "NORP": "OTHER",
    "LAW": "OTHER",
    "LANGUAGE": "OTHER",
}
# Dates that name no time on a calendar say nothing once the talk is over.
_CALENDAR: Final = re.compile(
    r"\d{4}|\d+(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:january|february|march|april|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:the|a|an|my|our|your|his|her|their|this|that)\s+", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_LETTER: Final = re.compile(r"[^\W\d_]")


@Language.factory(FACTORY)
def make_name_mender(nlp: Language, name: str) -> NameMender:
    """Make the component."""
    return NameMender(nlp)


class NameMender:
    """Rewrites `doc.ents`: known names win, labels are ours, no articles, no genitives, nothing that is no name."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        for label, forms in data("names").items():
            self._matcher.add(label, [nlp.make_doc(form) for names in forms for form in names])

    def __call__(self, doc: Doc) -> Doc:
        """Mend one document."""
        known = [Span(doc, start, end, label=label) for label, start, end in self._matcher(doc)]
        taken = {token.i for span in filter_spans(known) for token in span}
        found = [span for ent in doc.ents if (span := _mended(ent)) and not taken & set(range(span.start, span.end))]
        doc.set_ents(filter_spans([*filter_spans(known), *found]))
        return doc


def _mended(ent: Span) -> Span | None:
    label = LABELS.get(ent.label_)
    start, end = ent.start, ent.end
    while start < end and (_ARTICLE.match(ent.doc[start].text + " ") or not _is_word(ent.doc[start].text)):
        start += 1
    while end > start and (ent.doc[end - 1].lower_ in ("'s", "’s", "'", "’") or not _is_word(ent.doc[end - 1].text)):
        end -= 1
    if label is None or start == end:
        return None
    span = Span(ent.doc, start, end, label=label)
    return span if _is_name(span) else None


def _is_word(text: str) -> bool:
    return any(character.isalnum() or character in "$€£%+#" for character in text)


def _is_name(span: Span) -> bool:
    text = span.text
    if span.label_ == "MONEY":
        return any(character.isdigit() for character in text)
    if span.label_ == "DATE":
        return bool(_CALENDAR.search(text))
    if len(text) < 2 or len(text) > 60 or not _LETTER.search(text):
        return False
    return text.lower() not in words("not_names") and any(character.isupper() for character in text)


def canonical(text: str, label: str, people: Iterable[str] = ()) -> str:
    """Return the form that a name is counted under: the gazetteer's, an episode's person in full, else as said.

    Args:
        text: the name as it was said.
        label: one of schema.ENTITY_LABELS.
        people: full names of the episode's people; one of their first or last names alone means them, if it is unique.
    """
    plain = " ".join(_POSSESSIVE.sub("", _ARTICLE.sub("", text)).split())
    known = _aliases().get(plain)
    if known:
        return known
    if label == "PERSON" and " " not in plain:
        full = [person for person in people if plain.lower() in person.lower().split()]
        if len(set(full)) == 1:
            return full[0]
    return plain


def entity_key(name: str) -> str:
    """Return what two spellings of one name have in common: letters and digits in lower case."""
    return "".join(character for character in name.casefold() if character.isalnum() or character in "+#$€£%.")


@cache
def _aliases() -> Mapping[str, str]:
    return {alias: names[0] for forms in data("names").values() for names in forms for alias in names}
