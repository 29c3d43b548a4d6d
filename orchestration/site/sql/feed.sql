-- The newest briefs, as rows of daily_brief, the newest first.
select 'default' as subscriber_id, *
from public_briefs
where brief_date in (select distinct brief_date from public_briefs order by brief_date desc limit {feed})
order by brief_date desc, rank
