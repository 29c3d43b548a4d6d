"""Which item of a feed is which episode, though feeds reuse identifiers, change them, and copy from each other.

What belongs here: the rules. What does not: the table of episodes (episodes.py).

An item is a row of schema.EPISODES that has no key yet. In this order, it is
1. the known episode of its show with its guid, unless audio, title and date say that the guid was used anew;
2. a known episode of its show whose guid the feed no longer lists, if the audio is the same, or title and day are;
3. an episode of another show with the same audio; or with the same title and day, if the same people publish both;
4. a new episode.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from assets.podcasts.identifiers import episode_id, stable_id
from orchestration.scanning.hosts import Row

# A guid that stands on another audio, another title, and a date this far away, was used anew.
FAR_APART: Final = timedelta(days=2)
# "Trailer" and "Episode 1" are titles of many.
TELLING_WORDS: Final = 3


def audio_key(row: Row) -> str | None:
    """Return what two addresses of one audio file share: all but the scheme and the fragment."""
    url = str(row["audio_url"] or "").partition("#")[0]
    return url.partition("://")[2] or None


def title_key(row: Row) -> str:
    """Return a title without what spelling changes: case and white space."""
    return " ".join(str(row["title"] or "").casefold().split())


def title_and_day(row: Row) -> tuple[str, date] | None:
    """Return title and day; None where there is no title."""
    title = title_key(row)
    return (title, row["published_on"]) if title else None


def is_another(item: Row, known: Row) -> bool:
    """Tell whether an item with a known guid is nevertheless another episode."""
    audio, known_audio = audio_key(item), audio_key(known)
    if title_key(item) == title_key(known) or (audio and audio == known_audio):
        return False
    if item["published_at"] is None or known["published_at"] is None:
        return False
    return bool(abs(item["published_at"] - known["published_at"]) > FAR_APART)


def within_show(items: Sequence[Row], known: Sequence[Row]) -> list[Row | None]:
    """Return, for each item of a feed, the known episode of the show that it is; None where it is none of them."""
    matches = _matched(items, [None] * len(items), known, lambda row: row["guid"])
    listed = {item["guid"] for item in items}
    left = [row for row in known if row["guid"] not in listed]
    for key in (audio_key, title_and_day):
        matches = _matched(items, matches, left, key)
    return matches


def _matched(
    items: Sequence[Row], matches: list[Row | None], known: Iterable[Row], key: Callable[[Row], Hashable]
) -> list[Row | None]:
    """Match the items that have no match yet with known episodes of the same key, each at most once."""
    taken = {row["episode_id"] for row in matches if row}
    by_key: dict[Hashable, list[Row]] = {}
    for row in known:
        if key(row) is not None and row["episode_id"] not in taken:
            by_key.setdefault(key(row), []).append(row)
    found = list(matches)
    for index, item in enumerate(items):
        candidates = by_key.get(key(item), []) if matches[index] is None else []
        found[index] = matches[index] or next((row for row in candidates if not is_another(item, row)), None)
        if found[index] is not None and matches[index] is None:
            candidates.remove(found[index] or {})
    return found


def new_id(item: Row, taken: Iterable[str]) -> str:
    """Return the key of a new episode; of one that uses a guid anew, its title and day belong to the key."""
    plain = episode_id(item["show_id"], item["guid"], item["audio_url"] or item["url"])
    if plain not in taken:
        return plain
    return stable_id("episode", item["show_id"], item["guid"], title_key(item), item["published_on"])


class Elsewhere:
    """The episodes of other shows, by what tells that an item is one of them."""

    def __init__(self) -> None:
        self._by_audio: dict[str, list[tuple[str, str]]] = {}
        self._by_title: dict[tuple[object, ...], list[tuple[str, str]]] = {}

    def add(self, row: Row, authors: frozenset[str]) -> None:
        """Make an episode known, with the people who publish its show."""
        mark = (row["show_id"], row["episode_id"])
        audio = audio_key(row)
        if audio:
            self._by_audio.setdefault(audio, []).append(mark)
        for key in self._title_keys(row, authors):
            self._by_title.setdefault(key, []).append(mark)

    def find(self, item: Row, authors: frozenset[str]) -> str | None:
        """Return the key of the one episode of another show that an item is; None where there is none, or several."""
        audio = audio_key(item)
        found = set(self._by_audio.get(audio, ()) if audio else ())
        for key in () if found else self._title_keys(item, authors):
            found.update(self._by_title.get(key, ()))
        others = [episode for show, episode in found if show != item["show_id"]]
        return others[0] if len(found) == len(others) == 1 else None

    @staticmethod
    def _title_keys(row: Row, authors: frozenset[str]) -> list[tuple[object, ...]]:
        title = title_key(row)
        if title.count(" ") + 1 < TELLING_WORDS:
            return []
        return [(title, row["published_on"], author) for author in sorted(authors)]
