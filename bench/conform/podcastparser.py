"""podcastparser's cases: a feed (.rss) with what its parser makes of it (.json).

What belongs here: its names for our fields, and what it puts in place of a field that a feed does not give. What does
not: what counts as the same (verdict.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from assets.podcasts.feed.model import Chapter, Enclosure
from assets.podcasts.feeds import Feed, FeedEpisode, FeedError, Person, read_items
from bench.conform.result import FolderResult
from bench.conform.verdict import same

# Where its test suite has the feeds lie.
_BASE: Final = "file://tests/data/"
_OUR_BASE: Final = "http://tests/data/"
_SKIPPED: Final = "not modelled"
_LINK: Final = (("link",), "a guid that does not say it is a permalink is a link only if it is a whole address")
_SUMMARY: Final = (("description",), "Atom's summary is a description too")
_FIRST: Final = "of several descriptions one is kept: description, else the whole notes, else the summary"
# The differences that are kept: by case the fields, and why.
_KEPT: Final = {
    **dict.fromkeys(("chapters", "duration", "itunes_duration", "itunes_no_xmlns"), _LINK),
    **dict.fromkeys(("itunes_xmlns", "itunes_episode_image", "media_episode_thumbnail"), _LINK),
    **dict.fromkeys(("media_episode_thumbnail_group", "image_and_audio"), _LINK),
    **dict.fromkeys(("atom_updated", "atom_published_updated"), _SUMMARY),
    "multi_enclosures": (("enclosures",), "an address that an episode names twice is one file"),
    "html_in_description_rss_both_different": (("description",), _FIRST),
    "itunes_subtitle": (("description", "link"), f"{_FIRST}; {_LINK[1]}"),
}
_UNMODELLED: Final = frozenset({"payment_url", "funding_url", "generator", "description_html", "paged_feed_first"})


def result(folder: Path) -> FolderResult:
    """Return what a run over the folder found."""
    cases = sorted(folder.rglob("*.rss"))
    failed: dict[str, str] = {}
    kept: dict[str, list[str]] = {}
    conditions = unmodelled = 0
    for case in cases:
        expected = json.loads(case.with_suffix(".json").read_bytes())
        try:
            feed = read_items(case.read_bytes(), _OUR_BASE + case.name)
        except FeedError as error:
            failed[case.name] = str(error)
            continue
        found = list(_differences(expected, feed, case.stem))
        conditions += len(found)
        unmodelled += sum(difference == _SKIPPED for difference in found)
        wrong = [difference for difference in found if difference not in (None, _SKIPPED)]
        if wrong and case.stem in _KEPT and all(str(each).startswith(_KEPT[case.stem][0]) for each in wrong):
            kept.setdefault(_KEPT[case.stem][1], []).append(case.name)
        elif wrong or case.stem in _KEPT:
            failed[case.name] = "; ".join(map(str, wrong)) or "is listed as a difference that is kept, but agrees"
    passed = len(cases) - len(failed) - sum(map(len, kept.values()))
    note = f"{conditions - unmodelled} of {conditions} fields compared; not modelled: {', '.join(sorted(_UNMODELLED))}"
    return FolderResult("podcastparser", len(cases), passed, kept=kept, failed=failed, note=note)


def _differences(expected: dict[str, Any], feed: Feed, stem: str) -> Iterator[str | None]:
    view = _show(feed, stem)
    for name, value in expected.items():
        if name == "episodes":
            yield from _episode_differences(value, feed)
        else:
            yield _difference(name, value, view)


def _episode_differences(expected: list[dict[str, Any]], feed: Feed) -> Iterator[str | None]:
    # Its parser resolves a guid as if it were an address; ours keeps what the feed says.
    views = [view for view in map(_episode, feed.episodes) if view["guid"]]
    ours = {_resolved(view[key]): view for view in views for key in ("link", "guid")}
    for episode in expected:
        view = ours.get(_resolved(episode["guid"]))
        if view is None:
            yield f"no episode {episode['guid']!r}, but {sorted(map(str, ours))}"
            continue
        for name, value in episode.items():
            yield _difference(name, value, view | {"guid": episode["guid"]})


def _difference(name: str, expected: Any, view: dict[str, Any]) -> str | None:
    if name in _UNMODELLED:
        return _SKIPPED
    if name == "itunes_categories":
        # Theirs are paths; ours are the names in them.
        expected = [category for path in expected for category in path if category]
    return None if same(view[name], expected) else f"{name}: expected {expected!r}, got {view[name]!r}"


def _show(feed: Feed, stem: str) -> dict[str, Any]:
    owner = {"name": feed.owner_name, "email": feed.owner_email}
    return {
        "title": feed.title or stem,
        "description": feed.description,
        "link": feed.site_url,
        "cover_url": _theirs(feed.image_url),
        "language": feed.language,
        "itunes_author": ", ".join(feed.authors),
        "itunes_owner": {name: value for name, value in owner.items() if value},
        "itunes_categories": list(feed.categories),
        "itunes_keywords": list(feed.keywords),
        "import_prohibited": feed.is_locked,
        "explicit": feed.is_explicit,
        "type": feed.kind or "episodic",
        "new_url": feed.new_feed_url,
        "paged_feed_next": feed.next_page_url,
    }


def _episode(episode: FeedEpisode) -> dict[str, Any]:
    link = _theirs(episode.url)
    guid = episode.guid or link or _theirs(episode.audio_url)
    return {
        "title": episode.title or (PurePosixPath(urlsplit(episode.audio_url or "").path).stem),
        "subtitle": episode.subtitle,
        "description": episode.description or "",
        "published": int(episode.published_at.timestamp()) if episode.published_at else 0,
        "guid": guid,
        "link": link or "",
        "total_time": int(episode.duration_seconds or 0),
        "enclosures": [_enclosure(file) for file in episode.enclosures],
        "type": episode.episode_type or "full",
        "number": episode.episode_number,
        "season": episode.season,
        "explicit": episode.is_explicit,
        "itunes_author": ", ".join(episode.authors),
        "episode_art_url": _theirs(episode.image_url),
        "transcript_url": episode.transcripts[0].url if episode.transcripts else None,
        "chapters_json_url": episode.chapters_url,
        "persons": [_person(person) for person in episode.people],
        "chapters": [_chapter(chapter) for chapter in episode.chapters],
    }


def _enclosure(file: Enclosure) -> dict[str, Any]:
    kind = file.type or "application/octet-stream"
    return {"url": _theirs(file.url), "mime_type": kind, "file_size": file.byte_count or -1}


def _person(person: Person) -> dict[str, Any]:
    names = {"name": person.name, "role": person.role, "group": person.group}
    return names | {"href": person.url, "img": person.image_url}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    fields = {"title": chapter.title, "href": chapter.url, "image": chapter.image_url}
    return {"start": int(chapter.start_seconds)} | {name: value for name, value in fields.items() if value}


def _theirs(url: str | None) -> str | None:
    return url.replace("http://tests/", "file://tests/") if url else None


def _resolved(guid: str) -> str:
    return urljoin("http://tests/data/", guid.replace("file://tests/", "http://tests/"))
