with quarantined as (
    select distinct item_id as episode_id
    from {{ ref('quarantine') }}
    where stage in ('podcasts', 'language')
)

select
    episodes.episode_id,
    episodes.show_id,
    episodes.guid,
    coalesce(nullif(trim(episodes.title), ''), episodes.guid, episodes.episode_id) as title,
    episodes.description,
    episodes.published_at,
    episodes.published_on,
    episodes.url,
    episodes.audio_url,
    episodes.duration_seconds,
    episodes.season,
    episodes.episode_number,
    transcripts.url as transcript_url,
    speech.transcript_format,
    coalesce(speech.transcript_sha256, transcripts.sha256) as transcript_sha256,
    speech.segment_count,
    speech.word_count,
    speech.speaker_count,
    speech.ad_share,
    case
        when episodes.withdrawn_at is not null then 'withdrawn'
        when quarantined.episode_id is not null then 'quarantined'
        when speech.episode_id is not null then 'ready'
        else 'awaiting_transcript'
    end as status,
    case
        when speech.episode_id is null and episodes.withdrawn_at is null
            then coalesce(transcripts.next_ask_at, shows.next_scan_at)
        else transcripts.next_ask_at
    end as next_ask_at,
    episodes.first_seen_at,
    episodes.changed_at,
    episodes.withdrawn_at
from {{ ref('stg_podcasts__episodes') }} as episodes
left join {{ ref('stg_podcasts__transcripts') }} as transcripts on episodes.episode_id = transcripts.episode_id
left join {{ ref('stg_podcasts__feeds') }} as shows on episodes.show_id = shows.show_id
left join {{ ref('int_episode_speech') }} as speech on episodes.episode_id = speech.episode_id
left join quarantined on episodes.episode_id = quarantined.episode_id
