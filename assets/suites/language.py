"""Rules of the tables that come from the `language` stage: entities, mentions, claims.

What belongs here: rules about these tables and the segments they are read from. What does not: insights.
"""

from __future__ import annotations

from typing import Final

from assets.language.schema import ENTITY_LABELS, MODALITIES, POLARITIES
from assets.suites.rule import WARNING, Rule, has_rows_rule, key_rules

_ENTITIES: Final = """\
select entity_id, name, label, mention_count, episode_count, show_count, first_seen_on, last_seen_on
from entities"""

# DuckDB's substring counts code points from one, as the lake counts them from zero. A quarter of a million mentions
# with their whole segments would be too much to hand over.
_MENTIONS: Final = """\
select
    mentions.mention_id, mentions.entity_id, mentions.label, mentions.text, mentions.char_start, mentions.char_end,
    substring(segments.text, mentions.char_start + 1, mentions.char_end - mentions.char_start) as segment_words,
    entities.entity_id as known_entity_id
from mentions
left join segments on mentions.segment_id = segments.segment_id
left join entities on mentions.entity_id = entities.entity_id"""

_CLAIMS: Final = "select claim_id, modality, polarity, claim_score from claims"

_CLAIM_QUOTES: Final = """\
select claims.claim_id, claims.quote, claims.char_start, claims.char_end, segments.text as segment_text
from claims
left join segments on claims.segment_id = segments.segment_id"""

ENTITIES: Final = (
    *key_rules("entities", _ENTITIES, "entity_id"),
    Rule(
        "label_is_known",
        "entities",
        f"An entity's label is one of {', '.join(ENTITY_LABELS)}.",
        _ENTITIES,
        "ExpectColumnValuesToBeInSet",
        {"column": "label", "value_set": list(ENTITY_LABELS)},
    ),
    Rule(
        "entity_is_mentioned",
        "entities",
        "Every entity is mentioned at least once.",
        _ENTITIES,
        "ExpectColumnValuesToBeBetween",
        {"column": "mention_count", "min_value": 1},
    ),
    Rule(
        "mentions_are_at_least_episodes",
        "entities",
        "No entity is named in more episodes than it has mentions.",
        _ENTITIES,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {"column_A": "mention_count", "column_B": "episode_count", "or_equal": True},
        WARNING,
    ),
    Rule(
        "last_seen_after_first_seen",
        "entities",
        "No entity was last named before it was first named.",
        _ENTITIES,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {"column_A": "last_seen_on", "column_B": "first_seen_on", "or_equal": True},
        WARNING,
    ),
)

MENTIONS: Final = (
    *key_rules("mentions", _MENTIONS, "mention_id"),
    Rule(
        "label_is_known",
        "mentions",
        f"A mention's label is one of {', '.join(ENTITY_LABELS)}.",
        _MENTIONS,
        "ExpectColumnValuesToBeInSet",
        {"column": "label", "value_set": list(ENTITY_LABELS)},
    ),
    Rule(
        "entity_is_known",
        "mentions",
        "Every mention is of an entity of the table of entities.",
        _MENTIONS,
        "ExpectColumnValuesToNotBeNull",
        {"column": "known_entity_id"},
    ),
    Rule(
        "words_stand_in_segment",
        "mentions",
        "A mention's words are those between its offsets in the segment's text.",
        _MENTIONS,
        "ExpectColumnPairValuesToBeEqual",
        {"column_A": "text", "column_B": "segment_words"},
        WARNING,
    ),
)

CLAIMS: Final = (
    *key_rules("claims", _CLAIMS, "claim_id"),
    has_rows_rule("claims"),
    Rule(
        "modality_is_known",
        "claims",
        f"A claim is one of {', '.join(MODALITIES)}.",
        _CLAIMS,
        "ExpectColumnValuesToBeInSet",
        {"column": "modality", "value_set": list(MODALITIES)},
    ),
    Rule(
        "polarity_is_known",
        "claims",
        f"A claim is {' or '.join(POLARITIES)}.",
        _CLAIMS,
        "ExpectColumnValuesToBeInSet",
        {"column": "polarity", "value_set": list(POLARITIES)},
    ),
    Rule(
        "claim_score_is_a_share",
        "claims",
        "A claim's score lies between 0 and 1.",
        _CLAIMS,
        "ExpectColumnValuesToBeBetween",
        {"column": "claim_score", "min_value": 0, "max_value": 1},
    ),
    Rule(
        "quote_stands_in_segment",
        "claims",
        "A claim's quote is, character for character, its segment's text between the offsets.",
        _CLAIM_QUOTES,
        "ExpectQuoteToStandInSegment",
        {"column_list": ["quote", "char_start", "char_end", "segment_text"]},
    ),
)

RULES: Final = (*ENTITIES, *MENTIONS, *CLAIMS)
