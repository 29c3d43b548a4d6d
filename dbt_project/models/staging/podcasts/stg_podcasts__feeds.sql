select
    show_id,
    feed_url,
    listed_url,
    title,
    description,
    site_url,
    language,
    status,
    error,
    http_status,
    byte_count,
    elapsed_milliseconds,
    is_locked,
    is_finished,
    failure_count,
    next_scan_at,
    first_scanned_at,
    last_scanned_at,
    last_changed_at
from {{ source('podcasts', 'feeds') }}
{{ only_one('show_id', order_by='last_scanned_at desc') }}
