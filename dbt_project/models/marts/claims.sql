select
    claims.claim_id,
    claims.episode_id,
    segments.show_id,
    claims.segment_id,
    segments.published_on,
    claims.char_start,
    claims.char_end,
    claims.quote,
    claims.speaker,
    claims.attributed_to,
    claims.cue,
    claims.modality,
    claims.polarity,
    claims.is_prediction,
    claims.has_number,
    claims.claim_score,
    claims.version
from {{ ref('stg_language__claims') }} as claims
inner join {{ ref('segments') }} as segments on claims.segment_id = segments.segment_id
