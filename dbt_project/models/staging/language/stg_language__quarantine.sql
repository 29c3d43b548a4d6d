select
    stage,
    item_id,
    reason,
    detail,
    first_seen_at
from {{ source('language', 'quarantine') }}
{{ only_one('stage, item_id', order_by='published_on desc, first_seen_at desc') }}
