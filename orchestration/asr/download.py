"""Downloading audio: large files, which may take several runs.

What belongs here: one file, resumed, capped, hashed. What does not: the rules of asking (orchestration.http), what the
file is for.

A download that was cut short stays as `<name>.part`, beside what the server said that identifies it. It is resumed
where it ended (`Range`) if the server still has the same file (`If-Range`), and begun anew where it has not, or cannot
tell.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from orchestration.http import Fetcher, FetchError

_RANGE: Final = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one download may take: bytes of the file, seconds of one try."""

    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A whole file: how large it is, and its SHA-256."""

    byte_count: int
    sha256: str


async def download(fetcher: Fetcher, url: str, target: Path, limits: Limits) -> Downloaded:
    """Download a file to `target`, going on where an earlier try was cut short.

    Args:
        fetcher: asks, by its rules: addresses are checked, also those of redirects.
        url: the file's address.
        target: where it shall be; it is there only when it is whole.
        limits: of this file.

    Raises:
        FetchError: if it cannot be had now. What came is kept for the next try, unless the file is too large.
    """
    part = _Part(target.with_name(target.name + ".part"), url)
    try:
        if not await _receive(fetcher, part, limits):
            part.discard()
            await _receive(fetcher, part, limits)
    except _TooLargeError:
        part.discard()
        raise
    with part.path.open("rb") as file:
        downloaded = Downloaded(part.size, hashlib.file_digest(file, "sha256").hexdigest())
    part.path.replace(target)
    part.discard()
    return downloaded


class _TooLargeError(FetchError):
    """The file will never fit: nothing of it is worth keeping."""


class _Part:
    """What has come of a file so far, and by what the server identifies it."""

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self.url = url
        self._note = path.with_name(path.name + ".json")

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def range_headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest; none where nothing is here that could be gone on with."""
        note = self._noted()
        if not self.size or note.get("url") != self.url or not note.get("validator"):
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": note["validator"]}

    def begin(self, response: httpx.Response) -> None:
        """Forget what is here and note what the file is that begins now."""
        self.discard()
        etag = response.headers.get("etag", "")
        # Weak validators do not promise the same bytes (RFC 9110, 13.1.5).
        validator = etag if etag and not etag.startswith("W/") else response.headers.get("last-modified")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._note.write_text(json.dumps({"url": self.url, "validator": validator}), encoding="utf-8")

    def discard(self) -> None:
        """Remove what is here."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _noted(self) -> dict[str, Any]:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) else {}


async def _receive(fetcher: Fetcher, part: _Part, limits: Limits) -> bool:
    """Receive the file, or the rest of it. False: what is here is no part of what the server has."""
    wanted = part.range_headers()
    headers = {"Accept": "audio/*, */*;q=0.5", "Accept-Encoding": "identity", **wanted}
    with _in_words_of_ours(limits):
        async with asyncio.timeout(limits.seconds), fetcher.stream(part.url, headers) as response:
            if wanted and response.status_code in (206, 416):
                if _begins_at(response) != part.size:
                    return False
            elif response.status_code == 200:
                part.begin(response)
            else:
                raise FetchError(f"HTTP {response.status_code}", response.status_code)
            await _append(response, part, limits)
    return True


def _begins_at(response: httpx.Response) -> int | None:
    match = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    return int(match[1]) if match and response.status_code == 206 else None


async def _append(response: httpx.Response, part: _Part, limits: Limits) -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise FetchError("the audio is sent compressed, which was not asked for")
    size = part.size
    announced = response.headers.get("content-length", "")
    if size + (int(announced) if announced.isdigit() else 0) > limits.bytes:
        raise _TooLargeError(f"larger than {limits.bytes:,} bytes (BRIEFCAST_ASR_DOWNLOAD_LIMIT_BYTES)")
    with part.path.open("ab") as file:
        async for chunk in response.aiter_raw():
            size += file.write(chunk)
            if size > limits.bytes:
                raise _TooLargeError(f"larger than {limits.bytes:,} bytes (BRIEFCAST_ASR_DOWNLOAD_LIMIT_BYTES)")


@contextmanager
def _in_words_of_ours(limits: Limits) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise FetchError(f"took longer than {limits.seconds:g} seconds; the next try goes on from there") from error
    except httpx.TimeoutException as error:
        raise FetchError("timed out waiting for the server") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise FetchError(f"cannot be had whole: {error}") from error
