with both_ways as (
    select
        insight_id,
        related_insight_id,
        similarity,
        relation,
        shared_entity_count,
        shared_entity_names,
        explanation,
        false as is_mirrored
    from {{ ref('stg_insights__neighbours') }}
    union all
    select
        related_insight_id,
        insight_id,
        similarity,
        relation,
        shared_entity_count,
        shared_entity_names,
        explanation,
        true as is_mirrored
    from {{ ref('stg_insights__neighbours') }}
),

-- Where a pair was found from both ends, its most similar row stands for it; of equals, the one of its own direction.
best as (
    select *
    from both_ways
    where insight_id != related_insight_id
    qualify row_number() over (
        partition by insight_id, related_insight_id order by similarity desc, is_mirrored asc
    ) = 1
)

select
    best.insight_id,
    best.related_insight_id,
    best.similarity,
    best.relation,
    best.shared_entity_count,
    best.shared_entity_names,
    best.explanation,
    best.relation in ({{ literals(var('corroborating_relations')) }}) as bears_out,
    passages.published_on,
    related.show_id as related_show_id,
    related.voice as related_voice,
    related.show_id != passages.show_id as is_other_show,
    related.voice != passages.voice as is_other_voice,
    related.published_on < passages.published_on as is_earlier,
    related.published_on = passages.published_on as is_same_day,
    greatest(related.published_on, passages.published_on) as linked_on,
    greatest(related.known_at, passages.known_at) as known_at
from best
inner join {{ ref('int_passages') }} as passages on best.insight_id = passages.insight_id
inner join {{ ref('int_passages') }} as related on best.related_insight_id = related.insight_id
