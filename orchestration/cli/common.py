"""What the commands share: settings, failing, opening the published file, printing.

What belongs here: helpers of two commands or more. What does not: commands.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from orchestration.settings import PREFIX, Settings, SettingsError

if TYPE_CHECKING:
    import duckdb

OUT: Final = Console(highlight=False)
# Wider than any table is.
_WIDE: Final = 2_000
ERR: Final = Console(stderr=True, highlight=False)

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="folder of everything that Briefcast keeps (BRIEFCAST_HOME)")
]


def load_settings(home: Path | None) -> Settings:
    """Return the settings; a home given as a flag wins over the environment, also in the processes that follow."""
    if home is not None:
        os.environ[f"{PREFIX}HOME"] = str(home)
    try:
        settings = Settings.from_environment()
    except SettingsError as error:
        fail(str(error))
    return replace(settings, home=settings.home.absolute())


def fail(message: str) -> NoReturn:
    """Print what is wrong and what to do, and end with status 1."""
    ERR.print(f"briefcast: {message}", markup=False, style="red", soft_wrap=True)
    raise typer.Exit(1)


@contextmanager
def open_published(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file read-only, with no way out of it: other files and the network are closed to SQL."""
    from orchestration.warehouse import connect

    if not settings.published_path.exists():
        fail(f"{settings.published_path}: nothing is published yet; run: briefcast run")
    connection = connect(str(settings.published_path), read_only=True)
    try:
        connection.execute("set enable_external_access = false")
        yield connection
    finally:
        connection.close()


def print_brief(settings: Settings, day: date | None, subscriber_id: str | None = None) -> str | None:
    """Print a brief: of the newest day where none is given, of the default subscriber where nobody is named.

    Returns:
        Why there is none to print, None where it was printed.
    """
    from assets.brief.forms.terminal import to_terminal
    from orchestration.briefing.editions import NoSubscriberError, read_edition

    with open_published(settings) as connection:
        try:
            edition = read_edition(connection, day, subscriber_id)
        except NoSubscriberError as error:
            return str(error)
    if edition is None:
        return f"no brief{f' of {day}' if day else ''} is published; run: briefcast run"
    OUT.print(to_terminal(edition))
    return None


def print_deliveries(settings: Settings, day: date) -> None:
    """Print what became of a day's deliveries so far, and where the outbox is."""
    from orchestration.delivery.report import day_line

    OUT.print(f"Deliveries of {day}: {day_line(settings, day)}", markup=False, soft_wrap=True)
    if any(settings.outbox_path.glob("*.eml")):
        OUT.print(f"Outbox: {settings.outbox_path}", markup=False, soft_wrap=True)


def print_page(markdown: str) -> None:
    """Print Markdown; control characters, which could move the cursor, are left out."""
    from rich.markdown import Markdown

    OUT.print(Markdown("".join(c for c in markdown if c.isprintable() or c == "\n"), hyperlinks=False))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows as a table, as wide as it has to be where no terminal sets a width: what is piped on is not cut."""
    table = Table(*columns, header_style="bold")
    for row in rows:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    (OUT if OUT.is_terminal else Console(highlight=False, width=_WIDE)).print(table)
    OUT.print(f"{len(rows)} rows")
