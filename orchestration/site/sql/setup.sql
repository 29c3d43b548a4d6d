-- Tables of the session that several pages are made from.
create or replace temp macro clip(words, most) as
    case when length(words) > most then left(words, most - 1) || '…' else words end;

create or replace temp macro card(insight) as struct_pack(
    insight_id := insight.insight_id, title := insight.title, quote := insight.quote, speaker := insight.speaker,
    person_id := insight.person_id, show_id := insight.show_id, show_title := insight.show_title, language := insight.language,
    episode_id := insight.episode_id, published_on := insight.published_on, start_seconds := insight.start_seconds
);

-- A list in the order of `place`. Not list(… order by …): that sets aside room for 2,048 rows a group, which for the
-- groups of a large archive is more memory than there is.
create or replace temp macro in_order(place, shown) as
    list_transform(list_sort(list(struct_pack(place := place, shown := shown))), lambda row: row.shown);

-- Whose page a name in small letters leads to.
create or replace temp table named_people as
select lower(name) as name, min(person_id) as person_id from people group by all;

create or replace temp table cards as
select
    insights.insight_id,
    clip(insights.title, {title}) as title,
    clip(insights.quote, {quote}) as quote,
    clip(insights.speaker, {title}) as speaker,
    people.person_id,
    insights.show_id,
    clip(shows.title, {title}) as show_title,
    shows.language,
    insights.episode_id,
    clip(episodes.title, {title}) as episode_title,
    insights.published_on,
    insights.start_seconds,
    segments.position,
    insights.char_start,
    insights.entity_ids,
    insights.salience + insights.specificity + insights.novelty + insights.corroboration as worth
from insights
join episodes using (episode_id)
join shows on shows.show_id = insights.show_id
left join segments on segments.segment_id = insights.segment_id
left join named_people as people on people.name = lower(insights.speaker);

create or replace temp table spoken_of as
select distinct cards.insight_id, entities.entity_id, clip(entities.name, {title}) as name
from (select insight_id, unnest(entity_ids) as entity_id from cards) as cards
join entities using (entity_id);

create or replace temp table episode_cards as
select
    episodes.episode_id, clip(episodes.title, {title}) as episode_title, episodes.show_id,
    clip(shows.title, {title}) as show_title, episodes.published_on, count(cards.insight_id) as insight_count
from episodes
join shows on shows.show_id = episodes.show_id
left join cards on cards.episode_id = episodes.episode_id
where episodes.status = 'ready'
group by all;

-- The brief that everybody may read: of the default subscriber; where there is none, the best candidates of the day. No
-- other subscriber's: it would tell what they care about. An insight may be chosen for days: here it is on its first alone,
-- so that no day repeats the one before.
create or replace temp table public_briefs as
with sent as (
    select *, true as was_sent from daily_brief where subscriber_id = 'default'
),
first_days as (
    select insight_id, min(brief_date) as brief_date from brief_candidates group by all
),
of_cluster as (
    select candidates.*
    from brief_candidates as candidates
    semi join first_days using (insight_id, brief_date)
    where candidates.brief_date not in (select brief_date from sent)
    qualify row_number() over (
        partition by candidates.brief_date, candidates.cluster_id order by candidates.score desc, candidates.insight_id
    ) = 1
),
of_show as (
    select * from of_cluster
    qualify row_number() over (partition by brief_date, show_id order by score desc, insight_id) <= 2
),
best as (
    select brief_date, insight_id, row_number() over (partition by brief_date order by score desc, insight_id) as rank
    from of_show
    qualify rank <= 5
),
nearest as (
    select
        links.insight_id,
        list(links.related_insight_id order by links.rank) as related_insight_ids,
        list(struct_pack(
            insight_id := others.insight_id, relation := links.relation, explanation := links.explanation,
            title := others.title, quote := others.quote, speaker := others.speaker, show_title := shows.title,
            published_at := episodes.published_at, evidence_url := others.evidence_url
        ) order by links.rank) as related
    from related_insights as links
    join insights as others on others.insight_id = links.related_insight_id
    join episodes using (episode_id)
    join shows on shows.show_id = others.show_id
    where links.rank <= 3 and links.insight_id in (select insight_id from best)
    group by all
)
select
    sent.brief_date, sent.rank, sent.insight_id, sent.title, sent.summary, sent.quote, sent.speaker, sent.show_title,
    sent.episode_title, sent.published_at, sent.start_seconds, sent.evidence_url, sent.what_is_new, sent.reasons,
    sent.related, sent.related_insight_ids, sent.decided_at
