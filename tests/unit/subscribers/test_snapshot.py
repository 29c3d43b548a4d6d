"""The snapshot of subscribers: whom it holds, and what it never holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.brief.subscribers import DEFAULT_ID, Subscriber
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.subscribers.snapshot import everybody, keep_snapshot, kept_snapshot, take_snapshot
from orchestration.subscribers.store import open_subscribers
from orchestration.tables import SUBSCRIBERS
from tests.subscribing import confirmed, sign_up

FILE = """
subscribers:
  - id: ida
    interests: [Ostwick]
    email: ida@example.org
    webhook_url: https://example.org/hook
    webhook_secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
  - id: bo
    intrests: [Ostwick]
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "home"
    home.mkdir()
    return Settings(home=home)


def with_wishes(settings: Settings, email: str, wishes: Subscriber) -> str:
    """Sign an address up, confirm it, keep its wishes; return the id."""
    subscribers = open_subscribers(settings)
    subscriber_id = confirmed(subscribers, email)
    subscribers.save(subscriber_id, wishes)
    return subscriber_id


def test_a_home_where_nobody_signed_up_has_the_default_subscriber_and_no_database(settings: Settings) -> None:
    assert everybody(settings) == ([Subscriber()], [])
    assert list(settings.home.iterdir()) == []


def test_whoever_signs_up_comes_beside_the_default_subscriber_and_those_of_the_file(settings: Settings) -> None:
    cy = with_wishes(settings, "cy@example.org", Subscriber(subjects=("tides",)))
    sign_up(open_subscribers(settings), "never.confirmed@example.org")
    assert [one.id for one in everybody(settings)[0]] == [DEFAULT_ID, cy]

    settings.subscribers_path.write_text(FILE)

    found, problems = everybody(settings)
    assert [(one.id, one.email) for one in found] == [("ida", "ida@example.org"), (cy, "cy@example.org")]
    assert problems
    assert "bo" in problems[0]


def test_of_two_with_one_id_the_file_counts(settings: Settings) -> None:
    cy = with_wishes(settings, "cy@example.org", Subscriber(subjects=("tides",)))
    settings.subscribers_path.write_text(f"subscribers:\n  - id: {cy}\n    subjects: [moons]\n")
    assert [one.subjects for one in everybody(settings)[0]] == [("moons",)]


def test_of_two_with_one_address_the_file_counts_until_it_is_unsubscribed(settings: Settings) -> None:
    ida = with_wishes(settings, "ida@example.org", Subscriber(subjects=("tides",)))
    settings.subscribers_path.write_text("subscribers:\n  - {id: ida, email: Ida@example.org}\n")
    assert [one.id for one in everybody(settings)[0]] == ["ida"]

    database = open_subscribers(settings)
    database.unsubscribe(database.unsubscribe_token("ida"))

    assert [one.id for one in everybody(settings)[0]] == ["ida", ida]


def test_no_address_leaves_the_file_or_the_database(settings: Settings) -> None:
    settings.subscribers_path.write_text(FILE)
    with_wishes(settings, "cy@example.org", Subscriber(subjects=("tides",)))
    lake = Lake(root=settings.lake_root)
    lake.write(SUBSCRIBERS, take_snapshot(settings)[0])
    keep_snapshot(lake)

    files = [path for path in Path(settings.lake_root).rglob("*") if path.is_file()]
    assert len(files) == 2
    assert not any(mark in path.read_bytes() for path in files for mark in (b"example.org", b"whsec_"))


def test_a_kept_snapshot_stays_as_it_was(settings: Settings) -> None:
    lake = Lake(root=settings.lake_root)
    wishes = Subscriber(
        interests=("Ostwick", "Marlow"),
        followed_shows=("Quay Notes",),
        muted_people=("Cy Dee",),
        most_per_show=1,
        time_zone="Asia/Tokyo",
    )
    cy = with_wishes(settings, "cy@example.org", wishes)
    lake.write(SUBSCRIBERS, take_snapshot(settings)[0])
    kept = keep_snapshot(lake)
    open_subscribers(settings).delete(cy)
    lake.write(SUBSCRIBERS, take_snapshot(settings)[0])

    default, then = kept_snapshot(lake, kept)

    assert default == Subscriber()
    assert (then.id, then.interests, then.followed_shows) == (cy, wishes.interests, wishes.followed_shows)
    assert (then.muted_people, then.most_per_show, then.time_zone) == (wishes.muted_people, 1, "Asia/Tokyo")
    assert then.email is None
    assert keep_snapshot(lake) != kept


def test_what_earlier_releases_kept_is_still_read(settings: Settings) -> None:
    lake = Lake(root=settings.lake_root)
    sha256 = lake.put_file(b"subscribers:\n  - id: ida\n    interests: [Ostwick]\n")
    assert [one.interests for one in kept_snapshot(lake, sha256)] == [("Ostwick",)]
    assert kept_snapshot(lake, "") == [Subscriber()]
