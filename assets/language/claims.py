"""Claims: what a parsed sentence asserts, and how much that is worth.

What belongs here: the spaCy component that reads one sentence. What does not: which sentences it gets (filters.py),
rows (rows.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from assets.language.attribution.reports import Attribution, attribution_of
from assets.language.belonging import tells_of_unnamed_firm
from assets.language.filters import has_number
from assets.language.headlines.prune import headline_of
from assets.language.modality import modality_of
from assets.language.negation import Negation, denial_of
from assets.language.prospects import has_prospects
from assets.language.quantities import Quantity, quantities_of
from assets.language.reporting import after_report
from assets.language.scoring import claim_score
from assets.language.sentences import quote_start
from assets.language.standing import is_firm, stands_alone
from assets.language.strangers import speaks_of_stranger
from assets.language.verdicts import POSSIBLY_SOUND, POSSIBLY_SOUND_WITHOUT_MARKS, claim_is_sound

FACTORY: Final = "briefcast_claims"
EXTENSION: Final = "claim"
# The score of a sentence that was scored before it was parsed, to save parsing what is worth nothing.
SCORE_EXTENSION: Final = "claim_score"
_SUBJECTS: Final = ("nsubj", "nsubjpass", "expl")
# A mark that ends or parts clauses: what recognition without punctuation never gives. Some of it writes "I" and names.
_MARKED: Final = re.compile(r"[.,;:?!]")


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


@Language.factory(
    FACTORY,
    default_config={
        "threshold": 0.5,
        "soundness": 0.94,
        "soundness_of_firm": 0.9,
        "soundness_without_marks": 0.2,
    },
)
def make_claim_reader(
    nlp: Language,
    name: str,
    *,
    threshold: float,
    soundness: float,
    soundness_of_firm: float,
    soundness_without_marks: float,
) -> ClaimReader:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: the component's.
        threshold: the score, 0 to 1, from which on a sentence counts as a claim.
        soundness: the chance, 0 to 1, of being whole and clear alone, from which on it does.
        soundness_of_firm: the same of sentences that name or count something and point at nothing (standing.is_firm).
            Of 1,204 claims of episodes that the model did not learn from 111 are kept so, sound to .92; with .93 and
            .88 133, to .865; with .9 and .85 192, to .83.
        soundness_without_marks: the same of speech without punctuation and case, where nobody can be as sure. From .2
            on 17 of the 33 claims of ten episodes are found again without their marks, among 111; from .12 on no more.
    """
    return ClaimReader(threshold, soundness, soundness_of_firm, soundness_without_marks)


class ClaimReader:
    """Sets `doc._.claim` of a document that holds one parsed sentence; None where nothing is claimed."""

    def __init__(
        self, threshold: float, soundness: float, soundness_of_firm: float, soundness_without_marks: float
    ) -> None:
        for extension in (EXTENSION, SCORE_EXTENSION):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)
        self.threshold = threshold
        self.soundness = soundness
        self.soundness_of_firm = soundness_of_firm
        self.soundness_without_marks = soundness_without_marks

    def score(self, sentence: str) -> float:
        """Return the score of a sentence as a claim; 0 where it would be one, but is not sound, or its words say so."""
        # The words were learned from speech with marks.
        if has_marks(sentence) and not has_prospects(sentence):
            return 0.0
        score = claim_score(sentence)
        if score < self.threshold:
            return score
        said = judged_words(sentence)
        possibly = POSSIBLY_SOUND if has_marks(said) else POSSIBLY_SOUND_WITHOUT_MARKS
        return score if claim_is_sound(said, possibly) >= self.needed(said) else 0.0

    def needed(self, said: str) -> float:
        """Return the chance to be sound from which on what is said counts as a claim."""
        if not has_marks(said):
            return self.soundness_without_marks
        return self.soundness_of_firm if is_firm(said) else self.soundness

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        score = self.score(doc.text) if doc._.claim_score is None else doc._.claim_score
        if score >= self.threshold:
            doc._.claim = claim_of(doc, score)
        return doc


def has_marks(text: str) -> bool:
    """Tell whether speech is written with marks that end or part clauses."""
    return _MARKED.search(text) is not None


def judged_words(sentence: str) -> str:
    """Return the words of a sentence that are judged as a claim: without its lead-in, and without who reports it."""
    return after_report(sentence[quote_start(sentence) :])


def claim_of(doc: Doc, score: float) -> Claim | None:
    """Return what a parsed sentence asserts, whatever its score; None where it asserts nothing, or leans on another."""
    if not _asserts(doc):
        return None
    claim = read_claim(doc, score)
    return claim if _says_of_what(doc, claim) else None


def read_claim(doc: Doc, score: float) -> Claim:
    """Return what a parsed sentence asserts, with the score that it was given."""
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
        score=score,
    )


def _says_of_what(doc: Doc, claim: Claim) -> bool:
    """Tell whether a claim stands alone; of reported speech, whether what is reported does: "He says mills close".

    A first name alone says of nobody. Who "they" are that said something is not looked up: of five such claims that
    were read none was sound.
    """
    reported = claim.attribution.content_span if claim.attribution else None
    is_told_by_them = claim.attribution is not None and claim.attribution.source.lower() == "they"
    if is_told_by_them or speaks_of_stranger(doc) or tells_of_unnamed_firm(doc):
        return False
    return stands_alone(doc, *(reported or (claim.char_start, len(doc.text))))


def _asserts(doc: Doc) -> bool:
    """Tell whether the sentence has a finite main clause with a subject."""
    root = next(token for token in doc if token.dep_ == "ROOT")
    # "Use will more than double": what a modal verb helps is a verb, whatever the tagger says.
    is_verb = root.tag_.startswith("VB") or any(child.dep_ == "aux" and child.tag_ == "MD" for child in root.children)
    if not is_verb and root.tag_ != "MD":
        return False
    return any(child.dep_ in _SUBJECTS for child in root.children)
