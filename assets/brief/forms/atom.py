"""A feed as Atom (RFC 4287).

What belongs here: this form. What does not: what is in a feed (feed.py).
"""

from __future__ import annotations

from assets.brief.forms.feed import Feed
from assets.brief.forms.templating import environment


def to_atom(feed: Feed) -> str:
    """Return the feed as an Atom document, to be written in UTF-8."""
    return environment().get_template("forms/atom.xml").render(feed=feed)
