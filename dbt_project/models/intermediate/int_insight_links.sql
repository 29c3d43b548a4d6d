-- Read once, and no window over pairs both ways: at nine million pairs that needs more than two gigabytes, which a join
-- on the keys does not.
with found as materialized (
    select
        insight_id,
        related_insight_id,
        similarity,
        relation,
        shared_entity_count,
        shared_entity_names,
        explanation
    from {{ ref('stg_insights__neighbours') }}
    where insight_id != related_insight_id
),

pairs as (
    select
        found.*,
        reversed.similarity as reversed_similarity
    from found
    left join found as reversed
        on found.insight_id = reversed.related_insight_id and found.related_insight_id = reversed.insight_id
),

-- Where a pair was found from both ends, its most similar row stands for it; of equals, the one of its own direction.
best as (
    select
        insight_id,
        related_insight_id,
        similarity,
        relation,
        shared_entity_count,
        shared_entity_names,
        explanation
    from pairs
    where reversed_similarity is null or similarity >= reversed_similarity
    union all
    select
        related_insight_id,
        insight_id,
        similarity,
        relation,
        shared_entity_count,
        shared_entity_names,
        explanation
    from pairs
    where reversed_similarity is null or similarity > reversed_similarity
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
