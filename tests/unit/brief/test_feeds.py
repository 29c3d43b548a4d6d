"""Feeds of editions: Atom against its schema, JSON Feed by its fields, both read back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from assets.brief.clean import clean_text
from assets.brief.edition import Edition
from assets.brief.forms.atom import to_atom
from assets.brief.forms.feed import Feed, make_feed
from assets.brief.forms.json_feed import VERSION, to_json_feed
from tests.hostile import HOSTILE, HOSTILE_URLS

EditionFrom = Callable[[str, str], Edition]

SAFE = "https://quay.example/1"
SITE = "https://brief.example"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "fixtures" / "atom.rng"))
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# jsonfeed.org/version/1.1: the fields of a feed and of an item, and what each holds.
FEED_FIELDS = {
    "version": str,
    "title": str,
    "home_page_url": str,
    "feed_url": str,
    "description": str,
    "user_comment": str,
    "next_url": str,
    "icon": str,
    "favicon": str,
    "authors": list,
    "language": str,
    "expired": bool,
    "hubs": list,
    "items": list,
}
ITEM_FIELDS = {
    "id": str,
    "url": str,
    "external_url": str,
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": str,
    "banner_image": str,
    "date_published": str,
    "date_modified": str,
    "authors": list,
    "tags": list,
    "language": str,
    "attachments": list,
}


def feed_of(*editions: Edition, public_url: str = SITE) -> Feed:
    return make_feed(editions, title="Briefcast", description="Five a day.", public_url=public_url)


def atom(feed: Feed) -> etree._Element:
    root = etree.fromstring(to_atom(feed).encode())
    SCHEMA.assertValid(root)
    return root


def json_feed(feed: Feed) -> dict[str, Any]:
    """Read a JSON Feed, and hold it against the fields of version 1.1."""
    document: dict[str, Any] = json.loads(to_json_feed(feed))
    check_fields(document, FEED_FIELDS, required=("version", "title", "items"))
    assert document["version"] == VERSION
    for item in document["items"]:
        check_fields(item, ITEM_FIELDS, required=("id",))
        assert "content_html" in item or "content_text" in item
        assert RFC_3339.fullmatch(item["date_published"])
        assert RFC_3339.fullmatch(item["date_modified"])
    assert len({item["id"] for item in document["items"]}) == len(document["items"])
    return document


def check_fields(fields: dict[str, Any], known: dict[str, type], required: tuple[str, ...]) -> None:
    assert set(required) <= set(fields) <= set(known)
    assert all(isinstance(value, known[name]) for name, value in fields.items())
    assert all(value.startswith(("https://", "http://")) for name, value in fields.items() if name.endswith("url"))


def items_of_atom(feed: Feed) -> list[dict[str, str]]:
    """Read Atom as readers' programs do, which make HTML of strangers harmless before they show it."""
    parsed = feedparser.parse(to_atom(feed).encode(), sanitize_html=False)
    assert not parsed.bozo, parsed.bozo_exception
    return [
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title_detail.value,
            "summary": entry.summary_detail.value,
            "content_html": entry.content[0].value,
            "date_published": entry.published,
        }
        for entry in parsed.entries
    ]


def test_atom_is_valid_and_both_feeds_have_the_same_items(edition: Edition) -> None:
    feed = feed_of(edition)
    atom(feed)
    found = json_feed(feed)["items"]

    assert [{name: item[name] for name in items_of_atom(feed)[0]} for item in found] == items_of_atom(feed)
    assert [(item["title"], item["url"]) for item in found] == [
        ("Ostwick moved 40 percent more grain", "https://brief.example/insights/i1.html"),
        ("Silos rust", "https://brief.example/insights/i2.html"),
    ]
    assert [item.get("external_url") for item in found] == ["https://quay.example/1?a=b&t=754", None]


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("<title>Briefcast</title>", ""),
        ("<title>Briefcast</title>", "<title>Briefcast</title><title>Briefcast</title>"),
        ("2025-03-04T06:00:00Z</updated>", "4 March 2025</updated>"),
        ("2025-03-04T06:00:00Z</updated>", "2025-03-04T06:00:00</updated>"),
        ('rel="alternate" ', 'rel="alternate" onclick="x" '),
        ('href="https://brief.example/"', ""),
        ("<author>", "<author><b/>"),
        ('<content type="html">', '<content type="xhtml">'),
    ],
)
def test_the_schema_refuses_what_is_no_atom(edition: Edition, part: str, instead: str) -> None:
    document = to_atom(feed_of(edition))

    assert part in document
    assert not SCHEMA.validate(etree.fromstring(document.replace(part, instead).encode()))


