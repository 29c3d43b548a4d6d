from __future__ import annotations

import pytest

from assets.podcasts.xml import XmlError, parse_xml, root_tag


@pytest.mark.parametrize("lead", [b"", b"\xef\xbb\xbf", b"\n  ", b"\xef\xbb\xbf\r\n"])
def test_a_byte_order_mark_and_white_space_before_the_document_are_passed_over(lead: bytes) -> None:
    assert parse_xml(lead + b'<?xml version="1.0" encoding="utf-8"?><a>b</a>').text == "b"


def test_utf_16_is_read() -> None:
    assert parse_xml('<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16")).text == "é"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!ENTITY name "value">',
        b'<!ENTITY file SYSTEM "file:///etc/hostname">',
        b'<!ENTITY % outside SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_that_declares_entities_is_refused(declaration: bytes) -> None:
    with pytest.raises(XmlError, match="entities"):
        parse_xml(b"<!DOCTYPE a [" + declaration + b"]><a>b</a>")


def test_a_document_type_without_entities_is_harmless() -> None:
    assert parse_xml(b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss>b</rss>').text == "b"


def test_a_document_that_was_cut_short_is_an_error_with_its_line() -> None:
    with pytest.raises(XmlError, match="line 3"):
        parse_xml(b"<rss>\n<channel>\n<title>Half a ti")


@pytest.mark.parametrize("document", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_document_is_named_so(document: bytes) -> None:
    with pytest.raises(XmlError, match="empty"):
        parse_xml(document)


def test_the_first_element_is_known_also_of_a_damaged_document() -> None:
    assert root_tag(b"<!-- <x> --><rss><channel></rss>") == "rss"
    assert root_tag(b"plain words") is None
