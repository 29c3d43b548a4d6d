"""The pages of the site: from rows of the published tables to HTML.

What belongs here: which template a page is made with, and what the templates may call. What does not: the rows
(orchestration/site), the words of the site itself (words.py), where pages lie (paths.py).

Words of feeds and transcripts are hostile. Every value is escaped, and cleaned of control and direction characters as
it is put into a page; an address becomes a link only where it is http or https.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final

from jinja2 import Environment

from assets.brief.clean import clean_url
from assets.brief.edition import RELATION_WORDS, clock
from assets.brief.forms.templating import environment
from assets.brief.site.paths import page_path, root_of
from assets.brief.site.text import readable
from assets.brief.site.trend import trend_of
from assets.brief.site.words import (
    COUNT_WORDS,
    LABEL_WORDS,
    MODALITY_WORDS,
    PART_WORDS,
    RELATION_HEADINGS,
    SECTION_OF,
    SECTIONS,
)

Row = Mapping[str, Any]

# Nothing from anywhere else, no script but on the page that searches.
POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
SEARCH_POLICY: Final = f"{POLICY}; script-src 'self'"
DESCRIPTION_CHARACTERS: Final = 200
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

# Template, title and description of a page, by its folder.
_TEMPLATES: Final = {
    "insights": ("insight.html", "title", "quote"),
    "entities": ("entity.html", "name", None),
    "people": ("person.html", "name", None),
    "shows": ("show.html", "title", "description"),
    "episodes": ("episode.html", "title", "description"),
    "days": ("day.html", None, None),
    "years": ("year.html", None, None),
}
SLOGAN: Final = "Five insights a day from podcasts, each with who said it, the quote, and a link to the second."


def folder_page(folder: str, key: object, row: Row, public_url: str = "") -> str:
    """Return a page of one of the folders of paths.FOLDERS.

    Args:
        folder: of the page.
        key: by which its path is made.
        row: what stands on it: a row of the query of that folder.
        public_url: the address under which the site is reached, without a slash at the end; empty where nobody knows.
    """
    template, title, description = _TEMPLATES[folder]
    return _render(
        template,
        page_path(folder, key),
        public_url,
        folder=folder,
        page=row,
        title=row[title] if title else _day_title(row),
        description=(description and row[description]) or SLOGAN,
    )


def root_page(path: str, title: str, row: Row, public_url: str = "", template: str | None = None) -> str:
    """Return a page that lies in the folder of the site itself; arguments as of `folder_page`.

    Args:
        template: its template, where that is not named as the page is.
    """
    policy = SEARCH_POLICY if path == "search.html" else POLICY
    return _render(
        template or path, path, public_url, folder=None, page=row, title=title, description=SLOGAN, policy=policy
    )


def _render(template: str, path: str, public_url: str, *, title: str, description: str, **values: Any) -> str:
    return (
        _environment()
        .get_template(f"site/{template}")
        .render(
            {"policy": POLICY}
            | values
            | {
                "path": path,
                "root": root_of(path),
                "public_url": public_url,
                "title": readable(title, DESCRIPTION_CHARACTERS),
                "description": readable(description, DESCRIPTION_CHARACTERS),
            }
        )
    )


def _day_title(row: Row) -> str:
    if "year" in row:
        return f"Archive of {row['year']}"
    return f"{'The brief of' if row['brief'] else 'Published on'} {row['day'].day} {row['day']:%B %Y}"


@cache
def _environment() -> Environment:
    made = environment(("assets.brief.site",)).overlay(finalize=_cleaned)
    made.globals |= {
        "clean_url": clean_url,
        "clock": clock,
        "count_words": COUNT_WORDS,
        "label_words": LABEL_WORDS,
        "modality_words": MODALITY_WORDS,
        "page_path": page_path,
        "part_words": PART_WORDS,
        "relation_headings": RELATION_HEADINGS,
        "relation_words": RELATION_WORDS,
        "section_of": SECTION_OF,
        "sections": SECTIONS,
        "trend_of": trend_of,
    }
    made.filters |= {"groups": _groups, "months": _months, "named": _named}
    made.tests["language"] = _is_language
    return made


def _cleaned(value: Any) -> Any:
    """Return a value as it may be shown: text cleaned, all else as it is."""
    # Markup of our own macros is a str too, but of a class of its own.
    return readable(value) if type(value) is str else value


def _named(name: str) -> str:
    """Return a name or title, a word for it where nothing of it can be read: a link must say where it leads."""
    return readable(name).strip() or "Untitled"


def _is_language(text: str | None) -> bool:
    return bool(text and _LANGUAGE.fullmatch(text))


def _groups(related: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Return related insights by relation, the one that tells most first."""
    rows = list(related)
    return [
        (relation, found)
        for relation in RELATION_HEADINGS
        if (found := [row for row in rows if row["relation"] == relation])
    ]


def _months(days: Sequence[Row]) -> list[tuple[date, list[Row]]]:
    """Return days, the earliest first, by month."""
    return [(month, list(rows)) for month, rows in groupby(days, key=lambda row: row["day"].replace(day=1))]
