"""The list of feeds: what the user typed or keeps, as addresses of feeds.

What belongs here: reading lists (a feed's address, an OPML document's address or path, a feed file, a folder of
transcripts), and the list kept in the home. What does not: asking the feeds themselves (scanning/).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assets.podcasts.opml import FeedEntry, OpmlError, is_opml, read_opml, write_opml
from orchestration.http import FetchError, origin
from orchestration.samples import serve_samples
from orchestration.scanning.local import is_transcript_source, local_path


class FeedListError(ValueError):
    """A list of feeds cannot be read; the message names it and says what to do."""


def resolve(
    sources: Iterable[str], fetch: Callable[[str], bytes], known_feeds: Collection[str] = ()
) -> list[FeedEntry]:
    """Return the feeds that the sources name, each once, in order.

    Args:
        sources: addresses or paths of OPML documents or feeds, paths of folders of transcripts or of single ones.
        fetch: gives the document at an address; raises `FetchError`.
        known_feeds: addresses that proved to be feeds: they are left to the scan, which asks conditionally.

    Raises:
        FeedListError: if a path does not exist, an OPML document cannot be fetched or read.
    """
    entries: dict[str, FeedEntry] = {}
    for source in sources:
        known = source in known_feeds
        for entry in [FeedEntry(url=source, title=None)] if known else _entries(source, fetch):
            entries.setdefault(entry.url, entry)
    return list(entries.values())


def _entries(source: str, fetch: Callable[[str], bytes]) -> Sequence[FeedEntry]:
    path = local_path(source)
    if path is None:
        return _remote_entries(source, fetch)
    address = path.resolve().as_uri()
    if is_transcript_source(path):
        return [FeedEntry(url=address, title=None)]
    if not path.is_file():
        raise FeedListError(
            f"{source}: no such file; give an address (http or https), or the path of an OPML file, a feed or a folder"
        )
    document = path.read_bytes()
    return _read(document, address) if is_opml(document) else [FeedEntry(url=address, title=None)]


def _remote_entries(source: str, fetch: Callable[[str], bytes]) -> Sequence[FeedEntry]:
    try:
        document = fetch(source)
    except FetchError as error:
        if source.lower().endswith(".opml"):
            raise FeedListError(f"{source}: {error}") from error
        # It may be a feed that fails today: the scan records that in its row.
        return [FeedEntry(url=source, title=None)]
    return _read(document, source) if is_opml(document) else [FeedEntry(url=source, title=None)]


def _read(document: bytes, address: str) -> Sequence[FeedEntry]:
    try:
        return [_plain(entry) for entry in read_opml(document, address)]
    except OpmlError as error:
        raise FeedListError(f"{address}: {error}") from error


def _plain(entry: FeedEntry) -> FeedEntry:
    """Write the address of a local feed in one way, so that it is the same feed however it was listed."""
    path = local_path(entry.url)
    return entry if path is None else FeedEntry(url=path.resolve().as_uri(), title=entry.title)


def load(path: Path) -> list[FeedEntry]:
    """Return the list kept at `path`, empty where there is none.

    Raises:
        FeedListError: if the file is not OPML.
    """
    return list(_read(path.read_bytes(), path.resolve().as_uri())) if path.is_file() else []


def save(path: Path, entries: Iterable[FeedEntry]) -> None:
    """Keep a list at `path`, written whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(write_opml(list(entries)))
    temporary.replace(path)


@contextmanager
def listed_sources(given: Sequence[str], path: Path) -> Iterator[list[str]]:
    """Give the sources of a run while the body runs: those given, else the home's list, else the sample shows."""
    if given:
        yield list(given)
    elif path.is_file():
        yield [str(path)]
    else:
        with serve_samples() as index:
            yield [index]


def trusted_origins(sources: Iterable[str]) -> frozenset[str]:
    """Return the origins that may be private because the user named them: the sources' own, and those of local lists.

    What a remote OPML document lists was not named by the user and earns no trust beyond the document's own origin.
    """
    named: list[str] = []
    for source in sources:
        path = local_path(source)
        if path is None:
            named.append(source)
        elif path.is_file():
            named += [entry.url for entry in _entries(source, _no_fetch)]
    return frozenset(origin(url) for url in named if url.startswith(("http://", "https://")))


def _no_fetch(source: str) -> bytes:
    raise AssertionError(f"{source} is a local file")
