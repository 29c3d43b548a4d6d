-- A page an insight.
with related as (
    select
        links.insight_id,
        in_order(links.rank, struct_pack(
            relation := links.relation, explanation := links.explanation, insight_id := others.insight_id,
            title := others.title, quote := others.quote, speaker := others.speaker, person_id := others.person_id,
            show_title := others.show_title, language := others.language, published_on := others.published_on
        )) as related
    from related_insights as links
    join cards as others on others.insight_id = links.related_insight_id
    group by all
),
entities_of as (
    select insight_id, list(struct_pack(entity_id, name) order by name, entity_id)[:{chips}] as entities
    from spoken_of
    group by all
),
briefs_of as (
    select insight_id, list(brief_date order by brief_date) as briefs, arg_max(reasons, brief_date) as reasons
    from public_briefs
    group by all
)
select
    insights.insight_id as key,
    struct_pack(
        title := cards.title, summary := insights.summary, quote := insights.quote,
        before := case
            when insights.char_start <= {context} then trim(left(segments.text, insights.char_start))
            else '… ' || regexp_replace(trim(substr(
                segments.text, insights.char_start - {context} + 1, {context})), '^\S*\s+', '')
        end,
        after := case
            when length(segments.text) <= insights.char_end + {context}
                then trim(substr(segments.text, insights.char_end + 1))
            else regexp_replace(trim(substr(segments.text, insights.char_end + 1, {context})), '\s+\S*$', '') || ' …'
        end,
        speaker := cards.speaker, person_id := cards.person_id, attributed_to := clip(insights.attributed_to, {title}),
        modality := insights.modality, polarity := insights.polarity, numbers := insights.numbers[:{chips}],
        show_id := cards.show_id, show_title := cards.show_title, language := cards.language,
        episode_id := cards.episode_id, episode_title := cards.episode_title, published_on := cards.published_on,
        start_seconds := cards.start_seconds, evidence_url := insights.evidence_url,
        salience := insights.salience, specificity := insights.specificity, novelty := insights.novelty,
        corroboration := insights.corroboration, entities := coalesce(entities_of.entities, []),
        related := coalesce(related.related, []), briefs := coalesce(briefs_of.briefs, []),
        reasons := coalesce(briefs_of.reasons, [])
    ) as page
from insights
join cards using (insight_id)
left join segments on segments.segment_id = insights.segment_id
left join related on related.insight_id = insights.insight_id
left join entities_of on entities_of.insight_id = insights.insight_id
left join briefs_of on briefs_of.insight_id = insights.insight_id
