"""The edition as Markdown, read back by a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from assets.brief.edition import Edition
from assets.brief.forms.markdown import to_markdown

EditionOf = Callable[[str, str], Edition]

SAFE = "https://quay.example/1"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![track](https://evil.example/pixel.png)",
    "text](https://evil.example) [more",
    "<https://evil.example>",
    "one\n\n# A heading of its own\n\n***",
    "`code` **bold** _thin_ ~~gone~~",
    "\\[click\\](https://evil.example)",
    "one | two\n--- | ---\n3 | 4",
    "[click]: https://evil.example\n[click]",
    "&lt;script&gt;",
]


def rendered(edition: Edition) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).render(to_markdown(edition)))


def tags(html: str) -> list[str]:
    return re.findall(r"<[^>]*>", html)


def test_an_edition_says_what_who_where_and_why(edition: Edition) -> None:
    html = rendered(edition)

    assert "<h1>The brief of 04 March 2025</h1>" in html
    assert "<h2>1. Ostwick moved 40 percent more grain</h2>" in html
    assert "Ida Holm says: The port moved more." in html
    assert "<blockquote>\n<p>And then the port moved more.</p>\n</blockquote>" in html
    assert "Ida Holm, Quay Notes, Grain, 03 March 2025" in html
    assert '<a href="https://quay.example/1?a=b&amp;t=754">listen at 12:34</a>' in html
    assert "Why it is here: fresh; a clear claim." in html
    assert '<em>contradicts</em>: <a href="https://rail.example/7">The railways moved more</a>' in html
    assert "Both speak of Ostwick." in html


def test_items_stand_in_order(edition: Edition) -> None:
    text = to_markdown(edition)

    assert text.index("## 1. ") < text.index("## 2. ")
    assert text.endswith("\n")


def test_without_link_time_and_speaker_the_item_says_so_without_a_link(edition: Edition) -> None:
    second = rendered(edition).partition("<h2>2.")[2]

    assert "Unnamed speaker, Silo" in second
    assert "listen" in second
    assert "<a" not in second


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_feeds_make_no_markup(edition_of: EditionOf, text: str) -> None:
    assert tags(rendered(edition_of(text, SAFE))) == tags(rendered(edition_of("plain words", SAFE)))


def test_words_of_feeds_are_shown_as_they_are(edition_of: EditionOf) -> None:
    assert "<h2>1. a &lt; b &amp; c * d [e](f)</h2>" in rendered(edition_of("a < b & c * d [e](f)", SAFE))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "vbscript:msgbox",
        "//evil.example",
        "",
    ],
)
def test_only_web_addresses_become_links(edition_of: EditionOf, url: str) -> None:
    assert "<a" not in rendered(edition_of("plain words", url))


@pytest.mark.parametrize(
    "url",
    [
        "https://quay.example/1>) [click](https://evil.example",
        'https://quay.example/1" onclick="alert(1)',
        "https://quay.example/1\n\n# A heading of its own",
        "https://quay.example/1> <script>alert(1)</script>",
    ],
)
def test_an_address_cannot_end_its_own_link(edition_of: EditionOf, url: str) -> None:
    html = rendered(edition_of("plain words", url))

    assert all(link.startswith("https://quay.example/1") for link in re.findall(r'href="([^"]*)"', html))
    assert [tag.split()[0] for tag in tags(html)] == [
        tag.split()[0] for tag in tags(rendered(edition_of("plain words", SAFE)))
    ]
