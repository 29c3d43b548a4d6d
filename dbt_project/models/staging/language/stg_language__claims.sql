select
    claim_id,
    episode_id,
    segment_id,
    char_start,
    char_end,
    quote,
    speaker,
    attributed_to,
    cue,
    modality,
    polarity,
    is_prediction,
    has_number,
    claim_score,
    version
from {{ source('language', 'claims') }}
{{ only_one('claim_id') }}
