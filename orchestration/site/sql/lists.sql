-- Rows of the pages that list shows, people and entities; `place` is the order.
with listed as (
    select
        'shows' as folder, shows.show_id as key, clip(shows.title, {title}) as name,
        shows.ready_episode_count || if(shows.ready_episode_count = 1, ' episode', ' episodes') as detail,
        count(cards.insight_id) as insight_count
    from shows semi join episode_cards using (show_id)
    left join cards using (show_id)
    group by all
    union all
    select
        'people', people.person_id, clip(people.name, {title}),
        arg_max(cards.show_title, cards.published_on), count(*)
    from people join cards using (person_id)
    group by all
    union all
    select
        'entities', entities.entity_id, clip(entities.name, {title}),
        entities.show_count || if(entities.show_count = 1, ' show', ' shows'), count(*)
    from entities join spoken_of using (entity_id)
    group by all
)
select *, count(*) over (partition by folder) as row_count
from listed
qualify row_number() over (partition by folder order by insight_count desc, name, key) <= {list}
order by folder, insight_count desc, name, key
