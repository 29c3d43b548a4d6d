from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from lxml import html

from assets.brief.pages import MOST_WEEKS
from assets.brief.site.pages import folder_page, root_page
from assets.brief.site.paths import page_path, root_of
from assets.brief.site.trend import HEIGHT, trend_of
from tests.hostile import HOSTILE, HOSTILE_URLS

DAY = date(2025, 3, 3)


def insight(text: str = "Silos rust", url: str = "https://quay.example/1", **changes: Any) -> dict[str, Any]:
    """A row of the query of insights in which every word of a feed or transcript is the given one."""
    other = {
        "relation": "contradicts",
        "explanation": text,
        "insight_id": "0f",
        "title": text,
        "quote": text,
        "speaker": text,
        "person_id": "p1",
        "show_title": text,
        "language": text,
        "published_on": DAY,
    }
    return {
        "title": text,
        "summary": text,
        "quote": text,
        "before": text,
        "after": text,
        "speaker": text,
        "person_id": "p2",
        "attributed_to": f"{text}!",
        "modality": text,
        "polarity": "negative",
        "numbers": [text],
        "show_id": "s1",
        "show_title": text,
        "language": text,
        "episode_id": "e1",
        "episode_title": text,
        "published_on": DAY,
        "start_seconds": 75.0,
        "evidence_url": url,
        "salience": 0.5,
        "specificity": 0.5,
        "novelty": 0.5,
        "corroboration": 0.5,
        "entities": [{"entity_id": "n1", "name": text}],
        "related": [other],
        "briefs": [DAY],
        "reasons": [text],
    } | changes


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode())


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page, and the names of their attributes."""
    return [(element.tag, tuple(element.keys())) for element in parsed(page).iter()]


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_words_of_strangers_change_no_element_of_a_page(text: str) -> None:
    harmless = insight(language="not a language")

    assert shape(folder_page("insights", "0a", insight(text, language="not a language"))) == shape(
        folder_page("insights", "0a", harmless)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_language_is_taken_that_looks_like_none(text: str) -> None:
    page = parsed(folder_page("insights", "0a", insight(language=text)))

    assert page.xpath("//blockquote/@lang") == []


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_an_address_of_evidence_is_http_or_no_link(url: str) -> None:
    page = parsed(folder_page("insights", "0a", insight(url=url)))

    links = page.xpath("//a[@class='listen']")
    assert all(link.get("href").startswith(("http://", "https://")) for link in links)
    assert [sorted(link.keys()) for link in links] == [["class", "href", "rel"]] * len(links)
    assert page.xpath("//*[contains(., 'at 1:15')]")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_cannot_be_read_is_left(text: str) -> None:
    page = folder_page("insights", "0a", insight(text))

    assert all(character.isprintable() or character in "\n\u200c\u200d\u00a0" for character in page)
    assert len(page) < 50_000


def test_a_link_always_says_where_it_leads() -> None:
    page = parsed(folder_page("insights", "0a", insight("\u202e")))

    assert [link.get("href") for link in page.xpath("//a[not(normalize-space(.))]")] == []


def test_no_page_but_the_search_may_run_a_script() -> None:
    pages = {
        "search.html": root_page("search.html", "Search", {}),
        "404.html": root_page("404.html", "Gone", {}),
        "insight": folder_page("insights", "0a", insight()),
    }
    policies = {name: parsed(page).xpath("//meta[@http-equiv]/@content")[0] for name, page in pages.items()}
    assert {name for name, policy in policies.items() if "script-src" in policy} == {"search.html"}
    assert {name for name, page in pages.items() if parsed(page).xpath("//script")} == {"search.html"}
    assert all(policy.startswith("default-src 'none'") for policy in policies.values())


def test_related_insights_stand_in_groups_the_contradictions_first() -> None:
    row = insight()
    (other,) = row["related"]
    relations = ["same_subject", "supports", "contradicts", "supports"]
    row["related"] = [other | {"relation": relation, "language": "en"} for relation in relations]

    page = parsed(folder_page("insights", "0a", row))

    assert page.xpath("//h3/text()") == ["Contradicts", "Supports", "On the same subject"]
    assert len(page.xpath("//section[contains(@class, 'supports')]//li")) == 2


def test_a_page_tells_social_networks_what_it_is_and_where() -> None:
    page = parsed(folder_page("insights", "0a", insight(), public_url="https://brief.example"))
    said = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}

    assert said["og:title"] == "Silos rust"
    assert said["og:url"] == "https://brief.example/insights/0a.html"
    assert "og:url" not in folder_page("insights", "0a", insight())


def test_paths_are_of_ids_alone_and_stay_in_their_folder() -> None:
    assert page_path("shows", "fa95d21c-b487") == "shows/fa95d21c-b487.html"
    for key in ("../../etc/passwd", "", "a" * 500, "nul\x00", "über", ".hidden", "a/b"):
        folder, name = page_path("shows", key).split("/")
        assert (folder, name.removesuffix(".html").isalnum()) == ("shows", True)
    assert (root_of("index.html"), root_of("shows/a.html")) == ("", "../")


def test_a_trend_has_a_bar_a_week_also_where_nobody_spoke() -> None:
    trend = trend_of(
        [
            {"week_start": DAY, "mention_count": 4},
            {"week_start": DAY + timedelta(weeks=2), "mention_count": 8},
        ]
    )

    assert trend is not None
    assert [bar.mention_count for bar in trend.bars] == [4, 0, 8]
    assert trend.bars[2].height == 2 * trend.bars[0].height == HEIGHT - 2
    assert all(bar.y + bar.height == HEIGHT for bar in trend.bars)
    assert trend.mention_count == 12


def test_a_trend_is_of_the_last_weeks_and_of_more_than_one() -> None:
    many = [{"week_start": DAY + timedelta(weeks=at), "mention_count": 1} for at in range(MOST_WEEKS + 9)]

    trend = trend_of(many)

    assert trend is not None
    assert len(trend.bars) == MOST_WEEKS
    assert trend.bars[-1].week_start == many[-1]["week_start"]
    assert trend_of(many[:1]) is None
    assert trend_of([]) is None
