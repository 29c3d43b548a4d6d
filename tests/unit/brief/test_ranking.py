"""Choosing a day's briefs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from assets.brief.ranking import Choice, Told, choose_briefs
from assets.brief.subscribers import Subscriber
from assets.insights.vectors import DIMENSIONS
from tests.unit.brief.making import DAY, NAMES, candidate, no_meaning, pool_of

IDA = Subscriber("ida")


def choices(
    *candidates: dict[str, Any], subscriber: Subscriber = IDA, told: Told | None = None, vectors: Any = None
) -> list[Choice]:
    pool = pool_of(*candidates, vectors=vectors)
    given = {} if told is None else {"ida": told}
    return list(choose_briefs(pool, [subscriber], given, brief_date=DAY, embed=no_meaning, entity_names=NAMES))


def names(*candidates: dict[str, Any], **options: Any) -> list[str]:
    pool = pool_of(*candidates)
    return [pool.rows[choice.place]["insight_id"] for choice in choices(*candidates, **options)]


def test_the_five_best_are_chosen_best_first() -> None:
    found = choices(*(candidate(f"i{at}", at / 10) for at in range(8)))

    assert [(choice.subscriber_id, choice.rank, choice.place) for choice in found] == [
        ("ida", rank, rank - 1) for rank in range(1, 6)
    ]
    assert names(*(candidate(f"i{at}", at / 10) for at in range(8))) == ["i7", "i6", "i5", "i4", "i3"]


def test_every_subscriber_gets_a_brief_and_fewer_where_there_is_less() -> None:
    pool = pool_of(*(candidate(f"i{at}") for at in range(3)))

    found = choose_briefs(pool, [IDA, Subscriber("bo")], {}, brief_date=DAY, embed=no_meaning, entity_names=NAMES)

    assert [choice.subscriber_id for choice in found] == ["ida"] * 3 + ["bo"] * 3


def test_of_a_cluster_only_the_best_is_chosen() -> None:
    same = [candidate(f"same {at}", 0.9 - at / 100, cluster_id="cluster") for at in range(3)]

    assert names(*same, candidate("else", 0.1)) == ["same 0", "else"]


def test_a_show_gives_two_where_others_have_enough_and_more_where_not() -> None:
    loud = [candidate(f"loud {at}", 0.9 - at / 100, show_id="loud") for at in range(6)]
    quiet = [candidate(f"quiet {at}", 0.2 - at / 100) for at in range(3)]

    assert names(*loud, *quiet) == ["loud 0", "loud 1", "quiet 0", "quiet 1", "quiet 2"]
    assert names(*loud, quiet[0]) == ["loud 0", "loud 1", "quiet 0", "loud 2", "loud 3"]


def test_a_subscriber_s_own_limit_does_not_give_way() -> None:
    loud = [candidate(f"loud {at}", show_id="loud") for at in range(6)]

    assert names(*loud, candidate("quiet", 0.1), subscriber=Subscriber("ida", most_per_show=1)) == ["loud 0", "quiet"]
    assert len(names(*loud, subscriber=Subscriber("ida", most_per_show=4))) == 4


@pytest.mark.parametrize(("fresh", "older"), [(6, 7), (29, 30)])
def test_fresh_ones_come_before_better_older_ones(fresh: int, older: int) -> None:
    assert names(candidate("older", 0.9, days_ago=older), candidate("fresh", 0.1, days_ago=fresh)) == ["fresh", "older"]


def test_more_of_the_same_show_comes_before_old_stories() -> None:
    loud = [candidate(f"loud {at}", 0.5 - at / 100, show_id="loud") for at in range(3)]

    assert names(*loud, candidate("old", 0.9, days_ago=90)) == ["loud 0", "loud 1", "loud 2", "old"]


def test_what_is_hardly_salient_comes_after_older_ones_and_more_of_a_show_that_are() -> None:
    dull = [candidate(f"dull {at}", 0.6 - at / 100, salience=0.1) for at in range(3)]
    loud = [candidate(f"loud {at}", 0.5 - at / 100, show_id="loud") for at in range(3)]
    old = candidate("old", 0.4, days_ago=90)

    assert names(*dull, *loud) == ["loud 0", "loud 1", "loud 2", "dull 0", "dull 1"]
    assert names(*dull, loud[0], old) == ["loud 0", "old", "dull 0", "dull 1", "dull 2"]


def test_what_is_asked_for_need_not_be_salient() -> None:
    wanted = candidate("wanted", 0.2, salience=0.1, entity_ids=["e1"])

    assert names(candidate("plain", 0.6), wanted, subscriber=Subscriber("ida", interests=("marlow",)))[0] == "wanted"


def test_of_those_worth_alike_the_ones_that_others_speak_of_come_first() -> None:
    alone, one = candidate("alone", 0.9, related_count=0), candidate("one", 0.8, related_count=1)

    assert names(alone, one, candidate("tied", 0.85)) == ["tied", "alone", "one"]
    assert names(alone, one, candidate("tied", 0.1)) == ["alone", "one", "tied"]


def test_what_others_agree_or_disagree_with_is_worth_more() -> None:
    subject, answered = candidate("subject", 0.55), candidate("answered", 0.5, answer_count=1)

    assert names(subject, answered) == ["answered", "subject"]
    assert names(candidate("better", 0.6), answered) == ["better", "answered"]


def test_what_others_agree_or_disagree_with_is_worth_sending_with_less_salience() -> None:
    dull, answered = (candidate(name, 0.5, salience=0.5) for name in ("dull", "answered"))
    older = candidate("older", 0.5, days_ago=200)

    assert names(dull, answered | {"answer_count": 1}, older) == ["answered", "older", "dull"]


def test_what_is_asked_for_comes_first_and_is_the_reason() -> None:
    plain = [candidate(f"plain {at}", 0.9) for at in range(5)]
    wanted = candidate("wanted", 0.2, entity_ids=["e1"], related_count=0)
    subscriber = Subscriber("ida", interests=("marlow",))

    assert names(*plain, wanted, subscriber=subscriber)[0] == "wanted"
    first = choices(*plain, wanted, subscriber=subscriber)[0]
    assert first.interest == pytest.approx(0.7)
    assert first.reasons[0] == "about marlow, an interest of yours"


def test_news_comes_before_an_old_story_even_where_that_was_asked_for() -> None:
    old = candidate("old", 0.9, days_ago=200, entity_ids=["e1"])

    assert names(old, candidate("new", 0.1), subscriber=Subscriber("ida", interests=("Marlow",))) == ["new", "old"]


@pytest.mark.parametrize(
    "muted",
    [
        {"muted_shows": ("SHOW OF LOUD",)},
        {"muted_shows": ("show of loud",)},
        {"muted_shows": ("https://loud.example/feed",)},
        {"muted_people": ("speaker of  loud",)},
        {"muted_people": ("Ben Ode",)},
    ],
)
def test_what_is_muted_never_comes(muted: Any) -> None:
    loud = candidate("loud", 0.9, attributed_to="Ben Ode", entity_ids=["e1"])

    assert names(loud, subscriber=Subscriber("ida", interests=("Marlow",), **muted)) == []


def test_one_that_is_like_a_chosen_one_gives_way() -> None:
    vectors = np.zeros((3, DIMENSIONS), dtype=np.float32)
    vectors[0, 0] = vectors[1, 0] = vectors[2, 1] = 1
    rows = [candidate("best", 0.9), candidate("alike", 0.8), candidate("other", 0.5)]

    assert [choice.place for choice in choices(*rows, vectors=vectors)] == [0, 2, 1]


def test_what_was_sent_is_not_sent_again() -> None:
    assert names(candidate("i1", 0.9), candidate("i2"), told=Told(frozenset(["i1"]))) == ["i2"]


def told_row(**changes: Any) -> dict[str, Any]:
    return candidate("told", days_ago=3, numbers=["9 percent"], cluster_id="story") | {"against": []} | changes


def test_a_story_comes_back_only_with_something_new() -> None:
    told = Told(frozenset(["told"]), {"story": [told_row()]})
    stale = candidate("stale", 0.9, cluster_id="story", numbers=["9 percent"])
    news = candidate("news", 0.1, cluster_id="story", numbers=["9 percent", "12 percent"])

    assert names(stale, told_row(), told=told) == []
    assert names(stale, news, told=told) == ["news"]
    (choice,) = choices(stale, news, told=told)
    assert choice.what_is_new == "a new number: 12 percent"


@pytest.mark.parametrize(("zone", "expected"), [("UTC", True), ("America/Los_Angeles", True), ("Asia/Tokyo", False)])
def test_what_was_published_after_the_subscriber_s_day_had_ended_waits(zone: str, expected: bool) -> None:
    late = candidate("late")
    late["published_at"] = late["published_at"].replace(hour=16)

    assert (names(late, subscriber=Subscriber("ida", time_zone=zone)) == ["late"]) is expected


def test_equal_scores_are_chosen_in_the_same_order_whatever_the_order_of_rows() -> None:
    equal = [candidate(f"i{at}") for at in range(4)]

    assert names(*equal) == names(*reversed(equal)) == ["i0", "i1", "i2", "i3"]


def test_five_are_found_beyond_the_first_two_hundred() -> None:
    same = [candidate(f"same {at}", 0.9, cluster_id="cluster") for at in range(300)]
    other = [candidate(f"other {at}", 0.1) for at in range(4)]

    assert names(*same, *other) == ["same 0", "other 0", "other 1", "other 2", "other 3"]
