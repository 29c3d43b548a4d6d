-- A page an episode that was read.
with {about},
placed as (
    select
        episode_id,
        lag(struct_pack(episode_id, episode_title)) over of_show as previous,
        lead(struct_pack(episode_id, episode_title)) over of_show as next
    from episode_cards
    window of_show as (partition by show_id order by published_on, episode_title, episode_id)
)
select
    episodes.episode_id as key,
    struct_pack(
        title := episode_cards.episode_title, description := clip(episodes.description, 600),
        show_id := episodes.show_id, show_title := episode_cards.show_title, language := shows.language,
        published_on := episodes.published_on, minutes := ceil(episodes.duration_seconds / 60)::integer,
        url := episodes.url, audio_url := episodes.audio_url, insight_count := episode_cards.insight_count,
        voices := coalesce(voices.voices, []), entities := coalesce(entities_of.entities, []),
        insights := coalesce(chosen.insights, []), previous := placed.previous, next := placed.next
    ) as page
from episodes
join episode_cards using (episode_id)
join placed using (episode_id)
join shows on shows.show_id = episodes.show_id
left join voices on voices.episode_id = episodes.episode_id
left join entities_of on entities_of.episode_id = episodes.episode_id
left join chosen on chosen.episode_id = episodes.episode_id
