from __future__ import annotations

import pytest

from assets.podcasts.opml import FeedEntry, OpmlError, is_opml, read_opml, write_opml

BASE = "https://example.org/lists/mine.opml"


def test_nested_outlines_are_read_in_order_and_relative_addresses_resolved() -> None:
    document = b"""<?xml version="1.0"?><opml version="2.0"><body>
      <outline text="Science"><outline text=" The  Lab " xmlUrl="../lab.xml"/></outline>
      <outline title="Kitchen" xmlURL="https://kitchen.example/feed"/>
      <outline text="again" xmlUrl="https://example.org/lab.xml"/>
    </body></opml>"""
    assert read_opml(document, BASE) == [
        FeedEntry("https://example.org/lab.xml", "The Lab"),
        FeedEntry("https://kitchen.example/feed", "Kitchen"),
    ]


def test_what_is_written_can_be_read() -> None:
    entries = [FeedEntry("https://a.example/?x=1&y=2", 'Salt & "Pepper"'), FeedEntry("https://b.example/", "B <3")]
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
        (b"<opml><body>", "line 1"),
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
