-- A page an entity that an insight speaks of.
with counted as (
    select entity_id, count(*) as insight_count from spoken_of group by all
),
newest as (
    select spoken_of.entity_id, list(card(cards) order by cards.published_on desc, cards.insight_id) as insights
    from (
        select spoken_of.entity_id, spoken_of.insight_id
        from spoken_of join cards using (insight_id)
        qualify row_number() over (partition by entity_id order by published_on desc, insight_id) <= {cards}
    ) as spoken_of
    join cards using (insight_id)
    group by all
),
weeks as (
    select entity_id, list(struct_pack(week_start, mention_count) order by week_start) as weeks
    from (
        select * from entity_trends
        qualify row_number() over (partition by entity_id order by week_start desc) <= {weeks}
    )
    group by all
),
voices as (
    select entity_id, list(
        struct_pack(speaker, person_id, insight_count) order by insight_count desc, speaker, person_id
    )[:{voices}] as voices
    from (
        select entity_id, speaker, person_id, count(*) as insight_count
        from spoken_of join cards using (insight_id) where speaker is not null group by all
    )
    group by all
),
shows_of as (
    select entity_id, list(
        struct_pack(show_id, show_title, insight_count) order by insight_count desc, show_title, show_id
    )[:{voices}] as shows
    from (
        select entity_id, show_id, show_title, count(*) as insight_count
        from spoken_of join cards using (insight_id) group by all
    )
    group by all
),
beside as (
    select entity_id, list(
        struct_pack(entity_id := other_id, name) order by together desc, name, other_id
    )[:{chips}] as beside
    from (
        select ours.entity_id, theirs.entity_id as other_id, theirs.name, count(*) as together
        from spoken_of as ours
        join spoken_of as theirs on ours.insight_id = theirs.insight_id and ours.entity_id != theirs.entity_id
        group by all
    )
    group by all
),
differing as (
    select
        links.insight_id, links.related_insight_id, links.explanation, card(one) as one, card(other) as other,
        greatest(one.published_on, other.published_on) as day
    from related_insights as links
    join cards as one on one.insight_id = links.insight_id
    join cards as other on other.insight_id = links.related_insight_id
    left join related_insights as back
        on
            back.insight_id = links.related_insight_id and back.related_insight_id = links.insight_id
            and back.relation = 'contradicts'
    where
        links.relation = 'contradicts'
        -- Of a pair that is tied both ways, the way from the earlier to the later.
        and (back.insight_id is null or (one.published_on, one.insight_id) < (other.published_on, other.insight_id))
),
disputes as (
    select entity_id, list(
        struct_pack(one, other, explanation) order by day desc, insight_id, related_insight_id
    ) as disputes
    from (
        select ours.entity_id, differing.*
        from differing
        join spoken_of as ours on ours.insight_id = differing.insight_id
        join spoken_of as theirs
            on theirs.insight_id = differing.related_insight_id and theirs.entity_id = ours.entity_id
        qualify row_number() over (
            partition by ours.entity_id order by day desc, differing.insight_id, differing.related_insight_id
        ) <= {disputes}
    )
    group by all
)
select
    entities.entity_id as key,
    struct_pack(
        name := clip(entities.name, {title}), label := entities.label,
        aliases := list_transform(entities.aliases[:{chips}], lambda alias: clip(alias, 80)),
        mention_count := entities.mention_count, episode_count := entities.episode_count,
        show_count := entities.show_count, insight_count := counted.insight_count,
        first_seen_on := entities.first_seen_on, last_seen_on := entities.last_seen_on,
        person_id := people.person_id, weeks := coalesce(weeks.weeks, []), insights := newest.insights,
        voices := coalesce(voices.voices, []), shows := shows_of.shows, beside := coalesce(beside.beside, []),
        disputes := coalesce(disputes.disputes, [])
    ) as page
from entities
join counted using (entity_id)
join newest using (entity_id)
join shows_of using (entity_id)
left join weeks using (entity_id)
left join voices using (entity_id)
left join beside using (entity_id)
left join disputes using (entity_id)
left join named_people as people on people.name = lower(entities.name) and entities.label = 'PERSON'
