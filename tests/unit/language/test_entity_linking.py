"""Which names of all episodes mean one thing, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assets.language.entities.canonical import is_lone
from assets.language.entities.joins import is_acronym
from assets.language.entities.linking import Decision, link
from assets.language.entities.overrides import Overrides, OverridesError, load_overrides, shipped_overrides


def mention(
    name: str, label: str, *, show: str = "show-1", episode: str = "episode-1", place: int = 0
) -> dict[str, Any]:
    lone = f"-{show}" if is_lone(name, label) else ""
    return {
        "read_entity_id": name + lone,
        "read_name": name,
        "read_label": label,
        "show_id": show,
        "episode_id": episode,
        "segment_id": f"segment-{place // 100}",
        "char_start": place,
        "char_end": place + len(name),
    }


def linked(rows: list[dict[str, Any]], people: list[tuple[str, str]] = [], **decided: Any) -> dict[str, Decision]:  # noqa: B006
    return {decision.read_entity_id: decision for decision in link(rows, people, Overrides(**decided))}


def test_the_label_is_the_one_given_most_often_unless_the_name_is_listed() -> None:
    rows = [mention("Ostwick", label, place=100 * n) for n, label in enumerate(["ORG", "GPE", "ORG"])]
    found = linked([*rows, mention("Nvidia", "GPE")])

    assert (found["Ostwick"].label, found["Ostwick"].reason) == ("ORG", "ORG in 2 of 3 mentions")
    assert (found["Nvidia"].label, found["Nvidia"].reason) == ("ORG", "listed name")


def test_a_plural_is_the_same_thing_and_a_persons_name_is_no_plural() -> None:
    found = linked(
        [
            mention("LVMs", "TERM"),
            mention("LVM", "TERM"),
            mention("Ed Robert", "PERSON"),
            mention("Ed Roberts", "PERSON"),
            mention("OSTU", "ORG"),
            mention("Ostus", "ORG"),
        ]
    )

    assert found["LVMs"].entity_id == "LVM"
    assert found["LVMs"].reason == "another number of LVM"
    assert found["Ed Roberts"].entity_id == "Ed Roberts"
    assert found["Ostus"].entity_id == "Ostus"


def test_an_acronym_is_joined_with_the_words_it_stands_beside() -> None:
    beside = [
        row
        for n in range(2)
        for row in (mention("Ostwick Rail Board", "ORG", place=100 * n), mention("ORB", "ORG", place=100 * n + 20))
    ]
    far = [mention("Marlow Freight", "ORG", place=500), mention("MF", "ORG", place=590)]
    found = linked([*beside, *far, mention("ORB", "ORG", place=900)])

    assert found["Ostwick Rail Board"].entity_id == found["ORB"].entity_id == "ORB"
    assert found["MF"].entity_id != found["Marlow Freight"].entity_id


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("LLM", "Large Language Model", True),
        ("LLMs", "large language models", True),
        ("NIST", "National Institute of Standards and Technology", True),
        ("LLM", "Large Leaf Maple", True),
        ("LLM", "Language Model", False),
        ("It", "Ida Thorn", False),
    ],
)
def test_an_acronym_is_made_of_initials(short: str, long: str, expected: bool) -> None:
    assert is_acronym(short, long) is expected


def test_a_first_name_means_the_person_of_its_show() -> None:
    people = [("show-1", "Chris Holm"), ("show-1", "Chris Holm"), ("show-2", "Chris Lind"), ("show-2", "Chris Lind")]
    rows = [mention("Chris", "PERSON", show=show) for show in ("show-1", "show-2", "show-3")]
    full = [mention(name, "PERSON", show=show) for show, name in set(people)]
    found = linked([*rows, *full], people)

    assert found["Chris-show-1"].entity_name == "Chris Holm"
    assert found["Chris-show-2"].entity_name == "Chris Lind"
    assert found["Chris-show-3"].entity_id == "Chris-show-3"


def test_one_episode_does_not_decide_whom_a_first_name_means_in_a_show() -> None:
    rows = [mention("Chris Holm", "PERSON"), mention("Chris", "PERSON", episode="episode-2", place=200)]

    assert linked(rows, [("show-1", "Chris Holm")])["Chris-show-1"].entity_id == "Chris-show-1"


def test_a_first_name_that_two_people_of_a_show_have_stays_alone() -> None:
    people = [("show-1", name) for name in ("Chris Holm", "Chris Lind") * 3]
    rows = [mention("Chris", "PERSON"), mention("Chris Holm", "PERSON"), mention("Chris Lind", "PERSON")]

    assert linked(rows, people)["Chris-show-1"].entity_id == "Chris-show-1"


def test_a_rare_name_alone_means_the_one_person_anywhere_who_has_it() -> None:
    full = [mention("Ilvana Thorsgaard", "PERSON", show="show-2", episode=f"episode-{n}") for n in range(3)]

    assert linked([mention("Thorsgaard", "PERSON"), *full])["Thorsgaard"].entity_name == "Ilvana Thorsgaard"


def test_a_word_taken_for_a_person_whom_nobody_knows_is_something_else() -> None:
    rows = [mention("Oban", label, show=show) for label, show in (("PERSON", "a"), ("PERSON", "b"), ("PRODUCT", "b"))]
    found = linked([*rows, mention("Kaizen", "PERSON")])

    assert found["Oban"].label == "PRODUCT"
    assert (found["Kaizen"].label, found["Kaizen"].reason) == ("OTHER", "nobody of this name is known")


def test_people_decide_against_all_counts() -> None:
    rows = [mention(name, "ORG", show=show) for name in ("Orb", "Ostwick", "Marlow", "Break") for show in ("a", "b")]
    decided = {
        "merges": {"orb": "ostwick"},
        "labels": {"marlow": "PRODUCT"},
        "names": {"marlow": "Marlow Line"},
        "dropped": frozenset({"break"}),
    }
    found = linked(rows, **decided)

    assert found["Orb"].entity_id == "Ostwick"
    assert (found["Marlow"].entity_name, found["Marlow"].label) == ("Marlow Line", "PRODUCT")
    assert found["Break"].entity_id is None


def test_a_name_that_people_split_is_another_thing_in_each_show() -> None:
    rows = [mention("Orb", "ORG", show="a"), mention("Orb", "PRODUCT", show="b")]
    decisions = link(rows, [], Overrides(apart=frozenset({"orb"})))

    assert {(decision.show_id, decision.label) for decision in decisions} == {("a", "ORG"), ("b", "PRODUCT")}
    assert len({decision.entity_id for decision in decisions}) == 2


def test_the_order_of_mentions_does_not_matter() -> None:
    rows = [mention("LVMs", "TERM"), mention("LVM", "ORG"), mention("LVM", "TERM"), mention("Ida Holm", "PERSON")]

    assert link(rows, [], Overrides()) == link(rows[::-1], [], Overrides())


def test_a_later_file_of_overrides_goes_before_an_earlier_one(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text("relabel: {GPT 4: ORG, Orb: ORG}\nmerge: {Orb: Ostwick}\n", encoding="utf-8")
    second.write_text("relabel: {GPT-4: PRODUCT}\ndrop: [Break]\n", encoding="utf-8")

    found = load_overrides([first, second, tmp_path / "missing.yaml"])

    assert found.labels == {"gpt4": "PRODUCT", "orb": "ORG"}
    assert found.merges == {"orb": "ostwick"}
    assert found.dropped == {"break"}


@pytest.mark.parametrize(
    "text", ["relabel: {Orb: BOAT}", "join: {Orb: Ostwick}", "- Orb", "merge: [", "merge: Orb", "drop: 3"]
)
def test_a_file_of_overrides_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "overrides.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(OverridesError, match=r"overrides\.yaml"):
        load_overrides([path])


def test_the_shipped_overrides_can_be_used() -> None:
    assert load_overrides([shipped_overrides()]) is not None
