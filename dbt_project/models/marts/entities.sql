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
        mentions.entity_id,
        names.name,
        coalesce(list_sort(list(distinct mentions.text) filter (where mentions.text != names.name)), []) as aliases,
        count(*)::integer as mention_count,
        count(distinct mentions.episode_id)::integer as episode_count,
        count(distinct mentions.show_id)::integer as show_count,
        min(mentions.published_on) as first_seen_on,
        max(mentions.published_on) as last_seen_on
    from {{ ref('mentions') }} as mentions
    inner join names on mentions.entity_id = names.entity_id
    group by mentions.entity_id, names.name
)

select
    counted.entity_id,
    counted.name,
    labels.label,
    counted.aliases,
    counted.mention_count,
    counted.episode_count,
    counted.show_count,
    counted.first_seen_on,
    counted.last_seen_on
from counted
inner join labels on counted.entity_id = labels.entity_id
