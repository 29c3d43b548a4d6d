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
    answer_count
from {{ source('brief', 'candidates') }}
{{ only_one('brief_date, insight_id', order_by='score desc') }}
