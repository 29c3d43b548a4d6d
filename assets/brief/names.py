"""Names as they are compared: of shows, people and entities, said by subscribers and by episodes.

What belongs here: the keys under which a row answers to a name. What does not: what a match counts (interest.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def name_key(name: str) -> str:
    """Return a name as it is compared: in small letters, one space between words."""
    return " ".join(name.casefold().split())


def asked_keys(text: str) -> set[str]:
    """Return what a subscriber's word for somebody may stand for: a name, or a key or address as it is written."""
    return {name_key(text), text}


def show_keys(row: Mapping[str, Any]) -> set[str]:
    """Return what a row's show answers to: `show_id`, `show_title` and `feed_url`, where there is one."""
    return {row["show_id"], name_key(row["show_title"]), *filter(None, [row["feed_url"]])}


def people_keys(row: Mapping[str, Any]) -> set[str]:
    """Return whose words a row's are: who says them and whom they are attributed to, where that is known."""
    return {name_key(row[who]) for who in ("speaker", "attributed_to") if row[who]}
