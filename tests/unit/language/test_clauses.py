"""Which clause of a sentence counts, where the parse is one that no reader would make."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from assets.language.clauses import frames_of


def test_a_first_clause_of_which_a_part_ends_the_sentence_is_passed_over() -> None:
    doc = Doc(
        Vocab(),
        words=["I", "ran", "a", "mill", ";", "they", "sold", "flour", "there"],
        heads=[1, 6, 3, 1, 6, 6, 6, 6, 1],
        deps=["nsubj", "ccomp", "det", "dobj", "punct", "nsubj", "ROOT", "dobj", "advmod"],
        tags=["PRP", "VBD", "DT", "NN", ":", "PRP", "VBD", "NN", "RB"],
    )

    assert frames_of(doc)[1].text == "sold"
