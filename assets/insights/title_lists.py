"""The word lists by which titles are judged, from data/titles.yaml, read once.

What belongs here: reading them. What does not: what follows from a word (title_rules.py, title_stubs.py,
title_cuts.py, title_surroundings.py, persons.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from assets.insights.salience.cues import DATA


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of titles.yaml."""
    return frozenset(_lists()[name])


@cache
def _lists() -> Mapping[str, list[str]]:
    loaded: Mapping[str, list[str]] = yaml.safe_load((DATA / "titles.yaml").read_text(encoding="utf-8"))
    return loaded
