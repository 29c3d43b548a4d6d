"""Persons: whether a passage says who is meant where its title begins with somebody's first name.

What belongs here: that. What does not: whom a name stands for (the mentions say), pronouns (summary.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from assets.insights.salience.windows import Window
from assets.insights.title_lists import words
from assets.insights.titles import Row, Title


def is_half_named(title: Title, window: Window, mentions: Sequence[Row]) -> bool:
    """Tell whether a title begins with a first name, and the whole name stands only outside of the passage.

    Who listened knows who "Ida" is, who reads the passage alone does not.

    Args:
        title: one of the passage's.
        window: the passage.
        mentions: the segment's rows of language.schema.MENTIONS.
    """
    within = [row for row in mentions if row["label"] == "PERSON" and window.holds(row)]
    named = {row["entity_name"] for row in within if _is_subject(row, title) and _is_first_name(row)}
    return bool(named) and not any(row["entity_name"] in named and not _is_first_name(row) for row in within)


def _is_subject(mention: Row, title: Title) -> bool:
    begin = mention["char_start"] - title.claim["char_start"]
    rest = title.text.removeprefix(mention["text"])
    # "Idaho" does not begin with Ida's name.
    return 0 <= begin < len(title.claim["quote"]) and rest != title.text and not rest[:1].isalnum()


def _is_first_name(mention: Row) -> bool:
    first, *others = mention["entity_name"].split() or [""]
    said = mention["text"].removesuffix("'s").removesuffix("’s")
    return bool(others) and said == first and said.lower() not in words("known_alone")
