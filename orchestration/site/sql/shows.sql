-- A page a show of which an episode was read.
with {about},
listed as (
    select show_id, list(
        struct_pack(episode_id, episode_title, published_on, insight_count)
        order by published_on desc, episode_title, episode_id
    )[:{episodes}] as episodes
    from episode_cards
    group by all
)
select
    shows.show_id as key,
    struct_pack(
        title := clip(shows.title, {title}), description := clip(shows.description, 600), language := shows.language,
        site_url := coalesce(shows.site_url, shows.feed_url), ready_episode_count := shows.ready_episode_count,
        insight_count := coalesce(counted.insight_count, 0), voices := coalesce(voices.voices, []),
        entities := coalesce(entities_of.entities, []), insights := coalesce(chosen.insights, []),
        episodes := listed.episodes
    ) as page
from shows
join listed using (show_id)
left join counted using (show_id)
left join voices using (show_id)
left join entities_of using (show_id)
left join chosen using (show_id)
