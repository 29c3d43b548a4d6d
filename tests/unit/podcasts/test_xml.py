from __future__ import annotations

import pytest

from assets.podcasts.xml import MAX_BYTES, XmlError, first_tag, read_xml


@pytest.mark.parametrize("lead", [b"", b"\xef\xbb\xbf", b"\n  ", b"\xef\xbb\xbf\r\n"])
def test_a_byte_order_mark_and_white_space_before_the_document_are_passed_over(lead: bytes) -> None:
    root, damage = read_xml(lead + b'<?xml version="1.0" encoding="utf-8"?><a>b</a>')
    assert (root.text, damage) == ("b", None)


def test_a_message_of_the_server_before_the_document_is_passed_over_and_told() -> None:
    root, damage = read_xml(b'<br />\n<b>Notice</b>: no such file\n<?xml version="1.0"?><rss><channel/></rss>')
    assert root.tag == "rss"
    assert damage == "there was text before the document"


def test_utf_16_is_read() -> None:
    assert read_xml('<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16")).root.text == "é"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!ENTITY name "value">',
        b'<!ENTITY file SYSTEM "file:///etc/hostname">',
        b'<!ENTITY % outside SYSTEM "http://127.0.0.1:9/x.dtd"> %outside;',
        b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
    ],
)
@pytest.mark.parametrize("end", [b"</a>", b""])
def test_a_document_that_declares_entities_is_refused_be_it_sound_or_damaged(declaration: bytes, end: bytes) -> None:
    with pytest.raises(XmlError, match="declares entities"):
        read_xml(b"<!DOCTYPE a [" + declaration + b"]><a>b &c;" + end)


def test_an_entity_that_is_hidden_from_us_is_not_read_either() -> None:
    root, damage = read_xml(b'<!DOCTYPE a [<!-- ]> --><!ENTITY c "value">]><a>b &c;</a>')
    assert (root.text, bool(damage)) == ("b &c;", True)


@pytest.mark.parametrize(
    "kind",
    [b'rss SYSTEM "http://127.0.0.1:9/rss.dtd"', b'html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://127.0.0.1:9/"'],
)
def test_a_document_type_without_entities_is_harmless(kind: bytes) -> None:
    root, damage = read_xml(b"<!DOCTYPE " + kind + b"><rss>b</rss>")
    assert (root.text, damage) == ("b", None)


@pytest.mark.parametrize("document", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_document_is_named_so(document: bytes) -> None:
    with pytest.raises(XmlError, match="empty"):
        read_xml(document)


@pytest.mark.parametrize("end", [b"", b"</a>" * 1000])
def test_a_document_that_is_nested_too_deep_is_one_error(end: bytes) -> None:
    with pytest.raises(XmlError, match="nested more than 200 deep"):
        read_xml(b"<a>" * 1000 + end)


def test_a_document_that_is_too_large_is_one_error() -> None:
    with pytest.raises(XmlError, match="more than the 50,000,000"):
        read_xml(b"<a>" + b" " * MAX_BYTES)


def test_an_error_of_what_is_no_xml_names_the_line() -> None:
    with pytest.raises(XmlError, match="line 3"):
        read_xml(b"<?xml version='1.0'?>\n\n<3>")


def test_the_first_element_is_known_also_of_a_damaged_document() -> None:
    assert first_tag(b"<!-- <x> --><rss><channel></rss>") == "rss"
    assert first_tag(b"plain words") is None
