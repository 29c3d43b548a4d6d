from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assets.podcasts.chapters import ChaptersError, parse_chapters
from assets.podcasts.feed.model import Chapter, Enclosure, Note, Person, RemoteItem, Soundbite
from assets.podcasts.feeds import Feed, FeedEpisode, parse_feed

URL = "https://show.example/feeds/main.xml"


def show(channel: str, attributes: str = "") -> Feed:
    return parse_feed(f"<rss {attributes}><channel>{channel}</channel></rss>".encode(), URL)


def episode(item: str, attributes: str = "") -> FeedEpisode:
    return show(f"<item><guid isPermaLink='false'>1</guid>{item}</item>", attributes).episodes[0]


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'xmlns:podcast="https://podcastindex.org/namespace/1.0"',
        'xmlns:podcast="http://podcastindex.org/namespace/1.0/"',
        'xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"',
        'xmlns:podcast="https://example.org/whoever/wrote/this"',
        'xmlns:p="https://podcastindex.org/namespace/1.0"',
    ],
)
def test_the_namespace_is_known_by_its_addresses_or_else_by_its_prefix(attributes: str) -> None:
    prefix = "p" if "xmlns:p=" in attributes else "podcast"
    read = episode(f'<{prefix}:transcript url="1.vtt" type="text/vtt"/><{prefix}:transcript url="1.srt"/>', attributes)
    assert [tag.url for tag in read.transcripts] == [f"https://show.example/feeds/1.{kind}" for kind in ("vtt", "srt")]


def test_people_have_roles_groups_pages_and_pictures() -> None:
    read = show(
        """<podcast:person>Ann Lee</podcast:person><podcast:person role="Cover Art  Designer" group="Visuals"
        href="/bo" img="/bo.png">Bo Diaz</podcast:person><item><guid>1</guid></item>
        <item><guid>2</guid><podcast:person role="guest">Cy Oak</podcast:person></item>"""
    )
    designer = Person(
        "Bo Diaz", "cover art designer", "visuals", "https://show.example/bo", "https://show.example/bo.png"
    )
    assert read.people == (Person("Ann Lee", "host", "cast"), designer)
    assert read.episodes[0].people == read.people
    assert read.episodes[1].people == (Person("Cy Oak", "guest"),)


def test_a_show_says_much_of_itself() -> None:
    read = show(
        """<podcast:locked owner="a@b.example">yes</podcast:locked><podcast:medium>podcast</podcast:medium>
        <podcast:updateFrequency rrule="FREQ=WEEKLY;BYDAY=MO"
        dtstart="2025-01-01T00:00:00.000Z">Mondays</podcast:updateFrequency>
        <podcast:podroll><podcast:remoteItem feedGuid="x-1" feedUrl="https://a.example/feed"/>
        <podcast:remoteItem/></podcast:podroll>
        <podcast:txt purpose="verify">abc</podcast:txt><itunes:type>Serial</itunes:type>
        <itunes:explicit>clean</itunes:explicit>
        <itunes:author>Ann Lee</itunes:author><managingEditor>ann@b.example (Ann Lee)</managingEditor>
        <itunes:owner><itunes:name>Oven Ltd</itunes:name><itunes:email>o@b.example</itunes:email></itunes:owner>
        <itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>
        <itunes:keywords>rye, oven, rye</itunes:keywords>
        <itunes:image href="/cover.jpg"/><itunes:subtitle>Two bakers</itunes:subtitle>
        <lastBuildDate>2 May 2024 10:00 UT</lastBuildDate>"""
    )
    assert (read.is_locked, read.medium, read.kind, read.is_explicit) == (True, "podcast", "serial", False)
    assert (read.update_frequency, read.update_note) == ("FREQ=WEEKLY;BYDAY=MO", "Mondays")
    assert read.update_start == datetime(2025, 1, 1, tzinfo=UTC)
    assert read.podroll == (RemoteItem("x-1", "https://a.example/feed"),)
    assert read.notes == (Note("abc", "verify"),)
    assert (read.authors, read.owner_name, read.owner_email) == (("Ann Lee",), "Oven Ltd", "o@b.example")
    assert (read.categories, read.keywords) == (("Arts", "Food"), ("rye", "oven"))
    assert (read.image_url, read.subtitle) == ("https://show.example/cover.jpg", "Two bakers")
    assert read.updated_at == datetime(2024, 5, 2, 10, tzinfo=UTC)