def test_an_entry_says_all_that_an_insight_has(edition: Edition) -> None:
    text = words(items_of_atom(feed_of(edition))[0]["content_html"])

    for said in (
        "Ida Holm says: The port moved more.",
        "“And then the port moved more.”",
        "Ida Holm on Quay Notes, 3 March 2025. Episode: Grain. Listen at 12:34",
        "New since you last heard of it: a new number: 40 percent.",
        "Why it is here: fresh; a clear claim.",
        "contradicts: The railways moved more (on Rail Hour, 3 March)",
    ):
        assert said in text


def test_without_a_site_the_feed_is_valid_and_leads_to_the_evidence(edition: Edition) -> None:
    feed = feed_of(edition, public_url="")
    root = atom(feed)
    document = json_feed(feed)

    assert [link.get("href") for link in root.iter("{*}link")] == ["https://quay.example/1?a=b&t=754"]
    assert [item.get("url") for item in document["items"]] == ["https://quay.example/1?a=b&t=754", None]
    assert not {"home_page_url", "feed_url"} & set(document)


def test_an_insight_of_several_briefs_is_there_once_under_one_id(edition: Edition) -> None:
    earlier = replace(edition, brief_date=date(2025, 3, 3), subscriber_id="bo")

    once, twice = json_feed(feed_of(edition)), json_feed(feed_of(edition, earlier))
    moved = json_feed(feed_of(edition, public_url="https://elsewhere.example/briefs/"))

    assert twice == once
    assert [item["id"] for item in moved["items"]] == [item["id"] for item in once["items"]]
    assert moved["feed_url"] == "https://elsewhere.example/briefs/feed.json"


def test_a_feed_was_updated_when_its_newest_brief_was_decided(edition: Edition) -> None:
    later = replace(edition, decided_at=datetime(2025, 3, 9, tzinfo=UTC), items=edition.items[:1])

    assert atom(feed_of(later, edition)).findtext("{*}updated") == "2025-03-09T00:00:00Z"
    assert atom(feed_of()).findtext("{*}updated") == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words_in_both_feeds(edition_from: EditionFrom, text: str) -> None:
    feed, plain = feed_of(edition_from(text, SAFE)), feed_of(edition_from(clean_text(text) and "plain", SAFE))

    shape = [element.tag for element in atom(feed).iter()]
    assert shape == [element.tag for element in atom(plain).iter()]
    assert tags(items_of_atom(feed)[0]["content_html"]) == tags(items_of_atom(plain)[0]["content_html"])
    assert words(json_feed(feed)["items"][0]["content_html"]) == words(items_of_atom(feed)[0]["content_html"])


@pytest.mark.parametrize("url", HOSTILE_URLS, ids=range(len(HOSTILE_URLS)))
def test_hostile_addresses_become_no_links(edition_from: EditionFrom, url: str) -> None:
    feed = feed_of(edition_from("plain words", url), public_url="")

    links = [link.get("href") or "" for link in atom(feed).iter("{*}link")]
    links += re.findall(r'href="([^"]*)"', json_feed(feed)["items"][0]["content_html"])
    assert all(link.startswith("https://quay.example/") for link in links)


def words(html: str) -> str:
    return " ".join(lxml_html.fragment_fromstring(html, create_parent=True).text_content().split())


def tags(html: str) -> list[str]:
    return [str(element.tag) for element in lxml_html.fragment_fromstring(html, create_parent=True).iter()]
