select
    segments.segment_id,
    segments.episode_id,
    episodes.show_id,
    episodes.published_on,
    segments.position,
    segments.speaker,
    segments.speaker_label,
    segments.speaker_certainty,
    segments.start_seconds,
    segments.end_seconds,
    segments.text,
    speech.kind,
    speech.kind_reason,
    coalesce(speech.kind = 'ad', false) as is_ad,
    coalesce(speech.word_count, len(string_split_regex(trim(segments.text), '\s+')))::integer as word_count,
    segments.transcript_format,
    segments.transcript_sha256,
    segments.version
from {{ ref('stg_podcasts__segments') }} as segments
inner join {{ ref('stg_podcasts__episodes') }} as episodes
    on segments.episode_id = episodes.episode_id and segments.published_on = episodes.published_on
left join {{ ref('stg_language__speech') }} as speech on segments.segment_id = speech.segment_id
