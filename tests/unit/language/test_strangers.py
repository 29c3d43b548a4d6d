"""Strangers: a first name alone says to nobody but the listener who is meant."""

from __future__ import annotations

import pytest
from spacy.language import Language

from assets.language.strangers import speaks_of_stranger


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("So Peter has decided to close the lock.", True),
        ("With the help of the town, Laura built a lock.", True),
        ("The town noticed when Peter sold the lock.", True),
        ("Peter Holm has decided to close the lock.", False),
        ("Doctor Peter has decided to close the lock.", False),
        ("The Peter is a barge of forty metres.", False),
        ("Ostwick has decided to close the lock.", False),
        ("The council gave the lock to Peter Holm.", False),
        ("Peter Holm bought a lock, and Peter sold it.", False),
        ("So Virginia has decided to close the lock.", False),
    ],
)
def test_a_lone_first_name_as_a_subject_is_a_stranger(nlp: Language, sentence: str, *, does: bool) -> None:
    assert speaks_of_stranger(nlp(sentence)) is does
