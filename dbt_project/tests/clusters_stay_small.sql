{{ config(severity='warn') }}

-- Only one insight of a cluster is ever sent: a cluster that swallows much of the archive hides it.
select
    cluster_id,
    count(*) as insight_count
from {{ ref('insights') }}
group by cluster_id
having count(*) > {{ var('cluster_size_at_most') }}
