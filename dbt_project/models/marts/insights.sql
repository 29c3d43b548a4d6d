with weights as (
    select map(list(part), list(weight)) as of_part
    from {{ ref('score_weights') }}
),

scored as (
    select
        parts.*,
        {{ weighted_score('weights.of_part') }} as score
    from {{ ref('int_insight_parts') }} as parts
    cross join weights
)

select
    passages.insight_id,
    passages.episode_id,
    passages.show_id,
    passages.published_on,
    passages.title,
    passages.summary,
    passages.quote,
    passages.segment_id,
    passages.char_start,
    passages.char_end,
    passages.speaker,
    passages.attributed_to,
    passages.modality,
    passages.polarity,
    passages.start_seconds,
    case
        when passages.start_seconds is not null and episodes.audio_url is not null
            then regexp_replace(episodes.audio_url, '#.*$', '') || '#t=' || floor(passages.start_seconds)::integer
        else coalesce(episodes.url, episodes.audio_url, feeds.feed_url)
    end as evidence_url,
    passages.word_count,
    passages.claim_count,
    passages.entity_ids,
    passages.numbers,
    scored.salience,
    scored.specificity,
    scored.novelty,
    scored.corroboration,
    scored.recency,
    scored.variety,
    scored.score,
    clusters.cluster_id,
    passages.version
from {{ ref('int_passages') }} as passages
inner join scored on passages.insight_id = scored.insight_id
inner join {{ ref('int_insight_clusters') }} as clusters on passages.insight_id = clusters.insight_id
inner join {{ ref('stg_podcasts__episodes') }} as episodes on passages.episode_id = episodes.episode_id
left join {{ ref('stg_podcasts__feeds') }} as feeds on passages.show_id = feeds.show_id
