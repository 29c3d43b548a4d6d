"""Episodes over time: identifiers that are reused and changed, episodes that are withdrawn and carried elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from orchestration.lake import Lake
from orchestration.scanning import history
from tests.unit.orchestration.conftest import NOW
from tests.unit.orchestration.loopback import Loopback, answer, loopback
from tests.unit.orchestration.scans import Row, document, feed, item, read, scan

LATER = NOW + timedelta(hours=3)
AUDIO = "https://audio.example/grain.mp3"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as made:
        yield made


def seen(lake: Lake, server: Loopback, *documents: bytes, path: str = "/feed") -> list[Row]:
    """Scan a feed once for each document, three hours apart; return the episodes as the last scan leaves them."""
    rows: list[Row] = []
    for index, body in enumerate(documents):
        server.routes[path] = answer(200, body)
        now = NOW + index * timedelta(hours=3)
        scan(lake, server.url(path), now=now)
        rows = read(lake, now)
    return rows


def changes(row: Row) -> list[tuple[str, str | None, str | None]]:
    return [(change["what"], change["before"], change["after"]) for change in row["history"]]


def test_an_episode_that_left_the_end_of_the_feed_is_kept_and_not_withdrawn(lake: Lake, server: Loopback) -> None:
    rows = seen(lake, server, feed("Grain", "Silos"), feed("Silos", "Ropes", day=5))
    assert [(row["title"], row["first_seen_at"], row["withdrawn_at"]) for row in rows] == [
        ("Grain", NOW, None),
        ("Silos", NOW, None),
        ("Ropes", LATER, None),
    ]


def test_an_episode_that_is_missing_between_others_is_withdrawn_and_kept(lake: Lake, server: Loopback) -> None:
    whole = feed("Grain", "Silos", "Ropes", day=1)
    without = document(item("Grain", day=1) + item("Ropes", day=3))
    rows = seen(lake, server, whole, without)
    assert {row["title"]: row["withdrawn_at"] for row in rows} == {"Grain": None, "Silos": LATER, "Ropes": None}
    assert changes(rows[1]) == [("withdrawn_at", None, LATER.isoformat())]


def test_a_withdrawn_episode_that_is_listed_again_is_no_longer_withdrawn(lake: Lake, server: Loopback) -> None:
    whole = feed("Grain", "Silos", "Ropes", day=1)
    without = document(item("Grain", day=1) + item("Ropes", day=3))
    rows = seen(lake, server, whole, without, whole)
    assert [row["withdrawn_at"] for row in rows] == [None] * 3
    assert [change["what"] for change in rows[1]["history"]] == ["withdrawn_at"] * 2


def test_a_trailer_that_is_kept_for_years_withdraws_nothing(lake: Lake, server: Loopback) -> None:
    trailer = item("Trailer", day=1, inner="<itunes:episodeType>trailer</itunes:episodeType>")
    first = document(trailer + item("Grain", day=4) + item("Silos", day=5))
    second = document(trailer + item("Silos", day=5) + item("Ropes", day=6))
    assert [row["withdrawn_at"] for row in seen(lake, server, first, second)] == [None] * 4


def test_a_guid_that_is_used_anew_is_another_episode(lake: Lake, server: Loopback) -> None:
    first = document(item("Grain", guid="1", audio=AUDIO, day=1))
    second = document(item("Cranes", guid="1", audio="https://audio.example/cranes.mp3", day=5))
    rows = seen(lake, server, first, second, second)
    assert [(row["title"], row["guid"]) for row in rows] == [("Grain", "1"), ("Cranes", "1")]
    assert len({row["episode_id"] for row in rows}) == 2
    third = document(item("Cranes", guid="1", audio="https://audio.example/cranes-2.mp3", day=5))
    again = seen(lake, server, third)
    assert [row["episode_id"] for row in again] == [row["episode_id"] for row in rows]


@pytest.mark.parametrize(
    "second",
    [
        item("Grain, corrected", guid="1", audio=AUDIO, day=20),  # a new title and date, the same audio
        item("Grain", guid="1", audio="https://audio.example/other.mp3", day=20),  # the same title
        item("Cranes", guid="1", audio="https://audio.example/other.mp3", day=5),  # a day later
    ],
)
def test_a_guid_that_stays_is_the_same_episode_whatever_else_is_mended(
    lake: Lake, server: Loopback, second: str
) -> None:
    rows = seen(lake, server, document(item("Grain", guid="1", audio=AUDIO, day=4)), document(second))
    assert len(rows) == 1
    assert changes(rows[0])
    assert (rows[0]["first_seen_at"], rows[0]["changed_at"]) == (NOW, LATER)


def test_two_items_of_one_document_that_share_a_guid_but_nothing_else_are_two_episodes(
    lake: Lake, server: Loopback
) -> None:
    both = document(
        item("Grain", guid="1", audio=AUDIO, day=1) + item("Cranes", guid="1", audio="https://x.example/c.mp3", day=5)
    )
    rows = seen(lake, server, both, both + b"\n")
    assert [row["title"] for row in rows] == ["Grain", "Cranes"]
    assert [row["history"] for row in rows] == [[], []]


def test_items_that_share_a_guid_and_title_are_one_episode_with_the_transcripts_of_all(
    lake: Lake, server: Loopback
) -> None:
    tags = [f'<podcast:transcript url="{server.url(name)}" type="text/vtt"/>' for name in ("/a", "/b")]
    [row] = seen(lake, server, document(item("Grain", inner=tags[0]) + item("Grain", inner=tags[1])))
    assert [tag["url"] for tag in row["transcript_tags"]] == [server.url("/a"), server.url("/b")]


@pytest.mark.parametrize(
    "second",
    [
        item("Silos and grain", guid="2", audio=AUDIO, day=9),  # the same audio
        item(" GRAIN ", guid="2", audio="https://audio.example/other.mp3", day=4),  # the same title and day
    ],
)
def test_a_guid_that_changed_leaves_the_episode_what_it_was(lake: Lake, server: Loopback, second: str) -> None:
    first = document(item("Grain", guid="1", audio=AUDIO, day=4))
    [before] = seen(lake, server, first)
    [after] = seen(lake, server, first, document(second))
    assert after["episode_id"] == before["episode_id"]
    assert (after["guid"], after["first_seen_at"]) == ("2", NOW)
    assert ("guid", "1", "2") in changes(after)


def test_morning_and_evening_news_of_one_title_stay_two_episodes(lake: Lake, server: Loopback) -> None:
    morning, evening = (item("News", guid=guid, audio=f"https://x.example/{guid}.mp3") for guid in ("am", "pm"))
    rows = seen(lake, server, document(morning), document(morning + evening))
    assert {row["guid"] for row in rows} == {"am", "pm"}


def test_an_episode_of_another_feed_is_one_episode_with_both_shows(lake: Lake, server: Loopback) -> None:
    server.routes |= {
        "/own": answer(200, document(item("Grain", guid="own", audio=AUDIO))),
        "/network": answer(
            200, document(item("From Quay Notes: grain", guid="n1", audio=AUDIO.replace("https", "http"), day=9))
        ),
    }
    for now in (NOW, LATER):
        own, network = scan(lake, server.url("/own"), server.url("/network"), now=now)
        [row] = read(lake, now)
        assert (row["show_id"], row["title"], row["carried_by"]) == (own["show_id"], "Grain", [network["show_id"]])
        assert changes(row) == [("carried_by", None, network["show_id"])]


@pytest.mark.parametrize(
    ("title", "authors", "is_one"),
    [
        ("The price of grain", ("Quay Media", "quay  media"), True),
        ("The price of grain", ("Quay Media", "Crane House"), False),
        ("The price of grain", ("", ""), False),
        ("Trailer", ("Quay Media", "Quay Media"), False),
    ],
)
def test_title_and_day_make_one_episode_of_two_shows_only_where_the_same_people_publish_both(
    lake: Lake, server: Loopback, title: str, authors: tuple[str, str], is_one: bool
) -> None:
    for path, author in zip(("/a", "/b"), authors, strict=True):
        channel = f"<itunes:author>{author}</itunes:author>" if author else ""
        audio = f"https://audio.example{path}.mp3"
        server.routes[path] = answer(200, document(item(title, guid=path, audio=audio), channel))
    scan(lake, server.url("/a"), server.url("/b"))
    assert len(read(lake)) == (1 if is_one else 2)


def test_an_audio_address_that_many_episodes_share_tells_nothing(lake: Lake, server: Loopback) -> None:
    teaser = "https://audio.example/members-only.mp3"
    server.routes |= {
        "/a": answer(200, document(item("One", audio=teaser) + item("Two", audio=teaser))),
        "/b": answer(200, document(item("Three", audio=teaser, day=9))),
    }
    scan(lake, server.url("/a"), server.url("/b"))
    assert {row["title"] for row in read(lake)} == {"One", "Two", "Three"}


def test_an_item_without_a_date_keeps_the_day_on_which_it_was_first_seen(lake: Lake, server: Loopback) -> None:
    undated = "<item><title>Grain</title><guid>1</guid></item>"
    rows = seen(lake, server, document(undated), document(undated + item("Silos", day=1)))
    assert {row["title"]: row["published_at"] for row in rows} == {
        "Grain": NOW,
        "Silos": datetime(2025, 3, 1, 6, tzinfo=UTC),
    }
    assert rows[-1]["history"] == []


def test_an_episode_that_asks_to_be_hidden_is_not_read(lake: Lake, server: Loopback) -> None:
    hidden = item("Silos", inner="<itunes:block>Yes</itunes:block>")
    assert [row["title"] for row in seen(lake, server, document(item("Grain") + hidden))] == ["Grain"]


def test_show_notes_that_change_are_followed_and_no_change_of_the_episode(lake: Lake, server: Loopback) -> None:
    first, second = (document(item("Grain", inner=f"<description>{text}</description>")) for text in ("Old.", "New."))
    [row] = seen(lake, server, first, second)
    assert (row["description"], row["changed_at"], row["history"]) == ("New.", NOW, [])


def test_the_history_of_an_episode_does_not_grow_for_ever(
    lake: Lake, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_CHANGES", 4)
    documents = [document(item(f"Grain {number}", guid="1")) for number in range(7)]
    [row] = seen(lake, server, *documents)
    assert changes(row) == [("title", f"Grain {number}", f"Grain {number + 1}") for number in range(2, 6)]


def test_a_document_that_was_read_is_not_read_again(
    lake: Lake, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = seen(lake, server, feed("Grain"))
    monkeypatch.setattr(Lake, "get_file", lambda *_: pytest.fail("a document was read"))
    assert read(lake, LATER) == rows


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 04 Mar 2095 06:00:00 GMT"])
def test_an_episode_with_an_impossible_date_was_published_when_it_was_first_seen(
    lake: Lake, server: Loopback, date: str
) -> None:
    dated = document(f"<item><guid>g</guid><title>Grain</title><pubDate>{date}</pubDate></item>")
    renamed = dated.replace(b"Grain", b"Silos")

    rows = seen(lake, server, dated, renamed)

    assert [(row["title"], row["published_at"], row["published_on"]) for row in rows] == [("Silos", NOW, NOW.date())]


def test_an_item_that_is_listed_twice_is_one_episode_that_says_so(lake: Lake, server: Loopback) -> None:
    rows = seen(
        lake, server, document(item("Grain", guid="g", audio=AUDIO) + item("Grain, again", guid="g", audio=AUDIO))
    )

    assert [row["title"] for row in rows] == ["Grain"]
    assert changes(rows[0]) == [("listed_twice", "Grain", "Grain, again")]
