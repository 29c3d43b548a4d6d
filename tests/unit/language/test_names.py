"""Names: labels, known names, the form they are counted under."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.names import canonical, entity_key
from assets.language.schema import ENTITY_LABELS

if TYPE_CHECKING:
    from spacy.language import Language


def names_in(nlp: Language, sentence: str) -> dict[str, str]:
    return {ent.text: ent.label_ for ent in nlp(sentence).ents}


@pytest.mark.parametrize(
    ("sentence", "name", "label"),
    [
        ("Last year Nvidia sold more chips than anyone.", "Nvidia", "ORG"),
        ("We run everything on Kubernetes these days.", "Kubernetes", "PRODUCT"),
        ("They moved from Apache Kafka to a plain log.", "Apache Kafka", "PRODUCT"),
        ("The International Energy Agency publishes a table.", "International Energy Agency", "ORG"),
    ],
)
def test_a_known_name_has_its_known_label(nlp: Language, sentence: str, name: str, label: str) -> None:
    assert names_in(nlp, sentence)[name] == label


def test_every_label_is_one_of_the_closed_list(nlp: Language) -> None:
    sentence = (
        "On March 4 2021 the French parliament in Paris gave Airbus $3 million after Barack Obama read War and Peace "
        "to them in English at the Olympics."
    )

    labels = set(names_in(nlp, sentence).values())

    assert {"GPE", "MONEY", "DATE", "PERSON"} <= labels <= set(ENTITY_LABELS)


def test_names_carry_neither_article_nor_genitive(nlp: Language) -> None:
    found = names_in(nlp, "The Netherlands and Nvidia's rivals signed with the United Nations in Berlin.")

    assert {"Netherlands", "Nvidia", "United Nations", "Berlin"} <= set(found)


@pytest.mark.parametrize("sentence", ["We met yesterday and left two weeks ago.", "It was done three times on Monday."])
def test_a_date_that_names_no_time_on_a_calendar_is_no_name(nlp: Language, sentence: str) -> None:
    assert names_in(nlp, sentence) == {}


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ("NVIDIA", "ORG", "Nvidia"),
        ("Postgres", "PRODUCT", "PostgreSQL"),
        ("the Netherlands", "GPE", "Netherlands"),
        ("K8s", "PRODUCT", "Kubernetes"),
        ("Marlow's", "ORG", "Marlow"),
        ("Marlow’s", "ORG", "Marlow"),
        ("the  Marlow   Line", "ORG", "Marlow Line"),
    ],
)
def test_a_name_is_counted_under_one_form(said: str, label: str, expected: str) -> None:
    assert canonical(said, label) == expected


def test_a_first_or_last_name_means_the_one_person_of_the_episode_who_has_it() -> None:
    people = ["Ida Holm", "Oskar Lind", "Oskar Berg"]

    assert canonical("Holm", "PERSON", people) == "Ida Holm"
    assert canonical("Ida's", "PERSON", people) == "Ida Holm"
    assert canonical("Oskar", "PERSON", people) == "Oskar"
    assert canonical("Holm", "GPE", people) == "Holm"


def test_spellings_of_one_name_share_their_key_and_other_names_do_not() -> None:
    assert entity_key("Hugging Face") == entity_key("HuggingFace") == entity_key("hugging-face")
    assert len({entity_key("C"), entity_key("C++"), entity_key("C#")}) == 3
    assert entity_key("$3") != entity_key("€3")
