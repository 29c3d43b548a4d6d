"""Pages to look things up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from assets.brief.pages import entity_page, found_page, insight_page, sparkline, trend_line, weekly_counts
from assets.brief.schema import PARTS

PUBLISHED = datetime(2025, 3, 3, 6, tzinfo=UTC)


def insight(**changes: Any) -> dict[str, Any]:
    return {
        "insight_id": "abc",
        "cluster_id": "cde",
        "title": "Ostwick moved more",
        "summary": "Ida Holm says: it did.",
        "quote": "It moved <b>more</b>.",
        "speaker": None,
        "show_title": "Quay Notes",
        "episode_title": "Grain",
        "published_at": PUBLISHED,
        "start_seconds": 75.0,
        "evidence_url": "https://quay.example/1",
        "entity_names": ["Ostwick"],
        "numbers": ["9 percent"],
        "score": 0.6,
        **dict.fromkeys(PARTS, 0.25),
    } | changes


LINK = {
    "insight_id": "x",
    "relation": "contradicts",
    "explanation": "One affirms what the other denies.",
    "title": "Rail moved more",
    "quote": "Rail won.",
    "speaker": "Bo",
    "show_title": "Rail Hour",
    "published_at": PUBLISHED,
    "evidence_url": "javascript:alert(1)",
}


def test_an_insight_stands_with_its_evidence_its_parts_and_its_relations() -> None:
    page = insight_page(insight(), [LINK], [{"brief_date": date(2025, 3, 4), "subscriber_count": 7}])

    assert "> It moved \\<b\\>more\\</b\\>." in page
    assert "[listen at 1:15](<https://quay.example/1>)" in page
    assert "novelty 0.25" in page
    assert "Sent on 04 March 2025 to 7 subscribers." in page
    assert "- *contradicts*: Rail moved more (Bo, Rail Hour, 03 March 2025). One affirms what the other denies." in page


def test_an_insight_that_stands_alone_says_so() -> None:
    assert "Nothing in the archive is related to it." in insight_page(insight(numbers=[], entity_names=[]), [], [])


def test_an_entity_stands_with_who_speaks_of_it() -> None:
    entity = {"name": "Ostwick", "label": "GPE", "aliases": ["Port of Ostwick"], "mention_count": 3}
    entity |= {"episode_count": 2, "show_count": 1, "first_seen_on": date(2025, 3, 3), "last_seen_on": date(2025, 3, 9)}
    voices = [{"speaker": "Ida Holm", "show_title": "Quay Notes", "insight_count": 2}]

    page = entity_page(entity, [{"week_start": date(2025, 3, 3), "mention_count": 3}], voices, [insight()])

    assert "GPE, also Port of Ostwick: 3 mentions in 2 episodes of 1 show," in page
    assert "█  3 mentions by week, from 03 March 2025 to 03 March 2025" in page
    assert "- Ida Holm, Quay Notes: 2" in page
    assert "1. **Ostwick moved more**" in page


def test_weeks_without_a_mention_are_drawn_too_and_half_a_year_at_most() -> None:
    weeks = [
        {"week_start": date(2025, 3, 3), "mention_count": 1},
        {"week_start": date(2025, 3, 24), "mention_count": 8},
    ]

    assert trend_line(weeks).startswith("▂··█  9 mentions")
    assert len(trend_line([{"week_start": date(2020, 1, 6), "mention_count": 1}, *weeks]).split("  ")[0]) == 26
    assert trend_line([]) == ""


def test_the_newest_week_is_the_last_and_a_week_without_a_row_counts_none() -> None:
    weeks = [{"week_start": date(2025, 3, day), "mention_count": day} for day in (17, 3)]

    assert list(weekly_counts(weeks).items()) == [
        (date(2025, 3, 3), 3),
        (date(2025, 3, 10), 0),
        (date(2025, 3, 17), 17),
    ]
    assert weekly_counts([]) == {}


def test_bars_reach_from_the_lowest_to_the_highest() -> None:
    assert sparkline([0, 1, 50, 100]) == "·▁▅█"
    assert sparkline([]) == ""


def test_a_search_lists_what_it_found_or_says_that_it_found_nothing() -> None:
    assert "1. **Ostwick moved more**" in found_page("grain", [insight()])
    assert found_page("*grain*", []) == "Nothing says anything of “\\*grain\\*”.\n"
