"""The folders of transcripts.

What belongs here: reading their cases. What does not: feeds (feeds.py).
"""

from __future__ import annotations

from pathlib import Path

from bench.conform.result import FolderResult


def results(formats: Path) -> list[FolderResult]:
    """Return what a run over the folders of transcripts found."""
    del formats
    return []
