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
from {{ ref('stg_brief__candidates') }}
