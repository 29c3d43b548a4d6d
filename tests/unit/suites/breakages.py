"""For every rule of the catalogue, what breaks it alone in the sound warehouse, and what names the row that fails.

What belongs here: the failing fixtures. What does not: the sound warehouse (conftest.py).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breakage:
    """A change to the sound warehouse, a cell of the row that fails after it, and what cannot but fail with it."""

    statement: str
    named: str
    also: frozenset[str] = frozenset()


def _empty(table: str) -> Breakage:
    return Breakage(f"delete from {table}", "0")


def _twice(table: str, condition: str, named: str) -> Breakage:
    return Breakage(f"insert into {table} select * from {table} where {condition}", named)


def _set(table: str, assignment: str, condition: str, named: str) -> Breakage:
    return Breakage(f"update {table} set {assignment} where {condition}", named)


def _add(table: str, replaced: str, condition: str, named: str) -> Breakage:
    return Breakage(f"insert into {table} select * replace ({replaced}) from {table} where {condition}", named)


SHOWS = {
    "key_is_unique": _twice("shows", "show_id = 'show-2'", "show-2"),
    "key_is_filled": _set("shows", "show_id = null", "show_id = 'show-2'", "Crane Talk"),
    "has_rows": _empty("shows"),
    "status_is_known": _set("shows", "status = 'asleep'", "show_id = 'show-1'", "asleep"),
    "failed_scan_has_its_reason": _set("shows", "error = null", "show_id = 'show-2'", "show-2"),
}

EPISODES = {
    "key_is_unique": _twice("episodes", "episode_id = 'episode-2'", "episode-2"),
    "key_is_filled": _set("episodes", "episode_id = null", "episode_id = 'episode-2'", "Silos"),
    "has_rows": _empty("episodes"),
    "show_is_known": _set("episodes", "show_id = 'show-9'", "episode_id = 'episode-2'", "show-9"),
    "status_is_known": _set("episodes", "status = 'lost'", "episode_id = 'episode-2'", "lost"),
    "transcript_format_is_known": _set("episodes", "transcript_format = 'docx'", "episode_id = 'episode-2'", "docx"),
    "ad_share_is_a_share": _set("episodes", "ad_share = 1.25", "episode_id = 'episode-1'", "1.25"),
    "duration_is_not_negative": _set("episodes", "duration_seconds = -60", "episode_id = 'episode-1'", "-60.0"),
    "ready_episode_has_its_transcript": _set(
        "episodes", "transcript_sha256 = null", "episode_id = 'episode-1'", "episode-1"
    ),
}

PEOPLE = {
    "key_is_unique": _twice("people", "true", "person-1"),
    "key_is_filled": _set("people", "person_id = null", "true", "Ida Holm"),
    "name_is_not_blank": _set("people", "name = '  '", "true", "person-1"),
    "episodes_are_at_least_shows": _set("people", "show_count = 4", "true", "person-1"),
}

SEGMENTS = {
    "key_is_unique": _add("segments", "7 as position", "segment_id = 'segment-2'", "segment-2"),
    "key_is_filled": _set("segments", "segment_id = null", "segment_id = 'segment-2'", "ad"),
    "has_rows": _empty("segments"),
    "episode_is_known": _set("segments", "episode_id = 'episode-9'", "segment_id = 'segment-2'", "segment-2"),
    "position_is_unique_in_episode": _set("segments", "position = 0", "segment_id = 'segment-2'", "segment-2"),
    "kind_is_known": _set("segments", "kind = 'jingle'", "segment_id = 'segment-2'", "jingle"),
    "text_is_not_blank": _set("segments", "text = '  '", "segment_id = 'segment-2'", "segment-2"),
    "segment_ends_after_it_starts": _set("segments", "end_seconds = 12", "segment_id = 'segment-1'", "segment-1"),
}

QUARANTINE = {
    "key_is_unique": _twice("quarantine", "stage = 'language'", "language"),
    "key_is_filled": _set("quarantine", "item_id = null", "stage = 'language'", "line 4"),
    "stage_is_known": _set("quarantine", "stage = 'kitchen'", "stage = 'language'", "kitchen"),
    "reason_is_given": _set("quarantine", "reason = null", "stage = 'language'", "line 4"),
}

ENTITIES = {
    "key_is_unique": _twice("entities", "true", "entity-1"),
    "key_is_filled": _set("entities", "entity_id = null", "true", "Marlow Freight"),
    "label_is_known": _set("entities", "label = 'BOAT'", "true", "BOAT"),
    "entity_is_mentioned": _set("entities", "mention_count = 0, episode_count = 0", "true", "entity-1"),
    "mentions_are_at_least_episodes": _set("entities", "episode_count = 3", "true", "entity-1"),
    "last_seen_after_first_seen": _set("entities", "last_seen_on = '2025-03-01'", "true", "entity-1"),
}

MENTIONS = {
    "key_is_unique": _twice("mentions", "mention_id = 'mention-2'", "mention-2"),
    "key_is_filled": _set("mentions", "mention_id = null", "mention_id = 'mention-2'", "Marlow"),
    "label_is_known": _set("mentions", "label = 'BOAT'", "mention_id = 'mention-2'", "mention-2"),
    "entity_is_known": _set("mentions", "entity_id = 'entity-9'", "mention_id = 'mention-2'", "entity-9"),
    # Off by one, as offsets are that count the emoji's two UTF-16 units.
    "words_stand_in_segment": _set(
        "mentions", "char_start = char_start + 1, char_end = char_end + 1", "mention_id = 'mention-2'", "mention-2"
    ),
}

CLAIMS = {
    "key_is_unique": _twice("claims", "true", "claim-1"),
    "key_is_filled": _set("claims", "claim_id = null", "true", "asserted"),
    "has_rows": _empty("claims"),
    "modality_is_known": _set("claims", "modality = 'sung'", "true", "sung"),
    "polarity_is_known": _set("claims", "polarity = 'undecided'", "true", "undecided"),
    "claim_score_is_a_share": _set("claims", "claim_score = -0.25", "true", "-0.25"),
    "quote_stands_in_segment": _set(
        "claims", "char_start = char_start + 1, char_end = char_end + 1", "true", "claim-1"
    ),
}

INSIGHTS = {
    "key_is_unique": _twice("insights", "insight_id = 'insight-2'", "insight-2"),
    "key_is_filled": _set("insights", "insight_id = null", "insight_id = 'insight-2'", "insight-2"),
    "has_rows": _empty("insights"),
    "insight_is_complete": _set("insights", "summary = null", "insight_id = 'insight-2'", "insight-2"),
    "title_is_short": _set(
        "insights", "title = 'a b c d e f g h i j k l m'", "insight_id = 'insight-2'", "a b c d e f g h i j k l m"
    ),
    "quote_has_its_length": _set(
        "insights", "quote = left(quote, 20), char_end = char_start + 20", "insight_id = 'insight-2'", "insight-2"
    ),
    "scores_are_shares": _set("insights", "novelty = null", "insight_id = 'insight-2'", "insight-2"),
    "quote_stands_in_segment": _set(
        "insights", "quote = replace(quote, 'grain', 'wheat')", "insight_id = 'insight-2'", "insight-2"
    ),
    "insight_names_show_episode_speaker_and_second": _set(
        "insights", "speaker = null", "insight_id = 'insight-1'", "insight-1"
    ),
    "no_insight_from_set_aside_speech": _set("segments", "kind = 'ad'", "segment_id = 'segment-3'", "insight-2"),
}

RELATED_INSIGHTS = {
    "key_is_unique": _twice("related_insights", "insight_id = 'insight-2'", "insight-2"),
    "key_is_filled": _set("related_insights", "rank = null", "insight_id = 'insight-2'", "insight-2"),
    "both_insights_are_known": _set(
        "related_insights", "related_insight_id = 'insight-9'", "insight_id = 'insight-2'", "insight-9"
    ),
    "no_insight_is_its_own_relation": _set(
        "related_insights", "related_insight_id = insight_id", "insight_id = 'insight-2'", "insight-2"
    ),
    "relation_is_known": _set("related_insights", "relation = 'cousin'", "insight_id = 'insight-2'", "cousin"),
    "similarity_is_a_share": _set("related_insights", "similarity = 1.5", "insight_id = 'insight-2'", "1.5"),
}

ENTITY_TRENDS = {
    "key_is_unique": _twice("entity_trends", "true", "entity-1"),
    "key_is_filled": _set("entity_trends", "entity_id = null", "true", "2025-03-03 00:00:00"),
    "week_starts_on_monday": _set("entity_trends", "week_start = '2025-03-04'", "true", "2025-03-04 00:00:00"),
    "entity_is_mentioned": _set("entity_trends", "mention_count = 0, show_count = 0", "true", "entity-1"),
    "mentions_are_at_least_shows": _set("entity_trends", "show_count = 3", "true", "entity-1"),
}

SECOND_DAY = "2025-03-05 00:00:00"

BRIEF_CANDIDATES = {
    "key_is_unique": _twice("brief_candidates", "insight_id = 'insight-2'", SECOND_DAY),
    "key_is_filled": _set("brief_candidates", "brief_date = null", "insight_id = 'insight-2'", "insight-2"),
    "scores_are_shares": _set("brief_candidates", "variety = 1.5", "insight_id = 'insight-2'", "1.5"),
}

DAILY_BRIEF = {
    "key_is_unique": _set("daily_brief", "rank = 1", "rank = 2", SECOND_DAY),
    "key_is_filled": _set("daily_brief", "rank = null", "rank = 2", SECOND_DAY),
    "has_rows": _empty("daily_brief"),
    "rank_is_one_to_five": _set("daily_brief", "rank = 6", "rank = 2", "6"),
    "row_is_complete": _set("daily_brief", "show_title = null", "rank = 2", "insight-gone"),
    "choice_has_its_reasons": _set("daily_brief", "reasons = []", "rank = 2", "insight-gone"),
    "at_most_five_a_subscriber_a_day": Breakage(
        "insert into daily_brief select columns(* exclude n) from (select * replace (n as rank, "
        "'other' as subscriber_id, 'insight-1' || n as insight_id, null as cluster_id) "
        "from daily_brief, range(1, 7) as numbers (n) where insight_id = 'insight-1')",
        "other",
        also=frozenset({"rank_is_one_to_five"}),
    ),
    "no_two_of_one_cluster": _set("daily_brief", "cluster_id = 'insight-1'", "rank = 2", SECOND_DAY),
    "never_sent_before": _set("daily_brief", "insight_id = 'insight-1'", "insight_id = 'insight-2'", "insight-1"),
    "brief_quote_stands_in_segment": _set(
        "daily_brief", "quote = 'It is said that ' || quote", "insight_id = 'insight-2'", SECOND_DAY
    ),
}

BREAKAGES = {
    (table, name): breakage
    for table, breakages in {
        "shows": SHOWS,
        "episodes": EPISODES,
        "people": PEOPLE,
        "segments": SEGMENTS,
        "quarantine": QUARANTINE,
        "entities": ENTITIES,
        "mentions": MENTIONS,
        "claims": CLAIMS,
        "insights": INSIGHTS,
        "related_insights": RELATED_INSIGHTS,
        "entity_trends": ENTITY_TRENDS,
        "brief_candidates": BRIEF_CANDIDATES,
        "daily_brief": DAILY_BRIEF,
    }.items()
    for name, breakage in breakages.items()
}
