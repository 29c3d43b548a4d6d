{# A list of words as SQL literals, for `in (…)`. #}
{% macro literals(words) -%}
    '{{ words | join("', '") }}'
{%- endmacro %}
