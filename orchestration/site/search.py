"""The index of the search page: its volumes, of which only those are made anew that changed.

What belongs here: which there are and what changed. What does not: how an index is made (assets/brief/site).
"""

from __future__ import annotations

import json
from typing import Any, Final

import duckdb

from assets.brief.site.search_index import make_volume, script
from orchestration.site import queries
from orchestration.site.fingerprints import Mark
from orchestration.site.folder import SiteFolder

FOLDER: Final = "search"
# The entry of a volume in the list of volumes, kept beside its files for as long as these stay as they are.
_ENTRY: Final = "entry.json"
_PRINTS: Final = """{records}
select volume, bit_xor(hash(records, $salt)) as fingerprint
from records group by volume order by volume = 'names' desc, volume desc
"""
_RECORDS: Final = """{records}
select folder, key, title, line, text, words from records where volume = $volume order by placed_on, folder, key
"""


def write_search(connection: duckdb.DuckDBPyConnection, folder: SiteFolder, salt: str) -> list[Mark]:
    """Write the volumes that changed, remove those that are no more; return the fingerprints of all."""
    records = queries.query("search")
    prints = connection.execute(_PRINTS.format(records=records), {"salt": salt}).fetchall()
    known = dict(connection.execute("select key, fingerprint from known where folder = ?", [FOLDER]).fetchall())
    entries = []
    for name, mark in prints:
        kept = _kept_entry(folder, name) if known.get(name) == mark else None
        entries.append(kept or _write_volume(connection, folder, records, name))
    folder.write(f"{FOLDER}/index.js", script("index", {"volumes": entries}).encode())
    for gone in folder.names(FOLDER) - {"index.js", *(name for name, _ in prints)}:
        folder.keep_only(f"{FOLDER}/{gone}", ())
        (folder.root / FOLDER / gone).rmdir()
    return [(FOLDER, name, mark) for name, mark in prints]


def _write_volume(connection: duckdb.DuckDBPyConnection, folder: SiteFolder, records: str, name: str) -> dict[str, Any]:
    result = connection.execute(_RECORDS.format(records=records), {"volume": name})
    columns = [column[0] for column in result.description or []]
    volume = make_volume(name, [dict(zip(columns, row, strict=True)) for row in result.fetchall()])
    entry = volume.entry()
    files = {**volume.files, _ENTRY: json.dumps(entry)}
    for file, text in files.items():
        folder.write(f"{FOLDER}/{name}/{file}", text.encode())
    folder.keep_only(f"{FOLDER}/{name}", files)
    return entry


def _kept_entry(folder: SiteFolder, name: str) -> dict[str, Any] | None:
    path = folder.root / FOLDER / name / _ENTRY
    return json.loads(path.read_bytes()) if path.exists() else None
