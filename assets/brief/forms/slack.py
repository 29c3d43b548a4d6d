"""The edition as a message of Slack, in blocks (docs.slack.dev, Block Kit).

What belongs here: this form. What does not: posting it (orchestration/delivery/webhooks.py).
"""

from __future__ import annotations

from typing import Any, Final

from assets.brief.edition import Edition, Item
from assets.brief.forms.links import best_url
from assets.brief.forms.phrases import headline, listen, long_day, who, who_else, why

# Block Kit takes at most 50 blocks, 150 characters in a header, 3,000 in any other text, and refuses a whole message
# that has more of any. Words are cut, and longer addresses not linked, such that no text of ours gets there.
MOST_IN_HEADER: Final = 150
_MOST_OF_WORDS: Final = 600
_MOST_OF_QUOTE: Final = 2_500
_MOST_OF_URL: Final = 1_000

Block = dict[str, Any]


def to_slack(edition: Edition, public_url: str = "") -> dict[str, Any]:
    """Return the edition as Slack's incoming webhooks take it; words of feeds name nobody and link nowhere."""
    blocks = [_header(f"The brief of {long_day(edition.brief_date)}")]
    for item in edition.items:
        blocks += _item(edition, item, public_url)
    return {"text": _escaped(headline(edition)), "blocks": blocks}


def _item(edition: Edition, item: Item, public_url: str) -> list[Block]:
    related = [
        f"*{other.relation}*: {_link(other.title, best_url(public_url, other))} "
        f"({_escaped(who_else(other, edition.brief_date))})"
        for other in item.related
    ]
    return [
        {"type": "divider"},
        _section(f"*{item.rank}. {_link(item.title, best_url(public_url, item))}*\n{_escaped(item.summary)}"),
        _section(f"> {_escaped(item.quote, _MOST_OF_QUOTE)}"),
        _small(
            f"{_escaped(who(item))}. Episode: {_escaped(item.episode_title)}. {_link(listen(item), item.url)}",
            *([f"New since you last heard of it: {_escaped(item.what_is_new)}."] if item.what_is_new else []),
            f"Why it is here: {_escaped(why(item))}.",
            *related,
        ),
    ]


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:MOST_IN_HEADER], "emoji": False}}


def _section(text: str) -> Block:
    return {"type": "section", "text": _markup(text)}


def _small(*texts: str) -> Block:
    return {"type": "context", "elements": [_markup(text) for text in texts]}


def _markup(text: str) -> Block:
    # verbatim: Slack makes links, channels and people of nothing but what stands in angle brackets.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _link(text: str, url: str) -> str:
    """Return words linked to an address; a clean address holds neither | nor >."""
    return f"<{url.replace('&', '&amp;')}|{_escaped(text)}>" if 0 < len(url) <= _MOST_OF_URL else _escaped(text)


def _escaped(text: str | None, most: int = _MOST_OF_WORDS) -> str:
    """Return words, cut to `most` characters of markup, without the angle brackets of Slack's control sequences."""
    kept: list[str] = []
    for character in text or "":
        kept.append({"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(character, character))
        most -= len(kept[-1])
        if most < 1:
            return "".join(kept[:-1]) + "…"
    return "".join(kept)
