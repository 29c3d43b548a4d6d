"""The spaCy pipeline: a base model with Briefcast's components, in two halves that are run where they pay.

What belongs here: loading and assembling it. What does not: what the components do (entities/component.py,
claims.py).

Measured on two cores, words a second a process: the whole base model 3,500; its name recogniser alone 5,500; its tagger
and parser 12,200. Hence the two halves: names where a sentence may hold one, claims where it may be one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.language import Language

NAME_PIPES: Final = ("briefcast_names",)
PARSE_PIPES: Final = ("tok2vec", "transformer", "tagger", "parser")
CLAIM_READER: Final = "briefcast_claims"
CLAIM_PIPES: Final = (*PARSE_PIPES, CLAIM_READER)
# Tags say what these would add, nothing here asks for lemmas, and names are found by a component of our own.
_UNUSED: Final = ("lemmatizer", "attribute_ruler", "senter", "ner")


@lru_cache(maxsize=1)
def load_pipeline(model: str) -> Language:
    """Load a base model and add Briefcast's components.

    Saved with `to_disk` the result is a spaCy pipeline like any other: `spacy.load` finds the components wherever
    Briefcast is installed (entry points `spacy_factories`).

    Args:
        model: name of an installed model package, or a folder: a base model's, or of a pipeline that was saved.

    Raises:
        OSError: if there is no such model.
    """
    import spacy

    from assets.language import claims
    from assets.language.entities import component

    nlp = spacy.load(model, exclude=list(_UNUSED))
    # A pipeline of ours that was saved has them already, with its own settings.
    if component.FACTORY not in nlp.pipe_names:
        nlp.add_pipe(component.FACTORY)
    if claims.FACTORY not in nlp.pipe_names:
        nlp.add_pipe(claims.FACTORY, last=True)
    return nlp


def stamp(nlp: Language, version: str) -> str:
    """Return what a row is stamped with: the version of the part that made it, and the model's name and version."""
    return f"{version} {nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
