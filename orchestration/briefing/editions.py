"""Editions: a day's briefs as the files that their readers receive, and as the command line shows one.

What belongs here: reading them from the table daily_brief, writing the files. What does not: how they read
(assets/brief).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from assets.brief.edition import Edition, build_editions
from assets.brief.forms.markdown import to_markdown
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


def write_editions(connection: duckdb.DuckDBPyConnection, day: date, folder: Path) -> list[Path]:
    """Write the editions of a day as Markdown into the folder of that day, one for each subscriber.

    A file of a subscriber who has no brief on that day any more is removed.
    """
    home = folder / day.isoformat()
    home.mkdir(parents=True, exist_ok=True)
    rows = connection.execute("select * from daily_brief where brief_date = ? order by subscriber_id, rank", [day])
    written = [_write(home, edition) for edition in build_editions(_dicts(rows))]
    for path in set(home.glob("*.md")) - set(written):
        path.unlink()
    return written


def _dicts(result: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    columns = [column[0] for column in result.description or []]
    while block := result.fetchmany(5_000):
        yield from (dict(zip(columns, row, strict=True)) for row in block)


def _write(home: Path, edition: Edition) -> Path:
    path = home / f"{edition.subscriber_id}.md"
    temporary = path.with_suffix(".tmp")
    temporary.write_text(to_markdown(edition), encoding="utf-8")
    return temporary.replace(path)
