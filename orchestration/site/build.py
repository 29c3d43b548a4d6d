"""Building the site: from the published file to a folder of pages, of which only those are made that changed.

What belongs here: the order of it, and telling what changed. What does not: the queries (queries.py), how a page looks
(assets/brief/site), files (folder.py).

DuckDB hashes what each page is made of and gives that only where the hash is new: a page that is as it was costs
neither reading nor rendering.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import duckdb

import assets.brief as brief_package
from assets.brief.edition import Edition, build_editions
from assets.brief.forms.atom import to_atom
from assets.brief.forms.feed import ATOM_FILE, JSON_FILE, make_feed
from assets.brief.forms.json_feed import to_json_feed
from assets.brief.forms.markdown import to_markdown
from assets.brief.site.pages import SLOGAN, folder_page, root_page
from assets.brief.site.paths import FOLDERS, page_path
from orchestration.site import queries
from orchestration.site.fingerprints import Mark, recall, remember
from orchestration.site.folder import SiteFolder
from orchestration.site.search import write_search
from orchestration.warehouse import connect

STATIC: Final = Path(brief_package.__path__[0]) / "site" / "static"
_BATCH: Final = 1_000
_CHANGED: Final = """
with pages as ({query}),
marked as (select key::varchar as key, page, hash(page, $salt) as fingerprint from pages)
select marked.key, marked.fingerprint, if(known.fingerprint is not distinct from marked.fingerprint, null, marked.page)
from marked
left join known on known.folder = $folder and known.key = marked.key
"""
# Pages that list what there is: heading, what they say of it, their order.
_LISTS: Final = {
    "entities": (
        "Subjects",
        "People, organisations, places, products and terms that are spoken of.",
        "Most is said of",
    ),
    "people": ("People", "Who speaks, and what they say that is worth knowing.", "Most worth knowing"),
    "shows": ("Shows", "What is read, so that you need not listen to it all.", "Most worth knowing"),
}


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was done: pages by folder, and files written, left as they were, removed; `preview` is today's, Markdown."""

    path: Path
    pages: dict[str, int]
    written: int
    unchanged: int
    removed: int
    seconds: float
    preview: str


def build_site(published: Path, root: Path, public_url: str = "") -> SiteReport:
    """Build the site of a published file in a folder, which nothing else may write to.

    Args:
        published: the DuckDB file.
        root: the folder; pages of it that are no more are removed.
        public_url: the address under which the site is reached; empty where it is read from disk.
    """
    started = time.monotonic()
    public_url = public_url.rstrip("/")
    folder = SiteFolder(root)
    fingerprints = root.with_name(f"{root.name}.fingerprints.parquet")  # beside the site: it is no page of it
    connection = connect(str(published), read_only=True)
    try:
        connection.execute(queries.query("setup"))
        recall(connection, fingerprints)
        _forget_missing(connection, folder)
        salt = _salt(public_url)
        pages, marks = {}, []
        for name in FOLDERS:
            found = _write_folder(connection, folder, name, salt, public_url)
            pages[name] = len(found)
            marks += found
        marks += write_search(connection, folder, salt)
        editions = _write_root(connection, folder, public_url)
    finally:
        connection.close()
    remember(fingerprints, marks)
    seconds = time.monotonic() - started
    preview = to_markdown(editions[0]) if editions else "There is no brief yet."
    return SiteReport(root, pages, folder.written, folder.unchanged, folder.removed, seconds, preview)


def _write_folder(
    connection: duckdb.DuckDBPyConnection, folder: SiteFolder, name: str, salt: str, public_url: str
) -> list[Mark]:
    """Write the pages of a folder that changed, remove those that are no more; return the fingerprints of all."""
    sql = _CHANGED.format(query=queries.query(name))
    connection.execute(sql, {"salt": salt, "folder": name})
    marks: list[Mark] = []
    names = set()
    while batch := connection.fetchmany(_BATCH):
        for key, fingerprint, page in batch:
            path = page_path(name, key)
            if page is None:
                folder.unchanged += 1
            else:
                folder.write(path, folder_page(name, key, page, public_url).encode())
            marks.append((name, key, fingerprint))
            names.add(path.rpartition("/")[2])
    folder.keep_only(name, names)
    return marks


def _forget_missing(connection: duckdb.DuckDBPyConnection, folder: SiteFolder) -> None:
    """Forget the fingerprints of pages that are not there: whatever was removed by hand is written again."""
    for name in FOLDERS:
        there = folder.names(name)
        keys = connection.execute("select key from known where folder = ?", [name]).fetchall()
        missing = [key for (key,) in keys if page_path(name, key).rpartition("/")[2] not in there]
        connection.execute(
            "delete from known where folder = ? and key in (select unnest(?::varchar[]))", [name, missing]
        )


def _write_root(connection: duckdb.DuckDBPyConnection, folder: SiteFolder, public_url: str) -> list[Edition]:
    """Write what lies in the folder itself: first pages, lists, feeds, style; return the briefs of the feeds."""
    (home,) = _rows(connection, "home")
    (archive,) = _rows(connection, "archive")
    pages = {
        "index.html": root_page("index.html", "Today’s brief", home, public_url),
        "archive.html": root_page("archive.html", "Archive", archive, public_url),
        "search.html": root_page("search.html", "Search", {}, public_url),
        "404.html": root_page("404.html", "There is no such page", {}, public_url),
    }
    listed = {name: list(rows) for name, rows in groupby(_rows(connection, "lists"), key=itemgetter("folder"))}
    for name, (heading, dek, order) in _LISTS.items():
        rows = listed.get(name, [])
        row = {
            "heading": heading,
            "dek": dek,
            "order": order,
            "rising": home["rising"] if name == "entities" else [],
            "folder": name,
            "rows": rows,
            "row_count": rows[0]["row_count"] if rows else 0,
        }
        pages[f"{name}.html"] = root_page(f"{name}.html", heading, row, public_url, template="list.html")
    editions = list(build_editions(_rows(connection, "feed")))
    feed = make_feed(editions, title="Briefcast", description=SLOGAN, public_url=public_url)
    pages |= {ATOM_FILE: to_atom(feed), JSON_FILE: to_json_feed(feed)}
    for path, text in pages.items():
        folder.write(path, text.encode())
    for source in sorted(STATIC.iterdir()):
        folder.write(f"static/{source.name}", source.read_bytes())
    return editions


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[dict[str, Any]]:
    result = connection.execute(queries.query(name))
    columns = [column[0] for column in result.description or []]
    return (dict(zip(columns, row, strict=True)) for row in result.fetchall())


def _salt(public_url: str) -> str:
    """Return a hash of all that pages follow from besides their rows: templates, style, code, the site's address."""
    digest = hashlib.sha256(f"{public_url} {duckdb.__version__}".encode())
    for path in sorted(Path(brief_package.__path__[0]).rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js", ".svg"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
