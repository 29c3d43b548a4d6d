"""The form that a name is counted under."""

from __future__ import annotations

import pytest

from assets.language.entities.canonical import canonical, entity_key, is_lone


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ("NVIDIA", "GPE", ("Nvidia", "ORG")),
        ("Postgres", "PRODUCT", ("PostgreSQL", "PRODUCT")),
        ("the Netherlands", "GPE", ("Netherlands", "GPE")),
        ("K8s", "ORG", ("Kubernetes", "PRODUCT")),
        ("TerraForm", "ORG", ("Terraform", "PRODUCT")),
        ("Generative AI", "TERM", ("generative AI", "TERM")),
        ("Marlow's", "ORG", ("Marlow", "ORG")),
        ("Marlow’s", "ORG", ("Marlow", "ORG")),
        ("the  Marlow   Line", "ORG", ("Marlow Line", "ORG")),
        ("Marlow, Inc.", "ORG", ("Marlow", "ORG")),
        ("Random Forests", "TERM", ("random forest", "TERM")),
        ("Ostwick & Co.", "ORG", ("Ostwick", "ORG")),
    ],
)
def test_a_name_is_counted_under_one_form(said: str, label: str, expected: tuple[str, str]) -> None:
    assert canonical(said, label) == expected


def test_a_first_or_last_name_means_the_one_person_of_the_episode_who_has_it() -> None:
    people = ["Ida Holm", "Oskar Lind", "Oskar Berg"]

    assert canonical("Holm", "ORG", people) == ("Ida Holm", "PERSON")
    assert canonical("Ida's", "PERSON", people) == ("Ida Holm", "PERSON")
    assert canonical("Oskar", "PERSON", people) == ("Oskar", "PERSON")


@pytest.mark.parametrize("first_name", ["Julia", "Austin", "Ray"])
def test_a_guest_with_the_name_of_a_thing_or_a_city_is_meant_in_their_episode(first_name: str) -> None:
    assert canonical(first_name, "ORG", [f"{first_name} Holm"]) == (f"{first_name} Holm", "PERSON")
    assert canonical(first_name, "ORG", ["Ida Holm"])[1] != "PERSON"


def test_who_takes_part_goes_before_who_is_only_spoken_of() -> None:
    assert canonical("Ida", "PERSON", ["Ida Holm"], ["Ida Berg"]) == ("Ida Holm", "PERSON")
    assert canonical("Berg", "ORG", ["Ida Holm"], ["Ida Berg"]) == ("Ida Berg", "PERSON")


def test_only_a_first_name_alone_means_somebody_else_elsewhere() -> None:
    assert is_lone("Chris", "PERSON")
    assert not is_lone("Chris Lind", "PERSON")
    assert not is_lone("Thorsgaard", "PERSON")
    assert not is_lone("Marlow", "ORG")


def test_spellings_of_one_name_share_their_key_and_other_names_do_not() -> None:
    assert entity_key("Hugging Face") == entity_key("HuggingFace") == entity_key("hugging-face")
    assert entity_key("GPT 4") == entity_key("GPT-4")
    assert len({entity_key("C"), entity_key("C++"), entity_key("C#")}) == 3
    assert entity_key("$3") != entity_key("€3")
