"""The edition as Markdown, as CommonMark readers and the Dagster UI show it.

What belongs here: this form. What does not: what is in an edition (edition.py).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent

from assets.brief.edition import Edition, Item, RelatedItem
from assets.brief.forms.links import best_url, insight_url

# What makes a list or a rule at the start of a line.
_BLOCK: Final = re.compile(r"^(\d*)([-+.=)])")
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>()#|!~&])")


def to_markdown(edition: Edition, public_url: str = "") -> str:
    """Return the edition as Markdown; words of feeds and transcripts are escaped, links are http or https only.

    Headlines lead to the pages of the site where it is public.
    """
    parts = [f"# The brief of {edition.brief_date:%d %B %Y}", *(_item(item, public_url) for item in edition.items)]
    return "\n\n".join(parts) + "\n"


def _item(item: Item, public_url: str) -> str:
    where = (
        f"{item.speaker or 'Unnamed speaker'}, {item.show_title}, {item.episode_title}, {item.published_at:%d %B %Y}"
    )
    lines = [
        f"## {item.rank}. {link(item.title, insight_url(public_url, item.insight_id))}",
        escaped(item.summary),
        f"> {escaped(item.quote)}",
        f"{escaped(where)} · {link(f'listen at {item.time}' if item.time else 'listen', item.url)}",
        *([f"New since you last heard of it: {escaped(item.what_is_new)}."] if item.what_is_new else []),
        f"Why it is here: {escaped('; '.join(item.reasons))}.",
    ]
    related = "\n".join(related_line(other, public_url) for other in item.related)
    return "\n\n".join([*lines, related] if related else lines)


def related_line(other: RelatedItem, public_url: str = "") -> str:
    """Return a related insight as an entry of a list."""
    who = f"{other.speaker or 'unnamed speaker'}, {other.show_title}, {other.published_at:%d %B %Y}"
    title = link(other.title, best_url(public_url, other))
    return f"- *{other.relation}*: {title} ({escaped(who)}). {escaped(other.explanation)}"


def link(text: str, url: str) -> str:
    """Return text linked to an address, http or https only; else the text alone."""
    if not url.lower().startswith(("http://", "https://")):
        return escaped(text)
    return f"[{escaped(text)}](<{percent(url, safe=':/?#@!$&*+,;=%~.-_')}>)"


def escaped(text: str) -> str:
    """Return words of feeds and transcripts so that nothing in them is markup."""
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(text.split())))
