-- Records of the search: pages and the words by which they are found, in volumes. No count and no score, so that a year
-- that is over stays as it is.
with records as (
    select
        year(cards.published_on)::varchar as volume, 'insights' as folder, cards.insight_id as key, cards.title,
        concat_ws(' · ', cards.speaker, cards.show_title, strftime(cards.published_on, '%-d %B %Y')) as line,
        cards.quote as text, concat_ws(' ', cards.episode_title, names.names) as words,
        cards.published_on as placed_on
    from cards
    left join (
        select insight_id, string_agg(name, ' ' order by name) as names from spoken_of group by all
    ) as names using (insight_id)
    union all
    select
        year(published_on)::varchar, 'episodes', episode_id, episode_title,
        concat_ws(' · ', 'Episode', show_title, strftime(published_on, '%-d %B %Y')), null, null, published_on
    from episode_cards
    union all
    select 'names', 'shows', show_id, clip(title, {title}), 'Show', clip(description, 600), null, null
    from shows semi join episode_cards using (show_id)
    union all
    select 'names', 'people', person_id, clip(name, {title}), 'Person', null, null, null
    from people
    union all
    select
        'names', 'entities', entity_id, clip(name, {title}), 'Subject', null,
        array_to_string(list_transform(aliases[:{chips}], lambda alias: clip(alias, 80)), ' '), null
    from entities semi join spoken_of using (entity_id)
)
