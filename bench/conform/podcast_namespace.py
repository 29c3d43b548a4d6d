"""The Podcasting 2.0 namespace's own examples: its feed, its two chapter files.

What belongs here: what the example says, read by eye. What does not: its transcripts (transcripts.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from assets.podcasts.chapters import parse_chapters
from assets.podcasts.feeds import Feed, parse_feed
from bench.conform.result import FolderResult

_EPISODE: Final = 0
# What example.xml holds, a line a tag: the name of the case, what we read, what stands there.
_CASES: Final[dict[str, tuple[Callable[[Feed], object], object]]] = {
    "guid": (lambda feed: feed.guid, "y0ur-gu1d-g035-h3r3"),
    "locked": (lambda feed: feed.is_locked, True),
    "block": (lambda feed: feed.is_blocked, True),
    "medium": (lambda feed: feed.medium, "podcast"),
    "podroll": (
        lambda feed: [(item.feed_guid, item.feed_url) for item in feed.podroll],
        [
            ("917393e3-1b1e-5cef-ace4-edaa54e1f810", "https://feeds.podcastindex.org/pc20.xml"),
            ("396d9ae0-da7e-5557-b894-b606231fa3ea", "https://feedurl.example.rss"),
        ],
    ),
    "items without the live one": (lambda feed: [e.episode_number for e in feed.episodes], [3, 2, 1]),
    "season": (lambda feed: {(e.season, e.season_name) for e in feed.episodes}, {(1, "Podcasting 2.0")}),
    "transcripts": (
        lambda feed: [(t.url, t.type, t.language, t.rel) for t in feed.episodes[_EPISODE].transcripts],
        [
            ("https://example.com/ep3/transcript.txt", "text/plain", None, None),
            ("https://example.com/episode1/transcript.vtt", "text/vtt", "es", "captions"),
        ],
    ),
    "people": (
        lambda feed: [(p.name, p.role, p.group) for p in feed.episodes[_EPISODE].people],
        [
            ("Adam Curry", "host", "cast"),
            ("Dave Jones", "guest", "cast"),
            ("Becky Smith", "cover art designer", "visuals"),
        ],
    ),
    "chapters tag": (lambda feed: feed.episodes[_EPISODE].chapters_url, "https://example.com/ep3_chapters.json"),
    "soundbite": (
        lambda feed: [(s.start_seconds, s.duration_seconds, s.title) for s in feed.episodes[_EPISODE].soundbites],
        [(33.833, 60.0, None)],
    ),
    "enclosure": (lambda feed: feed.episodes[_EPISODE].audio_url, "https://example.com/file-03.mp3"),
    "alternate enclosures": (lambda feed: len(feed.episodes[_EPISODE].enclosures), 5),
    "owner": (lambda feed: (feed.owner_name, feed.owner_email), ("John Doe", "johndoe@example.com")),
    "authors": (lambda feed: feed.authors, ("John Doe",)),
    "categories": (lambda feed: feed.categories, ("Technology", "News", "Tech News")),
}


def result(folder: Path) -> FolderResult:
    """Return what a run over the folder's feed and chapter files found."""
    feed = parse_feed((folder / "example.xml").read_bytes(), "https://example.com/feed.xml")
    read = {name: (get(feed), expected) for name, (get, expected) in _CASES.items()}
    for path in sorted(folder.glob("docs/examples/chapters/*.json")):
        read[path.name] = (_chapters_read(path), _chapters_expected(path))
    failed = {name: f"expected {expected!r}, got {got!r}" for name, (got, expected) in read.items() if got != expected}
    return FolderResult("podcast_namespace (feed, chapters)", len(read), len(read) - len(failed), failed=failed)


def _chapters_read(path: Path) -> list[tuple[float, str | None]]:
    chapters = parse_chapters(path.read_bytes(), "https://example.com/chapters.json")
    return [(chapter.start_seconds, chapter.title) for chapter in chapters]


def _chapters_expected(path: Path) -> list[tuple[float, str | None]]:
    listed = json.loads(path.read_bytes())["chapters"]
    return [(each["startTime"], each.get("title")) for each in listed if each.get("toc", True)]
