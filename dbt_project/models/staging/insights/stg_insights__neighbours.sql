select
    insight_id,
    related_insight_id,
    similarity,
    relation,
    shared_entity_count,
    shared_entity_names,
    explanation,
    version
from {{ source('insights', 'neighbours') }}
{{ only_one('insight_id, related_insight_id', order_by='similarity desc') }}
