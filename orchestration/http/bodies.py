"""Bodies of answers, decompressed piece by piece and never beyond a cap.

What belongs here: reading one body. What does not: how long that may take (fetcher.py).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

import httpx

from orchestration.http.answers import FetchError

ACCEPTED_ENCODINGS: Final = "gzip, deflate"
_PIECE_BYTES: Final = 64 * 1024
_EITHER_HEADER: Final = zlib.MAX_WBITS | 32  # gzip's or zlib's, whichever is there
_NO_HEADER: Final = -zlib.MAX_WBITS
_COMPRESSED: Final = ("gzip", "x-gzip", "deflate")


async def read_body(response: httpx.Response, limit_bytes: int) -> bytes:
    """Return the body of an answer, decompressed.

    At no time is more held than the cap, one piece of 64 KiB, and what the network handed over at once.

    Raises:
        FetchError: if the body is larger than `limit_bytes`, compressed in a way that was not asked for, damaged or
            cut short.
    """
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit_bytes:
        raise FetchError(f"larger than {limit_bytes:,} bytes: the server announces {int(declared):,}")
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in (*_COMPRESSED, "identity", ""):
        raise FetchError(f"the body is compressed as {encoding[:40]!r}, which was not asked for")
    inflater = _Inflater() if encoding in _COMPRESSED else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        for piece in inflater.pieces(chunk) if inflater else (chunk,):
            if len(body) + len(piece) > limit_bytes:
                raise FetchError(f"larger than {limit_bytes:,} bytes after decompression")
            body += piece
    if inflater:
        inflater.finish()
    return bytes(body)


class _Inflater:
    """Undoes gzip and deflate; one member of several after another."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(_EITHER_HEADER)
        self._has_begun = False
        self._has_more = False  # zlib may hold more than it gave, also when it took all of the data

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Give what the data decompresses to, in pieces of at most 64 KiB."""
        while data or self._has_more:
            piece = self._inflated(data)
            data = self._inflate.unconsumed_tail
            if self._inflate.eof and self._inflate.unused_data[:1] == b"\x1f":
                data = self._inflate.unused_data
                self._inflate = zlib.decompressobj(_EITHER_HEADER)
            self._has_more = len(piece) == _PIECE_BYTES
            if piece:
                yield piece

    def _inflated(self, data: bytes) -> bytes:
        try:
            piece = self._inflate.decompress(data, _PIECE_BYTES)
        except zlib.error as error:
            if self._has_begun:
                raise FetchError(f"the body cannot be decompressed: {error}") from error
            # Some servers send deflate without the header that belongs to it.
            self._inflate, self._has_begun = zlib.decompressobj(_NO_HEADER), True
            return self._inflated(data)
        self._has_begun = True
        return piece

    def finish(self) -> None:
        """Make sure that the data came to its end.

        Raises:
            FetchError: if it did not.
        """
        if not self._inflate.eof and self._has_begun:
            raise FetchError("the body cannot be decompressed: it is cut short")
