{{ config(post_hook=["{{ remember_parts() }}", "{{ remember_score() }}"]) }}

-- A feed may date an episode in the future; that must not age everything else.
with newest as (
    select least(max(published_on), current_date) as day
    from {{ ref('int_passages') }}
),

parts as (
    {{ insight_parts(
        today='(select newest.day from newest)',
        as_of="date 'infinity'",
        known_until="timestamptz 'infinity'",
        since="date '-infinity'"
    ) | indent }}
)

select *
from parts
