"""What stands on each page of the site, asked of the published tables: one row a page.

What belongs here: putting the queries of the folder `sql` together. What does not: how a page looks
(assets/brief/site), writing it (build.py).

Each query of a folder of pages gives `key`, by which the page's path is made, and `page`, a struct of all that the page
shows and nothing else: what is not in it cannot change the page. Hence no score that sinks as an insight grows older;
insights are put in the order of `worth`, made of the parts that last. Every list has an order that leaves nothing open.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_SQL: Final = Path(__file__).parent / "sql"
# How much a page shows at most: 50 kB are the longest that one should be.
LIMITS: Final[Mapping[str, int]] = {
    "best": 6,  # insights of a show
    "cards": 30,  # insights of an entity or a person
    "said": 60,  # insights of an episode
    "chips": 12,  # entities
    "voices": 8,
    "disputes": 5,
    "episodes": 60,
    "earlier": 7,  # briefs on the first page
    "feed": 14,  # days in a feed
    "latest": 60,  # days in the archive
    "list": 150,
    "weeks": 26,
    # Characters.
    "context": 240,
    "quote": 420,
    "title": 200,
}
# Queries that are about some insights (sql/about.sql): by which column, in which order, how many are shown.
_ABOUT: Final = {
    "people": ("person_id", "published_on desc, insight_id", "cards"),
    "shows": ("show_id", "worth desc, insight_id", "best"),
    "episodes": ("episode_id", "position nulls last, char_start, insight_id", "said"),
}


def query(name: str) -> str:
    """Return the query of a folder of pages, or another of the folder `sql`, by name."""
    if name not in _ABOUT:
        return _read(name, {})
    by, order, most = _ABOUT[name]
    return _read(name, {"about": _read("about", {"by": by, "order": order, "most": LIMITS[most]})})


def _read(name: str, values: Mapping[str, object]) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8").format(**LIMITS, **values)