def test_an_episode_says_much_of_itself() -> None:
    read = episode(
        """<podcast:season name="Ovens">2</podcast:season><podcast:episode display="Ch. 3">3</podcast:episode>
        <podcast:chapters url="1.json" type="application/json+chapters"/>
        <podcast:soundbite startTime="73.5" duration="60.0">Why rye</podcast:soundbite>
        <podcast:soundbite startTime="x"/>
        <itunes:episodeType>Bonus</itunes:episodeType><itunes:explicit>true</itunes:explicit><itunes:block>Yes</itunes:block>
        <author>ann@b.example (Ann Lee)</author><dc:creator>Bo Diaz</dc:creator>"""
    )
    assert (read.season, read.season_name, read.episode_number, read.episode_display) == (2, "Ovens", 3, "Ch. 3")
    assert (read.chapters_url, read.chapters_type) == ("https://show.example/feeds/1.json", "application/json+chapters")
    assert read.soundbites == (Soundbite(73.5, 60.0, "Why rye"),)
    assert (read.episode_type, read.is_explicit, read.is_blocked) == ("bonus", True, True)
    assert read.authors == ("Ann Lee", "Bo Diaz")


def test_a_number_between_two_episodes_is_kept_as_it_is_shown() -> None:
    read = episode("<podcast:episode>315.5</podcast:episode>")
    assert (read.episode_number, read.episode_display) == (None, "315.5")


def test_of_several_enclosures_the_audio_is_listened_to() -> None:
    read = episode(
        """<enclosure url="/cover.jpg" type="image/jpeg"/><enclosure url="/1.mp4" type="video/mp4"/>
        <media:group><media:content url="/1.ogg" medium="audio" fileSize="7"/></media:group><enclosure url="/1.mp3"/>
        <podcast:alternateEnclosure type="audio/opus" length="9"><podcast:source uri="ipfs://x"/><podcast:source
        uri="/1.opus"/></podcast:alternateEnclosure>"""
    )
    host = "https://show.example"
    assert (read.audio_url, read.audio_type) == (f"{host}/1.mp3", None)
    assert read.enclosures[3:] == (
        Enclosure(f"{host}/1.ogg", "audio/*", 7),
        Enclosure(f"{host}/1.opus", "audio/opus", 9),
    )
    assert episode('<enclosure url="/1.pdf" type="application/pdf"/>').audio_url is None
    assert episode('<enclosure url="/1.mp4" type="video/mp4"/>').audio_url == f"{host}/1.mp4"


def test_the_links_of_the_show_notes_are_kept_each_once() -> None:
    read = episode(
        """<description><![CDATA[<a href="https://a.example/?x=1&amp;y=2">A</a> <img src="https://i.example/pic.png">
        <a href="mailto:a@b.example">mail</a>]]></description>
        <content:encoded>See https://a.example/?x=1&amp;amp;y=2, or
        (https://b.example/rye_(bread)).</content:encoded>"""
    )
    assert read.links == ("https://a.example/?x=1&y=2", "https://b.example/rye_(bread)")


CHAPTERS = (
    Chapter(0.0, "Start", None, None),
    Chapter(62.5, "Rye", "https://show.example/rye", "https://show.example/rye.png"),
)


def test_chapters_are_read_from_the_feed_and_from_a_file() -> None:
    read = episode(
        """<psc:chapters><psc:chapter start="01:02.5" title="Rye" href="/rye" image="/rye.png"/>
        <psc:chapter start="0" title="Start"/><psc:chapter title="Nowhere"/></psc:chapters>"""
    )
    file = b"""{"version": "1.2.0", "chapters": [{"startTime": 62.5, "title": "Rye", "url": "/rye", "img": "/rye.png"},
      {"startTime": 0, "title": "Start"}, {"startTime": 9, "toc": false}, {"title": "Nowhere"}, 7]}"""
    assert read.chapters == CHAPTERS
    assert parse_chapters(file, URL) == CHAPTERS


@pytest.mark.parametrize("document", [b"", b"[]", b"{}", b"<html>", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_chapter_file_is_an_error(document: bytes) -> None:
    with pytest.raises(ChaptersError, match="not a chapter file"):
        parse_chapters(document, URL)
