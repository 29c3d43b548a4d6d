"""The edition: a day's brief as values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from assets.brief.edition import build_editions, clock
from assets.insights.schema import RELATIONS

PUBLISHED = datetime(2025, 3, 3, 6, tzinfo=UTC)


def link(name: str, relation: str = "supports") -> dict[str, Any]:
    return {
        "insight_id": name,
        "relation": relation,
        "explanation": f"Both speak of {name}.",
        "title": f"Title of {name}",
        "quote": f"{name}.",
        "speaker": None,
        "show_title": "Crane Talk",
        "published_at": PUBLISHED,
        "evidence_url": "https://crane.example/1",
    }


def row(name: str, rank: int, subscriber_id: str = "ida", **changes: Any) -> dict[str, Any]:
    return {
        "brief_date": date(2025, 3, 4),
        "subscriber_id": subscriber_id,
        "rank": rank,
        "insight_id": name,
        "decided_at": datetime(2025, 3, 4, 6, tzinfo=UTC),
        "title": f"Title of {name}",
        "summary": f"Ida Holm says: {name}.",
        "quote": f"{name}.",
        "speaker": "Ida Holm",
        "show_title": "Quay Notes",
        "episode_title": "Grain",
        "published_at": PUBLISHED,
        "start_seconds": 75.9,
        "evidence_url": "https://quay.example/1",
        "what_is_new": None,
        "reasons": ["fresh", "a clear claim"],
        "related": [link("a"), link("b"), link("c"), link("d")],
    } | changes


def test_every_subscriber_of_a_day_has_an_edition_of_their_own() -> None:
    bo, ida = build_editions([row("i1", 1, "bo"), row("i2", 1), row("i3", 2)])

    assert (bo.brief_date, bo.subscriber_id, [item.title for item in bo.items]) == (
        date(2025, 3, 4),
        "bo",
        ["Title of i1"],
    )
    assert [(item.rank, item.title) for item in ida.items] == [(1, "Title of i2"), (2, "Title of i3")]


def test_an_item_names_its_evidence() -> None:
    (edition,) = build_editions([row("i1", 1, what_is_new="a new number: 9 percent")])

    (item,) = edition.items
    assert (item.quote, item.speaker, item.show_title, item.episode_title) == ("i1.", "Ida Holm", "Quay Notes", "Grain")
    assert (item.time, item.url) == ("1:15", "https://quay.example/1")
    assert item.reasons == ("fresh", "a clear claim")
    assert item.what_is_new == "a new number: 9 percent"


def test_the_first_three_that_were_sent_along_are_shown() -> None:
    (edition,) = build_editions([row("i1", 1), row("i2", 2, related=None)])

    assert [other.title for other in edition.items[0].related] == ["Title of a", "Title of b", "Title of c"]
    assert edition.items[1].related == ()


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_relation_is_told_in_words(relation: str) -> None:
    (edition,) = build_editions([row("i1", 1, related=[link("a", relation)])])

    (other,) = edition.items[0].related
    assert other.relation
    assert "_" not in other.relation
    assert other.explanation == "Both speak of a."


def test_what_the_transcript_does_not_say_is_left_open() -> None:
    (edition,) = build_editions([row("i1", 1, speaker=None, start_seconds=None, evidence_url=None, reasons=None)])

    (item,) = edition.items
    assert (item.speaker, item.time, item.url, item.reasons) == (None, None, "", ())


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, None), (0.0, "0:00"), (59.99, "0:59"), (754.0, "12:34"), (3600.0, "1:00:00"), (3723.4, "1:02:03")],
)
def test_the_clock_reads_as_in_a_player(seconds: float | None, expected: str | None) -> None:
    assert clock(seconds) == expected


def test_what_cannot_be_read_is_named_so() -> None:
    (edition,) = build_editions([row("i1", 1, title="\u202e", show_title=" ", episode_title="\x00", speaker="\u200b")])

    (item,) = edition.items
    assert (item.title, item.show_title, item.episode_title) == ("Untitled", "an unnamed show", "Untitled")
    assert item.speaker is None
