"""Every kind of page, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assets.brief.site.paths import FOLDERS
from tests.browser.looking import SCHEMES, WIDTHS, looking

ROOT_PAGES = (
    "index.html",
    "archive.html",
    "entities.html",
    "people.html",
    "shows.html",
    "search.html?q=heat+pumps",
    "404.html",
)


def fullest(site: Path, kind: str) -> str:
    """The path of a page of its kind, the longest of a folder: what can go wrong is on it."""
    if kind not in FOLDERS:
        return kind
    longest = max((site / kind).iterdir(), key=lambda path: (path.stat().st_size, path.name))
    return f"{kind}/{longest.name}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [*ROOT_PAGES, *FOLDERS])
def test_a_page_is_sound(chromium: Browser, address: str, site: Path, kind: str, width: int, scheme: str) -> None:
    with looking(chromium, width, scheme) as looked:
        looked.page.goto(f"{address}/{fullest(site, kind)}", wait_until="networkidle")

        assert looked.complaints == []
        assert [url for url in looked.requests if not url.startswith(f"{address}/")] == []
        assert looked.scroll_width() <= width
        assert looked.violations() == []


def test_a_name_without_a_space_does_not_widen_a_phone(chromium: Browser, address: str) -> None:
    with looking(chromium, WIDTHS[0]) as looked:
        looked.page.goto(f"{address}/index.html")
        looked.page.evaluate(
            "document.querySelectorAll('bdi').forEach((name) => { name.textContent = 'p'.repeat(200) })"
        )

        assert looked.scroll_width() <= WIDTHS[0]


def test_a_page_asks_for_its_style_and_icon_alone(chromium: Browser, address: str, site: Path) -> None:
    with looking(chromium) as looked:
        looked.page.goto(f"{address}/{fullest(site, 'insights')}", wait_until="networkidle")

        assert {url.rpartition("/")[2] for url in looked.requests[1:]} <= {"style.css", "icon.svg"}
        assert looked.page.evaluate("document.scripts.length") == 0
