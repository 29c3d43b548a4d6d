-- A page an entity that an insight speaks of.
with counted as (
    select entity_id, count(*) as insight_count from spoken_of group by all
),
newest as (
    select placed.entity_id, in_order(placed.place, card(cards)) as insights
    from (
        select
            entity_id, insight_id,
            row_number() over (partition by entity_id order by published_on desc, insight_id) as place
        from spoken_of join cards using (insight_id)
        qualify place <= {cards}
    ) as placed
    join cards using (insight_id)
    group by all
),
weeks as (
    select entity_id, in_order(-place, struct_pack(week_start, mention_count)) as weeks
    from (
        select *, row_number() over (partition by entity_id order by week_start desc) as place
        from entity_trends
        qualify place <= {weeks}
    )
    group by all
),
voices as (
    select entity_id, in_order(place, struct_pack(speaker, person_id, insight_count)) as voices
    from (
        select
            *, row_number() over (partition by entity_id order by insight_count desc, speaker, person_id) as place
        from (
            select entity_id, speaker, person_id, count(*) as insight_count
            from spoken_of join cards using (insight_id) where speaker is not null group by all
        )
        qualify place <= {voices}
    )
    group by all
),
shows_of as (
    select entity_id, in_order(place, struct_pack(show_id, show_title, insight_count)) as shows
    from (
        select
            *, row_number() over (partition by entity_id order by insight_count desc, show_title, show_id) as place
        from (
            select entity_id, show_id, show_title, count(*) as insight_count
            from spoken_of join cards using (insight_id) group by all
        )
        qualify place <= {voices}
    )
    group by all
),
beside as (
    select entity_id, in_order(place, struct_pack(entity_id := other_id, name := name)) as beside
    from (
        select *, row_number() over (partition by entity_id order by together desc, name, other_id) as place
        from (
            select ours.entity_id, theirs.entity_id as other_id, theirs.name, count(*) as together
            from spoken_of as ours
            join spoken_of as theirs on ours.insight_id = theirs.insight_id and ours.entity_id != theirs.entity_id
            group by all
        )
        qualify place <= {chips}
    )
    group by all
),
-- Keys alone until it is known which few are shown: what is said is long.
days as (
    select insight_id, published_on from cards
),
differing as (
    select
        ours.entity_id, links.insight_id, links.related_insight_id, links.explanation,
        greatest(one.published_on, other.published_on) as day
    from related_insights as links
    join spoken_of as ours on ours.insight_id = links.insight_id
    join spoken_of as theirs on theirs.insight_id = links.related_insight_id and theirs.entity_id = ours.entity_id
    join days as one on one.insight_id = links.insight_id
    join days as other on other.insight_id = links.related_insight_id
    left join related_insights as back
        on
            back.insight_id = links.related_insight_id and back.related_insight_id = links.insight_id
            and back.relation = 'contradicts'
    where
        links.relation = 'contradicts'
        -- Of a pair that is tied both ways, the way from the later, from which the explanation looks.
        and (back.insight_id is null or (one.published_on, one.insight_id) > (other.published_on, other.insight_id))
    qualify row_number() over (
        partition by ours.entity_id order by day desc, links.insight_id, links.related_insight_id
    ) <= {disputes}
),
disputes as (
    select differing.entity_id, list(
        struct_pack(one := card(one), other := card(other), explanation := differing.explanation)
        order by differing.day desc, differing.insight_id, differing.related_insight_id
    ) as disputes
    from differing
    join cards as one on one.insight_id = differing.insight_id
    join cards as other on other.insight_id = differing.related_insight_id
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
