"""The XML namespaces of feeds, under the short names that everybody uses for them.

What belongs here: which address means which vocabulary. What does not: what its elements mean.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

# RSS, in all its versions, and Atom share the empty name: an element of either is known by its local name alone.
WELL_KNOWN: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "http://purl.org/rss/1.0/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
_PLAIN: Final = frozenset({"atom", "rss"})
# Other addresses under which feeds declare them, without scheme and trailing mark.
_ALIASES: Final = {
    "purl.org/atom/ns": "atom",
    "example.com/newformat": "atom",
    "backend.userland.com/rss": "rss",
    "blogs.law.harvard.edu/tech/rss": "rss",
    "cyber.law.harvard.edu/rss": "rss",
    "my.netscape.com/rdf/simple/0.9": "rss",
    "my.netscape.com/publish/formats/rss-0.91.dtd": "rss",
    "channel.netscape.com/rdf/simple/0.9": "rss",
    "purl.org/net/rss1.1": "rss",
    "example.com/dtds/podcast-1.0.dtd": "itunes",
    "github.com/podcastindex-org/podcast-namespace": "podcast",
    "podcastindex.org/namespace": "podcast",
    "podcasting2.org": "podcast",
    "backend.userland.com/rss2": "rss",
    "search.yahoo.com/mrss": "media",
}
_UNDECLARED: Final = "urn:undeclared:"


def undeclared(prefix: str) -> str:
    """Return the address that stands for a prefix which a document uses without declaring it."""
    return _UNDECLARED + prefix


@lru_cache(maxsize=4096)
def short_name(tag: str, prefix: str | None) -> str:
    """Return an element's name in lower case, as `podcast:person`; RSS's and Atom's own without a prefix.

    The address decides; where nobody knows it, the prefix does, as a person would take it.
    """
    address, _, local = tag.rpartition("}")
    space = _space(address.removeprefix("{")) if address else ""
    if space is None:
        guess = (prefix or "").lower()
        space = guess if guess in WELL_KNOWN else "other" if guess else ""
    return local.lower() if space in _PLAIN or not space else f"{space}:{local.lower()}"


@lru_cache(maxsize=1024)
def _space(address: str) -> str | None:
    bare = _bare(address)
    for name, known in WELL_KNOWN.items():
        if _bare(known) == bare:
            return name
    return next((name for alias, name in _ALIASES.items() if bare == alias or bare.startswith(alias)), None)


def _bare(address: str) -> str:
    return address.strip().lower().partition("://")[2].removeprefix("www.").rstrip("/#") or address.strip().lower()
