"""Editions: a day's briefs as the files that their readers receive, and as the command line shows one.

What belongs here: reading them from the table daily_brief, writing the files. What does not: how they read
(assets/brief).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from assets.brief.edition import Edition, build_editions
from assets.brief.forms.atom import to_atom
from assets.brief.forms.document import to_document
from assets.brief.forms.feed import Feed, make_feed
from assets.brief.forms.json_feed import to_json_feed
from assets.brief.forms.mail import to_html, to_text
from assets.brief.forms.markdown import to_markdown
from assets.brief.forms.phrases import long_day
from assets.brief.forms.slack import to_slack
from assets.brief.site.paths import page_path
from assets.brief.subscribers import DEFAULT_ID


class NoSubscriberError(LookupError):
    """Nobody of that name has a brief on that day; the message names some who have."""


def read_edition(
    connection: duckdb.DuckDBPyConnection, day: date | None = None, subscriber_id: str | None = None
) -> Edition | None:
    """Return the edition of a day, the newest that the subscriber has where none is given; None where nobody has one.

    Args:
        connection: to the public tables.
        day: of the brief.
        subscriber_id: whose; None: the default subscriber's, or whoever is the only one.

    Raises:
        NoSubscriberError: if the day has briefs, but none for that subscriber.
    """
    if day is None:
        row = connection.execute(
            "select coalesce(max(brief_date) filter (subscriber_id = ?), max(brief_date)) from daily_brief",
            [subscriber_id or DEFAULT_ID],
        ).fetchone()
        day = row[0] if row else None
    found = connection.execute(
        "select distinct subscriber_id from daily_brief where brief_date = ? order by all", [day]
    ).fetchall()
    known = [name for (name,) in found]
    if not known:
        return None
    wanted = subscriber_id or (known[0] if len(known) == 1 else DEFAULT_ID)
    if wanted not in known:
        raise NoSubscriberError(
            f"{wanted} has no brief on {day}; there are {len(known)} subscribers: {', '.join(known[:5])}"
            f"{' …' if len(known) > 5 else ''}; say whose with --subscriber"
        )
    rows = connection.execute(
        "select * from daily_brief where brief_date = ? and subscriber_id = ? order by rank", [day, wanted]
    )
    return next(build_editions(_dicts(rows)))


def read_editions(connection: duckdb.DuckDBPyConnection, day: date) -> Iterator[Edition]:
    """Give the editions of a day, one after the other, by subscriber."""
    rows = connection.execute("select * from daily_brief where brief_date = ? order by subscriber_id, rank", [day])
    return build_editions(_dicts(rows))


def write_editions(connection: duckdb.DuckDBPyConnection, day: date, folder: Path, public_url: str = "") -> list[str]:
    """Write the editions of a day into the folder of that day, a file a form and subscriber; return the subscribers.

    Files of a subscriber who has no brief on that day any more are removed.
    """
    home = folder / day.isoformat()
    home.mkdir(parents=True, exist_ok=True)
    written = set()
    subscribers = []
    for edition in read_editions(connection, day):
        subscribers.append(edition.subscriber_id)
        for suffix, form in FORMS.items():
            written.add(_write(home / f"{edition.subscriber_id}{suffix}", form(edition, public_url)))
    for path in set(home.iterdir()) - written:
        path.unlink()
    return subscribers


def _dicts(result: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    columns = [column[0] for column in result.description or []]
    while block := result.fetchmany(5_000):
        yield from (dict(zip(columns, row, strict=True)) for row in block)


def _write(path: Path, content: str) -> Path:
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(content, encoding="utf-8")
    return temporary.replace(path)


def _feed(edition: Edition, public_url: str) -> Feed:
    day = edition.brief_date
    return make_feed(
        [edition],
        title=f"The brief of {long_day(day)}",
        description="Five insights from podcasts, each with its evidence.",
        public_url=public_url,
        name=f"editions/{day.isoformat()}/{edition.subscriber_id}",
        page=page_path("days", day),
        is_of_site=False,
    )


# The forms of an edition, by how their files end.
FORMS: Final[Mapping[str, Callable[[Edition, str], str]]] = {
    ".md": to_markdown,
    ".html": to_html,
    ".txt": to_text,
    ".json": lambda edition, public_url: _json(to_document(edition, public_url)),
    ".slack.json": lambda edition, public_url: _json(to_slack(edition, public_url)),
    ".atom.xml": lambda edition, public_url: to_atom(_feed(edition, public_url)),
    ".feed.json": lambda edition, public_url: to_json_feed(_feed(edition, public_url)),
}


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
