-- A week under other weights: whose insights would have been sent, day after day, no story twice. Change the first two.
-- How many a show may have, and how alike two may be, is left out: the five can differ from those that were sent.
with recursive weights as (
    select
        map {
            'salience': 0.20,
            'specificity': 0.10,
            'novelty': 0.20,
            'corroboration': 0.40,
            'recency': 0.05,
            'variety': 0.05
        } as of_part
),

week as (
    select
        date '2026-11-14' as first_day,
        date '2026-11-20' as last_day
),

scored as (
    select
        candidates.brief_date,
        candidates.insight_id,
        candidates.cluster_id,
        candidates.salience,
        candidates.related_count,
        candidates.answer_count,
        candidates.brief_date - candidates.published_on as age_days,
        (
            weights.of_part['salience'] * candidates.salience
            + weights.of_part['specificity'] * candidates.specificity
            + weights.of_part['novelty'] * candidates.novelty
            + weights.of_part['corroboration'] * candidates.corroboration
            + weights.of_part['recency'] * candidates.recency
            + weights.of_part['variety'] * candidates.variety
        ) / list_sum(map_values(weights.of_part)) as score
    from brief_candidates as candidates
    cross join weights
    inner join week on candidates.brief_date between week.first_day and week.last_day
),

-- Of every story its best candidate of the day; what is a week or a month old comes after the rest, and what is hardly
-- salient last.
worth as (
    select
        brief_date,
        insight_id,
        cluster_id,
        score
        - case when salience < case when answer_count > 0 then 0.45 else 0.6 end then 10 else 0 end
        - case when age_days >= 30 then 6 when age_days >= 7 then 1.2 else 0 end
        - 0.15 * greatest(0, 2 - related_count) / 2
        + case when answer_count > 0 then 0.1 else 0 end as worth
    from scored
    qualify row_number() over (partition by brief_date, cluster_id order by worth desc, insight_id asc) = 1
),

days as (
    select
        brief_date,
        row_number() over (order by brief_date) as number
    from worth
    group by brief_date
),

replayed as (
    select
        0::bigint as number,
        null::date as brief_date,
        []::varchar[] as five,
        []::varchar[] as told
    union all
    select
        days.number,
        days.brief_date,
        coalesce(
            list(worth.insight_id order by worth.worth desc, worth.insight_id asc)
            filter (where worth.insight_id is not null)[:5],
            []
        ) as five,
        list_concat(
            replayed.told,
            list(worth.cluster_id order by worth.worth desc, worth.insight_id asc)
            filter (where worth.insight_id is not null)[:5]
        ) as told
    from replayed
    inner join days on replayed.number + 1 = days.number
    -- A day whose stories were all told before gives an empty five, and the week goes on.
    left join worth on days.brief_date = worth.brief_date and not list_contains(replayed.told, worth.cluster_id)
    group by days.number, days.brief_date, replayed.told
),

chosen as (
    select
        brief_date,
        generate_subscripts(five, 1) as rank,
        unnest(five) as insight_id
    from replayed
)

select
    chosen.brief_date,
    chosen.rank,
    insights.title,
    sent.rank as rank_as_sent
from chosen
inner join insights on chosen.insight_id = insights.insight_id
left join daily_brief as sent
    on
        chosen.brief_date = sent.brief_date
        and chosen.insight_id = sent.insight_id
        and sent.subscriber_id = 'default'
order by chosen.brief_date, chosen.rank
