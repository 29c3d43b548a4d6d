"""From today's brief by keyboard alone: to an insight, to what contradicts it, to what it speaks of, to the search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import looking

MOST_TABS = 200


@pytest.fixture(params=["served", "from disk"])
def start(request: pytest.FixtureRequest, address: str, site: Path) -> str:
    return f"{address}/index.html" if request.param == "served" else (site / "index.html").as_uri()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on an element, and make sure that one sees where it is."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{MOST_TABS} tabs on {page.url} lead to nothing that is {selector}")


def follow(page: Page, selector: str) -> str:
    """Go by keyboard to a link and along it; return what it said."""
    tab_to(page, selector)
    said = page.evaluate("document.activeElement.textContent")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return str(said)


def test_the_first_tab_skips_to_the_text(chromium: Browser, start: str) -> None:
    with looking(chromium) as looked:
        looked.page.goto(start)
        tab_to(looked.page, ".skip")
        looked.page.keyboard.press("Enter")
        looked.page.keyboard.press("Tab")

        assert looked.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_from_the_brief_to_an_insight_its_contradiction_and_back_its_entity_and_the_search(
    chromium: Browser, start: str
) -> None:
    with looking(chromium) as looked:
        page = looked.page
        page.goto(start)

        contradicted = follow(page, ".item:has(.contradicts) h2 a")
        assert contradicted == page.inner_text("h1")
        against = follow(page, ".relation-group.contradicts .headline a")
        assert against == page.inner_text("h1")
        assert follow(page, ".relation-group.contradicts .headline a") == contradicted
        entity = follow(page, ".chips a")
        assert entity == page.inner_text("h1")
        assert page.locator(".card h3 a", has_text=contradicted).count() == 1

        follow(page, "nav a[href$='search.html']")
        tab_to(page, "#q")
        page.keyboard.type(entity)
        expect(page.locator("#results h2 a").first).to_have_text(entity)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(against)
        expect(page.locator("#results h2 a").first).to_have_text(against)
        assert follow(page, "#results h2 a") == page.inner_text("h1") == against
        assert looked.complaints == []


def test_a_search_can_be_sent_as_a_link(chromium: Browser, start: str) -> None:
    with looking(chromium) as looked:
        looked.page.goto(start.replace("index.html", "search.html?q=lulea+welders"))

        # Written without its ring, the town is found; which of the passages about its welders comes first is not said.
        expect(looked.page.locator("#results h2 a").first).to_have_text(re.compile(r"welder.* Luleå|Luleå.* welder"))
        expect(looked.page.locator("#q")).to_have_value("lulea welders")


def test_a_search_for_nothing_that_was_said_says_so(chromium: Browser, start: str) -> None:
    with looking(chromium) as looked:
        looked.page.goto(start.replace("index.html", "search.html?q=xyzzyx"))

        expect(looked.page.get_by_role("status")).to_have_text(
            "Nothing was found, or only words that stand everywhere."
        )
        assert looked.complaints == []


def test_without_javascript_only_the_search_says_that_it_needs_it(chromium: Browser, start: str) -> None:
    with looking(chromium, java_script_enabled=False) as looked:
        looked.page.goto(start.replace("index.html", "search.html"))

        expect(looked.page.locator("noscript p")).to_be_visible()
