with named as (
    select
        episode_id,
        show_id,
        unnest(people) as person
    from {{ ref('stg_podcasts__episodes') }}
),

listed as (
    select
        episode_id,
        show_id,
        trim(struct_extract(person, 'name')) as name,
        case when struct_extract(person, 'role') in ('host', 'co-host', 'cohost') then 'host' else 'guest' end as role
    from named
    where trim(struct_extract(person, 'name')) != ''
),

speaking as (
    select distinct
        episode_id,
        show_id,
        speaker as name,
        null as role
    from {{ ref('segments') }}
    where
        not is_ad
        and {{ is_full_name('speaker') }}
),

together as (
    select * from listed
    union all
    select * from speaking
)

select
    episode_id,
    show_id,
    substr(sha256('person' || chr(31) || lower(name)), 1, 16) as person_id,
    min(name) as name,
    case when bool_or(role = 'host') then 'host' when bool_or(role = 'guest') then 'guest' end as role
from together
group by episode_id, show_id, lower(name)
