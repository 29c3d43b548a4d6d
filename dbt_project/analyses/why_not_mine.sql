-- noqa: disable=LT14
-- (A count of one line reads better than one of six.)

-- Why is this insight not in my five? Say whose brief, of which day, and which insight; the published file answers.
with asked as (
    select
        date '2026-11-20' as brief_date,
        'default' as subscriber_id,
        '0000000000000000' as insight_id
),

mine as (
    select
        daily_brief.*,
        insights.show_id
    from daily_brief
    inner join asked on daily_brief.subscriber_id = asked.subscriber_id
    left join insights on daily_brief.insight_id = insights.insight_id
),

today as (
    select mine.*
    from mine
    inner join asked on mine.brief_date = asked.brief_date
),

met as (
    select
        asked.*,
        candidates.score,
        candidates.salience,
        candidates.published_on,
        candidates.related_count,
        candidates.answer_count,
        candidates.insight_id is not null as is_candidate,
        (select count(*) from today where today.insight_id = asked.insight_id) as in_it,
        (select count(*) from mine where mine.insight_id = asked.insight_id) as sent,
        (select count(*) from today where today.cluster_id = candidates.cluster_id) as of_story,
        (select count(*) from today where today.show_id = candidates.show_id) as of_show,
        (select min(mine.brief_date) from mine where mine.cluster_id = candidates.cluster_id) as story_told_on
    from asked
    left join brief_candidates as candidates
        on asked.brief_date = candidates.brief_date and asked.insight_id = candidates.insight_id
)

select
    insight_id,
    score,
    (select min(today.score) from today) as least_score_of_the_five,
    (select max(today.interest) from today) as greatest_interest_of_the_five,
    case
        when in_it > 0 then 'it is in it'
        when sent > 0 then 'it was sent on another day'
        when not is_candidate
            then 'it was no candidate: not known on that day, gone with its show, withdrawn, or behind 5,000 others'
        when of_story > 0 then 'its story is in it, told by another insight'
        when story_told_on < brief_date then 'its story was told before, and it brings nothing new'
        when of_show > 1 then 'its show has its places already: two, unless you say otherwise'
        when salience < case when answer_count > 0 then 0.45 else 0.6 end
            then 'it is hardly salient: it comes where nothing better is left, or where asked for'
        when brief_date - published_on >= 7 then 'it was more than a week old, and news comes first'
        when related_count < 2 then 'fewer than two others speak of it, and it is not worth that much more'
        else 'the five were worth more: they score higher, meet a wish, are less alike; or you mute its show or speaker'
    end as why
from met
