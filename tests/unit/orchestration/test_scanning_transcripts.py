"""Transcripts: which are asked for, when again, and which of several is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import stamina

from orchestration.digest.plan import segmented
from orchestration.lake import Lake
from orchestration.scanning.transcripts import transcripts_to_fetch
from orchestration.tables import TRANSCRIPTS
from tests.unit.orchestration.conftest import NOW, MakeFrame
from tests.unit.orchestration.loopback import Loopback, answer, cacheable, in_turn, loopback
from tests.unit.orchestration.scans import Row, document, fetch, item, read, scan, scan_all

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPOKEN = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ida>The tide came in early.\n"
CORRECTED = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ida>The tide came in late.\n"
UNNAMED = b"WEBVTT\n\n00:01.000 --> 00:04.000\nThe tide came in early.\n"
WORDS = b"Ida: The tide came in early.\n\nOlav: And it went out late.\n"
JSON = b'{"version": "1.0.0", "segments": [{"speaker": "Ida", "startTime": 1, "endTime": 4, "body": "The tide came."}]}'
TYPES = {"json": "application/json", "vtt": "text/vtt", "txt": "text/plain", "html": "text/html"}


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as made:
        yield made


def naming(*names: str, title: str = "Grain") -> bytes:
    """Return a feed with one episode that names these transcripts."""
    tags = (f'<podcast:transcript url="/{name}" type="{TYPES[name.rpartition(".")[2]]}"/>' for name in names)
    return document(item(title, guid="1", inner="".join(tags)))


def serve(server: Loopback, *names: str, **documents: bytes) -> None:
    """Serve a feed whose episode names these transcripts, and the documents that there are of them."""
    server.routes["/feed"] = answer(200, naming(*names))
    for name, body in documents.items():
        server.routes[f"/t.{name}"] = cacheable(body)


def chosen(rows: list[Row]) -> Row:
    [row] = [row for row in rows if row["is_chosen"]]
    return row


def asked(server: Loopback) -> list[str]:
    return [path for path in server.paths if path != "/feed"]


def test_a_transcript_is_fetched_once_and_kept(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    _, _, [row] = scan_all(lake, server.url("/feed"))
    assert (row["status"], row["byte_count"], row["attempt_count"], row["is_chosen"]) == ("ok", len(SPOKEN), 1, True)
    assert lake.get_file(row["sha256"]) == SPOKEN
    for minutes in range(10):
        scan_all(lake, server.url("/feed"), now=NOW + timedelta(minutes=minutes))
    assert asked(server) == ["/t.vtt"]


def test_a_new_transcript_is_looked_at_again_ever_less_often_and_then_no_more(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    _, _, [row] = scan_all(lake, server.url("/feed"))
    after = []
    while row["next_ask_at"] is not None:
        now = row["next_ask_at"]
        assert transcripts_to_fetch(lake, now - timedelta(seconds=1)) == []
        [row] = fetch(lake, now)
        after.append((now - NOW).days)
        assert (row["asked_at"], row["fetched_at"]) == (now, NOW)
    assert after == [1, 3, 7]
    assert [headers.get("if-none-match") for path, headers in server.requests if path == "/t.vtt"] == [
        None, '"v1"', '"v1"', '"v1"'
    ]  # fmt: skip
    assert transcripts_to_fetch(lake, NOW + 365 * DAY) == []


def test_a_corrected_transcript_replaces_it_and_makes_its_episode_alone_new(lake: Lake, server: Loopback) -> None:
    server.routes |= {
        "/feed": answer(200, document(item("Grain", inner=tag("/a.vtt")) + item("Silos", day=5, inner=tag("/b.vtt")))),
        "/a.vtt": in_turn(cacheable(SPOKEN), cacheable(CORRECTED, etag='"v2"')),
        "/b.vtt": cacheable(UNNAMED),
    }
    _, _, before = scan_all(lake, server.url("/feed"))
    prints = segmented(lake)
    _, _, after = scan_all(lake, server.url("/feed"), now=NOW + 2 * DAY)
    first, second = after
    assert lake.get_file(first["sha256"]) == CORRECTED
    assert first["earlier_sha256s"] == [before[0]["sha256"]]
    assert (second["sha256"], second["earlier_sha256s"]) == (before[1]["sha256"], [])
    assert [day for day, target in segmented(lake).items() if target != prints[day]] == [first["published_on"]]


def test_a_translation_is_not_asked_for(lake: Lake, server: Loopback) -> None:
    tags = (
        '<podcast:transcript url="/es.json" type="application/json" language="es"/>'
        '<podcast:transcript url="/t.vtt" type="text/vtt" language="en"/>'
    )
    server.routes["/feed"] = answer(200, document(item("Grain", inner=tags), "<language>en-gb</language>"))
    server.routes |= {"/es.json": cacheable(JSON), "/t.vtt": cacheable(SPOKEN)}
    _, _, [row] = scan_all(lake, server.url("/feed"))
    assert lake.get_file(row["sha256"]) == SPOKEN
    assert asked(server) == ["/t.vtt"]


def tag(url: str) -> str:
    return f'<podcast:transcript url="{url}" type="text/vtt"/>'


def test_an_item_that_changed_has_its_transcript_looked_at_again(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    scan_all(lake, server.url("/feed"))
    server.routes["/feed"] = answer(200, naming("t.vtt", title="Grain, corrected"))
    for hours in (1, 2):
        scan_all(lake, server.url("/feed"), now=NOW + hours * HOUR)
    assert asked(server) == ["/t.vtt"] * 2
    assert server.requests[-2][1]["if-none-match"] == '"v1"'


def test_the_same_transcript_at_a_new_address_changes_nothing_that_follows(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    scan_all(lake, server.url("/feed"))
    prints = segmented(lake)
    server.routes |= {"/feed": answer(200, naming("u.vtt")), "/u.vtt": cacheable(SPOKEN)}
    _, _, [row] = scan_all(lake, server.url("/feed"), now=NOW + HOUR)
    assert row["url"] == server.url("/u.vtt")
    assert segmented(lake) == prints


def test_a_transcript_at_a_new_address_that_cannot_be_had_leaves_the_old_one_in_use(
    lake: Lake, server: Loopback
) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    scan_all(lake, server.url("/feed"))
    server.routes["/feed"] = answer(200, naming("u.vtt"))
    _, _, rows = scan_all(lake, server.url("/feed"), now=NOW + HOUR)
    assert chosen(rows)["url"] == server.url("/t.vtt")
    assert {row["status"] for row in rows} == {"ok", "missing"}


def test_a_fetched_transcript_that_is_gone_later_is_still_read(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    scan_all(lake, server.url("/feed"))
    server.routes["/t.vtt"] = answer(404)
    [row] = fetch(lake, NOW + 2 * DAY)
    assert (row["status"], lake.get_file(row["sha256"])) == ("ok", SPOKEN)


@pytest.mark.parametrize(("status", "expected"), [(404, "missing"), (410, "missing"), (500, "error"), (403, "error")])
def test_a_transcript_that_cannot_be_had_is_asked_for_later_and_later(
    lake: Lake, server: Loopback, status: int, expected: str
) -> None:
    serve(server, "t.vtt")
    server.routes["/t.vtt"] = answer(status)
    scan(lake, server.url("/feed"))
    read(lake)
    now = NOW
    for hours in (1, 2, 4):
        [row] = fetch(lake, now)
        assert (row["status"], row["http_status"], row["is_chosen"]) == (expected, status, True)
        assert row["error"] == f"{server.url('/t.vtt')}: HTTP {status}"
        assert row["next_ask_at"] == now + hours * HOUR
        assert transcripts_to_fetch(lake, now + hours * HOUR - timedelta(seconds=1)) == []
        now += hours * HOUR
        assert len(transcripts_to_fetch(lake, now)) == 1


def test_a_transcript_that_keeps_failing_is_asked_for_once_a_week(
    lake: Lake, frame_of: MakeFrame, server: Loopback
) -> None:
    serve(server, "t.vtt")
    scan(lake, server.url("/feed"))
    [episode] = read(lake)
    tried = {"episode_id": episode["episode_id"], "url": server.url("/t.vtt"), "status": "missing"}
    lake.write(TRANSCRIPTS, frame_of(TRANSCRIPTS, tried | {"fetched_at": NOW, "asked_at": NOW, "attempt_count": 30}))
    [row] = fetch(lake, NOW + HOUR)
    assert row["next_ask_at"] == NOW + HOUR + 7 * DAY


def test_an_episode_without_a_transcript_waits_until_its_feed_names_one(lake: Lake, server: Loopback) -> None:
    serve(server)
    [show], _, rows = scan_all(lake, server.url("/feed"))
    assert rows == []
    assert show["next_scan_at"] > NOW  # the feed itself is what is asked
    serve(server, "t.vtt", vtt=SPOKEN)
    _, _, [row] = scan_all(lake, server.url("/feed"), now=NOW + DAY)
    assert row["status"] == "ok"


def test_a_host_that_asks_for_patience_is_left_alone_also_by_its_feeds(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt")
    server.routes["/t.vtt"] = in_turn(answer(429, Retry_After="7200"), cacheable(SPOKEN))
    _, _, [row] = scan_all(lake, server.url("/feed"))
    assert (row["status"], row["wait_until"]) == ("error", NOW + 2 * HOUR)
    scan_all(lake, server.url("/feed"), now=NOW + 1.9 * HOUR)
    assert server.paths == ["/feed", "/t.vtt"]
    _, _, [row] = scan_all(lake, server.url("/feed"), now=NOW + 2.1 * HOUR)
    assert (row["status"], row["wait_until"]) == ("ok", None)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ({"json": JSON, "vtt": SPOKEN}, ["/t.json"]),  # speakers and times: nothing more to wish for
        ({"vtt": UNNAMED, "json": b"{broken"}, ["/t.json", "/t.vtt"]),  # the first cannot be read
        ({"vtt": UNNAMED, "txt": WORDS}, ["/t.vtt", "/t.txt"]),  # the second may say who speaks
        ({"vtt": SPOKEN, "txt": WORDS}, ["/t.vtt"]),
        ({"txt": WORDS}, ["/t.txt"]),
    ],
)
def test_another_transcript_is_asked_for_only_if_it_may_bring_what_is_missing(
    lake: Lake, server: Loopback, documents: dict[str, bytes], expected: list[str]
) -> None:
    serve(server, *(f"t.{name}" for name in documents), **documents)
    for minutes in range(3):
        scan_all(lake, server.url("/feed"), now=NOW + timedelta(minutes=minutes))
    assert asked(server) == expected


def test_the_best_of_several_is_chosen_and_the_others_are_kept(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", "t.txt", vtt=UNNAMED, txt=WORDS)
    _, _, rows = scan_all(lake, server.url("/feed"))
    assert chosen(rows)["url"] == server.url("/t.txt")
    assert {lake.get_file(row["sha256"]) for row in rows} == {UNNAMED, WORDS}


def test_a_better_one_that_comes_later_takes_its_place(lake: Lake, server: Loopback) -> None:
    serve(server, "t.txt", txt=b"The tide came in early, and nobody says who said so.")
    _, _, [plain] = scan_all(lake, server.url("/feed"))
    prints = segmented(lake)
    serve(server, "t.txt", "t.json", json=JSON)
    _, _, rows = scan_all(lake, server.url("/feed"), now=NOW + HOUR)
    assert chosen(rows)["url"] == server.url("/t.json")
    assert plain["sha256"] in {row["sha256"] for row in rows}
    assert segmented(lake).keys() == prints.keys()
    assert segmented(lake) != prints


@pytest.mark.parametrize("rules", [b"User-agent: *\nDisallow: /t.html\n", None])
def test_a_web_page_is_fetched_only_where_the_site_allows_it(lake: Lake, server: Loopback, rules: bytes | None) -> None:
    serve(server, "t.html", html=b"<p><cite>Ida:</cite> The tide came in.</p>")
    server.routes["/robots.txt"] = answer(200, rules) if rules else answer(404)
    _, _, [row] = scan_all(lake, server.url("/feed"))
    assert asked(server) == ["/robots.txt"] if rules else ["/robots.txt", "/t.html"]
    assert row["status"] == ("error" if rules else "ok")
    if rules:
        assert "robots.txt asks programs not to fetch this page" in row["error"]
        assert row["next_ask_at"] == NOW + 7 * DAY


def test_captions_are_for_programs_and_robots_txt_is_not_asked(lake: Lake, server: Loopback) -> None:
    serve(server, "t.vtt", vtt=SPOKEN)
    scan_all(lake, server.url("/feed"))
    assert asked(server) == ["/t.vtt"]
