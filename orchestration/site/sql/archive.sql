-- The latest days, and every year.
with latest as (
    select day, brief[1].title as title, insight_count from calendar order by day desc limit {latest}
)
select
    coalesce((select list(distinct year(day) order by year(day) desc) from calendar), []) as years,
    coalesce((select list(latest order by day desc) from latest), []) as days
