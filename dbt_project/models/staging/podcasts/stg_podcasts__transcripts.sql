select
    episode_id,
    url,
    declared_type,
    status,
    error,
    http_status,
    sha256,
    byte_count,
    fetched_at,
    attempt_count,
    next_ask_at
from {{ source('podcasts', 'transcripts') }}
where is_chosen
{{ only_one('episode_id', order_by='fetched_at desc') }}
