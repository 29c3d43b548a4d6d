"""Pictures of what readers receive, for the Dagster UI.

What belongs here: drawing files with Chromium, where it and Playwright are installed; they are no part of the product.
What does not: the files.
"""

from __future__ import annotations

import base64
import logging
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orchestration.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

LOG: Final = logging.getLogger("briefcast.pictures")
PHONE: Final[ViewportSize] = {"width": 360, "height": 900}
# No sandbox: it does not work in containers. What is drawn is ours, runs nothing and reaches nothing.
_ARGUMENTS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_TIMEOUT_MILLISECONDS: Final = 20_000


def what_readers_see(settings: Settings, day: date) -> dict[str, Path]:
    """Return somebody's mail of a day, and the page of today's brief."""
    mails = sorted((settings.editions_path / day.isoformat()).glob("*.html"))
    return {"page": settings.site_path / "index.html"} | ({"mail": mails[0]} if mails else {})


def draw(files: Mapping[str, Path]) -> dict[str, str]:
    """Return each file, as a phone shows its top, as an image in Markdown; nothing where there is nothing to draw with.

    Args:
        files: HTML, by what they show; one that is missing is left out.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    there = {name: path for name, path in files.items() if path.exists()}
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return {}
    if chromium is None or not there:
        return {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=list(_ARGUMENTS), timeout=_TIMEOUT_MILLISECONDS
            )
            page = browser.new_page(viewport=PHONE, java_script_enabled=False, offline=True)
            return {name: _image(name, _drawn(page, path)) for name, path in there.items()}
    except Error as error:
        LOG.warning("no picture was drawn: %s", error)
        return {}


def _drawn(page: Page, path: Path) -> bytes:
    page.goto(path.absolute().as_uri(), timeout=_TIMEOUT_MILLISECONDS)
    return page.screenshot(type="jpeg", quality=70, timeout=_TIMEOUT_MILLISECONDS)


def _image(name: str, content: bytes) -> str:
    return f"![{name}](data:image/jpeg;base64,{base64.b64encode(content).decode()})"
