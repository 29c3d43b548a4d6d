"""Editions by hand, one of them of words that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from assets.brief.edition import Edition, Item, RelatedItem, build_editions

PUBLISHED = datetime(2025, 3, 3, 6, tzinfo=UTC)
DECIDED = datetime(2025, 3, 4, 6, tzinfo=UTC)


@pytest.fixture
def edition_of() -> Callable[[str, str], Edition]:
    """Make an edition in which every word of a feed or transcript is the given text, and every link the given one."""

    def make(text: str, url: str) -> Edition:
        related = RelatedItem("i2", "supports", text, text, text, text, PUBLISHED, url, text)
        item = Item("i1", 1, text, text, text, text, text, text, PUBLISHED, "12:34", url, text, (text,), (related,))
        return Edition(date(2025, 3, 4), "ida", DECIDED, (item,))

    return make


@pytest.fixture
def edition_from() -> Callable[[str, str], Edition]:
    """Make the edition of a day whose table has the given text for every word, and the given address for every link."""

    def make(text: str, url: str) -> Edition:
        told = {"title": text, "quote": text, "speaker": text, "show_title": text, "evidence_url": url}
        link = told | {"insight_id": "i2", "relation": "contradicts", "explanation": text, "published_at": PUBLISHED}
        row = told | {
            "brief_date": date(2025, 3, 4),
            "subscriber_id": "ida",
            "decided_at": DECIDED,
            "insight_id": "i1",
            "summary": text,
            "episode_title": text,
            "published_at": PUBLISHED,
            "start_seconds": 754.0,
            "what_is_new": text,
            "reasons": [text, text],
            "related": [link] * 3,
        }
        return next(build_editions(row | {"rank": rank} for rank in range(1, 6)))

    return make


@pytest.fixture
def edition() -> Edition:
    """A harmless edition of two items, the second by nobody known, without a time and a link."""
    related = RelatedItem(
        "i3",
        "contradicts",
        "The railways moved more",
        "Rail won.",
        None,
        "Rail Hour",
        PUBLISHED,
        "https://rail.example/7",
        "Both speak of Ostwick.",
    )
    first = Item(
        "i1",
        1,
        "Ostwick moved 40 percent more grain",
        "Ida Holm says: The port moved more.",
        "And then the port moved more.",
        "Ida Holm",
        "Quay Notes",
        "Grain",
        PUBLISHED,
        "12:34",
        "https://quay.example/1?a=b&t=754",
        "a new number: 40 percent",
        ("fresh", "a clear claim"),
        (related,),
    )
    second = Item(
        "i2",
        2,
        "Silos rust",
        "A speaker says: Silos rust.",
        "Silos rust.",
        None,
        "Silo",
        "Rust",
        PUBLISHED,
        None,
        "",
        None,
        ("fresh",),
        (),
    )
    return Edition(date(2025, 3, 4), "ida", DECIDED, (first, second))
