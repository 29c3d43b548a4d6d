"""The form of wishes: from what was sent to what is asked for, and what to suggest.

What belongs here: reading that form. What does not: keeping wishes (preferences.py), matching them (assets/brief).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from starlette.datastructures import FormData

from assets.brief.clean import clean_text
from assets.brief.names import name_key
from assets.brief.ranking import MOST_A_DAY
from assets.brief.subscribers import MOST_CHARACTERS, MOST_ENTRIES, Subscriber
from assets.brief.suggest import Names
from orchestration.service import pages
from orchestration.service.archive import Kind

SUGGESTED: Final = 8
_ADD: Final = "add_"
_FIND: Final = "find"


@dataclass(frozen=True, slots=True)
class Topic:
    """A list of wishes as the form shows it; `kind` names what is suggested, None where words are free."""

    name: str
    kind: Kind | None
    title: str
    hint: str
    label: str


TOPICS: Final = (
    Topic(
        "interests",
        "interests",
        "Interests",
        "Companies, people, products, places: whatever has a name.",
        "Add a name, such as NASA",
    ),
    Topic("subjects", None, "Subjects", "In words of your own.", "Add a subject, such as storing power for the grid"),
    Topic("followed_shows", "shows", "Shows to follow", "What they say comes first.", "Add a show"),
    Topic("followed_people", "people", "People to follow", "What they say comes first.", "Add a person"),
    Topic("muted_shows", "shows", "Shows to leave out", "You get nothing from these.", "Add a show"),
    Topic("muted_people", "people", "People to leave out", "You get nothing that they say.", "Add a person"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Wishes as a form has them, kept or not.

    Attributes:
        subscriber: with the wishes.
        typed: what was typed to look for, by topic.
        suggestions: names to choose from, by topic.
        problems: what could not be taken, a sentence each.
    """

    subscriber: Subscriber
    typed: Mapping[str, str] = field(default_factory=dict)
    suggestions: Mapping[str, list[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_wishes(form: FormData, before: Subscriber, names: Mapping[Kind, Names]) -> Draft:
    """Return what a form asks for.

    What is typed is added as it is known, or as it is written; not where a ticked name begins so, for then it was typed
    to find that one. Where the button was to look for names, it is added only if it is a known name, or if none begins
    so; else those that do are suggested.

    Args:
        form: one of ours.
        before: whose wishes; what the form does not name stays.
        names: to suggest, by kind.
    """
    is_search = pages.field(form, "action") == _FIND
    values: dict[str, Any] = {}
    typed: dict[str, str] = {}
    suggestions: dict[str, list[str]] = {}
    problems: list[str] = []
    for topic in TOPICS:
        text = clean_text(pages.field(form, _ADD + topic.name), MOST_CHARACTERS)
        known = names.get(topic.kind) if topic.kind else None
        entries = [clean_text(value, MOST_CHARACTERS) for value in pages.fields(form, topic.name)]
        added = (known.known(text) if known else None) or text
        found = known.beginning(text, SUGGESTED) if known and is_search and added == text else []
        found = [name for name in found if name not in entries]
        if found and added not in found:
            typed[topic.name], suggestions[topic.name] = text, found
        elif is_search or not _led_to(text, entries):
            entries.append(added)
        kept = tuple(dict.fromkeys(entry for entry in entries if entry))
        if len(kept) > MOST_ENTRIES:
            problems.append(f"{topic.title}: {MOST_ENTRIES} at most; the last ones are left out.")
        values[topic.name] = kept[:MOST_ENTRIES]
    values |= _settings(form, before, problems)
    return Draft(replace(before, **values), typed, suggestions, problems)


@cache
def time_zones() -> tuple[str, ...]:
    """Return the names of time zones to choose from: places, and UTC."""
    return ("UTC", *sorted(name for name in _known_zones() if _is_place(name)))


@cache
def _known_zones() -> frozenset[str]:
    """Return every name of a time zone; asked anew, the system's files would be gone through each time."""
    return frozenset(available_timezones())


def _is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))


def _led_to(text: str, entries: Sequence[str]) -> bool:
    """Tell whether a word of an entry begins as what was typed."""
    return any(f" {name_key(text)}" in f" {name_key(entry)}" for entry in entries)


def _settings(form: FormData, before: Subscriber, problems: list[str]) -> dict[str, Any]:
    """Return time zone, hour and how many of a show; what cannot be is a problem, and stays as it was."""
    found: dict[str, Any] = {}
    zone = pages.field(form, "time_zone") or before.time_zone
    if zone in _known_zones():
        found["time_zone"] = zone
    else:
        problems.append("Time zone: choose one of the list.")
    hour = pages.field(form, "hour") or str(before.hour)
    if hour in map(str, range(24)):
        found["hour"] = int(hour)
    else:
        problems.append("Hour: choose one of the list.")
    most = pages.field(form, "most_per_show")
    if most in ("", *map(str, range(1, MOST_A_DAY + 1))):
        found["most_per_show"] = int(most) if most else None
    else:
        problems.append("How many of one show: choose one of the list.")
    return found
