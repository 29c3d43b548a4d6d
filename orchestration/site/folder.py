"""The folder of the site: writing what changed, removing what is no more.

What belongs here: files. What does not: what is in them.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class SiteFolder:
    """A folder, and what was done to its files since this was made."""

    root: Path
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    _folders: set[Path] = field(default_factory=set)

    def write(self, path: str, content: bytes) -> None:
        """Write a file whole, through a temporary name, unless it has that content already."""
        target = self.root / path
        if _content(target) == content:
            self.unchanged += 1
            return
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        temporary = target.with_name(f".{target.name}.new")
        temporary.write_bytes(content)
        temporary.replace(target)
        self.written += 1

    def names(self, folder: str) -> set[str]:
        """Return the names of the files in a folder."""
        path = self.root / folder
        return {entry.name for entry in os.scandir(path)} if path.is_dir() else set()

    def keep_only(self, folder: str, names: Collection[str]) -> None:
        """Remove every file of a folder but those named."""
        for name in self.names(folder) - set(names):
            (self.root / folder / name).unlink()
            self.removed += 1


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
