"""The subscribers' database: opening it, and bringing its tables up to date.

What belongs here: the engine, its settings, migrations. What does not: the tables (models.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import event

MIGRATIONS: Final = Path(__file__).with_name("migrations")
# How long a connection waits for another's write: the brief's run and the service share the file.
BUSY_SECONDS: Final = 10.0
# Of two servers that start at once, one brings a PostgreSQL database up to date while the other waits for this lock.
_MIGRATION_LOCK: Final = 6_172_023


class DatabaseError(RuntimeError):
    """The subscribers' database cannot be used; the message says why and what to do."""


def open_database(url: str) -> sa.Engine:
    """Return the engine of a database, its tables up to date.

    Args:
        url: as SQLAlchemy takes it, sqlite:///… or postgresql+psycopg://….

    Raises:
        DatabaseError: if the database cannot be reached, or no driver for it is installed.
    """
    try:
        engine = _engine(url)
        _migrate(engine)
    except ModuleNotFoundError as error:
        raise DatabaseError(
            f"BRIEFCAST_SUBSCRIBERS_URL: its driver is not installed ({error}); for PostgreSQL: "
            "pip install 'briefcast[postgres]'"
        ) from error
    except sa.exc.SQLAlchemyError as error:
        raise DatabaseError(
            "the subscribers' database (BRIEFCAST_SUBSCRIBERS_URL, else a file in the home) cannot be used: "
            f"{_without_password(error, url)}"
        ) from error
    return engine


def _engine(url: str) -> sa.Engine:
    # Parameters are addresses: they stay out of logs and error messages.
    engine = sa.create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver leaves `begin` to _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("journal_mode = wal", f"busy_timeout = {int(BUSY_SECONDS * 1000)}", "synchronous = normal"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the one write lock at the start: a transaction that read first could not wait for it later."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _migrate(engine: sa.Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _without_password(error: Exception, url: str) -> str:
    text = " ".join(str(error).split())
    password = sa.make_url(url).password if "://" in url else None
    return text.replace(str(password), "…") if password else text
