"""Generated podcasts over loopback, as several hosts, and a record of what was asked of them.

What belongs here: the server that the scanning benchmarks ask. What does not: the benchmarks.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection
from typing import Final

NEWEST: Final = datetime(2026, 11, 1, 6, tzinfo=UTC)
_NOTES: Final = "What was said of the harbour, the tide and the cranes, by those who were there. " * 4
_CAPTIONS: Final = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ida>The tide was two metres higher than in {year}.\n"


@dataclass(frozen=True, slots=True)
class Shows:
    """The shows to serve: how many, of how many episodes, of which the newest few have a transcript."""

    feed_count: int
    episode_count: int
    transcript_count: int
    host_count: int

    def feed(self, number: int) -> bytes:
        """Return the feed of a show."""
        items = "".join(self._item(number, index) for index in range(self.episode_count))
        namespace = 'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
        title = f"<title>Show {number}</title><description>{_NOTES}</description>"
        return f'<rss version="2.0" {namespace}><channel>{title}{items}</channel></rss>'.encode()

    def _item(self, number: int, index: int) -> str:
        published = format_datetime(NEWEST - timedelta(days=7 * index, minutes=number))
        name = f"{number}-{index}"
        tag = f'<podcast:transcript url="/transcripts/{name}.vtt" type="text/vtt"/>'
        return (
            f"<item><title>Show {number}, episode {self.episode_count - index}</title><guid>{name}</guid>"
            f"<pubDate>{published}</pubDate><description>{_NOTES}</description>"
            f'<enclosure url="https://audio.example/{name}.mp3" type="audio/mpeg" length="1"/>'
            f"{tag if index < self.transcript_count else ''}</item>"
        )


@dataclass(slots=True)
class Record:
    """What was asked: answers by kind of document and status, and the most requests at once of one host."""

    answers: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0


@contextmanager
def serve(shows: Shows) -> Iterator[tuple[list[str], Connection]]:
    """Serve the shows in a process of its own while the body runs.

    Gives the feeds' addresses, and a connection that answers anything sent with the `Record` since the last time.
    """
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(shows, theirs), daemon=True)
    process.start()
    try:
        port = ours.recv()
        hosts = [f"127.0.1.{number + 1}" for number in range(shows.host_count)]
        yield [f"http://{hosts[n % len(hosts)]}:{port}/feeds/{n}.xml" for n in range(shows.feed_count)], ours
    finally:
        process.kill()  # terminating may be ignored: a shell hands that down to what it starts in the background
        process.join()


def _run(shows: Shows, connection: Connection) -> None:
    asyncio.run(_Server(shows, connection).run())


class _Server:
    """Answers requests; every address of this machine's loopback network is a host of its own."""

    def __init__(self, shows: Shows, connection: Connection) -> None:
        self._shows = shows
        self._connection = connection
        self._record = Record()
        self._at_once: Counter[str] = Counter()

    async def run(self) -> None:
        """Serve until the process ends."""
        server = await asyncio.start_server(self._serve, "0.0.0.0", 0)
        self._connection.send(server.sockets[0].getsockname()[1])
        loop = asyncio.get_running_loop()
        loop.add_reader(self._connection.fileno(), self._report)
        await server.serve_forever()

    def _report(self) -> None:
        self._connection.recv()
        self._connection.send(self._record)
        self._record = Record()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode()
                self._at_once[host] += 1
                self._record.most_at_once = max(self._record.most_at_once, self._at_once[host])
                await asyncio.sleep(0)  # gives others the chance to be there at the same time
                writer.write(self._answer(request))
                await writer.drain()
                self._at_once[host] -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, request: str) -> bytes:
        path = request.split(" ", 2)[1]
        kind, _, name = path.strip("/").partition("/")
        if kind not in ("feeds", "transcripts"):
            self._record.answers[f"{path} 404"] += 1
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        stem = name.rpartition(".")[0]
        body = self._shows.feed(int(stem)) if kind == "feeds" else _CAPTIONS.format(year=stem).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        is_known = etag in request
        self._record.answers[f"{kind} {304 if is_known else 200}"] += 1
        if is_known:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\nContent-Length: 0\r\n\r\n".encode()
        media_type = "application/rss+xml" if kind == "feeds" else "text/vtt"
        head = f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body
