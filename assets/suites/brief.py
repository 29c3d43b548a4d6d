"""Rules of the daily brief: what is sent, and what was sent before.

What belongs here: rules that hold before anything is published. What does not: rules of the tables that the brief is
chosen from (insights.py).
"""

from __future__ import annotations

from typing import Final

from assets.suites.rule import WARNING, Rule, has_rows_rule, key_rules

AT_MOST: Final = 5

_BRIEF: Final = """\
select
    brief_date, subscriber_id, rank, insight_id, title, quote, show_title, episode_title, len(reasons) as reason_count
from daily_brief"""

_DAYS: Final = """\
select brief_date, subscriber_id, count(*) as row_count
from daily_brief
group by brief_date, subscriber_id"""

_CLUSTERS: Final = """\
select brief_date, subscriber_id, rank, cluster_id, title
from daily_brief
where cluster_id is not null"""

# An insight that is gone, since its episode was read anew, cannot be looked up: what was sent of it was true then.
_QUOTES: Final = """\
select
    daily_brief.brief_date, daily_brief.subscriber_id, daily_brief.rank, daily_brief.quote,
    insights.char_start, insights.char_end, segments.text as segment_text
from daily_brief
inner join insights on daily_brief.insight_id = insights.insight_id
left join segments on insights.segment_id = segments.segment_id"""

RULES: Final = (
    *key_rules("daily_brief", _BRIEF, "brief_date", "subscriber_id", "rank"),
    has_rows_rule("daily_brief"),
    Rule(
        "rank_is_one_to_five",
        "daily_brief",
        f"A rank lies between 1 and {AT_MOST}.",
        _BRIEF,
        "ExpectColumnValuesToBeBetween",
        {"column": "rank", "min_value": 1, "max_value": AT_MOST},
    ),
    Rule(
        "row_is_complete",
        "daily_brief",
        "Every row has its insight, title and quote, and names its show and episode.",
        _BRIEF,
        "ExpectColumnsToBeFilled",
        {"column_list": ["insight_id", "title", "quote", "show_title", "episode_title"]},
    ),
    Rule(
        "choice_has_its_reasons",
        "daily_brief",
        "Every row says why it was chosen.",
        _BRIEF,
        "ExpectColumnValuesToBeBetween",
        {"column": "reason_count", "min_value": 1},
        WARNING,
    ),
    Rule(
        "at_most_five_a_subscriber_a_day",
        "daily_brief",
        f"A subscriber gets at most {AT_MOST} rows a day.",
        _DAYS,
        "ExpectAtMostFiveADay",
        {"column": "row_count", "max_value": AT_MOST},
    ),
    Rule(
        "no_two_of_one_cluster",
        "daily_brief",
        "No two rows of a subscriber's day come from one cluster of insights.",
        _CLUSTERS,
        "ExpectNoTwoOfOneCluster",
        {"column_list": ["brief_date", "subscriber_id", "cluster_id"]},
    ),
    Rule(
        "never_sent_before",
        "daily_brief",
        "No insight is sent to a subscriber twice.",
        _BRIEF,
        "ExpectNeverSentBefore",
        {"column_list": ["subscriber_id", "insight_id"]},
    ),
    Rule(
        "brief_quote_stands_in_segment",
        "daily_brief",
        "A quote that is sent is, character for character, its segment's text between the insight's offsets.",
        _QUOTES,
        "ExpectQuoteToStandInSegment",
        {"column_list": ["quote", "char_start", "char_end", "segment_text"]},
    ),
)
