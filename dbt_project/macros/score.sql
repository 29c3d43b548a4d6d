{#
    The score of an insight: its parts, its cluster, and their weighted mean, as of a day. The models of the same names
    hold them as of the newest day; `remember` also keeps them in the warehouse as macros of DuckDB, by which a brief of
    any day is chosen from what was known on that day and no later. One text serves both.

    Arguments, each an expression of SQL:
        as_of: the last publication day that counts.
        known_until: what Briefcast came to know after this time does not count.
#}

{#
    One row per passage of `since` or later, each part from 0 to 1.
        today: the day from which age is counted.
#}
{% macro insight_parts(today, as_of, known_until, since) %}
with linked as (
    select
        insight_id,
        count(*) as related_count,
        count(*) filter (where relation != 'same_subject') as answer_count,
        max(similarity) filter (
            where is_earlier and relation in ({{ literals(var('repeating_relations')) }})
        ) as earlier_similarity,
        sum(greatest(0, similarity - {{ var('novelty_floor') }}) / (1 - {{ var('novelty_floor') }}))
            filter (where is_same_day) as crowd,
        count(distinct related_show_id) filter (where bears_out and is_other_show and is_other_voice) as show_count,
        count(distinct related_voice) filter (where bears_out and is_other_show and is_other_voice) as voice_count,
        bool_or(bears_out and not (is_other_show and is_other_voice)) as is_echoed
    from {{ ref('int_insight_links') }}
    where published_on >= {{ since }} and linked_on <= {{ as_of }} and known_at <= {{ known_until }}
    group by insight_id
)

select
    passages.insight_id,
    passages.salience,
    passages.specificity,
    -- Nothing earlier says the same as surely; what merely agrees, shares the subject or says otherwise takes nothing.
    1 - greatest(0, coalesce(linked.earlier_similarity, 0) - {{ var('novelty_floor') }})
    / (1 - {{ var('novelty_floor') }})::double as novelty,
    -- As many independent voices as there are both shows and speakers; an echo by the same ones counts little.
    least(
        1,
        (
            least(coalesce(linked.show_count, 0), coalesce(linked.voice_count, 0))
            + case when linked.is_echoed then {{ var('echo_weight') }} else 0 end
        ) / {{ var('corroborating_voices') }}
    )::double as corroboration,
    pow(
        0.5, greatest(0, {{ today }} - passages.published_on) / {{ var('recency_half_life_days') }}
    )::double as recency,
    1 / (1 + coalesce(linked.crowd, 0))::double as variety,
    coalesce(linked.related_count, 0)::integer as related_count,
    coalesce(linked.answer_count, 0)::integer as answer_count
from {{ ref('int_passages') }} as passages
left join linked on passages.insight_id = linked.insight_id
where
    passages.published_on >= {{ since }}
    and passages.published_on <= {{ as_of }}
    and passages.known_at <= {{ known_until }}
{% endmacro %}

{#
    One row per passage. Connected components by spreading the lowest label: every passage starts as a cluster of its
    own, labelled with its place in time, and takes over a lower label from any passage it is tied to, until nothing
    changes. A cluster is thereby called after its earliest passage, and keeps that name when later ones join.
#}
{% macro insight_clusters(as_of, known_until) %}
with recursive members as (
    select
        insight_id,
        row_number() over (order by published_at, insight_id) as place
    from {{ ref('int_passages') }}
    where published_on <= {{ as_of }} and known_at <= {{ known_until }}
),

tied as (
    select
        near.place,
        far.place as other_place
    from {{ ref('int_insight_links') }} as links
    inner join members as near on links.insight_id = near.insight_id
    inner join members as far on links.related_insight_id = far.insight_id
    where links.relation in ({{ literals(var('cluster_relations')) }})
),

-- A relation may hold in one direction only; a tie holds in both.
ties as (
    select
        place,
        other_place
    from tied
    union
    select
        other_place,
        place
    from tied
),

labels (place, label) using key (place) as (
    select distinct
        place,
        place as label
    from ties
    union
    select
        ties.place,
        min(changed.label) as label
    from labels as changed
    inner join ties on changed.place = ties.other_place
    inner join recurring.labels as known on ties.place = known.place
    where changed.label < known.label
    group by ties.place
)

select
    members.insight_id,
    coalesce(founders.insight_id, members.insight_id) as cluster_id
from members
left join labels on members.place = labels.place
left join members as founders on labels.label = founders.place
{% endmacro %}

{# The weighted mean of the parts; `weights` is a map from part to weight, and a part that it lacks weighs nothing. #}
{% macro weighted_score(weights) -%}
    {% set parts = [] -%}
    {% for part in var('score_parts') -%}
        {% do parts.append("coalesce(" ~ weights ~ "['" ~ part ~ "'], 0) * " ~ part) -%}
    {% endfor -%}
    ({{ parts | join(' + ') }}) / list_sum(map_values({{ weights }}))
{%- endmacro %}

{# Statements for a post-hook: the same, kept in the warehouse. #}
{% macro remember_parts() %}
create or replace macro {{ this.schema }}.insight_parts_as_of(as_of, known_until, since) as table
{{ insight_parts('as_of', 'as_of', 'known_until', 'since') }}
{% endmacro %}

{% macro remember_clusters() %}
create or replace macro {{ this.schema }}.insight_clusters_as_of(as_of, known_until) as table
{{ insight_clusters('as_of', 'known_until') }}
{% endmacro %}

{% macro remember_score() %}
create or replace macro {{ this.schema }}.weighted_score(weights, {{ var('score_parts') | join(', ') }}) as
{{ weighted_score('weights') }}
{% endmacro %}
