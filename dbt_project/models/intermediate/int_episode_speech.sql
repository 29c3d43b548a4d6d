select
    episode_id,
    any_value(transcript_format) as transcript_format,
    any_value(transcript_sha256) as transcript_sha256,
    count(*)::integer as segment_count,
    sum(word_count)::integer as word_count,
    count(distinct speaker)::integer as speaker_count,
    sum(case when is_ad then word_count else 0 end) / nullif(sum(word_count), 0)::double as ad_share
from {{ ref('segments') }}
group by episode_id
