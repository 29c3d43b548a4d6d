"""A feed of editions as data, for the two forms that readers' programs take: Atom and JSON Feed.

What belongs here: which entries a feed has, and what both forms say of each. What does not: a form (atom.py,
json_feed.py).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from assets.brief.edition import Edition, Item
from assets.brief.forms.links import best_url
from assets.brief.forms.templating import environment

ATOM_FILE: Final = "atom.xml"
JSON_FILE: Final = "feed.json"
# An entry keeps its id when the site moves, so that no reader's program shows it twice.
_NAMESPACE: Final = uuid.UUID("5d4ee24c-4dd1-53b3-8a4b-a1d7f8a3b6a5")
_AUTHOR: Final = "Briefcast"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """An insight in a feed; `url` is empty where neither page nor evidence has an address."""

    id: str
    item: Item
    url: str
    html: str
    text: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; its addresses are empty where the site is not public."""

    id: str
    title: str
    description: str
    author: str
    home_url: str
    atom_url: str
    json_url: str
    updated: datetime
    entries: Sequence[Entry]


def make_feed(
    editions: Iterable[Edition],
    *,
    title: str,
    description: str,
    public_url: str = "",
    name: str = "",
    page: str = "",
    is_of_site: bool = True,
) -> Feed:
    """Return a feed of the insights of some editions, each insight once.

    Args:
        editions: the newest first.
        title: of the feed.
        description: of the feed, in a sentence.
        public_url: address of the site.
        name: what tells the feed from the others of ours; none: the site's own.
        page: path of the page that shows the same.
        is_of_site: whether the feed's files lie in the site; else they have no address.
    """
    entries: dict[str, Entry] = {}
    for edition in editions:
        for item in edition.items:
            if item.insight_id not in entries:
                entries[item.insight_id] = _entry(edition, item, public_url)
    base = f"{public_url.rstrip('/')}/" if public_url else ""
    return Feed(
        id=_urn("feed", name),
        title=title,
        description=description,
        author=_AUTHOR,
        home_url=f"{base}{page}" if base else "",
        atom_url=f"{base}{ATOM_FILE}" if base and is_of_site else "",
        json_url=f"{base}{JSON_FILE}" if base and is_of_site else "",
        updated=max((entry.decided_at for entry in entries.values()), default=_EPOCH),
        entries=tuple(entries.values()),
    )


def _entry(edition: Edition, item: Item, public_url: str) -> Entry:
    html = environment().get_template("forms/insight.html").render(edition=edition, item=item, public_url=public_url)
    return Entry(
        id=_urn("insight", item.insight_id),
        item=item,
        url=best_url(public_url, item),
        html=html.strip(),
        text=f"{item.summary}\n\n“{item.quote}”",
        decided_at=edition.decided_at,
    )


def _urn(kind: str, name: str) -> str:
    return uuid.uuid5(_NAMESPACE, f"{kind}/{name}").urn
