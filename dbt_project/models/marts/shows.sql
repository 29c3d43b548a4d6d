with counted as (
    select
        show_id,
        count(*) as episode_count,
        count(*) filter (where status = 'ready') as ready_episode_count,
        count(*) filter (where status = 'quarantined') as quarantined_episode_count,
        max(published_at) as latest_episode_at
    from {{ ref('episodes') }}
    group by show_id
)

select
    feeds.show_id,
    coalesce(nullif(trim(feeds.title), ''), feeds.feed_url) as title,
    feeds.description,
    feeds.feed_url,
    feeds.site_url,
    feeds.language,
    feeds.status,
    feeds.error,
    feeds.http_status,
    feeds.failure_count,
    feeds.is_locked,
    feeds.is_finished,
    coalesce(counted.episode_count, 0)::integer as episode_count,
    coalesce(counted.ready_episode_count, 0)::integer as ready_episode_count,
    coalesce(counted.quarantined_episode_count, 0)::integer as quarantined_episode_count,
    counted.latest_episode_at,
    feeds.first_scanned_at,
    feeds.last_scanned_at,
    feeds.next_scan_at,
    feeds.last_changed_at
from {{ ref('stg_podcasts__feeds') }} as feeds
left join counted on feeds.show_id = counted.show_id
