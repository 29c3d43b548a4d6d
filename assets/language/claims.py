"""Claims: what a parsed sentence asserts, and how much that is worth.

What belongs here: the spaCy component that reads one sentence. What does not: which sentences it gets (filters.py),
rows (read.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from assets.language.attribution.reports import Attribution, attribution_of
from assets.language.filters import has_number
from assets.language.headline import headline_of
from assets.language.lexicon import cue, pattern, words
from assets.language.modality import modality_of
from assets.language.negation import Negation, denial_of
from assets.language.quantities import Quantity, quantities_of
from assets.language.scoring import claim_score
from assets.language.sentences import quote_start

FACTORY: Final = "briefcast_claims"
EXTENSION: Final = "claim"

SHORT_WORDS: Final = 9
RAMBLING_FILLERS: Final = 3
_NAMES: Final = ("PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "GPE", "EVENT", "OTHER")
_FIRST: Final = ("i", "we", "i'm", "we're")
_BROKEN: Final = ("--", "...", "…", "—")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence asserts. Its quote begins at `char_start` of the sentence and ends with it.

    Offsets of its parts count characters of the sentence. It denies where there is a `denial`.
    """

    char_start: int
    quote: str
    headline: str | None
    attribution: Attribution | None
    modality: str
    modality_cue: str | None
    denial: Negation | None
    quantities: tuple[Quantity, ...]
    has_number: bool
    score: float


@Language.factory(FACTORY, default_config={"threshold": 0.5})
def make_claim_reader(nlp: Language, name: str, threshold: float) -> ClaimReader:
    """Make the component. `threshold` is the score, 0 to 1, from which on a sentence counts as a claim."""
    return ClaimReader(threshold)


class ClaimReader:
    """Sets `doc._.claim` of a document that holds one parsed sentence; None where nothing is claimed."""

    def __init__(self, threshold: float) -> None:
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=None)
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        if _asserts(doc):
            claim = read_claim(doc)
            doc._.claim = claim if claim.score >= self.threshold else None
        return doc


def read_claim(doc: Doc) -> Claim:
    """Return what a parsed sentence asserts."""
    start = quote_start(doc.text)
    quote = doc.text[start:]
    modality, modality_cue = modality_of(doc, start)
    return Claim(
        char_start=start,
        quote=quote,
        headline=headline_of(doc),
        attribution=attribution_of(doc),
        modality=modality,
        modality_cue=modality_cue,
        denial=denial_of(doc),
        quantities=tuple(quantities_of(doc, start)),
        has_number=has_number(quote),
        score=claim_score(features_of(doc, quote, modality)),
    )


def score_sentence(doc: Doc) -> float:
    """Return the score of any parsed sentence, 0 where it asserts nothing."""
    return read_claim(doc).score if _asserts(doc) else 0.0


def features_of(doc: Doc, quote: str, modality: str) -> dict[str, float]:
    """Return the features of the score, by their names in weights.yaml."""
    lowered = [word.strip(".,;:!?\"'“”’()").lower() for word in quote.split()]
    content = [word for word in lowered if word and word not in words("function_words")]
    subject = _subject(doc)
    word, tag = (subject.lower_, subject.tag_) if subject is not None else ("", "")
    first = word in _FIRST
    return {
        "has_number": float(has_number(quote)),
        "has_name": float(any(ent.label_ in _NAMES for ent in doc.ents)),
        "has_third_person_subject": float(tag.startswith("NN")),
        "has_causal": float(bool(cue("causal").search(quote))),
        "has_comparison": float(bool(cue("comparison").search(quote))),
        "has_generality": float(bool(cue("generality").search(quote))),
        "is_prediction": float(modality == "predicted"),
        "is_recommended": float(modality == "recommended"),
        "has_first_person_subject": float(first and modality != "recommended"),
        "has_second_person_subject": float(word == "you"),
        "starts_with_pointer": float(bool(lowered) and lowered[0].split("'")[0].split("’")[0] in words("pointers")),
        "is_hedged": float(modality == "hedged"),
        "is_past_narration": float(first and _root(doc).tag_ == "VBD"),
        "is_short": float(len(lowered) < SHORT_WORDS),
        "is_rambling": float(_rambles(quote)),
        "content_share": len(content) / max(1, len(lowered)),
    }


def _asserts(doc: Doc) -> bool:
    """Tell whether the sentence has a finite main clause with a subject."""
    root = _root(doc)
    if not root.tag_.startswith("VB") and root.tag_ != "MD":
        return False
    return _subject(doc) is not None


def _root(doc: Doc) -> Token:
    return next(token for token in doc if token.dep_ == "ROOT")


def _subject(doc: Doc) -> Token | None:
    """Return the subject of the main clause; behind "I think" and the like, that of what is thought."""
    root = _root(doc)
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is not None and subject.lower_ in ("i", "we", "you"):
        inner = next((child for child in root.children if child.dep_ == "ccomp"), None)
        if inner is not None and root.lower_ in ("think", "guess", "believe", "know", "mean", "say"):
            return next((child for child in inner.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), subject)
    return subject


def _rambles(quote: str) -> bool:
    return len(_fillers().findall(quote)) >= RAMBLING_FILLERS or any(mark in quote[:-1] for mark in _BROKEN)


@cache
def _fillers() -> re.Pattern[str]:
    return pattern(sorted(words("inner_fillers")))
