from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.podcasts.opml import FeedEntry, OpmlError, is_opml, read_opml, write_opml

BASE = "https://example.org/lists/mine.opml"


def test_nested_outlines_are_read_in_order_and_relative_addresses_resolved() -> None:
    document = b"""<?xml version="1.0"?><opml version="2.0"><body>
      <outline text="Science"><outline text=" The  Lab " xmlUrl="../lab.xml"/></outline>
      <outline title="Kitchen" xmlURL="https://kitchen.example/feed"/>
      <outline text="again" xmlUrl="https://example.org/lab.xml"/>
    </body></opml>"""
    assert read_opml(document, BASE) == [
        FeedEntry("https://example.org/lab.xml", "The Lab", ("Science",)),
        FeedEntry("https://kitchen.example/feed", "Kitchen"),
    ]


def test_what_is_written_can_be_read() -> None:
    entries = [
        FeedEntry("https://a.example/?x=1&y=2", 'Salt & "Pepper"'),
        FeedEntry("https://b.example/", "B <3", ("Food", "Bread & Co")),
        FeedEntry("https://c.example/", None, ("Food",)),
    ]
    assert read_opml(write_opml(entries), BASE) == entries


def test_a_remote_list_cannot_name_local_files_and_a_local_one_can() -> None:
    document = b'<opml><body><outline xmlUrl="file:///home/ann/feed.xml"/></body></opml>'
    with pytest.raises(OpmlError, match="names no feed"):
        read_opml(document, BASE)
    assert read_opml(document, "file:///home/ann/list.opml") == [FeedEntry("file:///home/ann/feed.xml", None)]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "empty"),
        (b"<opml><body>", "names no feed"),
        (b"<html><body/></html>", "root element is <html>"),
        (b'<opml><body><outline xmlUrl="javascript:x"/><outline xmlUrl="http://["/></body></opml>', "names no feed"),
    ],
)
def test_an_error_says_what_is_wrong(document: bytes, message: str) -> None:
    with pytest.raises(OpmlError, match=message):
        read_opml(document, BASE)


def test_opml_is_known_by_its_first_element() -> None:
    assert is_opml(b'\xef\xbb\xbf <?xml version="1.0"?><!-- a <rss> of mine --><opml><body>cut sho')
    assert not is_opml(b"<rss><channel><description>Put it in your &lt;opml> or <opml/></description></channel></rss>")
    assert not is_opml(b"no markup at all")


def test_attributes_are_known_in_any_case_and_without_a_type() -> None:
    document = b"""<OPML><body><outline TEXT="A" XMLURL="https://a.example/"/>
      <outline text="B" type="rss" url="https://b.example/"/>
      <outline text="C" xmlUrl=" https://c.example/ "/></body></OPML>"""
    assert [(entry.url, entry.title) for entry in read_opml(document, BASE)] == [
        ("https://a.example/", "A"),
        ("https://b.example/", "B"),
        ("https://c.example/", "C"),
    ]


def test_lists_that_a_list_includes_are_not_followed() -> None:
    document = b"""<opml><body><outline type="link" text="More" url="https://x.example/more.opml"/>
      <outline type="include" text="More" xmlUrl="https://x.example/more.opml"/>
      <outline text="A" xmlUrl="https://a.example/"/></body></opml>"""
    assert [entry.url for entry in read_opml(document, BASE)] == ["https://a.example/"]


def test_a_damaged_list_is_read_as_far_as_a_person_could() -> None:
    document = b"""<opml><body><outline text="Salt & Pepper">
      <outline text="A &nbsp; 1 < 2" xmlUrl="https://a.example/?x=1&y=2">
      <outline text="B" xmlUrl="https://b.example/"></outline></outline><outline text="C" xmlUrl="https://c.exa"""
    assert read_opml(document, BASE) == [
        FeedEntry("https://a.example/?x=1&y=2", "A 1 < 2", ("Salt & Pepper",)),
        FeedEntry("https://b.example/", "B", ("Salt & Pepper",)),
    ]


def test_a_list_of_too_many_feeds_is_one_error() -> None:
    outlines = "".join(f'<outline xmlUrl="https://a.example/{number}"/>' for number in range(50_001))
    with pytest.raises(OpmlError, match="more than 50,000"):
        read_opml(f"<opml><body>{outlines}</body></opml>".encode(), BASE)


@given(st.binary() | st.binary().map(lambda end: b'<opml><body><outline xmlUrl="http://a.example/"/>' + end))
def test_any_bytes_are_a_list_or_an_opml_error(document: bytes) -> None:
    with suppress(OpmlError):
        assert read_opml(document, BASE)
