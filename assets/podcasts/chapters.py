"""Chapters: the named parts of an episode's audio.

What belongs here: Podcasting 2.0's chapter file and Podlove's chapters in the feed. What does not: fetching the file.
Formats: https://github.com/Podcastindex-org/podcast-namespace (jsonChapters.md), https://podlove.org/simple-chapters
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from assets.podcasts.encoding import decode
from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.model import Chapter
from assets.podcasts.fields import parse_seconds, web_address


class ChaptersError(ValueError):
    """Bytes that are no chapter file; the message says why."""


def parse_chapters(document: bytes, base_url: str) -> tuple[Chapter, ...]:
    """Return the chapters of a Podcasting 2.0 chapter file in the order of their start.

    Chapters without a start are left out, and so are those that are no part of the table of contents (`toc: false`).

    Raises:
        ChaptersError: if the document is not such a file.
    """
    try:
        content = json.loads(decode(document).text)
    except (ValueError, RecursionError) as error:
        raise ChaptersError(f"not a chapter file: no JSON ({error})") from error
    listed = content.get("chapters") if isinstance(content, dict) else None
    if not isinstance(listed, list):
        raise ChaptersError("not a chapter file: it has no list of chapters")
    return _in_order(_chapter(each, base_url) for each in listed if isinstance(each, dict) and each.get("toc", True))


def simple_chapters(item: Element) -> tuple[Chapter, ...]:
    """Return the chapters that stand in the feed itself (`psc:chapters`; of several lists the first)."""
    holder = item.first("psc:chapters")
    return _in_order(_simple_chapter(tag) for tag in holder.all("psc:chapter")) if holder else ()


def _simple_chapter(tag: Element) -> Chapter | None:
    start = parse_seconds(tag.get("start"))
    if start is None:
        return None
    return Chapter(start, tag.get("title"), tag.address(tag.get("href")), tag.address(tag.get("image")))


def _chapter(fields: dict[str, Any], base_url: str) -> Chapter | None:
    start = parse_seconds(str(fields.get("startTime")))
    if start is None:
        return None
    title, url, image_url = (str(fields.get(name) or "").strip() or None for name in ("title", "url", "img"))
    return Chapter(start, title, web_address(url, base_url), web_address(image_url, base_url))


def _in_order(chapters: Iterator[Chapter | None]) -> tuple[Chapter, ...]:
    return tuple(sorted((chapter for chapter in chapters if chapter), key=lambda chapter: chapter.start_seconds))
