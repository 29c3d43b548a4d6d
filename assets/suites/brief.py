"""Rules of the daily brief: what may be chosen, what is sent, and what was sent before.

What belongs here: rules that hold before anything is published. What does not: rules of the tables that the brief is
chosen from (insights.py).

The database counts, and a rule looks at the counts: a row a day, or an insight, however many subscribers there are. A
row that fails names one of the subscribers concerned.
"""

from __future__ import annotations

from typing import Final

from assets.suites.rule import WARNING, Rule, has_rows_rule

AT_MOST: Final = 5

# A row a day; of its subscribers the one who breaks a rule most.
_DAYS: Final = """\
with each as (
    select
        brief_date, subscriber_id, count(*) as row_count, count(rank) - count(distinct rank) as repeated_ranks,
        count(cluster_id) - count(distinct cluster_id) as repeated_clusters,
        count(*) filter (where brief_date is null or subscriber_id is null or rank is null) as unfilled_keys
    from daily_brief
    group by brief_date, subscriber_id
)

select
    brief_date, count(*) as subscriber_count,
    max(row_count) as most_rows, arg_max(subscriber_id, row_count) as whose_rows,
    max(repeated_ranks) as repeated_ranks, arg_max(subscriber_id, repeated_ranks) as whose_ranks,
    max(repeated_clusters) as repeated_clusters, arg_max(subscriber_id, repeated_clusters) as whose_clusters,
    sum(unfilled_keys)::bigint as unfilled_keys
from each
group by brief_date"""

_RANKS: Final = """\
select rank, count(*) as row_count, any_value(brief_date) as brief_date, any_value(subscriber_id) as subscriber_id
from daily_brief
group by rank"""

_ROWS: Final = """\
select
    brief_date, insight_id, title, quote, show_title, episode_title,
    min(coalesce(len(reasons), 0)) as reason_count, any_value(subscriber_id) as subscriber_id
from daily_brief
group by brief_date, insight_id, title, quote, show_title, episode_title"""

_SENT: Final = """\
select insight_id, count(*) - count(distinct subscriber_id) as sent_again, mode(subscriber_id) as subscriber_id
from daily_brief
group by insight_id"""

# An insight that is gone, since its episode was read anew, cannot be looked up: what was sent of it was true then.
_QUOTES: Final = """\
select
    sent.brief_date, sent.insight_id, sent.quote, insights.char_start, insights.char_end, segments.text as segment_text
from (select distinct brief_date, insight_id, quote from daily_brief) as sent
inner join insights on sent.insight_id = insights.insight_id
left join segments on insights.segment_id = segments.segment_id"""

_CANDIDATES: Final = """\
select
    brief_date, count(*) - count(distinct insight_id) as repeated_keys,
    count(*) filter (where brief_date is null or insight_id is null) as unfilled_keys,
    max(insight_id) as last_insight_id,
    min(least(salience, specificity, novelty, corroboration, recency, variety, score)) as least_part,
    max(greatest(salience, specificity, novelty, corroboration, recency, variety, score)) as greatest_part
from brief_candidates
group by brief_date"""

_BETWEEN: Final = "ExpectColumnValuesToBeBetween"
_SHARES: Final = "ExpectSharesToLieBetweenZeroAndOne"

RULES: Final = (
    Rule(
        "key_is_unique",
        "daily_brief",
        "No two rows have the same brief_date and subscriber_id and rank.",
        _DAYS,
        _BETWEEN,
        {"column": "repeated_ranks", "max_value": 0},
    ),
    Rule(
        "key_is_filled",
        "daily_brief",
        "Every row has its brief_date and subscriber_id and rank.",
        _DAYS,
        _BETWEEN,
        {"column": "unfilled_keys", "max_value": 0},
    ),
    has_rows_rule("daily_brief"),
    Rule(
        "rank_is_one_to_five",
        "daily_brief",
        f"A rank lies between 1 and {AT_MOST}.",
        _RANKS,
        _BETWEEN,
        {"column": "rank", "min_value": 1, "max_value": AT_MOST},
    ),
    Rule(
        "row_is_complete",
        "daily_brief",
        "Every row has its insight, title and quote, and names its show and episode.",
        _ROWS,
        "ExpectColumnsToBeFilled",
        {"column_list": ["insight_id", "title", "quote", "show_title", "episode_title"]},
    ),
    Rule(
        "choice_has_its_reasons",
        "daily_brief",
        "Every row says why it was chosen.",
        _ROWS,
        _BETWEEN,
        {"column": "reason_count", "min_value": 1},
        WARNING,
    ),
    Rule(
        "at_most_five_a_subscriber_a_day",
        "daily_brief",
        f"A subscriber gets at most {AT_MOST} rows a day.",
        _DAYS,
        "ExpectAtMostFiveADay",
        {"column": "most_rows", "max_value": AT_MOST},
    ),
    Rule(
        "no_two_of_one_cluster",
        "daily_brief",
        "No two rows of a subscriber's day come from one cluster of insights.",
        _DAYS,
        "ExpectNoTwoOfOneCluster",
        {"column": "repeated_clusters", "max_value": 0},
    ),
    Rule(
        "never_sent_before",
        "daily_brief",
        "No insight is sent to a subscriber twice.",
        _SENT,
        "ExpectNeverSentBefore",
        {"column": "sent_again", "max_value": 0},
    ),
    Rule(
        "brief_quote_stands_in_segment",
        "daily_brief",
        "A quote that is sent is, character for character, its segment's text between the insight's offsets.",
        _QUOTES,
        "ExpectQuoteToStandInSegment",
        {"column_list": ["quote", "char_start", "char_end", "segment_text"]},
    ),
    Rule(
        "key_is_unique",
        "brief_candidates",
        "No two rows have the same brief_date and insight_id.",
        _CANDIDATES,
        _BETWEEN,
        {"column": "repeated_keys", "max_value": 0},
    ),
    Rule(
        "key_is_filled",
        "brief_candidates",
        "Every row has its brief_date and insight_id.",
        _CANDIDATES,
        _BETWEEN,
        {"column": "unfilled_keys", "max_value": 0},
    ),
    Rule(
        "scores_are_shares",
        "brief_candidates",
        "The score and each of its parts lie between 0 and 1.",
        _CANDIDATES,
        _SHARES,
        {"column_list": ["least_part", "greatest_part"]},
    ),
)
