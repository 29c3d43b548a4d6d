select
    brief_date,
    subscriber_id,
    rank,
    insight_id,
    cluster_id,
    title,
    summary,
    quote,
    speaker,
    show_title,
    episode_title,
    published_at,
    start_seconds,
    evidence_url,
    score,
    interest,
    what_is_new,
    reasons,
    related_insight_ids,
    related,
    decided_at
from {{ source('brief', 'daily_brief') }}
{{ only_one('brief_date, subscriber_id, rank', order_by='insight_id') }}
