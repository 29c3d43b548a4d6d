{#
    Keep one row of each key, the newest: an episode that changed its day may for a while stand in two partitions.
#}
{% macro only_one(key, order_by='published_on desc, version desc') -%}
    qualify row_number() over (partition by {{ key }} order by {{ order_by }}) = 1
{%- endmacro %}
