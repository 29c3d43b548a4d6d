"""Subscribers: who gets a brief, what each asks for, and the file that says so.

What belongs here: reading and checking that file. What does not: what their wishes match (interest.py).

The file is YAML:

    subscribers:
      - id: ida                                  # letters, digits, - and _: it also names her edition's file
        interests: [Nvidia, Marlow Freight]      # whoever and whatever she wants to hear of, by any name
        subjects: [storing power for the grid]   # what about, in words of her own
        follow: {shows: [Quay Notes], people: [Ben Ode]}
        mute: {shows: [Crane Talk]}              # never any of these
        most_per_show: 1                         # insights of one show in a brief
        time_zone: Europe/Berlin                 # when her day ends
        email: ida@example.org                   # where her brief goes; without it, into the outbox
        hour: 7                                  # at which she gets it, by her own clock
        slack_url: https://hooks.slack.com/…     # a channel that gets it too
        webhook_url: https://example.org/brief   # a program that does, signed with:
        webhook_secret: whsec_…                  # 24 to 64 random bytes in base64, after `whsec_`
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from assets.brief.addresses import email_address, web_address, webhook_key

DEFAULT_ID: Final = "default"
DEFAULT_HOUR: Final = 7
MOST_ENTRIES: Final = 100
MOST_CHARACTERS: Final = 200
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_KEYS: Final = (
    *("id", "interests", "subjects", "follow", "mute", "most_per_show", "time_zone"),
    *("email", "hour", "slack_url", "webhook_url", "webhook_secret"),
)
_SIDES: Final = ("shows", "people")


class SubscribersError(ValueError):
    """The file of subscribers cannot be read at all; the message names it and the place, and says what to do."""


class _EntryError(ValueError):
    """An entry cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A subscriber, their wishes, where their brief goes; `most_per_show` None: two where there are enough shows."""

    id: str = DEFAULT_ID
    interests: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    followed_shows: tuple[str, ...] = ()
    followed_people: tuple[str, ...] = ()
    muted_shows: tuple[str, ...] = ()
    muted_people: tuple[str, ...] = ()
    most_per_show: int | None = None
    time_zone: str = "UTC"
    email: str | None = None
    hour: int = DEFAULT_HOUR
    slack_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)


def read_subscribers(content: bytes, name: str) -> tuple[list[Subscriber], list[str]]:
    """Return the subscribers of a file, and what is wrong with the entries that cannot be used, a sentence each.

    Args:
        content: the file.
        name: what to call it in messages.

    Raises:
        SubscribersError: if it is not YAML, or no list of subscribers.
    """
    try:
        document = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError) as error:  # also what looks like a date and is none: 2025-02-30
        raise SubscribersError(f"{name} is not YAML: {' '.join(str(error).split())}; correct it there") from error
    entries = document.get("subscribers") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise SubscribersError(f"{name}: write a list under `subscribers:`, each entry with an `id`")
    found: dict[str, Subscriber] = {}
    problems = []
    for number, entry in enumerate(entries, start=1):
        try:
            subscriber = _subscriber(entry)
            if subscriber.id in found:
                raise _EntryError("an earlier entry has the same id; give it another")
            found[subscriber.id] = subscriber
        except _EntryError as error:
            who = f" ({entry['id']})" if isinstance(entry, dict) and entry.get("id") else ""
            problems.append(f"{name}, entry {number}{who}: {error}")
    return list(found.values()), problems


def _subscriber(entry: Any) -> Subscriber:
    if not isinstance(entry, dict):
        raise _EntryError("is no mapping; write `- id: …`")
    _known_keys(entry, _KEYS, "")
    given = entry.get("id")
    # YAML reads an empty `id:` as nothing, and `no` as a no.
    name = str(given) if isinstance(given, (str, int)) and not isinstance(given, bool) else ""
    if not _ID.fullmatch(name):
        raise _EntryError("`id` takes 1 to 64 letters, digits, - and _, and begins with a letter or digit")
    followed, muted = _sides(entry, "follow"), _sides(entry, "mute")
    return Subscriber(
        id=name,
        interests=_texts(entry, "interests"),
        subjects=_texts(entry, "subjects"),
        followed_shows=_texts(followed, "shows", "follow"),
        followed_people=_texts(followed, "people", "follow"),
        muted_shows=_texts(muted, "shows", "mute"),
        muted_people=_texts(muted, "people", "mute"),
        most_per_show=_most_per_show(entry.get("most_per_show")),
        time_zone=_time_zone(entry.get("time_zone", "UTC")),
        **_delivery(entry),
    )


def _delivery(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return where and when an entry's brief goes."""
    checks = {"email": email_address, "slack_url": web_address, "webhook_url": web_address, "webhook_secret": _secret}
    found: dict[str, Any] = {"hour": _hour(entry.get("hour", DEFAULT_HOUR))}
    for key, check in checks.items():
        try:
            found[key] = check(str(entry[key])) if entry.get(key) else None
        except ValueError as error:
            raise _EntryError(f"`{key}` {error}") from error
    if found["webhook_url"] and not found["webhook_secret"]:
        raise _EntryError("`webhook_url` needs `webhook_secret`: whoever gets the brief could not tell who sent it")
    return found


def _secret(text: str) -> str:
    webhook_key(text)
    return text


def _hour(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 23:
        return value
    raise _EntryError("`hour` takes a whole number from 0 to 23")


def _known_keys(entry: Mapping[Any, Any], known: Sequence[str], where: str) -> None:
    unknown = sorted(str(key) for key in entry if key not in known)
    if unknown:
        raise _EntryError(f"{where}`{unknown[0]}` is not known; it takes {', '.join(known)}")


def _sides(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    sides = entry.get(key) or {}
    if not isinstance(sides, dict):
        raise _EntryError(f"`{key}` takes shows and people, as {{shows: […], people: […]}}")
    _known_keys(sides, _SIDES, f"`{key}`: ")
    return sides


def _texts(entry: Mapping[str, Any], key: str, within: str = "") -> tuple[str, ...]:
    label = f"`{within}: {key}`" if within else f"`{key}`"
    values = entry.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, (str, int, float)) for value in values):
        raise _EntryError(f"{label} takes a list of names or words")
    if any(isinstance(value, bool) for value in values):
        raise _EntryError(f'{label} has a yes or no; YAML takes NO and On for one, so write it in quotes: "NO"')
    texts = [" ".join(str(value).split()) for value in values]
    if len(texts) > MOST_ENTRIES or not all(0 < len(text) <= MOST_CHARACTERS for text in texts):
        raise _EntryError(f"{label} takes at most {MOST_ENTRIES} entries of 1 to {MOST_CHARACTERS} characters")
    return tuple(dict.fromkeys(texts))


def _most_per_show(value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 1):
        return value
    raise _EntryError("`most_per_show` takes a whole number from 1 on")


def _time_zone(value: Any) -> str:
    try:
        ZoneInfo(str(value))
    except (OSError, ValueError, KeyError) as error:  # not found is a KeyError, a folder's name an OSError
        raise _EntryError(f"`time_zone` {value!r} is not known; take a name such as Europe/Berlin") from error
    return str(value)
