"""Where each page of the site lies, relative to its folder.

What belongs here: paths, made of ids and days alone. What does not: words of feeds; they name no file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assets.podcasts.identifiers import stable_id

# Folders of pages; a page is one folder deep at most, so that `../` is the way to the root from every one of these.
FOLDERS: Final = ("insights", "entities", "people", "shows", "episodes", "days", "years")
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@lru_cache(maxsize=4_096)
def page_path(folder: str, key: object) -> str:
    """Return the path of a page; a key that could be more than a file's name is replaced by its hash."""
    name = str(key)
    return f"{folder}/{name if _PLAIN.fullmatch(name) else stable_id(name)}.html"


def root_of(path: str) -> str:
    """Return the way from a page to the folder of the site, to be put before any path."""
    return "../" * path.count("/")
