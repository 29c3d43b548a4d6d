"""Choosing a day's brief."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from assets.brief.ranking import choose_brief, reasons
from assets.brief.schema import DAILY_BRIEF

DAY = date(2025, 3, 4)
RELATED = pl.Schema({"insight_id": pl.String, "rank": pl.Int32, "related_insight_id": pl.String})


def insight(name: str, score: float = 0.5, *, days_ago: int = 0, **changes: Any) -> dict[str, Any]:
    """An insight of its own cluster and show."""
    published_on = DAY - timedelta(days=days_ago)
    return {
        "insight_id": name,
        "episode_id": f"episode of {name}",
        "show_id": f"show of {name}",
        "cluster_id": f"cluster of {name}",
        "published_on": published_on,
        "published_at": datetime(published_on.year, published_on.month, published_on.day, 6, tzinfo=UTC),
        "title": f"Title of {name}",
        "summary": f"Ida Holm says: {name}.",
        "quote": f"{name}.",
        "speaker": "Ida Holm",
        "show_title": "Quay Notes",
        "episode_title": "Grain",
        "start_seconds": 12.5,
        "evidence_url": "https://quay.example/1#t=12",
        "score": score,
        "salience": 0.5,
        "specificity": 0.5,
        "novelty": 0.5,
        "corroboration": 0.0,
        "recency": 0.5,
    } | changes


def links(*pairs: tuple[str, int, str]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema=RELATED, orient="row")


def chosen(*insights: dict[str, Any], related: pl.DataFrame | None = None, **options: Any) -> pl.DataFrame:
    sent = options.pop("sent", pl.DataFrame(schema=DAILY_BRIEF))
    return choose_brief(
        pl.DataFrame(list(insights)),
        links() if related is None else related,
        sent,
        brief_date=DAY,
        subscriber_id=options.pop("subscriber_id", "ida"),
        **options,
    )


def names(brief: pl.DataFrame) -> list[str]:
    return brief["insight_id"].to_list()


def test_the_five_best_are_chosen_best_first() -> None:
    brief = chosen(*(insight(f"i{at}", at / 10) for at in range(8)))

    assert brief.schema == DAILY_BRIEF
    assert names(brief) == ["i7", "i6", "i5", "i4", "i3"]
    assert brief["rank"].to_list() == [1, 2, 3, 4, 5]
    assert set(brief["brief_date"]) == {DAY}
    assert set(brief["subscriber_id"]) == {"ida"}


def test_a_row_carries_the_insight_s_own_words_and_evidence() -> None:
    given = insight("i1")

    (row,) = chosen(given).to_dicts()

    shared = [name for name in DAILY_BRIEF if name in given]
    assert {name: row[name] for name in shared} == {name: given[name] for name in shared}


def test_fewer_may_be_asked_for_and_fewer_may_be_there() -> None:
    three = [insight(f"i{at}") for at in range(3)]

    assert chosen(*three, limit=2).height == 2
    assert chosen(*three).height == 3


def test_without_candidates_the_brief_is_empty() -> None:
    empty = pl.DataFrame([insight("i1")]).clear()

    brief = choose_brief(empty, links(), pl.DataFrame(schema=DAILY_BRIEF), brief_date=DAY)

    assert brief.is_empty()
    assert brief.schema == DAILY_BRIEF


def test_of_a_cluster_only_the_best_is_chosen() -> None:
    same = [insight(f"same {at}", 0.9 - at / 100, cluster_id="cluster") for at in range(3)]

    assert names(chosen(*same, insight("else", 0.1))) == ["same 0", "else"]


def test_what_the_subscriber_was_sent_is_not_sent_again_but_others_get_it() -> None:
    sent = chosen(insight("i1", 0.9))

    assert names(chosen(insight("i1", 0.9), insight("i2", 0.1), sent=sent)) == ["i2"]
    assert names(chosen(insight("i1", 0.9), sent=sent, subscriber_id="bo")) == ["i1"]


def test_a_show_gives_two_at_most_where_other_shows_have_enough() -> None:
    loud = [insight(f"loud {at}", 0.9 - at / 100, show_id="loud") for at in range(5)]
    quiet = [insight(f"quiet {at}", 0.2 - at / 100) for at in range(3)]

    assert names(chosen(*loud, *quiet)) == ["loud 0", "loud 1", "quiet 0", "quiet 1", "quiet 2"]


def test_a_show_gives_more_where_there_are_too_few_shows() -> None:
    loud = [insight(f"loud {at}", 0.9 - at / 100, show_id="loud") for at in range(6)]

    assert names(chosen(*loud, insight("quiet", 0.1))) == ["loud 0", "loud 1", "quiet", "loud 2", "loud 3"]


@pytest.mark.parametrize(("fresh", "older"), [(6, 7), (29, 30)])
def test_fresh_ones_come_before_better_older_ones(fresh: int, older: int) -> None:
    brief = chosen(insight("older", 0.9, days_ago=older), insight("fresh", 0.1, days_ago=fresh))

    assert names(brief) == ["fresh", "older"]


def test_more_of_the_same_show_comes_before_old_stories() -> None:
    loud = [insight(f"loud {at}", 0.5 - at / 100, show_id="loud") for at in range(3)]

    assert names(chosen(*loud, insight("old", 0.9, days_ago=90))) == ["loud 0", "loud 1", "loud 2", "old"]


def test_those_with_two_related_ones_come_before_better_ones_that_stand_alone() -> None:
    related = links(("tied", 2, "b"), ("tied", 1, "a"), ("tied", 4, "d"), ("tied", 3, "c"), ("loose", 1, "a"))

    brief = chosen(insight("alone", 0.9), insight("loose", 0.8), insight("tied", 0.1), related=related)

    assert names(brief) == ["tied", "alone", "loose"]
    assert brief["related_insight_ids"].to_list() == [["a", "b", "c"], [], ["a"]]


def test_equal_scores_are_chosen_in_the_same_order_whatever_the_order_of_rows() -> None:
    equal = [insight(f"i{at}") for at in range(4)]

    assert names(chosen(*equal)) == names(chosen(*reversed(equal))) == ["i0", "i1", "i2", "i3"]


def test_every_high_part_of_the_score_is_a_reason() -> None:
    row = insight("i1", corroboration=0.5, specificity=0.9)

    assert reasons(row) == ["other shows say so too", "names names and numbers"]
    assert chosen(row)["reasons"].to_list() == [reasons(row)]


def test_where_no_part_is_high_the_highest_is_the_reason() -> None:
    low: dict[str, Any] = {"salience": 0.1, "specificity": 0.1, "novelty": 0.1, "corroboration": 0.1}

    assert reasons(insight("i1", **low, recency=0.2)) == ["fresh"]
    assert reasons(insight("i1", **low | {"salience": 0.3}, recency=0.2)) == ["a clear claim"]
