select
    entity_id,
    any_value(entity_name) as name,
    any_value(label) as label,
    coalesce(list_sort(list(distinct text) filter (where text != entity_name)), []) as aliases,
    list_sort(list(distinct entity_reason)) as reasons,
    count(*)::integer as mention_count,
    count(distinct episode_id)::integer as episode_count,
    count(distinct show_id)::integer as show_count,
    min(published_on) as first_seen_on,
    max(published_on) as last_seen_on
from {{ ref('mentions') }}
group by entity_id
