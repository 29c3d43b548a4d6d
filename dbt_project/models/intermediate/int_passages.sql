with named as (
    select
        passages.insight_id,
        episodes.show_id,
        unnest(passages.entity_ids) as read_entity_id
    from {{ ref('stg_insights__passages') }} as passages
    inner join {{ ref('stg_podcasts__episodes') }} as episodes on passages.episode_id = episodes.episode_id
),

linked as (
    select
        named.insight_id,
        list_sort(list(distinct decisions.entity_id)) as entity_ids
    from named
    inner join {{ ref('int_entity_decisions') }} as decisions
        on
            named.read_entity_id = decisions.read_entity_id
            and coalesce(decisions.show_id, named.show_id) = named.show_id
    where decisions.entity_id is not null
    group by named.insight_id
)

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
    -- Whose word it is, whoever's show it is said on; a name that is none tells voices apart within its show alone.
    case
        when {{ is_full_name('coalesce(passages.attributed_to, passages.speaker)') }}
            then lower(coalesce(passages.attributed_to, passages.speaker))
        else episodes.show_id || ': ' || lower(coalesce(passages.attributed_to, passages.speaker, ''))
    end as voice,
    passages.modality,
    passages.polarity,
    passages.start_seconds,
    passages.word_count,
    passages.claim_count,
    passages.salience,
    passages.specificity,
    coalesce(linked.entity_ids, []) as entity_ids,
    passages.numbers,
    coalesce(
        greatest(episodes.first_seen_at, transcripts.fetched_at), timestamptz '-infinity'
    ) as known_at,
    passages.version
from {{ ref('stg_insights__passages') }} as passages
inner join {{ ref('stg_podcasts__episodes') }} as episodes on passages.episode_id = episodes.episode_id
left join linked on passages.insight_id = linked.insight_id
left join {{ ref('stg_podcasts__transcripts') }} as transcripts on passages.episode_id = transcripts.episode_id
where passages.segment_id in (select segments.segment_id from {{ ref('segments') }} as segments)
