with names as (
    select
        entity_id,
        entity_name as name
    from {{ ref('mentions') }}
    group by entity_id, entity_name
    qualify row_number() over (partition by entity_id order by count(*) desc, entity_name) = 1
),

labels as (
    select
        entity_id,
        label
    from {{ ref('mentions') }}
    group by entity_id, label
    qualify row_number() over (partition by entity_id order by count(*) desc, label) = 1
),

counted as (
    select
        entity_id,
        list_sort(list(distinct text)) as texts,
        count(*)::integer as mention_count,
        count(distinct episode_id)::integer as episode_count,
        count(distinct show_id)::integer as show_count,
        min(published_on) as first_seen_on,
        max(published_on) as last_seen_on
    from {{ ref('mentions') }}
    group by entity_id
)

select
    counted.entity_id,
    names.name,
    labels.label,
    list_filter(counted.texts, lambda spelling: spelling != names.name) as aliases,
    counted.mention_count,
    counted.episode_count,
    counted.show_count,
    counted.first_seen_on,
    counted.last_seen_on
from counted
inner join names on counted.entity_id = names.entity_id
inner join labels on counted.entity_id = labels.entity_id
