"""The edition in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from assets.brief.edition import Edition
from assets.brief.forms.terminal import to_terminal

EditionOf = Callable[[str, str], Edition]


def printed(edition: Edition, *, colours: bool = False) -> str:
    out = StringIO()
    Console(file=out, width=200, force_terminal=colours, color_system="standard" if colours else None).print(
        to_terminal(edition)
    )
    return out.getvalue()


def test_an_edition_says_what_who_where_and_why(edition: Edition) -> None:
    lines = [line.strip() for line in printed(edition).splitlines() if line.strip()]

    assert lines == [
        "The brief of 04 March 2025",
        "1. Ostwick moved 40 percent more grain",
        "Ida Holm says: The port moved more.",
        "“And then the port moved more.”",
        "Ida Holm on Quay Notes, 03 March 2025: Grain",
        "https://quay.example/1?a=b&t=754 (at 12:34)",
        "New since you last heard of it: a new number: 40 percent",
        "Why: fresh; a clear claim",
        "↳ contradicts: The railways moved more (unnamed speaker on Rail Hour, 03 March 2025)",
        "2. Silos rust",
        "A speaker says: Silos rust.",
        "Unnamed speaker on Silo, 03 March 2025: Rust",
        "Why: fresh",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31mred\x1b[0m",
        "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
        "\x1b[2J\x1b[H",
        "\x9b31mred",
        "bell\x07",
        "back\x08\x08\x08\x08",
        "start\rover",
        "right\u202eleft",
    ],
)
def test_words_of_feeds_cannot_control_the_terminal(edition_of: EditionOf, text: str) -> None:
    out = printed(edition_of(text, text))

    assert all(character.isprintable() for character in out.replace("\n", ""))


@pytest.mark.parametrize("text", ["[bold red]loud[/bold red]", "[/]", ":bomb:"])
def test_markup_of_the_printer_is_shown_as_words(edition_of: EditionOf, text: str) -> None:
    assert text in printed(edition_of(text, "https://quay.example/1"))


def test_words_of_feeds_make_no_links_in_a_terminal_that_has_them(edition_of: EditionOf) -> None:
    text = "[link=https://evil.example]click[/link]"

    out = printed(edition_of(text, "https://quay.example/1"), colours=True)

    assert text in out
    assert "\x1b]8;" not in out


def test_words_of_feeds_stay_on_their_line(edition_of: EditionOf) -> None:
    plain = printed(edition_of("one two", "https://quay.example/1"))

    assert printed(edition_of("one\n\n  two", "https://quay.example/1")) == plain
