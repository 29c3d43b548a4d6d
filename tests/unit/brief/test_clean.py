"""Words and addresses after cleaning."""

from __future__ import annotations

import pytest

from assets.brief.clean import MOST_CHARACTERS, MOST_MARKS, MOST_URL_CHARACTERS, clean_text, clean_url
from tests.hostile import HOSTILE, HOSTILE_URLS


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_clean_text_is_one_line_that_can_be_read_and_written(text: str) -> None:
    clean = clean_text(text)

    assert all(character.isprintable() for character in clean)
    assert len(clean) <= MOST_CHARACTERS
    assert clean == " ".join(clean.split())
    assert clean.encode().decode() == clean


@pytest.mark.parametrize(
    "text",
    ["a < b & c * d", "Zoë’s “quote” – 5 %", "שלום עולם", "مرحبا", "नमस्ते", "日本語", "👩\u200d🚀 🏴", "می\u200cخواهم"],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


def test_lines_become_one_and_what_cannot_be_seen_goes() -> None:
    assert clean_text("Ida\r\nBcc: x\u2028y\x00\u202e\u200bz") == "Ida Bcc: x yz"


def test_a_long_text_is_cut_and_says_so() -> None:
    assert clean_text("one two three", 8) == "one two…"
    assert clean_text("one two", 7) == "one two"


def test_no_letter_carries_more_marks_than_writing_needs() -> None:
    assert clean_text("e" + "\u0301" * 500) == "e" + "\u0301" * MOST_MARKS


@pytest.mark.parametrize("url", HOSTILE_URLS, ids=range(len(HOSTILE_URLS)))
def test_a_clean_address_is_of_the_web_and_holds_nothing_that_ends_it(url: str) -> None:
    clean = clean_url(url)

    assert clean == "" or clean.startswith("https://quay.example/")
    assert clean.isascii()
    assert not set(clean) & set("\"'<>()[]{}|\\^` \r\n\t")
    assert len(clean) <= MOST_URL_CHARACTERS


@pytest.mark.parametrize(
    "url", ["https://quay.example/1?a=b&t=754#t=12", "http://127.0.0.1:8080/a%20b", "https://quay.example/~ida/1,2;3"]
)
def test_a_harmless_address_stays_as_it_is(url: str) -> None:
    assert clean_url(url) == url


def test_without_an_address_it_is_empty() -> None:
    assert clean_url(None) == ""
