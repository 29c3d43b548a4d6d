"""Who a feed names: its people with their roles, its authors, its owner.

What belongs here: `podcast:person`, and the older ways of naming an author. What does not: which of them speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.model import Person
from assets.podcasts.feed.texts import words

_MAIL: Final = re.compile(r"(?:mailto:)?[^\s<>()\",;:]+@[^\s<>()\",;:]+")
_EMPTY_BRACKETS: Final = re.compile(r"[(<\[]\s*[)>\]]")
# No name is longer; it also bounds the time of the search for mail addresses.
_LONGEST: Final = 500
_BRACKETED: Final = re.compile(r"\(([^()]*)\)")


def people(element: Element) -> tuple[Person, ...]:
    """Return the `podcast:person`s of a channel or an item; a missing role means host, a missing group cast."""
    return tuple(person for tag in element.all("podcast:person") if (person := _person(tag)))


def _person(tag: Element) -> Person | None:
    name = words(tag)
    if not name:
        return None
    return Person(
        name=name,
        role=_lower(tag.get("role")) or "host",
        group=_lower(tag.get("group")) or "cast",
        url=tag.address(tag.get("href")),
        image_url=tag.address(tag.get("img")),
    )


def authors(element: Element, *names: str) -> tuple[str, ...]:
    """Return the names of the authors that these children give, each once; mail addresses are left out."""
    return tuple(dict.fromkeys(name for child in element.all(*names) for name in _names(child)))


def owner(channel: Element) -> tuple[str | None, str | None]:
    """Return the name and the mail address of `itunes:owner`."""
    tag = channel.first("itunes:owner")
    if tag is None:
        return None, None
    return tag.text("itunes:name", "name"), tag.text("itunes:email", "email")


def _names(tag: Element) -> Iterator[str]:
    named = [tag.text("name", "itunes:name")] if tag.children else [words(tag)]
    for text in named:
        if name := _name(text or ""):
            yield name


def _name(text: str) -> str:
    """Return the name of `Ann Lee (ann@example.org)`, `ann@example.org (Ann Lee)`, `Ann Lee <ann@example.org>`."""
    text = text[:_LONGEST]
    if "@" not in text:
        return text
    left = _EMPTY_BRACKETS.sub(" ", _MAIL.sub("", text)).strip()
    bracketed = _BRACKETED.fullmatch(left)
    return " ".join((bracketed[1] if bracketed else left).split()).strip(",;: ")


def _lower(text: str | None) -> str | None:
    return " ".join(text.lower().split()) if text else None
