"""Rules of the tables that come from the `podcasts` stage: shows, episodes, people, segments, quarantine.

What belongs here: rules about these tables alone. What does not: what is read out of the segments (language.py).
"""

from __future__ import annotations

from typing import Final

from assets.language.schema import SEGMENT_KINDS
from assets.podcasts.schema import EPISODE_STATUSES, FEED_STATUSES, TRANSCRIPT_FORMATS
from assets.suites.rule import WARNING, Rule, has_rows_rule, key_rules

STAGES: Final = ("podcasts", "language", "insights")

_SHOWS: Final = "select show_id, title, feed_url, status from shows"
_FAILED_SHOWS: Final = "select show_id, feed_url, error from shows where status = 'error'"

_EPISODES: Final = """\
select
    episodes.episode_id, episodes.show_id, episodes.title, episodes.published_at, episodes.duration_seconds,
    episodes.transcript_format, episodes.ad_share, episodes.status, shows.show_id as known_show_id
from episodes
left join shows on episodes.show_id = shows.show_id"""

_READY_EPISODES: Final = """\
select episode_id, title, transcript_sha256, transcript_format, word_count
from episodes
where status = 'ready'"""

_PEOPLE: Final = "select person_id, name, episode_count, show_count from people"

_SEGMENTS: Final = """\
select
    segments.segment_id, segments.episode_id, segments.position, segments.start_seconds, segments.end_seconds,
    segments.kind, length(trim(segments.text)) as character_count, episodes.episode_id as known_episode_id
from segments
left join episodes on segments.episode_id = episodes.episode_id"""

_QUARANTINE: Final = "select stage, item_id, reason, detail from quarantine"

SHOWS: Final = (
    *key_rules("shows", _SHOWS, "show_id"),
    has_rows_rule("shows"),
    Rule(
        "status_is_known",
        "shows",
        f"A show's status is one of {', '.join(FEED_STATUSES)}.",
        _SHOWS,
        "ExpectColumnValuesToBeInSet",
        {"column": "status", "value_set": list(FEED_STATUSES)},
    ),
    Rule(
        "failed_scan_has_its_reason",
        "shows",
        "A show whose last scan failed says why.",
        _FAILED_SHOWS,
        "ExpectColumnValuesToNotBeNull",
        {"column": "error"},
        WARNING,
    ),
)

EPISODES: Final = (
    *key_rules("episodes", _EPISODES, "episode_id"),
    has_rows_rule("episodes"),
    Rule(
        "show_is_known",
        "episodes",
        "Every episode belongs to a show of the table of shows.",
        _EPISODES,
        "ExpectColumnValuesToNotBeNull",
        {"column": "known_show_id"},
    ),
    Rule(
        "status_is_known",
        "episodes",
        f"An episode's status is one of {', '.join(EPISODE_STATUSES)}.",
        _EPISODES,
        "ExpectColumnValuesToBeInSet",
        {"column": "status", "value_set": list(EPISODE_STATUSES)},
    ),
    Rule(
        "transcript_format_is_known",
        "episodes",
        f"A transcript's format is one of {', '.join(TRANSCRIPT_FORMATS)}.",
        _EPISODES,
        "ExpectColumnValuesToBeInSet",
        {"column": "transcript_format", "value_set": list(TRANSCRIPT_FORMATS)},
        WARNING,
    ),
    Rule(
        "ad_share_is_a_share",
        "episodes",
        "The share of advertisements lies between 0 and 1, where it is known.",
        _EPISODES,
        "ExpectColumnValuesToBeBetween",
        {"column": "ad_share", "min_value": 0, "max_value": 1},
    ),
    Rule(
        "duration_is_not_negative",
        "episodes",
        "No episode is shorter than nothing.",
        _EPISODES,
        "ExpectColumnValuesToBeBetween",
        {"column": "duration_seconds", "min_value": 0},
        WARNING,
    ),
    Rule(
        "ready_episode_has_its_transcript",
        "episodes",
        "An episode that is ready names its transcript's hash and format, and how many words it has.",
        _READY_EPISODES,
        "ExpectColumnsToBeFilled",
        {"column_list": ["transcript_sha256", "transcript_format", "word_count"]},
    ),
)

PEOPLE: Final = (
    *key_rules("people", _PEOPLE, "person_id"),
    Rule(
        "name_is_not_blank",
        "people",
        "Every person has a name.",
        _PEOPLE,
        "ExpectColumnValuesToMatchRegex",
        {"column": "name", "regex": r"\S"},
    ),
    Rule(
        "episodes_are_at_least_shows",
        "people",
        "Nobody is heard in more shows than episodes.",
        _PEOPLE,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {"column_A": "episode_count", "column_B": "show_count", "or_equal": True},
        WARNING,
    ),
)

SEGMENTS: Final = (
    *key_rules("segments", _SEGMENTS, "segment_id"),
    has_rows_rule("segments"),
    Rule(
        "episode_is_known",
        "segments",
        "Every segment belongs to an episode of the table of episodes.",
        _SEGMENTS,
        "ExpectColumnValuesToNotBeNull",
        {"column": "known_episode_id"},
    ),
    Rule(
        "position_is_unique_in_episode",
        "segments",
        "No two segments of an episode stand at the same place.",
        _SEGMENTS,
        "ExpectCompoundColumnsToBeUnique",
        {"column_list": ["episode_id", "position"]},
    ),
    Rule(
        "kind_is_known",
        "segments",
        f"A segment that was read is one of {', '.join(SEGMENT_KINDS)}.",
        _SEGMENTS,
        "ExpectColumnValuesToBeInSet",
        {"column": "kind", "value_set": list(SEGMENT_KINDS)},
    ),
    Rule(
        "text_is_not_blank",
        "segments",
        "Every segment has words.",
        _SEGMENTS,
        "ExpectColumnValuesToBeBetween",
        {"column": "character_count", "min_value": 1},
    ),
    Rule(
        "segment_ends_after_it_starts",
        "segments",
        "No segment ends before it starts, where both times are known.",
        _SEGMENTS,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {
            "column_A": "end_seconds",
            "column_B": "start_seconds",
            "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
        },
        WARNING,
    ),
)

QUARANTINE: Final = (
    *key_rules("quarantine", _QUARANTINE, "stage", "item_id"),
    Rule(
        "stage_is_known",
        "quarantine",
        f"What was set aside was set aside by {', '.join(STAGES)}.",
        _QUARANTINE,
        "ExpectColumnValuesToBeInSet",
        {"column": "stage", "value_set": list(STAGES)},
    ),
    Rule(
        "reason_is_given",
        "quarantine",
        "Whatever was set aside has its reason.",
        _QUARANTINE,
        "ExpectColumnValuesToNotBeNull",
        {"column": "reason"},
    ),
)

RULES: Final = (*SHOWS, *EPISODES, *PEOPLE, *SEGMENTS, *QUARANTINE)
