"""Recurrence: what is a name in an episode's notes, or in its other sentences, is one in all of them.

What belongs here: names of one episode, carried over to where the component missed them. What does not: finding them
first (component.py), other episodes (linking.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from spacy.matcher import PhraseMatcher
from spacy.tokens import Span
from spacy.util import filter_spans

from assets.language.entities.known import ambiguous
from assets.language.entities.weights import load_weights
from assets.language.sentences import split

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Amounts and terms are found by rule and list already.
CARRIED: Final = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "GPE", "EVENT", "OTHER"})
FEWEST_FOUND: Final = 2
# A word that is mostly no name was a mistake where it was one.
FEWEST_SHARE: Final = 0.3


def names_of_notes(nlp: Language, notes: str) -> dict[str, str]:
    """Return the names in an episode's title and description, with their labels.

    Args:
        nlp: the pipeline, with the component that finds names enabled.
        notes: plain text.
    """
    docs = nlp.pipe(sentence.text for line in notes.splitlines() for sentence in split(line))
    return {ent.text: ent.label_ for doc in docs for ent in doc.ents if ent.label_ in CARRIED}


def carry_over(nlp: Language, docs: Sequence[Doc], noted: Mapping[str, str]) -> None:
    """Add to the documents' names those that were found in the notes, or in other documents, and were missed."""
    votes: dict[str, Counter[str]] = {name: Counter({label: FEWEST_FOUND}) for name, label in noted.items()}
    for doc in docs:
        for ent in doc.ents:
            if ent.label_ in CARRIED:
                votes.setdefault(ent.text, Counter())[ent.label_] += 1
    labels = {
        name: min(counts, key=lambda label: (-counts[label], label))
        for name, counts in votes.items()
        if counts.total() >= FEWEST_FOUND
    }
    if labels:
        _add(docs, labels, _missed(nlp, docs, labels), votes)


def _missed(nlp: Language, docs: Sequence[Doc], labels: Mapping[str, str]) -> list[list[Span]]:
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("name", [nlp.make_doc(name) for name in labels])
    # The matcher takes "Coca - Cola" for "Coca-Cola": what is spaced otherwise has no label here.
    return [
        [span for span in matcher(doc, as_spans=True) if span.text in labels and _may_be_name(span)] for doc in docs
    ]


def _may_be_name(span: Span) -> bool:
    """Tell whether a word may be a name here: an everyday word that begins a sentence may not, nor part of a name."""
    text = span.text
    is_everyday = text in ambiguous() or text.lower() in load_weights().lexicon.common
    return not (span.start == 0 and is_everyday) and all(not token.ent_type_ for token in span)


def _add(
    docs: Sequence[Doc], labels: Mapping[str, str], missed: Sequence[Sequence[Span]], votes: Mapping[str, Counter[str]]
) -> None:
    counts = Counter(span.text for spans in missed for span in spans)
    for doc, spans in zip(docs, missed, strict=True):
        fitting = [
            Span(doc, span.start, span.end, label=labels[span.text])
            for span in spans
            if votes[span.text].total() >= FEWEST_SHARE * (votes[span.text].total() + counts[span.text])
        ]
        if fitting:
            doc.set_ents(filter_spans(fitting), default="unmodified")
