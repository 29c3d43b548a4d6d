-- A published file by rule (site.py says which), with the columns that the site reads.
-- $a_day: insights a day; $count: of them all; $words: in the vocabulary.

create macro roll(seed, number, sides) as (hash(seed, number) % sides)::bigint;
create macro zipf(seed, number) as 1 + floor(pow($words - 1, roll(seed, number, 1000003) / 1000003.0))::bigint;
create table numbers as select range as n, n // $a_day as day_number, n % 40 as show_number from range($count);
create table quoted as
select n, list(word order by place) as words
from (select n, place, zipf('word', n * 40 + place) as rank from numbers, range(40) as places (place))
join vocabulary using (rank)
group by n;
create table drawn as
select
    n, date '2026-01-01' + day_number::integer as published_on, show_number,
    printf('%016x', n) as insight_id, 'episode' || day_number || '-' || show_number as episode_id,
    'show' || show_number as show_id, show_number * 10 + roll('speaker', n, 10) as speaker_number,
    list_distinct([roll('entity', n, 3000), roll('other entity', n, 1 + n % 2 * 2999)]) as entity_numbers,
    words
from numbers join quoted using (n);
create table shows as
select
    'show' || range as show_id, 'Show ' || range as title, 'On everything' as description,
    'https://show' || range || '.example/feed' as feed_url, 'https://show' || range || '.example/' as site_url,
    'en' as language, ($count // $a_day)::integer as ready_episode_count
from range(40);
create table episodes as
select distinct
    episode_id, show_id, 'About ' || episode_id as title, 'What was said.' as description,
    published_on::timestamptz as published_at, published_on, 'https://' || show_id || '.example/' || episode_id as url,
    null::varchar as audio_url, 2400.0 as duration_seconds, 'ready' as status
from drawn;
create table people as
select
    'person' || range as person_id, 'Speaker ' || range as name, 0 as host_count,
    ($count // $a_day)::integer as guest_count, ($count // $a_day)::integer as episode_count, 1 as show_count
from range(400);
create table insights as
select
    insight_id, episode_id, show_id, published_on, array_to_string(words[:9], ' ') as title,
    'Somebody says: ' || array_to_string(words[:20], ' ') as summary, array_to_string(words, ' ') as quote,
    's' || n as segment_id, 0 as char_start, length(array_to_string(words, ' ')) as char_end,
    'Speaker ' || speaker_number as speaker, null::varchar as attributed_to,
    'asserted' as modality, 'affirmative' as polarity, (n % $a_day)::double as start_seconds,
    'https://' || show_id || '.example/' || episode_id as evidence_url,
    list_transform(entity_numbers, lambda number: 'e' || number) as entity_ids, ['40 percent'] as numbers,
    roll('salience', n, 100) / 100.0 as salience, roll('specificity', n, 100) / 100.0 as specificity, 0.5 as novelty,
    0.5 as corroboration
from drawn;
create table segments as
select segment_id, quote || ' and so on, as they say' as text, (start_seconds)::integer as position from insights;
create table mentions as
select unnest(entity_ids) as entity_id, show_id, episode_id, published_on from insights;
create table entities as
select
    entity_id, 'Entity ' || substr(entity_id, 2) as name, 'ORG' as label,
    []::varchar[] as aliases, count(*)::integer as mention_count,
    count(distinct episode_id)::integer as episode_count,
    count(distinct show_id)::integer as show_count, min(published_on) as first_seen_on,
    max(published_on) as last_seen_on
from mentions group by entity_id;
create table entity_trends as
select
    entity_id, date_trunc('week', published_on)::date as week_start, count(*)::integer as mention_count,
    count(distinct show_id)::integer as show_count, 1.5 as momentum
from mentions group by all;
create table related_insights as
with ties as (
    select
        n, n - 1 - roll('tie' || place, n, least(n, 50 * $a_day)) as other,
        ['contradicts', 'supports', 'same_subject'][1 + least(2, roll('relation' || place, n, 6))] as relation
    from numbers, range(3) as places (place)
    where n > 0
),
both_ways as (
    select n, other, relation from ties union select other, n, relation from ties
)
select
    printf('%016x', n) as insight_id, printf('%016x', other) as related_insight_id,
    arg_min(relation, relation) as relation, 'Both speak of it.' as explanation,
    row_number() over (partition by n order by roll('near', n + other, 1000), other)::integer as rank
from both_ways group by n, other
qualify rank <= 10;
create table brief_candidates (
    brief_date date, insight_id varchar, cluster_id varchar, show_id varchar, score double
);
create table daily_brief as
select
    published_on as brief_date, 'default' as subscriber_id, (n % $a_day + 1)::integer as rank, insight_id, title, summary,
    quote, speaker, 'Show ' || show_number as show_title, 'About ' || episode_id as episode_title,
    published_on::timestamptz as published_at, start_seconds, evidence_url, null::varchar as what_is_new,
    ['a clear claim'] as reasons,
    []::struct(
        insight_id varchar, relation varchar, explanation varchar, title varchar, quote varchar, speaker varchar,
        show_title varchar, published_at timestamptz, evidence_url varchar
    )[] as related,
    array(
        select related_insight_id from related_insights as links
        where links.insight_id = insights.insight_id and related_insight_id < links.insight_id order by rank
    )[:3] as related_insight_ids,
    published_on::timestamptz as decided_at
from insights join drawn using (insight_id, published_on, episode_id)
where n % $a_day < 5;
