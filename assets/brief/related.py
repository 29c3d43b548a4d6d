"""What is sent along with an insight: a few related ones that tell more than one voice saying it again.

What belongs here: choosing among an insight's related ones. What does not: finding them (assets/insights).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assets.brief.names import asked_keys, people_keys, show_keys
from assets.brief.subscribers import Subscriber

Link = Mapping[str, Any]


def heard(links: Sequence[Link], subscriber: Subscriber) -> Sequence[Link]:
    """Return the links to what a subscriber has not muted.

    Args:
        links: with `show_id`, `show_title`, `feed_url`, `speaker`, `attributed_to`.
        subscriber: who mutes shows by title, key or address of the feed, and people.
    """
    if not subscriber.muted_shows and not subscriber.muted_people:
        return links
    shows = {key for text in subscriber.muted_shows for key in asked_keys(text)}
    people = {key for text in subscriber.muted_people for key in asked_keys(text)}
    return [link for link in links if shows.isdisjoint(show_keys(link)) and people.isdisjoint(people_keys(link))]


def spread(links: Sequence[Link], limit: int) -> list[dict[str, Any]]:
    """Return at most `limit` links: one of each show in turn, no words twice, and a voice against it as the second.

    Args:
        links: with `relation`, `show_title`, `quote`; the best first.
        limit: how many, at least two.
    """
    told: set[str] = set()
    shows: set[str] = set()
    first: list[Link] = []
    rest: list[Link] = []
    for link in links:
        if link["quote"].casefold() not in told:
            (rest if link["show_title"] in shows else first).append(link)
            told.add(link["quote"].casefold())
            shows.add(link["show_title"])
    ordered = [*first, *rest]
    against = next((link for link in ordered if link["relation"] == "contradicts"), None)
    if against is not None and against not in ordered[:2]:
        ordered.remove(against)
        ordered.insert(1, against)
    return [dict(link) for link in ordered[:limit]]
