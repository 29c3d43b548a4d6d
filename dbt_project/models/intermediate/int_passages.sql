select
    passages.insight_id,
    passages.episode_id,
    episodes.show_id,
    episodes.published_at,
    episodes.published_on,
    passages.segment_id,
    passages.char_start,
    passages.char_end,
    passages.title,
    passages.summary,
    passages.quote,
    passages.speaker,
    passages.attributed_to,
    passages.modality,
    passages.polarity,
    passages.start_seconds,
    passages.word_count,
    passages.claim_count,
    passages.salience,
    passages.specificity,
    passages.entity_ids,
    passages.numbers,
    passages.version
from {{ ref('stg_insights__passages') }} as passages
inner join {{ ref('stg_podcasts__episodes') }} as episodes on passages.episode_id = episodes.episode_id
where passages.segment_id in (select segments.segment_id from {{ ref('segments') }} as segments)
