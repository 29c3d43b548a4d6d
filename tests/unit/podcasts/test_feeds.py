from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.podcasts.feed.model import Enclosure
from assets.podcasts.feeds import Feed, FeedEpisode, FeedError, Person, TranscriptTag, parse_feed
from assets.podcasts.fields import parse_duration

URL = "https://show.example/feeds/main.xml"
PODCAST = "https://podcastindex.org/namespace/1.0"
PODCAST_ALIAS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"


def rss(channel: str, namespace: str = PODCAST) -> Feed:
    document = f"""<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="{namespace}"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
    <channel>{channel}</channel></rss>"""
    return parse_feed(document.encode(), URL)


def episode(item: str, channel: str = "", namespace: str = PODCAST) -> FeedEpisode:
    return rss(f"{channel}<item><guid>one</guid>{item}</item>", namespace).episodes[0]


def test_a_show_is_read() -> None:
    feed = rss(
        """<title> Bread &amp;amp; Butter </title><link>/about</link><language>en-gb</language>
        <description><![CDATA[<p>Two bakers.</p><p>One <b>ov</b>en.</p><script>x()</script>]]></description>
        <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
        <itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>"""
    )
    assert feed == Feed(
        title="Bread & Butter",
        description="Two bakers. One oven.",
        site_url="https://show.example/about",
        language="en-gb",
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        new_feed_url="https://new.example/feed",
        is_blocked=False,
        episodes=(),
        unidentified_count=0,
    )


def test_an_episode_is_read() -> None:
    read = episode(
        """<title>Rye</title><link>rye.html</link><pubDate>Thu, 02 May 2024 10:00:00 -0400</pubDate>
        <content:encoded><![CDATA[<h1>Rye</h1>Sour<br>dough]]></content:encoded>
        <enclosure url="//cdn.example/rye.mp3" type="audio/mpeg" length="1"/>
        <itunes:duration>1:02:03</itunes:duration><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>"""
    )
    assert read == FeedEpisode(
        guid="one",
        title="Rye",
        description="Rye Sour dough",
        published_at=datetime(2024, 5, 2, 14, tzinfo=UTC),
        url="https://show.example/feeds/rye.html",
        audio_url="https://cdn.example/rye.mp3",
        audio_type="audio/mpeg",
        duration_seconds=3723.0,
        season=2,
        episode_number=7,
        people=(),
        transcripts=(),
        enclosures=(Enclosure("https://cdn.example/rye.mp3", "audio/mpeg", 1),),
    )


@pytest.mark.parametrize("namespace", [PODCAST, PODCAST_ALIAS])
def test_every_transcript_tag_is_kept_under_either_name_of_the_namespace(namespace: str) -> None:
    read = episode(
        """<podcast:transcript url="t/1.vtt" type="text/vtt" language="en" rel="captions"/>
        <podcast:transcript url="https://cdn.example/1.json" type="application/json"/>
        <podcast:transcript url="ftp://cdn.example/1.srt" type="application/srt"/><podcast:transcript/>""",
        namespace=namespace,
    )
    assert read.transcripts == (
        TranscriptTag("https://show.example/feeds/t/1.vtt", "text/vtt", "en", "captions"),
        TranscriptTag("https://cdn.example/1.json", "application/json", None, None),
    )


def test_the_people_of_an_item_replace_those_of_the_channel_and_a_missing_role_is_host() -> None:
    channel = "<podcast:person>Ann  Lee</podcast:person>"
    guest = '<podcast:person role="Guest">Bo Diaz</podcast:person><podcast:person> </podcast:person>'
    assert episode("", channel).people == (Person("Ann Lee", "host"),)
    assert episode(guest, channel).people == (Person("Bo Diaz", "guest"),)


@pytest.mark.parametrize(
    ("tags", "is_blocked"),
    [
        ("", False),
        ("<podcast:block>yes</podcast:block>", True),
        ("<itunes:block>Yes</itunes:block>", True),
        ('<podcast:block id="briefcast">yes</podcast:block>', True),
        ('<podcast:block id="another">yes</podcast:block>', False),
        ('<podcast:block>yes</podcast:block><podcast:block id="briefcast">no</podcast:block>', False),
        ('<itunes:block>yes</itunes:block><podcast:block id="briefcast">no</podcast:block>', False),
    ],
)
def test_a_block_for_us_by_name_wins_over_one_for_everybody(tags: str, is_blocked: bool) -> None:
    assert rss(tags).is_blocked is is_blocked


