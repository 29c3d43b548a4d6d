{# Whether a speaker's label is a name: two words or more, all of letters, with a capital, and no description. #}
{% macro is_full_name(column) -%}
    coalesce(
        regexp_full_match({{ column }}, '\p{Lu}[\p{L}.''’-]*( \p{L}[\p{L}.''’-]*)+')
        and not regexp_matches(
            {{ column }},
            '(?i)^(speaker|unknown|unidentified|narrator|host|guest|voice|male|female|audience|caller|listener'
            || '|interviewer|the|an?|this|that|these|those|some|most|many|my|our|your|his|her|their)\b'
        ),
        false
    )
{%- endmacro %}
