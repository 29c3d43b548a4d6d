"""Rules of the tables that come from the `insights` stage: insights, related_insights, entity_trends.

What belongs here: rules about these tables and where their passages come from. What does not: what is sent (brief.py).
"""

from __future__ import annotations

from typing import Final

from assets.insights.schema import RELATIONS
from assets.suites.rule import WARNING, Rule, has_rows_rule, key_rules

TITLE_WORDS: Final = 12
QUOTE_WORDS: Final = (20, 70)

_INSIGHTS: Final = r"""
select
    insight_id, title, summary, quote, salience, specificity, novelty, corroboration, recency, variety,
    score, cluster_id,
    len(string_split_regex(trim(title), '\s+')) as title_words,
    len(string_split_regex(trim(quote), '\s+')) as quote_words
from insights""".lstrip()

_SOURCES: Final = """\
select
    insights.insight_id, shows.title as show_title, episodes.title as episode_title,
    insights.speaker, segments.speaker as segment_speaker,
    insights.start_seconds, segments.start_seconds as segment_start_seconds,
    insights.quote, insights.char_start, insights.char_end, segments.text as segment_text,
    coalesce(segments.kind, 'not read') as kind
from insights
left join segments on insights.segment_id = segments.segment_id
left join episodes on insights.episode_id = episodes.episode_id
left join shows on insights.show_id = shows.show_id"""

_RELATED: Final = """\
select
    related_insights.insight_id, related_insights.rank, related_insights.related_insight_id,
    related_insights.relation, related_insights.similarity,
    related_insights.insight_id = related_insights.related_insight_id as is_itself,
    insights.insight_id as known_insight_id, others.insight_id as known_related_insight_id
from related_insights
left join insights on related_insights.insight_id = insights.insight_id
left join insights as others on related_insights.related_insight_id = others.insight_id"""

_TRENDS: Final = """\
select entity_id, week_start, isodow(week_start) as day_of_week, mention_count, show_count, momentum
from entity_trends"""

INSIGHTS: Final = (
    *key_rules("insights", _INSIGHTS, "insight_id"),
    has_rows_rule("insights"),
    Rule(
        "insight_is_complete",
        "insights",
        "Every insight has a title, a summary, a quote and a cluster.",
        _INSIGHTS,
        "ExpectColumnsToBeFilled",
        {"column_list": ["title", "summary", "quote", "cluster_id"]},
    ),
    Rule(
        "title_is_short",
        "insights",
        f"A title has at most {TITLE_WORDS} words.",
        _INSIGHTS,
        "ExpectColumnValuesToBeBetween",
        {"column": "title_words", "min_value": 1, "max_value": TITLE_WORDS},
        WARNING,
    ),
    Rule(
        "quote_has_its_length",
        "insights",
        f"A quote has {QUOTE_WORDS[0]} to {QUOTE_WORDS[1]} words.",
        _INSIGHTS,
        "ExpectColumnValuesToBeBetween",
        {"column": "quote_words", "min_value": QUOTE_WORDS[0], "max_value": QUOTE_WORDS[1]},
        WARNING,
    ),
    Rule(
        "scores_are_shares",
        "insights",
        "The score and each of its parts lie between 0 and 1.",
        _INSIGHTS,
        "ExpectSharesToLieBetweenZeroAndOne",
        {"column_list": ["salience", "specificity", "novelty", "corroboration", "recency", "variety", "score"]},
    ),
    Rule(
        "quote_stands_in_segment",
        "insights",
        "An insight's quote is, character for character, its segment's text between the offsets.",
        _SOURCES,
        "ExpectQuoteToStandInSegment",
        {"column_list": ["quote", "char_start", "char_end", "segment_text"]},
    ),
    Rule(
        "insight_names_show_episode_speaker_and_second",
        "insights",
        "Every insight names its show, its episode and, where the transcript knows them, its speaker and second.",
        _SOURCES,
        "ExpectInsightToNameItsSource",
        {
            "column_list": [
                "show_title",
                "episode_title",
                "speaker",
                "segment_speaker",
                "start_seconds",
                "segment_start_seconds",
            ]
        },
    ),
    Rule(
        "no_insight_from_set_aside_speech",
        "insights",
        "No insight comes out of an advertisement, an intro, an outro, a teaser or housekeeping.",
        _SOURCES,
        "ExpectInsightToComeFromSpeech",
        {"column": "kind", "value_set": ["speech"]},
    ),
)

RELATED_INSIGHTS: Final = (
    *key_rules("related_insights", _RELATED, "insight_id", "rank"),
    Rule(
        "both_insights_are_known",
        "related_insights",
        "Both ends of a pair stand in the table of insights.",
        _RELATED,
        "ExpectColumnsToBeFilled",
        {"column_list": ["known_insight_id", "known_related_insight_id"]},
    ),
    Rule(
        "no_insight_is_its_own_relation",
        "related_insights",
        "No insight is related to itself.",
        _RELATED,
        "ExpectColumnValuesToBeInSet",
        {"column": "is_itself", "value_set": [False]},
    ),
    Rule(
        "relation_is_known",
        "related_insights",
        f"A relation is one of {', '.join(RELATIONS)}.",
        _RELATED,
        "ExpectColumnValuesToBeInSet",
        {"column": "relation", "value_set": list(RELATIONS)},
    ),
    Rule(
        "similarity_is_a_share",
        "related_insights",
        "A similarity lies between 0 and 1.",
        _RELATED,
        "ExpectColumnValuesToBeBetween",
        {"column": "similarity", "min_value": 0, "max_value": 1},
        WARNING,
    ),
)

ENTITY_TRENDS: Final = (
    *key_rules("entity_trends", _TRENDS, "entity_id", "week_start"),
    Rule(
        "week_starts_on_monday",
        "entity_trends",
        "Every week starts on a Monday.",
        _TRENDS,
        "ExpectColumnValuesToBeInSet",
        {"column": "day_of_week", "value_set": [1]},
    ),
    Rule(
        "entity_is_mentioned",
        "entity_trends",
        "Every week that is listed has at least one mention.",
        _TRENDS,
        "ExpectColumnValuesToBeBetween",
        {"column": "mention_count", "min_value": 1},
    ),
    Rule(
        "mentions_are_at_least_shows",
        "entity_trends",
        "No entity is named by more shows than it has mentions.",
        _TRENDS,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {"column_A": "mention_count", "column_B": "show_count", "or_equal": True},
        WARNING,
    ),
)

RULES: Final = (*INSIGHTS, *RELATED_INSIGHTS, *ENTITY_TRENDS)
