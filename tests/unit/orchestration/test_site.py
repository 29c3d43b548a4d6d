from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import feedparser
import pytest
from lxml import html

from bench.site import make_published
from orchestration.site.build import build_site
from tests.hostile_file import make_hostile

A_DAY = 8
DAYS = 3


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Make a published file of some days, each of eight insights."""
    folder = tmp_path_factory.mktemp("published")

    def make(day_count: int) -> Path:
        path = folder / f"{day_count}.duckdb"
        if not path.exists():
            make_published(path, day_count, A_DAY)
        return path

    return make


@pytest.fixture
def published(made: Callable[[int], Path], tmp_path: Path) -> Path:
    """A published file that a test may change."""
    path = tmp_path / "briefcast.duckdb"
    path.write_bytes(made(DAYS).read_bytes())
    return path


def change(published: Path, *statements: str) -> None:
    with duckdb.connect(str(published)) as connection:
        for statement in statements:
            connection.execute(statement)


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def times(site: Path) -> dict[str, int]:
    return {str(path.relative_to(site)): path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def test_every_link_of_the_site_leads_to_a_file_of_it(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    report = build_site(published, site)

    assert report.pages["insights"] == A_DAY * DAYS
    assert all(report.pages.values())
    lost = [
        (str(path.relative_to(site)), address)
        for path in site.rglob("*.html")
        for element, _, address, _ in html.document_fromstring(path.read_bytes()).iterlinks()
        if not address.startswith(("https://", "#"))
        and not (path.parent / address.partition("?")[0]).is_file()
        and element.tag != "form"
    ]
    assert lost == []


def test_a_second_build_writes_nothing(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = build_site(published, site)
    before = times(site)

    second = build_site(published, site)

    assert (second.written, second.removed) == (0, 0)
    assert second.pages == first.pages
    assert times(site) == before


def test_a_day_more_rewrites_what_it_changes_and_a_build_from_nothing_is_the_same(
    made: Callable[[int], Path], tmp_path: Path
) -> None:
    grown, fresh = tmp_path / "grown", tmp_path / "fresh"
    build_site(made(DAYS), grown)
    before = contents(grown)

    report = build_site(made(DAYS + 1), grown)
    build_site(made(DAYS + 1), fresh)

    after = contents(grown)
    assert after == contents(fresh)
    assert report.written == sum(after[path] != before.get(path) for path in after)
    assert sum(after[path] == content for path, content in before.items()) > 0
    assert report.removed == 0


def test_what_is_no_more_is_removed_and_what_was_removed_by_hand_is_written_again(
    published: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build_site(published, site)
    gone, missing = sorted((site / "insights").iterdir())[:2]
    missing.unlink()
    change(published, f"delete from insights where insight_id = '{gone.stem}'")

    report = build_site(published, site)

    assert not gone.exists()
    assert missing.exists()
    assert report.removed >= 1


def test_a_build_that_was_killed_is_finished_by_the_next(published: Path, tmp_path: Path) -> None:
    site, whole = tmp_path / "site", tmp_path / "whole"
    build_site(published, whole)
    build_site(published, site)
    (tmp_path / "site.fingerprints.parquet").unlink()
    for path in [*(site / "entities").iterdir(), site / "index.html", site / "search" / "index.js"]:
        path.unlink()

    report = build_site(published, site)

    assert contents(site) == contents(whole)
    assert report.written == report.pages["entities"] + 2


def test_the_feeds_and_the_first_page_show_the_newest_brief(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(published, site, "https://brief.example/")
    headlines = html.document_fromstring((site / "index.html").read_bytes()).xpath("//h2/a")
    atom = feedparser.parse(str(site / "atom.xml"))
    feed = json.loads((site / "feed.json").read_bytes())

    newest = [headline.text_content() for headline in headlines][:5]
    assert [entry.title for entry in atom.entries][:5] == newest
    assert [item["title"] for item in feed["items"]][:5] == newest
    assert feed["items"][0]["url"] == f"https://brief.example/{headlines[0].get('href')}"


def test_nobody_elses_brief_is_on_the_site(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    change(
        published,
        "update daily_brief set subscriber_id = 'ida', reasons = ['about Kestrel, an interest of yours']",
        "insert into brief_candidates select published_on, insight_id, insight_id, show_id, salience from insights",
    )
    build_site(published, site)

    index = html.document_fromstring((site / "index.html").read_bytes())
    assert len(index.xpath("//li[@class='item']")) == 5
    assert not any(b"Kestrel" in content for content in contents(site).values())


def test_no_day_shows_again_what_an_earlier_one_showed(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    change(
        published,
        "delete from daily_brief",
        "insert into brief_candidates "
        "select day, insight_id, insight_id, show_id, date_diff('day', published_on, date '2100-01-01') "
        "from insights join (select distinct published_on as day from insights) as days on day >= published_on",
    )
    build_site(published, site, "https://brief.example/")

    feed = json.loads((site / "feed.json").read_bytes())  # each insight once
    assert len(feed["items"]) == 5 * DAYS


def test_a_site_without_a_brief_and_without_insights_is_built_too(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    change(published, "delete from daily_brief", "delete from insights", "delete from episodes", "delete from people")

    report = build_site(published, site)

    assert sum(report.pages.values()) == 0
    assert "There is none yet" in (site / "index.html").read_text(encoding="utf-8")


def test_hostile_words_reach_no_page_and_no_file_name_as_code(published: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    make_hostile(published)
    build_site(published, site)

    for path in site.rglob("*.html"):
        assert path.stat().st_size < 50_000
        page = html.document_fromstring(path.read_bytes())
        scripts = page.xpath("//script/@src") + page.xpath("//script/text()")
        assert scripts == (["static/search.js"] if path.name == "search.html" else [])
        assert page.xpath("//iframe | //object | //base | //img | //style | //@style | //form[@id] | //@srcdoc") == []
        assert [name for element in page.iter() for name in element.attrib if name.startswith("on")] == []
        addresses = [link.get("href") for link in page.iter("a", "link")]
        assert [url for url in addresses if urlsplit(url).hostname == "evil.example"] == []
        assert all(url.startswith(("http://", "https://", "../", "#")) or url[:1].isalnum() for url in addresses)
        assert not any(url.lower().startswith(("javascript:", "data:", "vbscript:")) for url in addresses)
