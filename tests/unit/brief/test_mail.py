"""The edition as mail, read back by Python's parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from lxml import html as lxml_html

from assets.brief.clean import clean_text
from assets.brief.edition import Edition
from assets.brief.forms.mail import MOST_BYTES, Envelope, to_mail
from tests.hostile import HOSTILE, HOSTILE_URLS

EditionFrom = Callable[[str, str], Edition]

SAFE = "https://quay.example/1"
SITE = "https://brief.example"
ENVELOPE = Envelope(
    sender=Address("Briefcast", addr_spec="brief@brief.example"),
    recipient=Address("Ida Holm", addr_spec="ida@quay.example"),
    sent_at=datetime(2025, 3, 4, 6, 30, tzinfo=UTC),
    public_url=SITE,
    unsubscribe_url=f"{SITE}/unsubscribe/abc",
)
LISTED = Envelope(ENVELOPE.sender, ENVELOPE.recipient, ENVELOPE.sent_at)
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
]


def read_back(edition: Edition, envelope: Envelope = ENVELOPE) -> EmailMessage:
    message = message_from_bytes(to_mail(edition, envelope).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def tags(text: str) -> list[str]:
    return [str(element.tag) for element in lxml_html.document_fromstring(text).iter()]


def test_the_message_is_sound_and_has_every_header(edition: Edition) -> None:
    message = read_back(edition)

    assert message.defects == []
    assert [type(p.defects) for p in message.walk() if p.defects] == []
    assert [p.get_content_type() for p in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert list(message.keys()) == HEADERS
    assert message["From"] == "Briefcast <brief@brief.example>"
    assert message["To"] == "Ida Holm <ida@quay.example>"
    assert message["Subject"] == "Ostwick moved 40 percent more grain, and 1 more · 4 March"
    assert message["Date"].datetime == ENVELOPE.sent_at
    assert message["List-Id"] == "Briefcast <brief.brief.example>"


def test_one_click_ends_it_where_there_is_a_service(edition: Edition) -> None:
    message = read_back(edition)

    assert message["List-Unsubscribe"] == (
        "<https://brief.example/unsubscribe/abc>, <mailto:brief@brief.example?subject=unsubscribe%20ida>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{SITE}/unsubscribe/abc" in part(message, "plain")
    assert f'href="{SITE}/unsubscribe/abc"' in part(message, "html")


def test_long_addresses_stand_in_the_headers_as_they_are(edition: Edition) -> None:
    url = f"https://a-rather-long-name.of-a-host.brief.example/unsubscribe?token={'xY_-' * 11}"
    name = "s" * 64
    sender = Address("Briefcast", "brief", "a-rather-long-name.of-a-host.brief.example")
    message = to_mail(replace(edition, subscriber_id=name), replace(ENVELOPE, sender=sender, unsubscribe_url=url))
    raw = message.as_bytes(policy=SMTP)

    asking = f"<mailto:{sender.addr_spec}?subject=unsubscribe%20{name}>"
    assert f"\r\nList-Unsubscribe: <{url}>,\r\n {asking}\r\n".encode() in raw
    assert f"\r\nMessage-ID: <2025-03-04.{name}@{sender.domain}>\r\n".encode() in raw
    assert b"=?" not in raw.partition(b"\r\n\r\n")[0].replace(b"=?utf-8?q?=C2=B7?=", b"")


def test_a_mail_ends_it_where_there_is_none(edition: Edition) -> None:
    message = read_back(edition, LISTED)

    assert message["List-Unsubscribe"] == "<mailto:brief@brief.example?subject=unsubscribe%20ida>"
    assert "List-Unsubscribe-Post" not in message
    assert "mailto:brief@brief.example?subject=unsubscribe%20ida" in part(message, "plain")


def test_a_day_s_message_to_a_subscriber_has_one_id(edition: Edition, edition_from: EditionFrom) -> None:
    later = Envelope(ENVELOPE.sender, ENVELOPE.recipient, datetime(2025, 3, 5, tzinfo=UTC))

    assert read_back(edition)["Message-ID"] == "<2025-03-04.ida@brief.example>"
    assert read_back(edition_from("other words", SAFE), later)["Message-ID"] == read_back(edition)["Message-ID"]


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_each_part_is_complete_on_its_own(edition: Edition, kind: str) -> None:
    text = " ".join(part(read_back(edition), kind).replace("&amp;", "&").split())

    for words in (
        "Ostwick moved 40 percent more grain",
        "Ida Holm says: The port moved more.",
        "“And then the port moved more.”",
        "Ida Holm on Quay Notes, 3 March 2025. Episode: Grain.",
        "Listen at 12:34",
        "https://quay.example/1?a=b&t=754",
        "a new number: 40 percent.",
        "fresh; a clear claim.",
        "contradicts:",
        "The railways moved more",
        "(on Rail Hour, 3 March)",
        "https://brief.example/insights/i1.html",
        "https://brief.example/insights/i3.html",
        "Unnamed speaker on Silo, 3 March 2025. Episode: Rust.",
    ):
        assert words in text, words


def test_without_a_site_links_lead_to_the_evidence(edition: Edition) -> None:
    message = read_back(edition, LISTED)

    links = re.findall(r'href="([^"]*)"', part(message, "html"))
    assert {link for link in links if link.startswith("http")} == {
        "https://quay.example/1?a=b&amp;t=754",
        "https://rail.example/7",
    }
    assert "https://rail.example/7" in part(message, "plain")


def test_nothing_is_fetched_and_nothing_counts_who_reads(edition: Edition) -> None:
    page = lxml_html.document_fromstring(part(read_back(edition), "html"))

    assert not {str(e.tag) for e in page.iter()} & {"img", "script", "link", "iframe", "object", "video", "form"}
    assert not [e for e in page.iter() if e.get("src") or e.get("background") or "url(" in (e.get("style") or "")]
    assert "url(" not in "".join(page.itertext("style"))


def test_styles_stand_in_the_elements_and_the_dark_ones_in_a_sheet(edition: Edition) -> None:
    page = lxml_html.document_fromstring(part(read_back(edition), "html"))

    assert all(
        e.get("style")
        for tag in ("h1", "h2", "p", "a", "blockquote", "td")
        for e in page.iter(tag)
        if (e.text or "").strip()
    )
    (sheet,) = (e.text or "" for e in page.iter("style"))
    assert "@media (prefers-color-scheme: dark)" in sheet
    assert page.xpath("string(//meta[@name='color-scheme']/@content)") == "light dark"


def test_a_screen_reader_finds_language_headings_and_no_tables_of_data(edition: Edition) -> None:
    page = lxml_html.document_fromstring(part(read_back(edition), "html"))

    assert page.get("lang") == "en"
    assert [str(e.tag) for e in page.iter("h1", "h2", "h3")] == ["h1", "h2", "h3", "h2"]
    assert {e.get("role") for e in page.iter("table")} == {"presentation"}
    assert page.xpath("string(//title)")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_reach_no_header_and_make_no_markup(edition_from: EditionFrom, text: str) -> None:
    message = read_back(edition_from(text, SAFE))
    plain = read_back(edition_from(clean_text(text) and "plain words", SAFE))

    assert list(message.keys()) == HEADERS
    assert message.defects == []
    assert all(str(message[name]) == str(plain[name]) for name in HEADERS if name != "Subject")
    assert all(character.isprintable() for character in str(message["Subject"]))
    assert tags(part(message, "html")) == tags(part(plain, "html"))
    assert len(message.as_bytes()) < MOST_BYTES


@pytest.mark.parametrize("url", HOSTILE_URLS, ids=range(len(HOSTILE_URLS)))
def test_hostile_addresses_become_no_links_and_end_none(edition_from: EditionFrom, url: str) -> None:
    page = lxml_html.document_fromstring(part(read_back(edition_from("plain words", url), LISTED), "html"))

    assert all(link.startswith(("https://quay.example/", "mailto:brief@")) for link in page.xpath("//a/@href"))
    assert {name for a in page.iter("a") for name in a.attrib} <= {"href", "style", "aria-label"}


@pytest.mark.parametrize("text", ["🚀" * 5_000, "日本" * 5_000, "&" * 5_000, "=\"'" * 5_000])
def test_what_is_too_large_is_cut(edition_from: EditionFrom, text: str) -> None:
    message = read_back(edition_from(text, SAFE))

    assert len(message.as_bytes()) < MOST_BYTES
    assert text[:10] in part(message, "plain")
    assert part(message, "html").count("<h2") == 5


def test_lines_of_text_stay_within_what_mail_takes(edition_from: EditionFrom) -> None:
    raw = to_mail(edition_from("p" * 10_000, SAFE), ENVELOPE).as_bytes()

    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_day_without_insights_says_so() -> None:
    empty = Edition(date(2025, 3, 4), "ida", datetime(2025, 3, 4, tzinfo=UTC), ())

    assert read_back(empty)["Subject"] == "Nothing new on 4 March 2025 · 4 March"
