"""The sample shows, served over loopback HTTP like any other feed.

What belongs here: the server. What does not: the shows (assets/samples/).
"""

from __future__ import annotations

import errno
import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from orchestration.settings import PROJECT_ROOT

SAMPLES_DIR: Final = PROJECT_ROOT / "assets" / "samples"

# One port, so that the addresses of a second scan are those of the first. Where it is taken, any port serves.
PORT: Final = 8799


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with Last-Modified and answers If-Modified-Since; quietly, and with the feeds' own types."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".opml": "text/x-opml",
        ".xml": "application/rss+xml",
        ".vtt": "text/vtt",
        ".srt": "application/x-subrip",
        ".md": "text/markdown",
    }

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: progress is shown by the scan."""


@contextmanager
def serve_samples(folder: Path = SAMPLES_DIR, port: int = PORT) -> Iterator[str]:
    """Serve the sample shows while the body runs; gives the address of their index.opml."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = _server(handler, port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/index.opml"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _server(handler: functools.partial[_Handler], port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)
