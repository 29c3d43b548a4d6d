"""Fields that shows and episodes have alike.

What belongs here: links, pictures, keywords, notes, yes and no. What does not: what only one of them has.
"""

from __future__ import annotations

from typing import Final

from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.model import Note

_YES: Final = frozenset({"yes", "true"})
_EXPLICIT: Final = {
    **dict.fromkeys(("yes", "true", "explicit"), True),
    **dict.fromkeys(("no", "false", "clean"), False),
}


def says_yes(text: str | None) -> bool:
    """Tell whether a mark is set, in whichever of the words that feeds use."""
    return (text or "").lower() in _YES


def is_block(text: str | None) -> bool:
    """Tell whether a block is set; yes alone sets it, in Apple's namespace and in Podcasting 2.0's."""
    return (text or "").lower() == "yes"


def is_explicit(element: Element) -> bool | None:
    """Return whether strong language is announced; None where nothing is said of it."""
    return _EXPLICIT.get((element.text("itunes:explicit", "googleplay:explicit") or "").lower())


def link(element: Element) -> str | None:
    """Return the page of a show or an episode: RSS's link, else Atom's alternate."""
    tags = [tag for tag in element.all("link") if (tag.get("rel") or "alternate").lower() == "alternate"]
    # Of several alternates the page is the one that is HTML.
    tags.sort(key=lambda tag: "html" not in (tag.get("type") or "html"))
    return next((url for tag in tags if (url := tag.address(tag.get("href") or tag.value))), None)


def image_url(element: Element) -> str | None:
    """Return the picture of a show or an episode."""
    pictures = element.all(
        "itunes:image", "image", "googleplay:image", "podcast:image", "media:thumbnail", "logo", "icon"
    )
    grouped = element.within("media:group", "media:thumbnail")
    linked = (tag for tag in element.all("itunes:link") if tag.get("rel") == "image")
    candidates = (*pictures, *grouped, *linked)
    texts = ((tag, tag.get("href", "url") or tag.text("url") or tag.value) for tag in candidates)
    return next((url for tag, text in texts if (url := tag.address(text))), None)


def keywords(element: Element) -> tuple[str, ...]:
    """Return the keywords, each once; they are separated by commas."""
    said = (word.strip() for tag in element.all("itunes:keywords") for word in (tag.value or "").split(","))
    return tuple(dict.fromkeys(word for word in said if word))


def notes(element: Element) -> tuple[Note, ...]:
    """Return the `podcast:txt`s."""
    tags = ((tag.value, tag.get("purpose")) for tag in element.all("podcast:txt"))
    return tuple(Note(text=text, purpose=purpose) for text, purpose in tags if text)
