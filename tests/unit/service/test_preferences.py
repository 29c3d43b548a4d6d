"""Preferences: what is chosen is kept, and all that is kept can be seen and deleted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient

from assets.brief.clean import clean_text
from assets.brief.subscribers import MOST_ENTRIES
from orchestration.delivery.ledger import Delivery, open_ledger
from orchestration.service import preferences
from orchestration.service.app import create_app
from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers
from tests.hostile import HOSTILE
from tests.subscribing import sign_up
from tests.unit.service.conftest import URL
from tests.visitor import Visitor

PLACES = ("/preferences", "/preferences/export", "/preferences/suggestions?kind=shows&begins=q")


def test_wishes_are_kept_as_they_were_chosen(ida: Visitor, subscribers: Subscribers) -> None:
    ida.submit(
        "/preferences",
        {
            "action": "save",
            "add_interests": "Marlow  Freight",
            "add_subjects": "storing power for the grid",
            "add_followed_shows": "Quay Notes",
            "add_muted_people": "Cy Dee",
            "time_zone": "Europe/Berlin",
            "hour": "6",
            "most_per_show": "1",
        },
    )
    assert "Saved." in ida.text
    ida.open("/preferences")
    ida.submit("/preferences", {"action": "save", "add_interests": "Ostwick"})

    (account,) = subscribers.confirmed()
    wishes = account.subscriber
    assert wishes.interests == ("Marlow Freight", "Ostwick")
    assert wishes.subjects == ("storing power for the grid",)
    assert (wishes.followed_shows, wishes.muted_people) == (("Quay Notes",), ("Cy Dee",))
    assert (wishes.time_zone, wishes.hour, wishes.most_per_show) == ("Europe/Berlin", 6, 1)


def test_a_box_that_is_not_ticked_any_more_is_forgotten(ida: Visitor, subscribers: Subscribers) -> None:
    ida.submit("/preferences", {"action": "save", "interests": ["Marlow", "Ostwick"]})
    ida.submit("/preferences", {"action": "save", "interests": ["Ostwick"]})
    assert subscribers.confirmed()[0].subscriber.interests == ("Ostwick",)


def test_looking_for_names_keeps_nothing(ida: Visitor, subscribers: Subscribers) -> None:
    ida.submit("/preferences", {"action": "find", "add_subjects": "tides"})
    assert ida.boxes("subjects") == {"tides": True}
    assert subscribers.confirmed()[0].subscriber.subjects == ()


@pytest.mark.parametrize(
    "fields", [{"hour": "24"}, {"hour": "x"}, {"time_zone": "../../etc/passwd"}, {"most_per_show": "0"}]
)
def test_what_cannot_be_chosen_is_a_problem_and_changes_nothing(
    fields: dict[str, str], ida: Visitor, subscribers: Subscribers
) -> None:
    before = subscribers.confirmed()
    ida.submit("/preferences", {"action": "save", "add_interests": "Ostwick", **fields})
    assert ida.answer.status_code == 400
    assert "choose one of the list" in ida.text
    assert subscribers.confirmed() == before


def test_a_list_has_an_end(ida: Visitor) -> None:
    ida.submit("/preferences", {"action": "save", "subjects": [f"subject {n}" for n in range(MOST_ENTRIES + 1)]})
    assert f"Subjects: {MOST_ENTRIES} at most" in ida.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_wishes_are_text_wherever_they_are_shown(text: str, ida: Visitor) -> None:
    given = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    names = ("interests", "subjects", "muted_shows")
    ida.submit("/preferences", {"action": "save", **dict.fromkeys(names, "harmless")})
    tags = [element.tag for element in ida.page.iter()]

    ida.submit("/preferences", {"action": "save", **dict.fromkeys(names, given)})

    assert ida.answer.status_code == 200
    if clean_text(given):
        assert [element.tag for element in ida.page.iter()] == tags
    assert all(set(box.attrib) <= {"type", "name", "value", "checked"} for box in ida.page.xpath("//label/input"))
    for name in names:
        for shown in ida.boxes(name):
            assert shown.isprintable()
            assert 0 < len(shown) <= 200
    exported = ida.client.get("/preferences/export")
    assert exported.headers["content-type"] == "application/json"
    assert exported.headers["content-disposition"].startswith("attachment")


def test_all_that_is_kept_can_be_had_and_deleted(ida: Visitor, subscribers: Subscribers, settings: Settings) -> None:
    (account,) = subscribers.confirmed()
    ours = [settings.outbox_path / f"2026-03-04.{account.id}@briefs.example.eml"]
    ours.append(settings.editions_path / "2026-03-04" / f"{account.id}.html")
    others = [path.with_name(path.name.replace(account.id, "s-other")) for path in ours]
    for path in (*ours, *others):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with open_ledger(settings.deliveries_path) as ledger:
        ledger.claim(Delivery(date(2026, 3, 4), account.id, "mail"), datetime(2026, 3, 4, 7, tzinfo=UTC))
        ledger.claim(Delivery(date(2026, 3, 4), "s-other", "mail"), datetime(2026, 3, 4, 7, tzinfo=UTC))
    ida.submit("/preferences", {"action": "save", "add_interests": "Ostwick"})
    exported = ida.client.get("/preferences/export").json()
    assert exported["email"] == "ida@example.org"
    assert exported["interests"] == ["Ostwick"]
    assert [(one["brief_date"], one["status"]) for one in exported["deliveries"]] == [("2026-03-04", "claimed")]

    ida.open("/preferences").submit("/preferences/delete")
    assert ida.heading == "Nothing is deleted"
    assert len(subscribers.everybody()) == 1

    ida.open("/preferences").submit("/preferences/delete", {"sure": "yes"})
    assert ida.heading == "You are forgotten"
    assert "stay in the archive" in ida.text
    assert [path.exists() for path in (*ours, *others)] == [False, False, True, True]
    assert subscribers.everybody() == []
    assert ida.open("/preferences").heading == "Sign in"


def test_one_account_has_so_many_previews_a_minute(
    settings: Settings, subscribers: Subscribers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "MOST_PREVIEWS", 2)
    client = TestClient(create_app(settings, subscribers, URL), base_url=URL)

    def look(email: str) -> list[int]:
        session = subscribers.confirm(sign_up(subscribers, email).token)
        client.cookies.set("__Host-briefcast-session", session or "")
        return [client.get("/preferences").status_code for _ in range(3)]

    assert [look("ida@example.org"), look("bo@example.org")] == [[200, 200, 429]] * 2


@pytest.mark.parametrize("path", PLACES)
def test_nothing_is_shown_to_whoever_is_not_signed_in(path: str, client: TestClient) -> None:
    client.cookies.set("__Host-briefcast-session", "A" * 43)
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code in (303, 401)
    assert answer.headers.get("location", "/sign-in") == "/sign-in"
