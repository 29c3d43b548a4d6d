-- What other shows say is chosen first; those that are chosen stand in the order of their similarity.
with chosen as (
    select *
    from {{ ref('int_insight_links') }}
    qualify row_number() over (
        partition by insight_id order by is_other_show desc, similarity desc, related_insight_id asc
    ) <= {{ var('related_at_most') }}
)

select
    insight_id,
    row_number() over (partition by insight_id order by similarity desc, related_insight_id asc)::integer as rank,
    related_insight_id,
    similarity,
    relation,
    is_other_show,
    shared_entity_count,
    shared_entity_names,
    explanation
from chosen
