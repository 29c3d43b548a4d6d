"""The listing of a folder of transcripts: the document that stands for its feed.

What belongs here: which file describes which, what is kept from one listing to the next. What does not: reading the
disk (orchestration), the descriptions themselves (front_matter.py), the episodes that follow (local.py).

- Files of one name in one folder (`talk.vtt`, `talk.txt`) are transcripts of one episode.
- An episode is described by the front matter of a text or Markdown transcript, and by a sidecar `talk.yaml`, `.yml` or
  `.json` (also `talk.vtt.yaml`), which wins; the show by `show.yaml`, `.yml` or `.json` in the folder.
- An episode is known by its path. One whose file moved within the folder keeps what it was known by, and an episode
  keeps the time at which its file was first seen to be modified.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from assets.podcasts.feeds import FeedError
from assets.podcasts.front_matter import DescriptionError, Fields, describes, read_description, split_front_matter

TRANSCRIPT_TYPES: Final = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".sbv": "text/plain",
    ".ttml": "application/ttml+xml",
    ".json": "application/json",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
WITH_FRONT_MATTER: Final = (".md", ".markdown", ".txt")
_SIDECARS: Final = (".yaml", ".yml", ".json")
_SHOW: Final = "show"
# What people put beside transcripts and nobody said.
_NO_EPISODE: Final = ("readme", "license")
_BEGINNING: Final = b'{"briefcast_listing": 1'


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of a folder: `path` is relative to it, `content` None where it cannot be read, `problem` says why."""

    path: str
    content: bytes | None
    modified_at: datetime
    problem: str | None = None


@dataclass(slots=True)
class _Episode:
    key: str
    modified_at: datetime
    fields: Fields = field(default_factory=dict)
    sidecar: Fields = field(default_factory=dict)
    problem: str | None = None
    files: list[dict[str, str | None]] = field(default_factory=list)


def is_transcript_name(name: str) -> bool:
    """Tell whether a file's name is one of a transcript or of a description: all that a listing takes."""
    return PurePosixPath(name).suffix.lower() in {*TRANSCRIPT_TYPES, *_SIDECARS}


def write_listing(folder_url: str, name: str, files: Iterable[LocalFile], earlier: bytes | None) -> bytes:
    """Return the listing of a folder: the document that stands for its feed.

    Equal folders give equal listings. A file that cannot be read, or whose description cannot, is listed with the
    reason: its transcript is then refused when it is asked for.

    Args:
        folder_url: the folder's address.
        name: what the show is called where no description says so.
        files: its transcripts and descriptions; each is held in memory only while it is looked at.
        earlier: the listing before, whose dates and identities are kept.

    Raises:
        FeedError: if the show's own description cannot be read.
    """
    show: Fields = {}
    episodes: dict[str, _Episode] = {}
    maybe_sidecars: list[LocalFile] = []
    for file in files:
        path = PurePosixPath(file.path)
        if path.stem.lower() in _NO_EPISODE:
            continue
        if path.parent == PurePosixPath() and path.stem == _SHOW and path.suffix.lower() in _SIDECARS:
            show = _show_fields(file)
        elif path.suffix.lower() in _SIDECARS and (path.suffix.lower() != ".json" or describes(file.content or b"")):
            maybe_sidecars.append(file)
        else:
            _add_transcript(episodes, file)
    for file in maybe_sidecars:
        _add_sidecar(episodes, file)
    listed = [_listed(episode) for _, episode in sorted(episodes.items())]
    _keep_known(listed, read_document(earlier)["episodes"] if earlier and is_listing(earlier) else [])
    document = {"briefcast_listing": 1, "folder": folder_url, "name": name, "show": show, "episodes": listed}
    return json.dumps(document, ensure_ascii=False).encode()


def sidecar_names(name: str) -> list[str]:
    """Return the names under which the description of the transcript `name` may stand beside it."""
    stem = PurePosixPath(name).stem
    return [base + suffix for base in (stem, name) for suffix in _SIDECARS if base + suffix != name]


def read_document(listing: bytes) -> dict[str, Any]:
    """Return a listing as `write_listing` made it."""
    document: dict[str, Any] = json.loads(listing)
    return document


def is_listing(document: bytes) -> bool:
    """Tell whether a feed document is a listing. Ask only of documents that were not fetched."""
    return document.startswith(_BEGINNING)


def _show_fields(file: LocalFile) -> Fields:
    try:
        if file.content is None:
            raise DescriptionError(f"{file.path}: {file.problem}")
        return read_description(file.content, file.path)
    except DescriptionError as error:
        raise FeedError(f"the show's description: {error}") from error


def _add_transcript(episodes: dict[str, _Episode], file: LocalFile) -> None:
    path = PurePosixPath(file.path)
    key = path.with_suffix("").as_posix()
    episode = episodes.setdefault(key, _Episode(key, file.modified_at))
    problem = file.problem
    if file.content is not None and path.suffix.lower() in WITH_FRONT_MATTER:
        try:
            episode.fields = split_front_matter(file.content)[0] | episode.fields
        except DescriptionError as error:
            problem = str(error)
    sha256 = hashlib.sha256(file.content).hexdigest() if file.content is not None else None
    episode.files.append({"path": file.path, "sha256": sha256, "problem": problem})
    episode.modified_at = min(episode.modified_at, file.modified_at)


def _add_sidecar(episodes: Mapping[str, _Episode], file: LocalFile) -> None:
    """Add a description to its episode; one that stands alone describes nothing."""
    base = PurePosixPath(file.path).with_suffix("")
    keys = [base.as_posix()]
    if base.suffix.lower() in TRANSCRIPT_TYPES:
        keys.append(base.with_suffix("").as_posix())
    episode = next((episodes[key] for key in keys if key in episodes), None)
    if episode is None:
        return
    try:
        if file.content is None:
            raise DescriptionError(f"{file.path}: {file.problem}")
        episode.sidecar |= read_description(file.content, file.path)
    except DescriptionError as error:
        episode.problem = str(error)


def _listed(episode: _Episode) -> dict[str, Any]:
    files = [file | {"problem": file["problem"] or episode.problem} for file in episode.files]
    return {
        "key": episode.key,
        "id": episode.key,
        "modified_at": episode.modified_at.isoformat(),
        "fields": episode.fields | episode.sidecar,
        "files": sorted(files, key=lambda file: str(file["path"])),
    }


def _keep_known(listed: list[dict[str, Any]], earlier: list[dict[str, Any]]) -> None:
    """Let episodes keep the identity and the date under which they are known, also those whose file moved."""
    known = {episode["key"]: episode for episode in earlier}
    keys = {episode["key"] for episode in listed}
    gone = {sha256: episode for episode in earlier if episode["key"] not in keys for sha256 in _hashes(episode)}
    for episode in listed:
        before = known.get(episode["key"]) or next((gone[sha] for sha in _hashes(episode) if sha in gone), None)
        if before is not None:
            episode |= {"id": before["id"], "modified_at": before["modified_at"]}


def _hashes(episode: Mapping[str, Any]) -> Iterator[str]:
    return (file["sha256"] for file in episode["files"] if file["sha256"])
