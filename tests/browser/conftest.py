"""The site of the sample shows, served on loopback, and a Chromium to look at it with."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, sync_playwright

from orchestration.runs import run
from orchestration.settings import Settings

# No sandbox: it does not work in containers, and the pages are ours. The rest keeps Chromium from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Quiet(SimpleHTTPRequestHandler):
    """A web server that says nothing of what it serves."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name that the base class gives
        """Say nothing."""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home after a run on the sample shows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFCAST_HOME", str(tmp_path_factory.mktemp("browser") / "home"))
        patch.setenv("BRIEFCAST_TODAY", "2026-11-21")
        for name in ("BRIEFCAST_LAKE", "BRIEFCAST_WAREHOUSE", "BRIEFCAST_PUBLIC_URL", "DAGSTER_HOME"):
            patch.setenv(name, "")
        settings = Settings.from_environment()
        run(settings, [], None, lambda _line: None)
        yield settings


@pytest.fixture(scope="session")
def site(home: Settings) -> Path:
    return home.site_path


@pytest.fixture(scope="session")
def published(home: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(str(home.published_path), read_only=True)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site as any web server serves it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chromium(site: Path) -> Iterator[Browser]:
    """A browser; after the site, because Playwright leaves an event loop running in which no other can be started."""
    path = shutil.which("chromium")
    del site
    assert path, "install chromium first: these tests look at pages with it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
