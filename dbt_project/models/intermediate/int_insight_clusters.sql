-- noqa: disable=PRS
-- (sqlfluff does not know `using key`, by which a recursive query of DuckDB overwrites rows instead of adding them.)

-- Connected components by spreading the lowest label: every passage starts as a cluster of its own, labelled with its
-- place in time, and takes over a lower label from any passage it is tied to, until nothing changes. A cluster is
-- thereby called after its earliest passage, and keeps that name when later ones join.
with recursive members as (
    select
        insight_id,
        row_number() over (order by published_at, insight_id) as place
    from {{ ref('int_passages') }}
),

tied as (
    select
        insight_id,
        related_insight_id
    from {{ ref('int_insight_links') }}
    where similarity >= {{ var('cluster_similarity') }} or relation in ({{ literals(var('cluster_relations')) }})
),

-- A relation may hold in one direction only; a tie holds in both.
ties as (
    select
        near.place,
        far.place as other_place
    from tied
    inner join members as near on tied.insight_id = near.insight_id
    inner join members as far on tied.related_insight_id = far.insight_id
    union
    select
        far.place,
        near.place as other_place
    from tied
    inner join members as near on tied.insight_id = near.insight_id
    inner join members as far on tied.related_insight_id = far.insight_id
),

labels (place, label) using key (place) as (
    select
        place,
        place as label
    from members
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
    founders.insight_id as cluster_id
from labels
inner join members on labels.place = members.place
inner join members as founders on labels.label = founders.place
