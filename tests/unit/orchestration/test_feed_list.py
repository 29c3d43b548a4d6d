"""The list of feeds: what the user names, what the home keeps, and whom that makes trusted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assets.podcasts.opml import FeedEntry, write_opml
from orchestration.feed_list import FeedListError, listed_sources, load, resolve, save, trusted_origins
from orchestration.http import FetchError

QUAY = FeedEntry(url="https://quay.example/feed", title="Quay Notes")
CRANE = FeedEntry(url="https://crane.example/feed", title="Crane Talk")
RSS = b"<rss version='2.0'><channel><title>Quay Notes</title></channel></rss>"


def serving(documents: dict[str, bytes]) -> Callable[[str], bytes]:
    """Give a fetch that knows these documents and fails for every other address."""

    def fetch(url: str) -> bytes:
        if url not in documents:
            raise FetchError("HTTP 404", 404)
        return documents[url]

    return fetch


def urls(sources: list[str], documents: dict[str, bytes] | None = None) -> list[str]:
    return [entry.url for entry in resolve(sources, serving(documents or {}))]


def test_the_feeds_of_a_local_list_are_found(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(write_opml([QUAY, CRANE]))
    assert resolve([str(path)], serving({})) == [QUAY, CRANE]


def test_the_feeds_of_a_list_at_an_address_are_found() -> None:
    documents = {"https://lists.example/all": write_opml([QUAY, CRANE])}
    assert urls(["https://lists.example/all"], documents) == [QUAY.url, CRANE.url]


def test_the_address_of_a_feed_stands_for_itself() -> None:
    assert urls([QUAY.url], {QUAY.url: RSS}) == [QUAY.url]


def test_an_address_that_proved_to_be_a_feed_is_not_fetched_to_find_that_out() -> None:
    def fetch(url: str) -> bytes:
        raise AssertionError(f"{url} was fetched")

    assert resolve([QUAY.url], fetch, {QUAY.url}) == [FeedEntry(url=QUAY.url, title=None)]


def test_a_feed_that_cannot_be_reached_is_still_a_feed_and_fails_in_the_scan() -> None:
    assert urls([QUAY.url]) == [QUAY.url]


def test_a_list_that_cannot_be_reached_is_an_error_that_names_it() -> None:
    with pytest.raises(FeedListError, match=r"https://lists\.example/all\.opml: HTTP 404"):
        urls(["https://lists.example/all.opml"])


def test_a_list_that_is_damaged_is_an_error_that_names_it() -> None:
    with pytest.raises(FeedListError, match=r"https://lists\.example/all: .*names no feed"):
        urls(["https://lists.example/all"], {"https://lists.example/all": b"<opml version='2.0'><body/></opml>"})


def test_the_path_of_a_feed_stands_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "quay notes.xml"
    path.write_bytes(RSS)
    assert urls([str(path)]) == [path.as_uri()]


def test_a_path_that_does_not_exist_is_an_error_that_says_what_to_give() -> None:
    with pytest.raises(FeedListError, match=r"no-such\.opml: no such file; give an address"):
        urls(["no-such.opml"])


def test_each_feed_is_taken_once_in_the_order_given(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(write_opml([QUAY, CRANE]))
    assert urls([CRANE.url, str(path), QUAY.url]) == [CRANE.url, QUAY.url]


def test_a_remote_list_cannot_name_local_files() -> None:
    listing = b"""<opml version="2.0"><body>
        <outline xmlUrl="file:///etc/hostname"/><outline xmlUrl="https://quay.example/feed"/>
    </body></opml>"""
    assert urls(["https://lists.example/all"], {"https://lists.example/all": listing}) == [QUAY.url]


def test_a_kept_list_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "home" / "feeds.opml"
    save(path, [QUAY, CRANE])
    assert load(path) == [QUAY, CRANE]
    assert [file.name for file in path.parent.iterdir()] == ["feeds.opml"]


def test_a_feed_without_a_title_is_still_without_one_when_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    save(path, [FeedEntry(QUAY.url, None)])
    assert load(path) == [FeedEntry(QUAY.url, None)]


def test_where_nothing_is_kept_the_list_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "feeds.opml") == []


def test_a_kept_list_that_is_no_opml_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text("quay.example/feed\n", encoding="utf-8")
    with pytest.raises(FeedListError, match=r"feeds\.opml: not OPML"):
        load(path)


def test_what_is_given_goes_before_the_kept_list_and_that_before_the_samples(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    save(path, [QUAY])
    with listed_sources([CRANE.url], path) as sources:
        assert sources == [CRANE.url]
    with listed_sources([], path) as sources:
        assert sources == [str(path)]


def test_what_the_user_named_is_trusted(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    save(path, [QUAY, FeedEntry(url="http://127.0.0.1:8080/feed", title=None)])
    assert trusted_origins([str(path), "http://10.0.0.7/list.opml"]) == {
        "https://quay.example:443",
        "http://127.0.0.1:8080",
        "http://10.0.0.7:80",
    }


def test_a_path_that_does_not_exist_makes_nobody_trusted() -> None:
    assert trusted_origins(["no-such.opml"]) == frozenset()
