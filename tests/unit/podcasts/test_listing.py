"""A folder's listing and the feed that follows from it; no disk is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assets.podcasts.feeds import Feed, FeedEpisode, FeedError, Person
from assets.podcasts.listing import LocalFile, is_listing, is_transcript_name, write_listing
from assets.podcasts.local import listed_files, parse_source, read_listing

FOLDER = "file:///srv/talks"
MODIFIED = datetime(2025, 3, 4, 6, tzinfo=UTC)
WORDS = b"Anna: Good evening, this is a talk about locks.\n"

Files = Mapping[str, bytes]


def listing(files: Files, earlier: bytes | None = None, modified_at: datetime = MODIFIED) -> bytes:
    found = (LocalFile(path, content, modified_at) for path, content in sorted(files.items()))
    return write_listing(FOLDER, "talks", found, earlier)


def feed(files: Files) -> Feed:
    return read_listing(listing(files))


def only(files: Files) -> FeedEpisode:
    [episode] = feed(files).episodes
    return episode


def test_each_transcript_is_an_episode_and_the_folder_is_the_show() -> None:
    found = feed({"a.vtt": WORDS, "b.txt": WORDS, "2024/c.srt": WORDS})
    assert found.title == "talks"
    assert [(episode.guid, episode.title) for episode in found.episodes] == [
        ("2024/c", "c"),
        ("a", "a"),
        ("b", "b"),
    ]
    assert [episode.transcripts[0].type for episode in found.episodes] == [
        "application/x-subrip",
        "text/vtt",
        "text/plain",
    ]


def test_front_matter_describes_the_episode() -> None:
    episode = only(
        {
            "talk.md": b"---\ntitle: The new lock\ndate: 2025-02-03T09:30:00+01:00\nguid: lock-1\nseason: 2\n"
            b"guests: [Dev Rao]\nurl: https://talks.example/1\naudio: https://talks.example/1.mp3\nduration: 90\n"
            b"---\nWords."
        }
    )
    assert (episode.title, episode.guid, episode.season) == ("The new lock", "lock-1", 2)
    assert episode.published_at == datetime(2025, 2, 3, 8, 30, tzinfo=UTC)
    assert episode.people == (Person("Dev Rao", "guest"),)
    assert (episode.url, episode.audio_url) == ("https://talks.example/1", "https://talks.example/1.mp3")
    assert episode.duration_seconds == 90


@pytest.mark.parametrize("sidecar", ["talk.yaml", "talk.yml", "talk.json", "talk.vtt.yaml", "talk.vtt.json"])
def test_a_sidecar_describes_the_transcript_beside_it(sidecar: str) -> None:
    content = b'{"title": "The new lock"}'
    episode = only({"talk.vtt": b"WEBVTT\n", sidecar: content})
    assert (episode.title, len(episode.transcripts)) == ("The new lock", 1)


def test_a_sidecar_wins_over_front_matter() -> None:
    files = {"talk.txt": b"---\ntitle: Old\nguid: lock-1\n---\nWords.", "talk.yaml": b"title: New"}
    assert (only(files).title, only(files).guid) == ("New", "lock-1")


def test_transcripts_of_one_name_are_of_one_episode() -> None:
    podcast_json = b'{"version": "1.0.0", "segments": [{"body": "Good evening."}]}'
    episode = only({"talk.vtt": b"WEBVTT\n", "talk.json": podcast_json, "talk.txt": WORDS})
    assert [tag.type for tag in episode.transcripts] == ["application/json", "text/plain", "text/vtt"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("talk.json", b'{"title": "New", "transcript": {"segments": [{"body": "Good evening."}]}}'),
        ("talk.json", b'{"text": "Good evening.", "language": "en"}'),
        ("talk.sbv", b"0:00:01.000,0:00:02.000\nGood evening.\n"),
        ("talk.ttml", b'<tt><body><div><p begin="1s" end="2s">Good evening.</p></div></body></tt>'),
    ],
)
def test_whatever_holds_a_transcript_is_an_episode(name: str, content: bytes) -> None:
    assert is_transcript_name(name)
    assert len(only({name: content}).transcripts) == 1


def test_half_an_emoji_in_a_description_costs_nothing() -> None:
    assert only({"talk.txt": WORDS, "talk.json": b'{"title": "New \\ud83d"}'}).title == "New \ufffd"


def test_a_description_beside_nothing_is_no_episode() -> None:
    assert feed({"talk.yaml": b"title: New", "readme.md": b"# About", "LICENSE.txt": b"Free."}).episodes == ()


def test_the_show_is_described_in_the_folder_and_its_people_are_everybodys_who_names_none() -> None:
    found = feed(
        {
            "show.yaml": b"title: Harbour Hours\nhosts: [Anna Keller]\nlanguage: en\nurl: https://talks.example\n",
            "a.txt": WORDS,
            "b.txt": b"---\nguest: Dev Rao\n---\nWords.",
        }
    )
    assert (found.title, found.language, found.site_url) == ("Harbour Hours", "en", "https://talks.example")
    assert [episode.people for episode in found.episodes] == [
        (Person("Anna Keller", "host"),),
        (Person("Dev Rao", "guest"),),
    ]


def test_a_show_that_is_only_named_by_its_episodes_is_called_that() -> None:
    assert feed({"a.txt": b"---\nshow: Harbour Hours\n---\nWords."}).title == "Harbour Hours"


def test_a_damaged_description_of_the_show_is_an_error_that_names_it() -> None:
    with pytest.raises(FeedError, match=r"show\.yaml, line 1: not YAML"):
        listing({"show.yaml": b"title: [}", "a.txt": WORDS})


@pytest.mark.parametrize(
    ("name", "day", "title"),
    [
        ("2024-05-06-the-old-quay.txt", datetime(2024, 5, 6, tzinfo=UTC), "the old quay"),
        ("talk_20240506.txt", datetime(2024, 5, 6, tzinfo=UTC), "talk"),
        ("2024.05.06.txt", datetime(2024, 5, 6, tzinfo=UTC), "2024.05.06"),
        ("episode 1234567890.txt", MODIFIED, "episode 1234567890"),
        ("2024-13-06.txt", MODIFIED, "2024 13 06"),
        ("2023-02-31.txt", MODIFIED, "2023-02-31"),
    ],
)
def test_a_date_stands_in_the_name_or_is_that_of_the_file(name: str, day: datetime, title: str) -> None:
    episode = only({name: WORDS})
    assert (episode.published_at, episode.title) == (day, title)


def test_a_described_date_wins_over_the_name() -> None:
    assert only({"2024-05-06.txt": b"---\ndate: 2025-01-02\n---\nWords."}).published_at == datetime(
        2025, 1, 2, tzinfo=UTC
    )


def test_equal_folders_have_equal_listings_whatever_was_listed_before() -> None:
    files = {"a.txt": WORDS, "b.vtt": b"WEBVTT\n", "b.yaml": b"title: B"}
    first = listing(files)
    assert listing(files, first) == first
    assert is_listing(first)


def test_touching_a_file_moves_its_episode_to_no_other_day() -> None:
    first = listing({"a.txt": WORDS})
    assert listing({"a.txt": WORDS}, first, MODIFIED + timedelta(days=9)) == first


def test_a_file_that_changed_has_another_address_and_the_others_have_not() -> None:
    before = listing({"a.txt": WORDS, "b.txt": WORDS})
    after = listing({"a.txt": WORDS + b"More.", "b.txt": WORDS}, before)
    old, new = read_listing(before).episodes, read_listing(after).episodes
    assert old[0] != new[0]
    assert old[0].guid == new[0].guid
    assert old[0].transcripts[0].url.partition("#")[0] == new[0].transcripts[0].url.partition("#")[0]
    assert old[1] == new[1]


def test_an_episode_whose_file_moved_is_the_same_episode() -> None:
    before = listing({"a.txt": WORDS})
    after = listing({"2025/locks.txt": WORDS, "b.txt": b"Other."}, before, MODIFIED + timedelta(days=9))
    moved, other = read_listing(after).episodes
    assert (moved.guid, moved.published_at) == ("a", MODIFIED)
    assert other.guid == "b"


def test_a_copy_of_a_file_that_stays_is_an_episode_of_its_own() -> None:
    before = listing({"a.txt": WORDS})
    assert [e.guid for e in read_listing(listing({"a.txt": WORDS, "b.txt": WORDS}, before)).episodes] == ["a", "b"]


def test_addresses_are_written_so_that_any_name_can_be_one() -> None:
    [url] = listed_files(listing({"a talk #1?.txt": WORDS}))
    assert url.startswith("file:///srv/talks/a%20talk%20%231%3F.txt#")


def test_a_file_that_cannot_be_read_and_one_that_is_described_badly_are_listed_with_the_reason() -> None:
    found = [
        LocalFile("big.txt", None, MODIFIED, "larger than 10 bytes"),
        LocalFile("odd.md", b"---\ntitle: [\n---\nWords.", MODIFIED),
        LocalFile("talk.vtt", b"WEBVTT\n", MODIFIED),
        LocalFile("talk.yaml", b"title: [", MODIFIED),
    ]
    listed = listed_files(write_listing(FOLDER, "t", found, None))
    reasons = {path: problem or "" for _, path, problem in listed.values()}
    assert reasons["big.txt"] == "larger than 10 bytes"
    assert reasons["odd.md"].startswith("the front matter, line 3: not YAML")
    assert reasons["talk.vtt"].startswith("talk.yaml, line 1: not YAML")


def test_mending_a_description_gives_the_transcript_a_new_address() -> None:
    found = [LocalFile("talk.vtt", b"WEBVTT\n", MODIFIED), LocalFile("talk.yaml", b"title: [", MODIFIED)]
    before = write_listing(FOLDER, "talks", found, None)
    after = write_listing(FOLDER, "talks", [found[0], replace(found[1], content=b"title: New")], before)
    assert set(listed_files(before)).isdisjoint(listed_files(after))


def test_what_was_fetched_is_never_read_as_a_listing() -> None:
    document = listing({"a.txt": WORDS})
    assert len(parse_source(document, "file:///srv/talks").episodes) == 1
    with pytest.raises(FeedError):
        parse_source(document, "https://evil.example/feed")
