"""What there is to learn from: sentences of a home's episodes, with the names that the base model finds in them.

What belongs here: the lake and the base model. What does not: mending its guesses (silver.py).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

import polars as pl
import spacy

from assets.language.entities.known import TERM, known_labels, term_forms
from assets.language.filters import may_name
from assets.language.lexicon import words
from assets.language.sentences import split
from assets.language.set_aside.kinds import kinds_of
from bench.entities.silver import Name, Sentence, Span
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import SEGMENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Labels of OntoNotes, which the base model uses, to ours; the others are found by rule or are no names.
LABELS: Final[Mapping[str, str]] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "PRODUCT": "PRODUCT",
    "WORK_OF_ART": "WORK_OF_ART",
    "GPE": "GPE",
    "LOC": "GPE",
    "FAC": "GPE",
    "EVENT": "EVENT",
    "NORP": "OTHER",
    "LAW": "OTHER",
    "LANGUAGE": "OTHER",
}
_AROUND: Final = frozenset(
    {"the", "a", "an", "my", "our", "your", "his", "her", "their", "this", "that", "'s", "’s", "'", "’"}
)


def labelled_sentences(settings: Settings, episode_count: int, seed: int) -> list[Sentence]:
    """Return the sentences of some episodes of the home, cut into words, with the base model's names."""
    segments = Lake(root=settings.lake_root).read(SEGMENTS).sort("episode_id", "position")
    episodes = sorted(segments["episode_id"].unique())
    chosen = random.Random(seed).sample(episodes, min(episode_count, len(episodes)))
    texts = []
    for episode in chosen:
        rows = segments.filter(pl.col("episode_id") == episode).select("text", "speaker").to_dicts()
        sentences = [split(row["text"]) for row in rows]
        for found, kind in zip(sentences, kinds_of(rows, sentences), strict=True):
            texts += [sentence.text for sentence in found if kind.spares(sentence.start, sentence.end)]
    nlp = spacy.load(settings.language_model, enable=["ner"])
    # What cannot hold a name is only cut into words: half the time.
    plain = [text for text in texts if not may_name(text, frozenset())]
    named = [text for text in texts if may_name(text, frozenset())]
    docs = chain(map(nlp.make_doc, plain), nlp.pipe(named))
    return [([token.text for token in doc], _spans(doc)) for doc in docs]


def known_names() -> dict[Name, str]:
    """Return the label of every listed name and term, by its words."""
    tokenizer = spacy.blank("en").tokenizer
    listed = {**known_labels(), **dict.fromkeys(term_forms(), TERM)}
    return {tuple(token.text for token in tokenizer(form)): label for form, label in listed.items()}


def _spans(doc: Doc) -> Sequence[Span]:
    spans = []
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and doc[start].lower_ in _AROUND:
            start += 1
        while end > start and doc[end - 1].lower_ in _AROUND:
            end -= 1
        text = doc[start:end].text
        is_name = any(character.isupper() for character in text) and text.lower() not in words("not_names")
        if ent.label_ in LABELS and is_name:
            spans.append((start, end, LABELS[ent.label_]))
    return spans
