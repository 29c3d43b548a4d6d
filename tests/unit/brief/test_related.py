"""What is sent along with an insight."""

from __future__ import annotations

from typing import Any

from assets.brief.related import heard, spread
from assets.brief.subscribers import Subscriber


def link(name: str, show: str, relation: str = "supports", quote: str | None = None) -> dict[str, Any]:
    return {"insight_id": name, "show_title": show, "relation": relation, "quote": quote or name}


def names(*links: dict[str, Any], limit: int = 3) -> list[str]:
    return [row["insight_id"] for row in spread(links, limit)]


def test_one_of_each_show_comes_before_a_second_of_one() -> None:
    assert names(link("a", "x"), link("b", "x"), link("c", "y"), link("d", "z")) == ["a", "c", "d"]
    assert names(link("a", "x"), link("b", "x")) == ["a", "b"]


def test_the_same_words_come_once() -> None:
    assert names(link("a", "x", quote="Said."), link("b", "y", quote="said."), link("c", "x")) == ["a", "c"]


def test_a_voice_against_it_is_the_second_at_the_latest() -> None:
    against = link("e", "x", "contradicts")

    assert names(link("a", "x"), link("b", "y"), link("c", "z"), against) == ["a", "e", "b"]
    assert names(against, link("a", "y")) == ["e", "a"]


def test_nothing_that_is_muted_is_sent_along() -> None:
    links: list[dict[str, Any]] = [
        {"insight_id": name, "show_id": f"id of {show}", "show_title": show, "feed_url": f"https://{name}.example"}
        | {"speaker": speaker, "attributed_to": other}
        for name, show, speaker, other in (
            ("a", "Quay Notes", "Ida Holm", None),
            ("b", "Crane Talk", "Ida Holm", None),
            ("c", "Lock Hour", "Ben Ode", None),
            ("d", "Lock Hour", None, "Ben Ode"),
            ("e", "Dredge Day", None, None),
        )
    ]

    def left(**mutes: tuple[str, ...]) -> list[str]:
        return [link["insight_id"] for link in heard(links, Subscriber("ida", **mutes))]  # type: ignore[arg-type]

    assert left() == ["a", "b", "c", "d", "e"]
    assert left(muted_shows=("crane talk", "id of Quay Notes", "https://e.example")) == ["c", "d"]
    assert left(muted_people=("ben ode",)) == ["a", "b", "e"]
