"""The edition as Markdown, as CommonMark readers and the Dagster UI show it.

What belongs here: this form. What does not: what is in an edition (edition.py).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent

from assets.brief.edition import Edition, Item, RelatedItem

# What makes a list or a rule at the start of a line.
_BLOCK: Final = re.compile(r"^(\d*)([-+.=)])")
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#|!~&])")


def to_markdown(edition: Edition) -> str:
    """Return the edition as Markdown; words of feeds and transcripts are escaped, links are http or https only."""
    parts = [f"# The brief of {edition.brief_date:%d %B %Y}", *(_item(item) for item in edition.items)]
    return "\n\n".join(parts) + "\n"


def _item(item: Item) -> str:
    where = (
        f"{item.speaker or 'Unnamed speaker'}, {item.show_title}, {item.episode_title}, {item.published_at:%d %B %Y}"
    )
    lines = [
        f"## {item.rank}. {_escaped(item.title)}",
        _escaped(item.summary),
        f"> {_escaped(item.quote)}",
        f"{_escaped(where)} · {_link(f'listen at {item.time}' if item.time else 'listen', item.url)}",
        f"Why it is here: {_escaped('; '.join(item.reasons))}.",
    ]
    related = "\n".join(_related(other) for other in item.related)
    return "\n\n".join([*lines, related] if related else lines)


def _related(other: RelatedItem) -> str:
    who = f"{other.speaker or 'unnamed speaker'}, {other.show_title}, {other.published_at:%d %B %Y}"
    return f"- *{other.relation}*: {_link(other.title, other.url)} ({_escaped(who)}). {_escaped(other.explanation)}"


def _link(text: str, url: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        return _escaped(text)
    return f"[{_escaped(text)}](<{percent(url, safe=':/?#@!$&*+,;=%~.-_')}>)"


def _escaped(text: str) -> str:
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(text.split())))
