{# Whether a speaker's label is a name: two words or more, all of letters, and no placeholder. #}
{% macro is_full_name(column) -%}
    coalesce(
        regexp_full_match({{ column }}, '\p{L}[\p{L}.''’-]*( \p{L}[\p{L}.''’-]*)+')
        and not regexp_matches(
            {{ column }}, '(?i)^(speaker|unknown|unidentified|narrator|host|guest|voice|male|female)\b'
        ),
        false
    )
{%- endmacro %}
