"""The one Jinja2 environment of everything that is rendered: mail, feeds, pages.

What belongs here: how templates are read and what they may call. What does not: templates, which lie in the folder
`templates` beside the package that fills them.

Words of feeds and transcripts are hostile: every value is escaped, and a template that names what it was not given
fails rather than showing nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, select_autoescape

from assets.brief.forms.links import best_url, insight_url
from assets.brief.forms.phrases import headline, listen, long_day, short_day, timestamp, who, who_else, why


@cache
def environment(packages: Sequence[str] = ("assets.brief.forms",)) -> Environment:
    """Return the environment of the templates of some packages.

    A template is named by the last part of its package and its file, as in `forms/mail.html`.

    Args:
        packages: whose folders `templates` are read, each known by its last part.
    """
    made = Environment(
        loader=PrefixLoader({name.rpartition(".")[2]: PackageLoader(name, "templates") for name in packages}),
        autoescape=select_autoescape(disabled_extensions=("txt",), default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        {phrase.__name__: phrase for phrase in (long_day, short_day, timestamp, who, who_else, listen, why, headline)}
    )
    made.globals.update(best_url=best_url, insight_url=insight_url)
    return made
