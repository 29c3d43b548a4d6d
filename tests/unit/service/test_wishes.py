"""The form of wishes: what is typed, looked for, suggested and ticked."""

from __future__ import annotations

import pytest
from starlette.datastructures import FormData

from assets.brief.subscribers import Subscriber
from assets.brief.suggest import Names
from orchestration.service.archive import Kind
from orchestration.service.wishes import Draft, read_wishes, time_zones

NAMES: dict[Kind, Names] = {
    "interests": Names([("Marlow Freight", ["MF"], 9), ("Marlene Ode", [], 20), ("Ostwick", [], 4)]),
    "shows": Names([("Quay Notes", [], 3)]),
}


def draft(*fields: tuple[str, str], names: dict[Kind, Names] = NAMES) -> Draft:
    return read_wishes(FormData(fields), Subscriber(id="ida"), names)


def test_looking_for_a_beginning_suggests_the_names_and_adds_none() -> None:
    found = draft(("action", "find"), ("add_interests", "marl"), ("interests", "Ostwick"))
    assert found.suggestions == {"interests": ["Marlene Ode", "Marlow Freight"]}
    assert found.typed == {"interests": "marl"}
    assert found.subscriber.interests == ("Ostwick",)


def test_a_name_that_is_ticked_already_is_not_suggested() -> None:
    found = draft(("action", "find"), ("add_interests", "marl"), ("interests", "Marlene Ode"))
    assert found.suggestions == {"interests": ["Marlow Freight"]}


@pytest.mark.parametrize(
    ("typed", "added"), [("mf", "Marlow Freight"), ("OSTWICK", "Ostwick"), ("Nobody  Known", "Nobody Known")]
)
@pytest.mark.parametrize("action", ["find", "save"])
def test_a_known_name_is_added_as_it_is_known_and_an_unknown_one_as_it_is_written(
    typed: str, added: str, action: str
) -> None:
    assert draft(("action", action), ("add_interests", typed)).subscriber.interests == (added,)


def test_what_was_typed_to_find_a_ticked_name_is_no_wish_of_its_own() -> None:
    found = draft(("action", "save"), ("add_interests", "frei"), ("interests", "Marlow Freight"))
    assert found.subscriber.interests == ("Marlow Freight",)


def test_without_an_archive_everything_is_taken_as_it_is_written() -> None:
    found = draft(("action", "find"), ("add_interests", "marl"), ("add_followed_shows", "quay"), names={})
    assert (found.subscriber.interests, found.subscriber.followed_shows) == (("marl",), ("quay",))


def test_time_zones_to_choose_from_are_known_places() -> None:
    assert {"UTC", "Europe/Berlin", "America/Los_Angeles"} <= set(time_zones())
    assert not any(zone.startswith("Etc/") for zone in time_zones())
