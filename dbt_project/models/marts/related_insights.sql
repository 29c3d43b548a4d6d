-- Of several that tell the same story one is chosen first, and what other shows say before what the same show says;
-- those that are chosen stand in the order of their similarity.
with by_story as (
    select
        links.*,
        row_number() over (
            partition by links.insight_id, clusters.cluster_id
            order by links.is_other_show desc, links.similarity desc, links.related_insight_id asc
        ) as place_in_story
    from {{ ref('int_insight_links') }} as links
    inner join {{ ref('int_insight_clusters') }} as clusters on links.related_insight_id = clusters.insight_id
),

chosen as (
    select *
    from by_story
    qualify row_number() over (
        partition by insight_id
        order by place_in_story > 1 asc, is_other_show desc, similarity desc, related_insight_id asc
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
