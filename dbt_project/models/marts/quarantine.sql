with unfetched as (
    select
        'podcasts' as stage,
        episode_id as item_id,
        'unfetched_transcript' as reason,
        error as detail,
        fetched_at as first_seen_at
    from {{ ref('stg_podcasts__transcripts') }}
    where status = 'error'
),

together as (
    select * from unfetched
    union all
    select * from {{ ref('stg_podcasts__quarantine') }}
    union all
    select * from {{ ref('stg_language__quarantine') }}
    union all
    select * from {{ ref('stg_insights__quarantine') }}
)

select
    together.stage,
    together.item_id,
    episodes.show_id,
    episodes.published_on,
    together.reason,
    together.detail,
    together.first_seen_at
from together
inner join {{ ref('stg_podcasts__episodes') }} as episodes on together.item_id = episodes.episode_id
-- That a transcript cannot be fetched any more says more than that an earlier one could not be read.
qualify row_number() over (
    partition by together.stage, together.item_id
    order by together.reason = 'unfetched_transcript' desc, together.first_seen_at
) = 1
