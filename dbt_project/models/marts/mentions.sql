select
    mentions.mention_id,
    decisions.entity_id,
    decisions.entity_name,
    mentions.episode_id,
    mentions.show_id,
    mentions.segment_id,
    mentions.published_on,
    mentions.char_start,
    mentions.char_end,
    mentions.text,
    decisions.label,
    decisions.reason as entity_reason,
    mentions.version
from {{ ref('int_mentions') }} as mentions
inner join {{ ref('int_entity_decisions') }} as decisions
    on
        mentions.read_entity_id = decisions.read_entity_id
        and coalesce(decisions.show_id, mentions.show_id) = mentions.show_id
where decisions.entity_id is not null
