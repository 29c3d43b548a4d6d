select
    segment_id,
    episode_id,
    published_on,
    position,
    speaker,
    speaker_label,
    speaker_certainty,
    start_seconds,
    end_seconds,
    text,
    transcript_sha256,
    transcript_format,
    version
from {{ source('podcasts', 'segments') }}
{{ only_one('segment_id, published_on', order_by='version desc') }}
