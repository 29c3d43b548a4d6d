with linked as (
    select
        insight_id,
        max(similarity) filter (where is_earlier) as earlier_similarity,
        count(distinct related_show_id) filter (
            where is_other_show and relation in ({{ literals(var('corroborating_relations')) }})
        ) as show_count
    from {{ ref('int_insight_links') }}
    group by insight_id
),

-- A feed may date an episode in the future; that must not age everything else.
newest as (
    select least(max(published_on), current_date) as published_on
    from {{ ref('int_passages') }}
)

select
    passages.insight_id,
    passages.salience,
    passages.specificity,
    case
        when linked.earlier_similarity > {{ var('novelty_floor') }}
            then 1 - (linked.earlier_similarity - {{ var('novelty_floor') }}) / (1 - {{ var('novelty_floor') }})
        else 1
    end::double as novelty,
    least(1, coalesce(linked.show_count, 0) / {{ var('corroborating_shows') }})::double as corroboration,
    pow(
        0.5, greatest(0, newest.published_on - passages.published_on) / {{ var('recency_half_life_days') }}
    )::double as recency
from {{ ref('int_passages') }} as passages
cross join newest
left join linked on passages.insight_id = linked.insight_id
