with spellings as (
    select
        person_id,
        name
    from {{ ref('int_episode_people') }}
    group by person_id, name
    qualify row_number() over (partition by person_id order by count(*) desc, name) = 1
),

counted as (
    select
        person_id,
        count(*) filter (where role = 'host')::integer as host_count,
        count(*) filter (where role = 'guest')::integer as guest_count,
        count(*)::integer as episode_count,
        count(distinct show_id)::integer as show_count
    from {{ ref('int_episode_people') }}
    group by person_id
)

select
    counted.person_id,
    spellings.name,
    counted.host_count,
    counted.guest_count,
    counted.episode_count,
    counted.show_count
from counted
inner join spellings on counted.person_id = spellings.person_id
