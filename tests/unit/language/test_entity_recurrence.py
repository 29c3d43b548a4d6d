"""Names of an episode that are carried over to where they were missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Span

from assets.language.entities.recurrence import carry_over, names_of_notes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def read(nlp: Language, *sentences: str, found: str = "", label: str = "PRODUCT") -> list[Doc]:
    """Return documents in which a name was found where it stands in capitals, and missed elsewhere."""
    docs = [nlp.make_doc(sentence.replace("*", "")) for sentence in sentences]
    for doc, sentence in zip(docs, sentences, strict=True):
        doc.set_ents(
            [Span(doc, i, i + 1, label=label) for i, word in enumerate(sentence.split()) if word == f"*{found}"]
        )
    return docs


def names(docs: list[Doc]) -> list[list[tuple[str, str]]]:
    return [[(ent.text, ent.label_) for ent in doc.ents] for doc in docs]


def test_a_name_found_twice_is_found_in_every_sentence(nlp: Language) -> None:
    docs = read(nlp, "we use *Marlow a lot", "and *Marlow again", "or Marlow for that", found="Marlow")

    carry_over(nlp, docs, {})

    assert names(docs) == [[("Marlow", "PRODUCT")]] * 3


def test_a_name_found_once_is_not_carried_over_unless_the_notes_have_it(nlp: Language) -> None:
    sentences = ("we use *Marlow a lot", "or Marlow for that")
    alone, noted = read(nlp, *sentences, found="Marlow"), read(nlp, *sentences, found="Marlow")

    carry_over(nlp, alone, {})
    carry_over(nlp, noted, {"Marlow": "ORG"})

    assert names(alone)[1] == []
    assert names(noted)[1] == [("Marlow", "ORG")]


def test_a_name_that_is_spaced_otherwise_somewhere_costs_nothing(nlp: Language) -> None:
    texts = ("we sell Marlow-Ost a lot", "and Marlow-Ost again", "or Marlow - Ost for that")
    docs = [nlp.make_doc(text) for text in texts]
    for doc in docs[:2]:
        doc.set_ents([Span(doc, 2, 5, label="ORG")] if doc[2].text == "Marlow" else [Span(doc, 1, 4, label="ORG")])

    carry_over(nlp, docs, {})

    assert names(docs)[:2] == [[("Marlow-Ost", "ORG")]] * 2


def test_what_is_mostly_no_name_is_not_carried_over(nlp: Language) -> None:
    docs = read(nlp, "so *Ever it was", "and *Ever it is", *["as Ever before"] * 10, found="Ever")

    carry_over(nlp, docs, {})

    assert names(docs)[2:] == [[]] * 10


@pytest.mark.parametrize("sentence", ["Rust never sleeps", "Slack it is"])
def test_an_everyday_word_that_begins_a_sentence_is_left_alone(nlp: Language, sentence: str) -> None:
    name = sentence.split(maxsplit=1)[0]
    docs = read(nlp, f"we use *{name} a lot", f"and *{name} again", sentence, found=name)

    carry_over(nlp, docs, {})

    assert names(docs)[2] == []


def test_notes_give_their_names(nlp: Language) -> None:
    assert names_of_notes(nlp, "Kubernetes in March 2021\n\nWe visit Berlin.") == {
        "Kubernetes": "PRODUCT",
        "Berlin": "GPE",
    }
