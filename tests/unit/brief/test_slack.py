"""The edition as blocks of Slack, within the limits that Slack sets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from assets.brief.edition import Edition
from assets.brief.forms.slack import to_slack
from tests.hostile import HOSTILE, HOSTILE_URLS

EditionFrom = Callable[[str, str], Edition]

SAFE = "https://quay.example/1"
# docs.slack.dev, Block Kit: characters of a text by where it stands, blocks of a message, elements of a context.
MOST_IN_HEADER, MOST_IN_TEXT, MOST_BLOCKS, MOST_ELEMENTS = 150, 3_000, 50, 10


def texts(message: dict[str, Any]) -> list[str]:
    """Give every text of a message, and hold it against the limits."""
    assert len(message["blocks"]) <= MOST_BLOCKS
    found = []
    for block in message["blocks"]:
        if block["type"] == "divider":
            continue
        elements = block["elements"] if block["type"] == "context" else [block["text"]]
        assert len(elements) <= MOST_ELEMENTS
        for element in elements:
            assert 0 < len(element["text"]) <= (MOST_IN_HEADER if block["type"] == "header" else MOST_IN_TEXT)
            assert element["type"] == ("plain_text" if block["type"] == "header" else "mrkdwn")
            found.append(element["text"])
    return found


def test_a_message_says_what_who_where_and_why(edition: Edition) -> None:
    message = to_slack(edition, "https://brief.example")

    assert message["text"] == "Ostwick moved 40 percent more grain, and 1 more"
    assert texts(message)[:7] == [
        "The brief of 4 March 2025",
        "*1. <https://brief.example/insights/i1.html|Ostwick moved 40 percent more grain>*\n"
        "Ida Holm says: The port moved more.",
        "> And then the port moved more.",
        "Ida Holm on Quay Notes, 3 March 2025. Episode: Grain. <https://quay.example/1?a=b&amp;t=754|Listen at 12:34>",
        "New since you last heard of it: a new number: 40 percent.",
        "Why it is here: fresh; a clear claim.",
        "*contradicts*: <https://brief.example/insights/i3.html|The railways moved more> (on Rail Hour, 3 March)",
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_call_nobody_and_link_nowhere(edition_from: EditionFrom, text: str) -> None:
    message = to_slack(edition_from(text, SAFE))

    found = [control for said in [message["text"], *texts(message)] for control in re.findall(r"<[^>]*>", said)]
    assert found
    assert all(control.startswith(f"<{SAFE}|") for control in found)


@pytest.mark.parametrize("url", HOSTILE_URLS, ids=range(len(HOSTILE_URLS)))
def test_hostile_addresses_become_no_links(edition_from: EditionFrom, url: str) -> None:
    found = [
        control for said in texts(to_slack(edition_from("words", url))) for control in re.findall(r"<[^>]*>", said)
    ]

    assert all(re.fullmatch(r"<https://quay\.example/[^|<>]*\|[^|<>]*>", control) for control in found)
