-- A page a year, its calendar.
select
    year(day) as key,
    struct_pack(
        year := year(day), days := list(struct_pack(day, has_brief := len(brief) > 0) order by day)
    ) as page
from calendar
group by year(day)
