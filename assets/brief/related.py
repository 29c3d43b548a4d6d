"""What is sent along with an insight: a few related ones that tell more than one voice saying it again.

What belongs here: choosing among an insight's related ones. What does not: finding them (assets/insights).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Link = Mapping[str, Any]


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
