select
    episode_id,
    show_id,
    guid,
    title,
    description,
    published_at,
    published_on,
    url,
    audio_url,
    audio_type,
    duration_seconds,
    season,
    episode_number,
    people,
    first_seen_at,
    last_seen_at,
    changed_at,
    withdrawn_at,
    carried_by
from {{ source('podcasts', 'episodes') }}
{{ only_one('episode_id', order_by='last_seen_at desc') }}
