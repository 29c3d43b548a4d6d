"""A folder of transcripts as a feed: its listing is the feed document, each transcript in it an episode.

What belongs here: the show and the episodes that follow from a listing. What does not: making one (listing.py).

An episode's date is the one described, else the one in its file's name, else when the file was modified. It is known by
the guid described, else by its path.

A listing names local files. It is a document of our own making: nothing that was fetched is ever read as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from assets.podcasts.dates import parse_date
from assets.podcasts.feeds import Feed, FeedEpisode, Person, TranscriptTag, parse_feed
from assets.podcasts.fields import parse_count, parse_duration, web_address
from assets.podcasts.front_matter import Fields
from assets.podcasts.identifiers import stable_id
from assets.podcasts.listing import TRANSCRIPT_TYPES, is_listing, read_document

LOCAL_SCHEME: Final = "file://"
_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def parse_source(document: bytes, feed_url: str, content_type: str | None = None) -> Feed:
    """Read a feed document: a listing where it is one and the feed is a local one, else a feed (`parse_feed`)."""
    if feed_url.startswith(LOCAL_SCHEME) and is_listing(document):
        return read_listing(document)
    return parse_feed(document, feed_url, content_type)


def listed_files(document: bytes) -> dict[str, tuple[str, str, str | None]]:
    """Return folder address, path in it, and reason not to read it of every transcript in a listing, by address."""
    listing = read_document(document)
    return {
        _file_url(listing["folder"], file): (listing["folder"], file["path"], file["problem"])
        for episode in listing["episodes"]
        for file in episode["files"]
    }


def read_listing(document: bytes) -> Feed:
    """Return the feed that a listing describes: its transcripts' addresses are those of local files."""
    listing = read_document(document)
    show, episodes = listing["show"], listing["episodes"]
    named = next((episode["fields"]["show"] for episode in episodes if "show" in episode["fields"]), None)
    people = _people(show)
    return Feed(
        title=_one_line(show.get("title") or named or listing["name"]),
        description=show.get("description"),
        site_url=web_address(show.get("url"), ""),
        language=show.get("language"),
        guid=show.get("guid"),
        new_feed_url=None,
        is_blocked=False,
        episodes=tuple(_feed_episode(episode, listing["folder"], people) for episode in episodes),
        unidentified_count=0,
    )


def _feed_episode(episode: Mapping[str, Any], folder: str, show_people: tuple[Person, ...]) -> FeedEpisode:
    fields: Fields = episode["fields"]
    stem = PurePosixPath(episode["key"]).name
    first = _file_url(folder, episode["files"][0])
    return FeedEpisode(
        guid=fields.get("guid") or episode["id"],
        title=_one_line(fields.get("title") or _title_in(stem)),
        description=fields.get("description"),
        published_at=parse_date(fields.get("date")) or _day_in(stem) or datetime.fromisoformat(episode["modified_at"]),
        # Where no page is named, the evidence is the file itself.
        url=web_address(fields.get("url"), "") or first.partition("#")[0],
        audio_url=web_address(fields.get("audio"), ""),
        audio_type=None,
        duration_seconds=parse_duration(fields.get("duration")),
        season=parse_count(fields.get("season")),
        episode_number=parse_count(fields.get("episode")),
        people=_people(fields) or show_people,
        transcripts=tuple(_tag(folder, file, fields.get("language")) for file in episode["files"]),
    )


def _tag(folder: str, file: Mapping[str, str], language: str | None) -> TranscriptTag:
    suffix = PurePosixPath(file["path"]).suffix.lower()
    return TranscriptTag(url=_file_url(folder, file), type=TRANSCRIPT_TYPES[suffix], language=language, rel=None)


def _file_url(folder: str, file: Mapping[str, str | None]) -> str:
    # The mark after the path changes with the file: what changed has a new address, and is read again.
    mark = stable_id(file["sha256"], file["problem"])
    return f"{folder}/{quote(str(file['path']), errors='surrogatepass')}#{mark}"


def _people(fields: Fields) -> tuple[Person, ...]:
    return tuple(Person(name=person["name"], role=person["role"]) for person in fields.get("people", ()))


def _title_in(stem: str) -> str:
    words = re.sub(r"[-_\s]+", " ", _DAY.sub(" ", stem, count=1)).strip(" .")
    return words or stem


def _day_in(stem: str) -> datetime | None:
    match = _DAY.search(stem)
    return parse_date(f"{match[1]}-{match[3]}-{match[4]}") if match else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
