
-- Of insights told apart by {by}: how many there are, what they speak of, who says them, on which shows, and some of them.
counted as (
    select {by}, count(*) as insight_count from cards where {by} is not null group by all
),
entities_of as (
    select {by}, list(
        struct_pack(entity_id, name) order by times desc, name, entity_id
    )[:{chips}] as entities
    from (
        select {by}, entity_id, name, count(*) as times
        from spoken_of join cards using (insight_id) where {by} is not null group by all
    )
    group by all
),
voices as (
    select {by}, list(
        struct_pack(speaker, person_id, insight_count) order by insight_count desc, speaker, person_id
    )[:{voices}] as voices
    from (
        select {by}, speaker, person_id, count(*) as insight_count
        from cards where {by} is not null and speaker is not null group by all
    )
    group by all
),
shows_of as (
    select {by}, list(
        struct_pack(show_id := of_show, show_title, insight_count) order by insight_count desc, show_title, of_show
    )[:{voices}] as shows
    from (
        select {by}, show_id as of_show, show_title, count(*) as insight_count
        from cards where {by} is not null group by all
    )
    group by all
),
chosen as (
    select {by}, list(card(cards) order by {order}) as insights
    from (
        select * from cards where {by} is not null
        qualify row_number() over (partition by {by} order by {order}) <= {most}
    ) as cards
    group by all
)
