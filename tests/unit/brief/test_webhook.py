"""The edition for a program: what it holds, and that its signature is one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from assets.brief.edition import Edition
from assets.brief.forms.webhook import to_webhook
from tests.hostile import HOSTILE

EditionFrom = Callable[[str, str], Edition]

KEY = bytes(range(32))
SECRET = "whsec_" + base64.b64encode(KEY).decode()
NOW = datetime(2025, 3, 4, 7, tzinfo=UTC)


def expected(name: str, seconds: str, body: bytes) -> str:
    """The signature as whoever receives it works it out."""
    digest = hmac.new(KEY, b".".join([name.encode(), seconds.encode(), body]), hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def test_whoever_has_the_secret_can_check_who_sent_it_and_when(edition: Edition) -> None:
    request = to_webhook(edition, SECRET, NOW)
    headers = request.headers

    assert headers["webhook-id"] == "brief_2025-03-04_ida"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert headers["webhook-signature"] == expected("brief_2025-03-04_ida", headers["webhook-timestamp"], request.body)
    assert headers["content-type"] == "application/json"


def test_another_time_or_body_has_another_signature(edition: Edition, edition_from: EditionFrom) -> None:
    first = to_webhook(edition, SECRET, NOW).headers
    later = to_webhook(edition, SECRET, datetime(2025, 3, 4, 8, tzinfo=UTC)).headers
    other = to_webhook(edition_from("words", "https://quay.example/1"), SECRET, NOW).headers

    assert first["webhook-id"] == later["webhook-id"] == other["webhook-id"]
    assert len({request["webhook-signature"] for request in (first, later, other)}) == 3


def test_the_body_holds_the_whole_edition(edition: Edition) -> None:
    body = json.loads(to_webhook(edition, SECRET, NOW, "https://brief.example/").body)

    assert (body["type"], body["timestamp"]) == ("edition.published", "2025-03-04T07:00:00Z")
    first, second = body["data"]["insights"]
    assert body["data"]["brief_date"] == "2025-03-04"
    assert {name: first[name] for name in ("title", "quote", "speaker", "time", "url", "page_url", "reasons")} == {
        "title": "Ostwick moved 40 percent more grain",
        "quote": "And then the port moved more.",
        "speaker": "Ida Holm",
        "time": "12:34",
        "url": "https://quay.example/1?a=b&t=754",
        "page_url": "https://brief.example/insights/i1.html",
        "reasons": ["fresh", "a clear claim"],
    }
    assert (first["related"][0]["relation"], first["related"][0]["show_title"]) == ("contradicts", "Rail Hour")
    assert (second["speaker"], second["time"], second["related"]) == (None, None, [])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words_in_the_body_and_in_no_header(edition_from: EditionFrom, text: str) -> None:
    request = to_webhook(edition_from(text, "https://quay.example/1"), SECRET, NOW)

    assert set(request.headers) == {"content-type", "webhook-id", "webhook-timestamp", "webhook-signature"}
    assert all(value.isascii() and value.isprintable() for value in request.headers.values())
    assert len(json.loads(request.body)["data"]["insights"]) == 5
