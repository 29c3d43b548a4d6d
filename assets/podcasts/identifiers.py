"""Stable identifiers of shows, episodes and everything derived from them.

What belongs here: how a key is computed. What does not: where it is stored.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Final

# https://podcasting2.org/docs/podcast-namespace/tags/guid
PODCAST_NAMESPACE: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def stable_id(*parts: object) -> str:
    """Return 16 hex characters that depend on the parts alone, in their order.

    Parts are joined by a character that cannot occur in a feed's text (U+001F), so ("ab", "c") and ("a", "bc") differ.
    """
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def show_guid(feed_url: str, declared: str | None = None) -> str:
    """Return the show's `podcast:guid`: the declared one where it is a UUID, else the one of the feed's address.

    The rule is the namespace's: UUIDv5 of the address without scheme and trailing slashes.
    """
    if declared:
        try:
            return str(uuid.UUID(declared.strip()))
        except ValueError:
            pass
    return str(uuid.uuid5(PODCAST_NAMESPACE, _SCHEME.sub("", feed_url).rstrip("/")))


def episode_id(show_id: str, guid: str | None, audio_url: str | None) -> str:
    """Return the key of an episode: its guid within its show, else the address of its audio."""
    return stable_id("episode", show_id, guid or audio_url)
