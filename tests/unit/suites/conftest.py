"""A warehouse built by hand, small and sound: every rule holds on it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

# The emoji is one code point and two UTF-16 units: offsets after it tell the two ways of counting apart.
OPENING = "Well 🙂 now. "
QUOTE = (
    "The harbour at Ostwick moved forty thousand tonnes of grain last year, which is twice what it moved before the "
    "new crane was paid for by Marlow Freight."
)
SEGMENT = f"{OPENING}{QUOTE} And so on."
MARLOW = SEGMENT.index("Marlow Freight")

SOUND = f"""
create table shows (show_id varchar, title varchar, feed_url varchar, status varchar, error varchar);
insert into shows values
    ('show-1', 'Quay Notes', 'https://quay.example/feed', 'active', null),
    ('show-2', 'Crane Talk', 'https://crane.example/feed', 'error', 'HTTP 503');

create table episodes (
    episode_id varchar, show_id varchar, title varchar, published_at timestamptz, duration_seconds double,
    transcript_sha256 varchar, transcript_format varchar, word_count integer, ad_share double, status varchar
);
insert into episodes values
    ('episode-1', 'show-1', 'Grain', '2025-03-04 06:00:00+00', 1800, 'aa11', 'vtt', 4000, 0.1, 'ready'),
    ('episode-2', 'show-1', 'Silos', '2025-03-05 06:00:00+00', null, null, null, null, null, 'awaiting_transcript');

create table people (person_id varchar, name varchar, episode_count integer, show_count integer);
insert into people values ('person-1', 'Ida Holm', 3, 2);

create table segments (
    segment_id varchar, episode_id varchar, position integer, speaker varchar, start_seconds double,
    end_seconds double, text varchar, kind varchar
);
insert into segments values
    ('segment-1', 'episode-1', 0, 'Ida Holm', 12.5, 40.0, '{SEGMENT}', 'speech'),
    ('segment-2', 'episode-1', 1, null, null, null, 'Brought to you by nobody.', 'ad'),
    ('segment-3', 'episode-1', 2, null, null, null, '{SEGMENT}', 'speech');

create table quarantine (stage varchar, item_id varchar, reason varchar, detail varchar);
insert into quarantine values
    ('podcasts', 'episode-9', 'unreadable_transcript', 'line 3'), ('language', 'episode-9', 'unread', 'line 4');

create table entities (
    entity_id varchar, name varchar, label varchar, mention_count integer, episode_count integer,
    show_count integer, first_seen_on date, last_seen_on date
);
insert into entities values ('entity-1', 'Marlow Freight', 'ORG', 2, 1, 1, '2025-03-04', '2025-03-04');

create table mentions (
    mention_id varchar, entity_id varchar, segment_id varchar, char_start integer, char_end integer, text varchar,
    label varchar
);
insert into mentions values
    ('mention-1', 'entity-1', 'segment-1', {MARLOW}, {MARLOW + 14}, 'Marlow Freight', 'ORG'),
    ('mention-2', 'entity-1', 'segment-3', {MARLOW}, {MARLOW + 6}, 'Marlow', 'ORG');

create table claims (
    claim_id varchar, segment_id varchar, char_start integer, char_end integer, quote varchar, modality varchar,
    polarity varchar, claim_score double
);
insert into claims values
    ('claim-1', 'segment-1', {len(OPENING)}, {len(OPENING + QUOTE)}, '{QUOTE}', 'asserted', 'affirmative', 0.7);

create table insights (
    insight_id varchar, episode_id varchar, show_id varchar, title varchar, summary varchar, quote varchar,
    segment_id varchar, char_start integer, char_end integer, speaker varchar, start_seconds double,
    salience double, specificity double, novelty double, corroboration double, recency double,
    variety double, score double, cluster_id varchar
);
insert into insights
select
    insight_id, 'episode-1', 'show-1', 'Ostwick moved twice the grain', 'It did.', '{QUOTE}', segment_id,
    {len(OPENING)}, {len(OPENING + QUOTE)}, speaker, start_seconds, 0.5, 0.5, 1.0, 0.0, 0.9, 1.0, 0.6,
    insight_id
from (values
    ('insight-1', 'segment-1', 'Ida Holm', 14.0), ('insight-2', 'segment-3', null, null)
) as made (insight_id, segment_id, speaker, start_seconds);

create table related_insights (
    insight_id varchar, rank integer, related_insight_id varchar, similarity double, relation varchar
);
insert into related_insights values
    ('insight-1', 1, 'insight-2', 0.8, 'restates'), ('insight-2', 1, 'insight-1', 0.8, 'restates');

create table entity_trends (
    entity_id varchar, week_start date, mention_count integer, show_count integer, momentum double
);
insert into entity_trends values ('entity-1', '2025-03-03', 2, 1, 1.5);

create table brief_candidates (
    brief_date date, insight_id varchar, salience double, specificity double, novelty double, corroboration double,
    recency double, variety double, score double
);
insert into brief_candidates values
    ('2025-03-04', 'insight-1', 0.5, 0.5, 1.0, 0.0, 1.0, 1.0, 0.6),
    ('2025-03-05', 'insight-1', 0.5, 0.5, 1.0, 0.0, 0.9, 1.0, 0.6),
    ('2025-03-05', 'insight-2', 0.5, 0.5, 1.0, 0.0, 0.9, 1.0, 0.6);

create table daily_brief (
    brief_date date, subscriber_id varchar, rank integer, insight_id varchar, cluster_id varchar, title varchar,
    quote varchar, show_title varchar, episode_title varchar, reasons varchar[]
);
insert into daily_brief
select
    day::date, 'default', rank, insight_id, cluster_id, 'Ostwick moved twice the grain', '{QUOTE}', 'Quay Notes',
    'Grain', ['It is new.']
from (values
    ('2025-03-04', 1, 'insight-1', 'insight-1'), ('2025-03-05', 1, 'insight-2', 'insight-1'),
    ('2025-03-05', 2, 'insight-gone', 'insight-gone')
) as made (day, rank, insight_id, cluster_id);
"""


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """The sound warehouse, a copy for each test."""
    connection = duckdb.connect()
    connection.execute(SOUND)
    yield connection
    connection.close()
