"""What a feed says, as values: a show, its episodes, and what belongs to an episode.

What belongs here: the fields and what they mean. What does not: which element of which format holds them (show.py,
episode.py and their neighbours).

Texts are plain words with single white space; times are UTC; addresses are absolute, http or https; a field that the
feed does not give, or gives in a form that nobody could read, is None (empty where it is a tuple).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class FeedError(ValueError):
    """Bytes that are not a feed; the message says what they are and what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of an episode; role and group are lower-case, `host` and `cast` where the feed gives none."""

    name: str
    role: str
    group: str = "cast"
    url: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class TranscriptTag:
    """A transcript that an episode names; its type is what the tag claims."""

    url: str
    type: str | None
    language: str | None
    rel: str | None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A media file of an episode."""

    url: str
    type: str | None
    byte_count: int | None = None


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch of the audio that the show itself holds out as worth hearing."""

    start_seconds: float
    duration_seconds: float
    title: str | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named part of the audio, from its start to the next chapter's."""

    start_seconds: float
    title: str | None
    url: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A `podcast:txt`: free text for whoever knows its purpose."""

    text: str
    purpose: str | None


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """Another show that this one recommends (`podcast:podroll`): by its guid, its feed's address, or both."""

    feed_guid: str | None
    feed_url: str | None


@dataclass(frozen=True, slots=True)
class FeedEpisode:
    """An episode as its feed describes it.

    `audio_url` and `audio_type` are those of the enclosure to listen to, the best audio of `enclosures`. `links` are
    the addresses that the show notes point to. `people` are the item's, else the channel's.
    """

    guid: str | None
    title: str | None
    description: str | None
    published_at: datetime | None
    url: str | None
    audio_url: str | None
    audio_type: str | None
    duration_seconds: float | None
    season: int | None
    episode_number: int | None
    people: tuple[Person, ...]
    transcripts: tuple[TranscriptTag, ...]
    subtitle: str | None = None
    updated_at: datetime | None = None
    authors: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    links: tuple[str, ...] = ()
    image_url: str | None = None
    keywords: tuple[str, ...] = ()
    season_name: str | None = None
    episode_display: str | None = None
    episode_type: str | None = None
    is_explicit: bool | None = None
    is_blocked: bool = False
    chapters_url: str | None = None
    chapters_type: str | None = None
    chapters: tuple[Chapter, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A show.

    `unidentified_count` episodes had neither guid nor address and could not be kept apart from others.

    Paging (RFC 5005): `next_page_url` leads to older episodes, `is_complete` says that the document holds every
    episode there is, `is_archive` that it is an archived page, which does not change any more. `is_finished` is
    another matter: the show says that no episode is to come.

    `damage` is a sentence on what was wrong with the document and what was done about it; None for a sound one.
    """

    title: str | None
    description: str | None
    site_url: str | None
    language: str | None
    guid: str | None
    new_feed_url: str | None
    is_blocked: bool
    episodes: tuple[FeedEpisode, ...]
    unidentified_count: int
    subtitle: str | None = None
    updated_at: datetime | None = None
    authors: tuple[str, ...] = ()
    owner_name: str | None = None
    owner_email: str | None = None
    people: tuple[Person, ...] = ()
    image_url: str | None = None
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    is_explicit: bool | None = None
    kind: str | None = None
    medium: str | None = None
    next_page_url: str | None = None
    is_complete: bool = False
    is_archive: bool = False
    is_finished: bool = False
    is_locked: bool = False
    update_frequency: str | None = None
    update_start: datetime | None = None
    update_note: str | None = None
    podroll: tuple[RemoteItem, ...] = ()
    notes: tuple[Note, ...] = ()
    damage: str | None = None
