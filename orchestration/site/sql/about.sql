
-- Of insights told apart by {by}: how many there are, what they speak of, who says them, on which shows, and some of them.
counted as (
    select {by}, count(*) as insight_count from cards where {by} is not null group by all
),
entities_of as (
    select {by}, in_order(place, struct_pack(entity_id, name)) as entities
    from (
        select *, row_number() over (partition by {by} order by times desc, name, entity_id) as place
        from (
            select {by}, entity_id, name, count(*) as times
            from spoken_of join cards using (insight_id) where {by} is not null group by all
        )
        qualify place <= {chips}
    )
    group by all
),
voices as (
    select {by}, in_order(place, struct_pack(speaker, person_id := speaker_id, insight_count)) as voices
    from (
        select *, row_number() over (partition by {by} order by insight_count desc, speaker, speaker_id) as place
        from (
            select {by}, speaker, person_id as speaker_id, count(*) as insight_count
            from cards where {by} is not null and speaker is not null group by all
        )
        qualify place <= {voices}
    )
    group by all
),
shows_of as (
    select {by}, in_order(place, struct_pack(show_id := of_show, show_title, insight_count)) as shows
    from (
        select *, row_number() over (partition by {by} order by insight_count desc, show_title, of_show) as place
        from (
            select {by}, show_id as of_show, show_title, count(*) as insight_count
            from cards where {by} is not null group by all
        )
        qualify place <= {voices}
    )
    group by all
),
chosen as (
    select cards.{by}, in_order(placed.place, card(cards)) as insights
    from (
        select insight_id, row_number() over (partition by {by} order by {order}) as place
        from cards where {by} is not null
        qualify place <= {most}
    ) as placed
    join cards using (insight_id)
    group by all
)
