-- noqa: disable=PRS
-- (sqlfluff does not know `using key`, by which a recursive query of DuckDB overwrites rows instead of adding them.)
{{ config(post_hook="{{ remember_clusters() }}") }}

{{ insight_clusters(as_of="date 'infinity'", known_until="timestamptz 'infinity'") }}
