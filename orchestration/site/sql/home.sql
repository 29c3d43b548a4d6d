-- Today's brief: the newest that there is.
with today as (
    select day, brief from calendar where len(brief) > 0 order by day desc limit 1
),
earlier as (
    select day, brief[1].title as title from calendar where len(brief) > 0 order by day desc limit {earlier} offset 1
)
select
    today.day, coalesce(today.brief, []) as brief,
    (select count(*) from cards) as insight_count, (select count(distinct show_id) from cards) as show_count,
    coalesce((select list(struct_pack(day, title) order by day desc) from earlier), []) as earlier,
    coalesce((select list(struct_pack(entity_id, name) order by place) from rising), []) as rising
from (select 1) as one left join today on true
