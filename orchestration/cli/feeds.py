"""`briefcast feeds`: the home's own list of feeds.

What belongs here: add, list, remove, import. What does not: scanning (briefcast run).
"""

from __future__ import annotations

from typing import Annotated

import typer

from assets.podcasts.opml import FeedEntry
from orchestration.cli.common import OUT, HomeOption, fail, load_settings
from orchestration.feed_list import FeedListError, load, resolve, save, trusted_origins
from orchestration.resources import fetch_now
from orchestration.scanning.local import is_transcript_source, local_path
from orchestration.settings import Settings

app = typer.Typer(help="Keep the list of feeds.", no_args_is_help=True)

Url = Annotated[str, typer.Argument(help="the feed's address (http or https), or the path of a folder of transcripts")]


@app.command()
def add(url: Url, home: HomeOption = None) -> None:
    """Add a feed."""
    path = local_path(url)
    if path is not None and not is_transcript_source(path):
        fail(
            f"{url}: give an address that begins with http:// or https://, or the path of a folder of transcripts or "
            "of one; for a list: briefcast feeds import"
        )
    url = _address(url)
    settings = load_settings(home)
    entries = _load(settings)
    if any(entry.url == url for entry in entries):
        fail(f"{url} is in the list already")
    save(settings.feeds_path, [*entries, FeedEntry(url=url, title=None)])
    OUT.print(f"added; the list holds {len(entries) + 1} feeds", markup=False)


@app.command(name="list")
def list_feeds(home: HomeOption = None) -> None:
    """Print the list, a feed a line."""
    for entry in _load(load_settings(home)):
        OUT.print(f"{entry.url}  {entry.title or ''}".rstrip(), markup=False, soft_wrap=True)


@app.command()
def remove(url: Url, home: HomeOption = None) -> None:
    """Take a feed off the list. What was read from it stays in the archive."""
    settings = load_settings(home)
    url = _address(url)
    entries = _load(settings)
    kept = [entry for entry in entries if entry.url != url]
    if len(kept) == len(entries):
        fail(f"{url} is not in the list; see: briefcast feeds list")
    save(settings.feeds_path, kept)
    OUT.print(f"removed; the list holds {len(kept)} feeds", markup=False)


@app.command(name="import")
def import_opml(
    source: Annotated[str, typer.Argument(help="an OPML document, address or path")], home: HomeOption = None
) -> None:
    """Add every feed of an OPML document."""
    settings = load_settings(home)
    try:
        found = resolve([source], fetch_now(settings, trusted_origins([source])))
    except FeedListError as error:
        fail(str(error))
    merged = {entry.url: entry for entry in [*found, *_load(settings)]}
    save(settings.feeds_path, merged.values())
    OUT.print(f"{len(found)} feeds read; the list holds {len(merged)}", markup=False)


def _address(given: str) -> str:
    """Return the address under which a feed is listed: a folder of transcripts has one too."""
    path = local_path(given)
    return path.resolve().as_uri() if path is not None and is_transcript_source(path) else given


def _load(settings: Settings) -> list[FeedEntry]:
    try:
        return load(settings.feeds_path)
    except FeedListError as error:
        fail(str(error))
