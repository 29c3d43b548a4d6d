"""The sample shows: complete, well-formed, and holding what the rest of Briefcast is tried on.

What belongs here: what anyone may rely on in assets/samples. What does not: how feeds and transcripts are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import pytest
from lxml import etree, html

SAMPLES: Final = Path(__file__).parents[3] / "assets" / "samples"
PODCAST: Final = "{https://podcastindex.org/namespace/1.0}"
TYPES: Final = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".html": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
FEEDS: Final = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/feed.xml"))
TRANSCRIPTS: Final = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/transcripts/*"))

_TIME_LINE: Final = re.compile(r"^.*-->.*$|^\d+$", re.MULTILINE)


def _items(feed: str) -> list[etree._Element]:
    return list(etree.parse(SAMPLES / feed).getroot().iterfind("channel/item"))


def _transcript_tags() -> Iterator[tuple[str, etree._Element]]:
    """Give each transcript tag of each feed, with the path from the samples' folder to what it names."""
    for feed in FEEDS:
        for item in _items(feed):
            for tag in item.iterfind(f"{PODCAST}transcript"):
                yield f"{Path(feed).parent.as_posix()}/{tag.get('url')}", tag


def _words(transcript: str) -> str:
    """Return what is spoken, roughly: names and marks of some formats stay in, times and tags do not."""
    path = SAMPLES / transcript
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        text = " ".join(segment["body"] for segment in json.loads(text)["segments"])
    elif path.suffix == ".html":
        text = " ".join(str(part) for part in html.document_fromstring(text).itertext())
    elif path.suffix in (".vtt", ".srt"):
        text = re.sub(r"<[^>]*>", "", _TIME_LINE.sub("", text))
    return " ".join(text.split())


def test_the_list_names_every_feed_by_a_relative_address() -> None:
    outlines = etree.parse(SAMPLES / "index.opml").getroot().iterfind("body//outline[@xmlUrl]")
    assert sorted(str(outline.get("xmlUrl")) for outline in outlines) == FEEDS


def test_there_are_five_shows() -> None:
    assert len(FEEDS) == 5


@pytest.mark.parametrize("feed", FEEDS)
def test_a_show_has_three_episodes_each_with_identity_date_people_and_transcript(feed: str) -> None:
    items = _items(feed)
    assert len(items) >= 3
    assert len({item.findtext("guid") for item in items}) == len(items)
    for item in items:
        assert parsedate_to_datetime(item.findtext("pubDate") or "").year == 2026
        assert item.find("enclosure") is not None
        assert {person.get("role") for person in item.iterfind(f"{PODCAST}person")} == {"host", "guest"}
        assert item.find(f"{PODCAST}transcript") is not None


def test_three_shows_publish_on_the_last_day() -> None:
    days = [parsedate_to_datetime(item.findtext("pubDate") or "").date() for feed in FEEDS for item in _items(feed)]
    assert days.count(max(days)) == 3


def test_the_feeds_name_every_transcript_and_nothing_else() -> None:
    assert sorted(path for path, _ in _transcript_tags()) == TRANSCRIPTS


def test_a_transcript_is_declared_with_the_type_of_its_file() -> None:
    wrong = [path for path, tag in _transcript_tags() if tag.get("type") != TYPES[Path(path).suffix]]
    assert wrong == []


def test_every_format_occurs() -> None:
    assert {Path(path).suffix for path in TRANSCRIPTS} == set(TYPES)


def test_an_episode_may_offer_two_transcripts() -> None:
    assert any(len(item.findall(f"{PODCAST}transcript")) == 2 for feed in FEEDS for item in _items(feed))


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_an_episode_has_the_length_of_a_talk(transcript: str) -> None:
    assert 700 <= len(_words(transcript).split()) <= 1500


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
def test_an_episode_holds_an_intro_an_advertisement_and_housekeeping(transcript: str) -> None:
    words = _words(transcript).lower()
    assert re.search(r"welcome (?:back )?to", words[: len(words) // 10])
    assert "this episode is brought to you by" in words
    assert re.search(r"(?:offer|promo) code [a-z0-9]{3,}|(?:enter|with|use) the code [a-z0-9]{3,}", words)
    assert "rate us wherever you listen" in words


def test_one_episode_opens_with_words_that_are_spoken_again_later() -> None:
    words = _words("loose-coupling/transcripts/2.json")
    teaser = words[: words.index("That was Caleb Marsh")].strip()
    assert len(teaser.split()) >= 20
    assert words.count(teaser) == 2
