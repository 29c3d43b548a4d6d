"""Pages full of words that mean harm, in a browser that is told to forget their policy: nothing of them is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assets.brief.site.paths import FOLDERS
from bench.site import make_published
from orchestration.site.build import build_site
from tests.browser.looking import WIDTHS, looking
from tests.hostile_file import make_hostile

A_DAY = 50
DAYS = 3
MOST_OF_A_FOLDER = 6
# What a hand and a keyboard would do to every part of a page.
TOUCH = """document.querySelectorAll('*').forEach((part) => {
    for (const name of ['mouseover', 'focus', 'toggle', 'load', 'error']) part.dispatchEvent(new Event(name));
})"""
WATCH = "window.ran = false; window.pwned = () => { window.ran = true; };"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    make_published(folder / "briefcast.duckdb", DAYS, A_DAY)
    make_hostile(folder / "briefcast.duckdb")
    build_site(folder / "briefcast.duckdb", folder / "site")
    return folder / "site"


def some_pages(site: Path) -> list[Path]:
    """The first pages, and the longest of every folder."""
    folders = [sorted((site / folder).iterdir(), key=lambda path: -path.stat().st_size) for folder in FOLDERS]
    return [*site.glob("*.html"), *(path for pages in folders for path in pages[:MOST_OF_A_FOLDER])]


def test_no_page_runs_what_was_said_or_asks_for_it_or_is_torn_apart(chromium: Browser, hostile_site: Path) -> None:
    with looking(chromium, WIDTHS[0], bypass_csp=True) as looked:
        looked.page.add_init_script(WATCH)
        dialogs: list[str] = []
        looked.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        for path in some_pages(hostile_site):
            looked.page.goto(path.as_uri())
            looked.page.evaluate(TOUCH)

            assert looked.page.evaluate("window.ran") is False, path
            assert looked.scroll_width() <= WIDTHS[0], path
        assert dialogs == []
        assert [url for url in looked.requests if not url.startswith(hostile_site.as_uri())] == []


@pytest.mark.parametrize("words", ["drop table subscribers", "<script>pwned()</script>", '"><svg/onload=pwned()>'])
def test_the_search_shows_words_and_runs_none(chromium: Browser, hostile_site: Path, words: str) -> None:
    with looking(chromium, bypass_csp=True) as looked:
        looked.page.add_init_script(WATCH)
        looked.page.goto((hostile_site / "search.html").as_uri())
        looked.page.fill("#q", words)

        expect(looked.page.locator("#results li").first).to_be_visible()
        assert looked.page.evaluate("window.ran") is False
        assert looked.page.locator("#results script, #results img, #results svg, #results iframe").count() == 0
