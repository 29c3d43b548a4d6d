"""The spaCy component that finds names: learned, listed, by shape and by rule, written to `doc.ents`.

What belongs here: how these are brought together. What does not: each of them (tagger.py, known.py, shapes.py,
amounts.py); who is meant (canonical.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from assets.language.entities.amounts import AMOUNTS, amounts
from assets.language.entities.known import TERM, KnownNames, ambiguous, known_labels, label_of_whole
from assets.language.entities.shapes import shaped
from assets.language.entities.tagger import OUTSIDE, Tagger
from assets.language.entities.weights import load_weights
from assets.language.lexicon import words

FACTORY: Final = "briefcast_names"
BATCH_SENTENCES: Final = 256
LONGEST_CHARACTERS: Final = 60
_ARTICLES: Final = frozenset({"the", "a", "an", "my", "our", "your", "his", "her", "their", "this", "that"})
_GENITIVES: Final = frozenset({"'s", "’s", "'", "’"})

Piece = tuple[int, int, str]


@Language.factory(FACTORY)
def make_name_finder(nlp: Language, name: str) -> NameFinder:
    """Make the component."""
    return NameFinder(nlp)


class NameFinder:
    """Sets `doc.ents` of documents of a sentence each: labels are ours, no articles, no genitives."""

    def __init__(self, nlp: Language) -> None:
        self._known = KnownNames(nlp)
        self._tagger = Tagger(load_weights())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the component may set."""
        learned = {tag[2:] for tag in self._tagger.tags if tag != OUTSIDE}
        return tuple(sorted(learned | set(known_labels().values()) | {TERM, *AMOUNTS}))

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH_SENTENCES) -> Iterator[Doc]:
        """Find the names of many documents; the same in any batch."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            said = [[token.text for token in doc] for doc in batch]
            for doc, own, tags in zip(batch, said, self._tagger.tag(said), strict=True):
                doc.set_ents([Span(doc, start, end, label=label) for start, end, label in self._names(doc, own, tags)])
                yield doc

    def _names(self, doc: Doc, said: Sequence[str], tags: Sequence[str]) -> list[Piece]:
        """Return the pieces of a document that are names; of those that overlap amounts win, then the longest."""
        learned = [piece for found in pieces(tags) if (piece := _trimmed(doc, found)) and _fits(doc, piece, {0})]
        inside = {place for start, end, _label in learned for place in range(start, end)}
        known = [found for found in self._known.find(doc) if _fits(doc, found, inside)]
        counted = [
            (span.start, span.end, label)
            for start, end, label in amounts(doc.text)
            if (span := doc.char_span(start, end, alignment_mode="expand"))
        ]
        by_shape = list(shaped(said, load_weights().lexicon.common))
        listed = {(start, end) for start, end, _label in (*known, *by_shape)}
        kept = [found for found in learned if (found[0], found[1]) not in listed]
        return [*_apart(sorted(counted, key=_length), sorted([*known, *by_shape, *kept], key=_length))]


def names_of(nlp: Language, sentences: Iterable[Sequence[str]]) -> Iterator[list[Piece]]:
    """Give the names of sentences that are already cut into words: first word, word after the last, label."""
    docs = (Doc(nlp.vocab, words=list(words)) for words in sentences)
    with nlp.select_pipes(enable=[FACTORY]):
        for doc in nlp.pipe(docs):
            yield [(ent.start, ent.end, ent.label_) for ent in doc.ents]


def pieces(tags: Sequence[str]) -> list[Piece]:
    """Return the spans that tags (O, B-LABEL, I-LABEL) mark."""
    found: list[Piece] = []
    for place, tag in enumerate(tags):
        label = tag[2:]
        if tag.startswith("I-") and found and found[-1][1] == place and found[-1][2] == label:
            found[-1] = (found[-1][0], place + 1, label)
        elif tag != OUTSIDE:
            found.append((place, place + 1, label))
    return found


def _apart(*ranks: Iterable[Piece]) -> Iterator[Piece]:
    taken: set[int] = set()
    for rank in ranks:
        for start, end, label in rank:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield start, end, label


def _length(piece: Piece) -> tuple[int, int]:
    return piece[0] - piece[1], piece[0]


def _trimmed(doc: Doc, piece: Piece) -> Piece | None:
    start, end, label = piece
    while start < end and (doc[start].lower_ in _ARTICLES or not _is_word(doc[start].text)):
        start += 1
    while end > start and (doc[end - 1].lower_ in _GENITIVES or not _is_word(doc[end - 1].text)):
        end -= 1
    if start == end or not _is_name(doc[start:end].text, label):
        return None
    if label == "PERSON" and end - start > 1:
        label = label_of_whole([token.text for token in doc[start:end]], load_weights().lexicon.common)
    return start, end, label


def _is_word(text: str) -> bool:
    return any(character.isalnum() or character in "+#" for character in text)


def _is_name(text: str, label: str) -> bool:
    if len(text) < 2 or len(text) > LONGEST_CHARACTERS or not any(character.isalpha() for character in text):
        return False
    if label == TERM:
        return True
    return text.lower() not in words("not_names") and any(character.isupper() for character in text)


def _fits(doc: Doc, piece: Piece, inside: set[int]) -> bool:
    """Tell whether a listed name is meant: at a sentence's start an everyday word is not, unless the tagger says so."""
    start, end, _label = piece
    if start > 0 or end > 1 or doc[0].text not in ambiguous():
        return True
    return 0 in inside and not _is_verb(doc)


def _is_verb(doc: Doc) -> bool:
    return len(doc) > 1 and doc[1].lower_ in words("after_verbs")