from sent
union all by name
select
    best.brief_date, best.rank, insights.insight_id, insights.title, insights.summary, insights.quote, insights.speaker,
    shows.title as show_title, episodes.title as episode_title, episodes.published_at, insights.start_seconds,
    insights.evidence_url, null as what_is_new, []::varchar[] as reasons, coalesce(nearest.related, []) as related,
    coalesce(nearest.related_insight_ids, []) as related_insight_ids, best.brief_date::timestamptz as decided_at
from best
left join nearest on nearest.insight_id = best.insight_id
join insights on insights.insight_id = best.insight_id
join episodes using (episode_id)
join shows on shows.show_id = insights.show_id;

create or replace temp table brief_items as
with related as (
    select
        briefs.brief_date, briefs.rank,
        list(struct_pack(
            relation := links.relation, insight_id := others.insight_id, title := others.title,
            speaker := others.speaker, person_id := others.person_id, show_title := others.show_title,
            published_on := others.published_on
        ) order by briefs.place) as related
    from (
        select brief_date, rank, insight_id, unnest(related_insight_ids) as related_insight_id,
            generate_subscripts(related_insight_ids, 1) as place
        from public_briefs
    ) as briefs
    join related_insights as links using (insight_id, related_insight_id)
    join cards as others on others.insight_id = briefs.related_insight_id
    group by all
)
select
    briefs.brief_date, briefs.rank,
    struct_pack(
        insight_id := briefs.insight_id, has_page := cards.insight_id is not null, title := clip(briefs.title, {title}),
        summary := briefs.summary, quote := briefs.quote, speaker := clip(briefs.speaker, {title}),
        person_id := cards.person_id, show_id := cards.show_id, show_title := clip(briefs.show_title, {title}),
        episode_id := cards.episode_id, episode_title := clip(briefs.episode_title, {title}), language := cards.language,
        published_on := briefs.published_at::date, start_seconds := briefs.start_seconds,
        evidence_url := briefs.evidence_url, what_is_new := briefs.what_is_new, reasons := briefs.reasons,
        related := coalesce(related.related, [])
    ) as item
from public_briefs as briefs
left join cards using (insight_id)
left join related on related.brief_date = briefs.brief_date and related.rank = briefs.rank;

create or replace temp table calendar as
select
    day, coalesce(any_value(briefs.brief), []) as brief, coalesce(any_value(said.insight_count), 0) as insight_count,
    lag(day) over (order by day) as previous, lead(day) over (order by day) as next
from (select brief_date as day from brief_items union select published_on from episode_cards) as days
left join (select brief_date as day, list(item order by rank) as brief from brief_items group by all) as briefs using (day)
left join (select published_on as day, sum(insight_count)::bigint as insight_count from episode_cards group by all) as said
    using (day)
group by day;

-- What more is said of in the newest week than in the weeks before, on two shows at least.
create or replace temp table rising as
select entity_id, name, row_number() over (order by momentum desc, mention_count desc, name, entity_id) as place
from entity_trends
join (select distinct entity_id, name from spoken_of) as entities using (entity_id)
where week_start = (select max(week_start) from entity_trends) and show_count > 1 and momentum > 1
qualify place <= {chips};
