select
    brief_date,
    insight_id,
    cluster_id,
    show_id,
    published_on,
    salience,
    specificity,
    novelty,
    corroboration,
    recency,
    variety,
    score,
    related_count,
    -- Days that were chosen before it was counted have none.
    coalesce(answer_count, 0)::integer as answer_count
from {{ source('brief', 'candidates') }}
{{ only_one('brief_date, insight_id', order_by='score desc') }}
