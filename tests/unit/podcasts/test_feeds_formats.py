from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assets.podcasts.feeds import Feed, FeedError, parse_feed

URL = "https://show.example/feeds/main.xml"
MORNING = datetime(2024, 5, 2, 10, tzinfo=UTC)


def read(document: str) -> Feed:
    return parse_feed(document.encode(), URL)


def test_rss_1_0_has_its_items_beside_the_channel() -> None:
    feed = read(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://show.example/"><title>Kiln</title><link>https://show.example/</link></channel>
        <item rdf:about="https://show.example/1"><title>Glaze</title><dc:date>2024-05-02T12:00+02:00</dc:date>
        <dc:creator>Ann Lee</dc:creator></item></rdf:RDF>"""
    )
    (episode,) = feed.episodes
    assert (feed.title, episode.guid, episode.title) == ("Kiln", "https://show.example/1", "Glaze")
    assert (episode.published_at, episode.authors) == (MORNING, ("Ann Lee",))


@pytest.mark.parametrize(
    "namespace", ["", ' xmlns="http://my.netscape.com/rdf/simple/0.9/"', ' xmlns="http://backend.userland.com/rss2"']
)
@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0", "2.1"])
def test_rss_is_read_whatever_its_version_and_namespace(namespace: str, version: str) -> None:
    feed = read(
        f"""<rss version="{version}"{namespace}><channel><title>Kiln</title><ITEM><TITLE>Glaze</TITLE>
        <GUID isPermaLink="true">/1</GUID><pubdate>2 May 2024 10:00 UT</pubdate></ITEM></channel></rss>"""
    )
    (episode,) = feed.episodes
    assert (feed.title, episode.title, episode.published_at) == ("Kiln", "Glaze", MORNING)
    assert (episode.guid, episode.url) == ("/1", "https://show.example/1")


@pytest.mark.parametrize("namespace", ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", ""])
def test_atom_is_read_whatever_its_version(namespace: str) -> None:
    feed = read(
        f"""<feed xmlns="{namespace}" xml:base="https://other.example/a/"><title type="html">Salt &amp;amp; Clay</title>
        <entry><id>tag:1</id><title>Glaze</title><issued>2024-05-02T10:00Z</issued><link href="1"/>
        <author><name>Ann Lee</name><email>ann@show.example</email></author>
        <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Blue <b>and</b> green</div></summary>
        </entry></feed>"""
    )
    (episode,) = feed.episodes
    assert (feed.title, episode.guid, episode.url) == ("Salt & Clay", "tag:1", "https://other.example/a/1")
    assert (episode.published_at, episode.authors) == (MORNING, ("Ann Lee",))
    assert episode.description == "Blue and green"


def test_atom_says_which_of_its_texts_are_html_and_rss_is_judged_by_its_looks() -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title type="{}">{}</title></entry></feed>'
    assert read(atom.format("text", "The &lt;b&gt; tag")).episodes[0].title == "The <b> tag"
    assert read(atom.format("html", "The &lt;b&gt;B&lt;/b&gt; tag")).episodes[0].title == "The B tag"
    assert read(atom.format("application/octet-stream", "VGhlIEI=")).episodes[0].title == "The B"
    rss = "<rss><channel><item><guid>1</guid><title>{}</title></item></channel></rss>"
    assert read(rss.format("The &lt;b&gt;B&lt;/b&gt; tag")).episodes[0].title == "The B tag"
    assert read(rss.format("1 &lt; 2 &amp;amp; x&lt;y")).episodes[0].title == "1 < 2 & x<y"


def test_a_redirect_in_place_of_a_channel_says_where_the_feed_went() -> None:
    feed = read("<rss><redirect><newLocation> https://new.example/feed </newLocation></redirect></rss>")
    assert (feed.new_feed_url, feed.episodes) == ("https://new.example/feed", ())


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<atom:link rel="next" href="?page=2"/>', "https://show.example/feeds/main.xml?page=2"),
        (
            '<atom:link rel="prev-archive" href="/2023.xml"/><atom:link rel="next-archive" href="/2025.xml"/>',
            "https://show.example/2023.xml",
        ),
        ('<atom:link rel="self" href="/self"/><atom:link rel="prev" href="/prev"/>', None),
    ],
)
def test_paging_leads_to_older_episodes(links: str, url: str | None) -> None:
    assert read(f"<rss><channel>{links}</channel></rss>").next_page_url == url


def test_a_complete_feed_an_archive_and_a_finished_show_are_told_apart() -> None:
    def marks(tags: str) -> tuple[bool, bool, bool]:
        feed = read(f'<rss xmlns:fh="http://purl.org/syndication/history/1.0"><channel>{tags}</channel></rss>')
        return feed.is_complete, feed.is_archive, feed.is_finished

    assert marks("<title>T</title>") == (False, False, False)
    assert marks("<fh:complete/>") == (True, False, False)
    assert marks("<fh:archive/>") == (False, True, False)
    assert marks("<itunes:complete>Yes</itunes:complete>") == (False, False, True)
    assert marks('<podcast:updateFrequency complete="true">Done.</podcast:updateFrequency>') == (False, False, True)


def test_what_was_wrong_with_a_document_is_told() -> None:
    item = "<rss><channel><item><guid>1</guid><title>Caf&eacute; & bar</title></item>{}"
    sound = read(item.format("</channel></rss>").replace("&eacute; &", "é &amp;"))
    assert (sound.episodes[0].title, sound.damage) == ("Café & bar", None)
    damaged = read(item.format("<item><guid>2"))
    assert [episode.title for episode in damaged.episodes] == ["Café & bar"]
    assert damaged.damage == (
        "entities that XML does not know were read as HTML's; ampersands that begin nothing were taken as text; "
        "it is cut short; what was complete before the cut was read"
    )


def test_a_feed_in_another_encoding_than_it_says_is_read() -> None:
    document = '<?xml version="1.0" encoding="utf-8"?><rss><channel><title>Подкаст</title></channel></rss>'
    assert parse_feed(document.encode("koi8-r"), URL, "application/rss+xml; charset=koi8-r").title == "Подкаст"
    assert parse_feed(document.encode("utf-16"), URL).title == "Подкаст"


def test_a_feed_of_more_episodes_than_any_show_has_is_one_error() -> None:
    with pytest.raises(FeedError, match="more than 100,000 episodes"):
        read("<rss><channel>" + "<item/>" * 100_001 + "</channel></rss>")