def test_an_item_that_nothing_identifies_is_left_out_and_counted() -> None:
    feed = rss(
        """<item><title>Nobody</title></item><item><title>Guid</title><guid>a</guid></item>
        <item><title>Link</title><link>/l</link></item><item><title>Audio</title><enclosure url="/a.mp3"/></item>
        <item><enclosure url="javascript:alert(1)"/></item>"""
    )
    assert [read.title for read in feed.episodes] == ["Guid", "Link", "Audio"]
    assert feed.unidentified_count == 2


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/hostname", "data:text/plain,x", "http://", "//["]
)
def test_only_web_addresses_are_kept(address: str) -> None:
    read = episode(f'<link>{address}</link><enclosure url="{address}"/><podcast:transcript url="{address}"/>')
    assert (read.url, read.audio_url, read.transcripts) == (None, None, ())


def test_atom_is_read() -> None:
    document = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Kiln</title><subtitle>Clay.</subtitle>
      <link rel="self" href="/self"/><link href="/home"/>
      <entry><id>tag:1</id><title>Glaze</title><updated>2024-05-02T10:00:00Z</updated><summary>Blue.</summary>
      <link rel="alternate" href="/1"/><link rel="enclosure" type="audio/ogg" href="/1.ogg"/></entry></feed>"""
    feed = parse_feed(document, URL)
    assert (feed.title, feed.description, feed.site_url, feed.language) == (
        "Kiln",
        "Clay.",
        "https://show.example/home",
        "de",
    )
    (read,) = feed.episodes
    assert (read.guid, read.title, read.description, read.url) == ("tag:1", "Glaze", "Blue.", "https://show.example/1")
    assert (read.audio_url, read.audio_type) == ("https://show.example/1.ogg", "audio/ogg")
    assert read.published_at == datetime(2024, 5, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"<html><body>Not found</body></html>", "neither RSS nor Atom: the root element is <html>"),
        (b"<rss/>", "neither RSS nor Atom"),
        (
            b"<html><head><link type=application/rss+xml href=/f.xml>",
            "its feed is https://show.example/f.xml: use that",
        ),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON, not a feed"),
        (b"<opml><body/></opml>", "a list of feeds"),
        (b"ID3\x03\x00\x00", "an audio file"),
        (b"\x00\x01\x02\x03\xff\xfe", "binary data"),
        (b"Not found", "plain text"),
        (b"", "empty"),
        (b" \n", "empty"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_why(document: bytes, message: str) -> None:
    with pytest.raises(FeedError, match=message):
        parse_feed(document, URL)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("3723", 3723.0),
        ("62:03", 3723.0),
        ("1:02:03", 3723.0),
        ("12.5", 12.5),
        (" 00:62:03 ", 3723.0),
        ("PT1H2M3S", 3723.0),
        ("1h 2m 3s", 3723.0),
        ("62 min 3 sec", 3723.0),
        *((damage, None) for damage in ("0", "-5", "x", "nan", "inf", "1::2", None)),
    ],
)
def test_durations_are_seconds_however_they_are_written(written: str | None, seconds: float | None) -> None:
    assert parse_duration(written) == seconds


@given(st.text())
def test_no_duration_raises(text: str) -> None:
    parse_duration(text)


@given(st.binary() | st.binary().map(lambda end: b"<rss><channel><item><guid>1</guid></item>" + end))
def test_any_bytes_are_a_feed_or_a_feed_error(document: bytes) -> None:
    with suppress(FeedError):
        assert isinstance(parse_feed(document, URL), Feed)


SOUND = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
  <channel><title>Brot &amp; Butter</title><podcast:person>Ann Lee</podcast:person>
  <item><guid>1</guid><title>Röggelchen</title><pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate>
  <enclosure url="1.mp3" type="audio/mpeg" length="5"/><podcast:transcript url="1.vtt" type="text/vtt"/></item>
  <item><guid>2</guid><title>Sauerteig</title><itunes:duration>1:00</itunes:duration></item></channel></rss>""".encode()


@given(st.integers(0, len(SOUND) - 1))
def test_of_a_feed_that_was_cut_short_the_whole_items_are_read_and_no_half_ones(length: int) -> None:
    whole = parse_feed(SOUND, URL).episodes
    try:
        feed = parse_feed(SOUND[:length], URL)
    except FeedError:
        assert length < SOUND.index(b"<channel>") + len(b"<channel>")
        return
    assert feed.episodes == whole[: SOUND[:length].count(b"</item>")]
    assert feed.damage
    assert "cut short" in feed.damage


@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=3))
def test_a_feed_that_was_damaged_anywhere_is_a_feed_or_one_error(position: int, damage: bytes) -> None:
    with suppress(FeedError):
        feed = parse_feed(SOUND[:position] + damage + SOUND[position + len(damage) :], URL)
        assert len(feed.episodes) <= 2
