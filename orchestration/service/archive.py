"""The archive as the service needs it: the published file's names to suggest, and tomorrow's candidates.

What belongs here: reading them, anew when the file was published anew. What does not: choosing (preview.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Final, Literal, TypeAlias

import duckdb
import polars as pl

from assets.brief.pool import Pool
from assets.brief.suggest import Names
from orchestration.briefing import candidates as queries
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.warehouse import connect_published

Kind: TypeAlias = Literal["interests", "shows", "people"]
_Stamp: TypeAlias = tuple[int, int] | None

_NAMES: Final[dict[Kind, str]] = {
    "interests": "select name, aliases, mention_count from entities",
    "shows": "select shows.title, [], count(episode_id) from shows left join episodes using (show_id) group by all",
    "people": "select name, [], episode_count from people",
}
_CANDIDATES: Final = "select * from brief_candidates where brief_date = (select max(brief_date) from brief_candidates)"
_ENTITIES: Final = "select entity_id, [name] || aliases from entities where entity_id in (select unnest(?))"


@dataclass(frozen=True, slots=True)
class Archive:
    """What one published file holds.

    Attributes:
        names: to suggest, by kind.
        tomorrow: the day after the newest brief.
        pool: the newest brief's candidates, as old as they will be tomorrow.
        entity_names: names by entity of what the candidates mention.
    """

    names: Mapping[Kind, Names]
    tomorrow: date
    pool: Pool
    entity_names: Mapping[str, Sequence[str]]


class Archives:
    """Gives the archive of the file that is published now."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.published_path
        self._lake = Lake(root=settings.lake_root)
        self._reading = Lock()
        self._kept: tuple[_Stamp, Archive | None] = (None, None)  # one value: read and replaced without a lock

    def current(self) -> Archive | None:
        """Return the archive, read when it is first asked for and whenever the file is another; None: there is none.

        While one reads a new file, the others are given the old archive.
        """
        stamp, archive = self._kept
        if self._stamp_now() == stamp or not self._reading.acquire(blocking=archive is None):
            return archive
        try:
            now = self._stamp_now()
            if now != self._kept[0]:
                self._kept = now, self._read() if now else None
            return self._kept[1]
        finally:
            self._reading.release()

    def _stamp_now(self) -> _Stamp:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino

    def _read(self) -> Archive | None:
        connection = connect_published(self._path)
        try:
            return read_archive(connection, self._lake)
        finally:
            connection.close()


def read_archive(connection: duckdb.DuckDBPyConnection, lake: Lake) -> Archive | None:
    """Return the archive of a published file, None where it has no brief yet.

    Args:
        connection: to the public tables.
        lake: holds the vectors.
    """
    candidates = connection.execute(_CANDIDATES).pl()
    if candidates.is_empty():
        return None
    tomorrow = candidates["brief_date"][0] + timedelta(days=1)
    mentioned = queries.texts(connection, candidates)["entity_ids"].explode().drop_nulls().unique().sort().to_list()
    entity_names = dict(connection.execute(_ENTITIES, [mentioned]).fetchall())
    aged = candidates.with_columns(brief_date=pl.lit(tomorrow))
    names = {kind: Names(connection.execute(query).fetchall()) for kind, query in _NAMES.items()}
    return Archive(names, tomorrow, queries.lay_out(connection, lake, aged, entity_names), entity_names)
