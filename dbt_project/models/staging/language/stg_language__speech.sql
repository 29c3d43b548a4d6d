select
    segment_id,
    kind,
    kind_reason,
    word_count,
    version
from {{ source('language', 'speech') }}
{{ only_one('segment_id') }}
