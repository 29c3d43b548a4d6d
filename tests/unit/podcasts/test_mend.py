from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assets.podcasts.mend import MendError, mend


def root(text: str) -> etree._Element:
    return etree.fromstring(mend(text).text.encode())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Salt & pepper", "Salt & pepper"),
        ("caf&eacute;&nbsp;noir &mdash; &amp; &lt;b&gt;", "café\xa0noir — & <b>"),
        ("?a=1&b=2&copy=3", "?a=1&b=2&copy=3"),
        ("&nosuch; &#0;x&#1;&#146;", "&nosuch; \ufffdx’"),
        ("a\x0bb\x00c\ufffe", "abc"),
        ("1 < 2 > 1 <3 <", "1 < 2 > 1 <3 <"),
        ("<![CDATA[<b>&nbsp;]]>", "<b>&nbsp;"),
    ],
)
def test_text_is_read_as_a_person_would(written: str, read: str) -> None:
    assert root(f"<a>{written}</a>").text == read


def test_attributes_are_read_however_they_are_quoted() -> None:
    element = root("<a one=1 two='2' three=\"x < y & z\" three=4 five>b</a>")
    assert dict(element.attrib) == {"one": "1", "two": "2", "three": "x < y & z"}


def test_prefixes_are_given_their_usual_meaning() -> None:
    element = root("<rss><itunes:author>Ann</itunes:author><odd:one/></rss>")
    assert [child.tag for child in element] == [
        "{http://www.itunes.com/dtds/podcast-1.0.dtd}author",
        "{urn:undeclared:odd}one",
    ]


def test_an_element_ends_where_its_parent_ends_or_the_next_of_its_kind_begins() -> None:
    channel = root("<rss><channel><item><title>One<link>x</item><item><b>Two</i></item><item>Three</channel></rss>")[0]
    assert [etree.tostring(item, encoding="unicode") for item in channel] == [
        "<item><title>One</title><link>x</link></item>",
        "<item><b>Two</b></item>",
        "<item>Three</item>",
    ]


@pytest.mark.parametrize("cut", ["", "<", "<tit", "<title>Ha", "<title>Half</title>", "<![CDATA[ha", "<!-- ha"])
def test_what_was_open_at_a_cut_is_left_out(cut: str) -> None:
    mended = mend(f"<rss><channel><title>T</title><item><guid>1</guid></item><item>{cut}")
    assert mended.text == "<rss><channel><title>T</title><item><guid>1</guid></item></channel></rss>"
    assert mended.notes == ["it is cut short; what was complete before the cut was read"]


def test_feeds_of_a_list_end_where_the_next_begins() -> None:
    body = root('<opml><body><outline text="F">' + '<outline xmlUrl="x">' * 300 + "</outline></body></opml>")[0]
    assert len(body[0]) == 300


@pytest.mark.parametrize("text", ["<a>" + "&" * 600_000 + "</a>", "<a>" + "<" * 600_000 + "></a>"])
def test_a_text_that_is_all_damage_is_refused(text: str) -> None:
    with pytest.raises(MendError, match="too many places"):
        mend(text)


MARKUP = st.sampled_from(
    """< > </ /> & ; " ' = a <a> </a> <p:b|c='d'> <item> </item> <title> <![CDATA[ ]]> <!-- --> &amp; &nbsp; &#x1F;
    xmlns:p='u' <rss> <br>""".split()
)


@given(st.lists(MARKUP | st.text(max_size=3)).map("".join))
def test_what_was_mended_is_well_formed(text: str) -> None:
    try:
        mended = mend("<rss>" + text)
    except MendError:
        return
    etree.fromstring(mended.text.encode(), etree.XMLParser(resolve_entities=False))
