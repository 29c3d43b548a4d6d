"""The folders of feeds: podcastparser's, feedparser's, and the namespace's own example.

What belongs here: which folder is read by which module. What does not: reading one (podcastparser.py, feedparser.py,
podcast_namespace.py), the folders of transcripts (transcripts.py).
"""

from __future__ import annotations

from pathlib import Path

from bench.conform import feedparser, podcast_namespace, podcastparser
from bench.conform.result import FolderResult


def results(formats: Path) -> list[FolderResult]:
    """Return what a run over the folders of feeds found."""
    return [
        podcast_namespace.result(formats / "podcast_namespace"),
        podcastparser.result(formats / "podcastparser"),
        *feedparser.results(formats / "feedparser"),
    ]
