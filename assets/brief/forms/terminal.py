"""The edition as a person reads it in a terminal.

What belongs here: this form. What does not: what is in an edition (edition.py).
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from assets.brief.edition import Edition, Item, RelatedItem

INDENT = (0, 0, 0, 3)


def to_terminal(edition: Edition) -> RenderableType:
    """Return the edition for rich to print; words of feeds can neither style nor control the terminal."""
    heading = Text(f"The brief of {edition.brief_date:%d %B %Y}", style="bold underline")
    return Group(heading, *(part for item in edition.items for part in _item(item)))


def _item(item: Item) -> list[RenderableType]:
    where = (
        f"{item.speaker or 'Unnamed speaker'} on {item.show_title}, {item.published_at:%d %B %Y}: {item.episode_title}"
    )
    body = [
        _plain(item.summary),
        _plain(f"“{item.quote}”", "italic") if item.quote not in item.summary else Text(),
        _plain(where, "cyan"),
        _plain(f"{item.url}{f'  (at {item.time})' if item.time else ''}", "blue"),
        _plain(f"New since you last heard of it: {item.what_is_new}" if item.what_is_new else "", "yellow"),
        _plain("Why: " + "; ".join(item.reasons), "dim"),
        *(_related(other) for other in item.related),
    ]
    return [
        Text(),
        _plain(f"{item.rank}. {item.title}", "bold"),
        *(Padding(line, INDENT) for line in body if line.plain),
    ]


def _related(other: RelatedItem) -> Text:
    who = f"{other.speaker or 'unnamed speaker'} on {other.show_title}, {other.published_at:%d %B %Y}"
    return _plain(f"↳ {other.relation}: {other.title} ({who})", "green")


def _plain(text: str, style: str = "") -> Text:
    """Return text without control characters, which could move the cursor or change colours."""
    return Text("".join(character for character in " ".join(text.split()) if character.isprintable()), style=style)
