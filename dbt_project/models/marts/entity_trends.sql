with weekly as (
    select
        entity_id,
        date_trunc('week', published_on)::date as week_start,
        count(*)::integer as mention_count,
        count(distinct show_id)::integer as show_count
    from {{ ref('mentions') }}
    group by entity_id, date_trunc('week', published_on)
),

-- Weeks without a mention have no row and add nothing to the sum, which is what a zero would do.
compared as (
    select
        *,
        coalesce(sum(mention_count) over (
            partition by entity_id order by week_start
            range between interval 28 days preceding and interval 7 days preceding
        ), 0) / 4 as earlier_mean
    from weekly
)

select
    entity_id,
    week_start,
    mention_count,
    show_count,
    ((mention_count + 1) / (earlier_mean + 1))::double as momentum
from compared
