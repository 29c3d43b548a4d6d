select
    mentions.mention_id,
    mentions.entity_id as read_entity_id,
    mentions.entity_name as read_name,
    mentions.episode_id,
    segments.show_id,
    mentions.segment_id,
    segments.published_on,
    mentions.char_start,
    mentions.char_end,
    mentions.text,
    mentions.label as read_label,
    mentions.version
from {{ ref('stg_language__mentions') }} as mentions
inner join {{ ref('segments') }} as segments on mentions.segment_id = segments.segment_id
