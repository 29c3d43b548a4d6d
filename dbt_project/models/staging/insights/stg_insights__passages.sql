select
    insight_id,
    episode_id,
    segment_id,
    char_start,
    char_end,
    title,
    summary,
    quote,
    speaker,
    attributed_to,
    modality,
    polarity,
    start_seconds,
    word_count,
    claim_count,
    salience,
    specificity,
    entity_ids,
    numbers,
    version
from {{ source('insights', 'passages') }}
{{ only_one('insight_id') }}
