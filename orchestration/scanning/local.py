"""Reading what lies on this machine: feeds and folders of transcripts that the user listed by their path.

What belongs here: which files may be read, and how. What does not: what they say (assets.podcasts.local).

A file is read only where the user himself listed its folder, only what that folder's listing names, never through a
link that leads outside, and never more of it than a download may have. An episode of a fetched feed reads no file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import polars as pl

from assets.podcasts.feeds import FeedError
from assets.podcasts.front_matter import DescriptionError, split_front_matter
from assets.podcasts.listing import (
    TRANSCRIPT_TYPES,
    WITH_FRONT_MATTER,
    LocalFile,
    is_listing,
    is_transcript_name,
    sidecar_names,
    write_listing,
)
from assets.podcasts.local import LOCAL_SCHEME, listed_files
from orchestration.http import Answer, FetchError
from orchestration.lake import Lake
from orchestration.tables import EPISODES, FEEDS


def local_path(source: str) -> Path | None:
    """Return the path that a source of a list names, by itself or as a file: address; None for any other address."""
    if source.startswith(("http://", "https://")):
        return None
    path = unquote(urlsplit(source).path) if source.startswith(LOCAL_SCHEME) else source
    return Path(path).expanduser()


def is_transcript_source(path: Path) -> bool:
    """Tell whether a path is a feed of transcripts: a folder, or a file whose name is a transcript's."""
    return path.is_dir() or (path.suffix.lower() in TRANSCRIPT_TYPES and path.is_file())


def read_source(url: str, limit_bytes: int, earlier: bytes | None) -> Answer:
    """Return the feed document of a local source: a feed file's own bytes, else a listing.

    Args:
        url: the source's file: address, as the user listed it.
        limit_bytes: of one file.
        earlier: the source's document before, None where there is none.

    Raises:
        FetchError: if it is not there, cannot be read, or the show's description cannot.
    """
    path = local_path(url) or Path()
    try:
        if is_transcript_source(path):
            return _answer(url, _list(path, limit_bytes, earlier))
        content = _read_inside(path.parent, path.name, limit_bytes)
        if is_listing(content):
            raise FetchError(f"{path.name}: neither a feed nor a transcript")
        return _answer(url, content)
    except (OSError, FeedError) as error:
        raise FetchError(str(error)) from error


def _list(path: Path, limit_bytes: int, earlier: bytes | None) -> bytes:
    is_folder = path.is_dir()
    folder, names = (path, _names(path)) if is_folder else (path.parent, _names_of_one(path))
    files = (_local_file(folder, name, limit_bytes) for name in names)
    return write_listing(folder.as_uri(), path.name if is_folder else path.stem, files, earlier)


@dataclass(frozen=True, slots=True)
class LocalTranscripts:
    """The transcripts that listed folders hold: by show its listing's files, by episode its show."""

    listings: Mapping[str, Mapping[str, tuple[str, str, str | None]]]
    shows: Mapping[str, str]

    @classmethod
    def of(cls, lake: Lake) -> LocalTranscripts:
        """Return those of the feeds that the user listed by path, as they were scanned."""
        local_feeds = lake.read(FEEDS).filter(
            pl.col("listed_url").str.starts_with(LOCAL_SCHEME), pl.col("content_sha256").is_not_null()
        )
        documents = (
            (row["show_id"], lake.get_file(row["content_sha256"])) for row in local_feeds.iter_rows(named=True)
        )
        listings = {show_id: listed_files(document) for show_id, document in documents if is_listing(document)}
        episodes = lake.read(EPISODES).filter(pl.col("show_id").is_in(list(listings))).select("episode_id", "show_id")
        return cls(listings, dict(episodes.iter_rows()))

    def read(self, url: str, episode_id: str, limit_bytes: int) -> Answer:
        """Return a transcript's words, without its front matter.

        Raises:
            FetchError: if the episode's own show does not list the file, or it cannot be read.
        """
        listed = self.listings.get(self.shows.get(episode_id, ""), {}).get(url)
        if listed is None:
            raise FetchError("a local file that no folder of yours lists; only feeds listed by path may name files")
        folder, name, problem = listed
        if problem is not None:
            raise FetchError(problem)
        return _answer(url, _transcript(local_path(folder) or Path(), name, limit_bytes))


def _transcript(folder: Path, name: str, limit_bytes: int) -> bytes:
    """Return the words of a transcript, without its front matter."""
    try:
        content = _read_inside(folder, name, limit_bytes)
        return split_front_matter(content)[1] if name.lower().endswith(WITH_FRONT_MATTER) else content
    except (OSError, DescriptionError) as error:
        raise FetchError(str(error)) from error


def _names(root: Path) -> Iterator[str]:
    """Give the paths of a folder's transcripts and descriptions, in order; hidden ones and linked folders not."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        here = Path(folder).relative_to(root)
        yield from ((here / name).as_posix() for name in sorted(names) if name[0] != "." and is_transcript_name(name))


def _names_of_one(path: Path) -> list[str]:
    return [path.name, *(name for name in sidecar_names(path.name) if path.with_name(name).is_file())]


def _local_file(root: Path, name: str, limit_bytes: int) -> LocalFile:
    """Read a file for its listing; what cannot be read is listed with the reason."""
    shown = os.fsencode(name).decode("utf-8", errors="replace")
    modified_at = datetime.fromtimestamp((root / name).lstat().st_mtime, UTC)
    try:
        if shown != name:
            raise OSError("its name is not UTF-8; rename it")
        return LocalFile(name, _read_inside(root, name, limit_bytes), modified_at)
    except OSError as error:
        return LocalFile(shown, None, modified_at, error.strerror or str(error))


def _read_inside(root: Path, name: str, limit_bytes: int) -> bytes:
    """Read a file of a folder.

    Raises:
        OSError: if it lies outside (a link, `..`), is no ordinary file, is too large, or cannot be read.
    """
    path = (root / PurePosixPath(name)).resolve()
    if not path.is_relative_to(root.resolve()):
        raise OSError("a link that leads outside of the folder; refused")
    if not path.is_file():
        raise OSError("no such file" if not path.exists() else "not an ordinary file")
    with path.open("rb") as file:
        content = file.read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise OSError(f"larger than {limit_bytes:,} bytes (BRIEFCAST_DOWNLOAD_LIMIT_BYTES)")
    return content


def _answer(url: str, content: bytes) -> Answer:
    return Answer(url, 200, content, None, None, None, 0)
