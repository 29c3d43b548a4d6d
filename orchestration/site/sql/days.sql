-- A page a day that has a brief or an episode.
with listed as (
    select
        published_on as day, count(*) as episode_count,
        list(
            struct_pack(episode_id, episode_title, show_title, insight_count)
            order by insight_count desc, show_title, episode_title, episode_id
        )[:{episodes}] as episodes
    from episode_cards
    group by all
)
select
    day as key,
    struct_pack(
        day, brief, previous, next, episodes := coalesce(listed.episodes, []),
        episode_count := coalesce(listed.episode_count, 0)
    ) as page
from calendar left join listed using (day)
