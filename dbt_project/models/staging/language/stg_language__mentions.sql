select
    mention_id,
    entity_id,
    entity_name,
    episode_id,
    segment_id,
    char_start,
    char_end,
    text,
    label,
    version
from {{ source('language', 'mentions') }}
{{ only_one('mention_id') }}
