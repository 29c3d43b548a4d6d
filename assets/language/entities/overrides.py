"""Overrides: what a person has decided about entities, against all counts.

What belongs here: the file's form. What does not: what follows from it (linking.py).

The file (YAML) has five parts, each of which may be missing: `merge: {name: name that it is}`, `relabel: {name:
LABEL}`, `rename: {name: name to show}`, `drop: [name]`, and `split: [name]`: in each show it is another thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from assets.language.entities.canonical import entity_key
from assets.language.schema import ENTITY_LABELS

PARTS: Final = ("merge", "relabel", "rename", "drop", "split")


class OverridesError(ValueError):
    """A file of overrides cannot be used; the message names the file and what to change."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Decisions by `entity_key`."""

    merges: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()


def shipped_overrides() -> Path:
    """Return the path of the file that comes with Briefcast."""
    return Path(__file__).parents[1] / "data" / "overrides.yaml"


def load_overrides(paths: Iterable[Path]) -> Overrides:
    """Read files of overrides; a later file goes before an earlier one, a missing file says nothing.

    Raises:
        OverridesError: if a file is no such YAML.
    """
    parts: dict[str, dict[str, str]] = {part: {} for part in PARTS}
    for path in paths:
        if path.is_file():
            for part, decided in _read(path).items():
                parts[part] |= decided
    return Overrides(
        merges={name: entity_key(whole) for name, whole in parts["merge"].items()},
        labels=parts["relabel"],
        names=parts["rename"],
        dropped=frozenset(parts["drop"]),
        apart=frozenset(parts["split"]),
    )


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        loaded: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise OverridesError(f"{path}: no YAML: {error}") from error
    if not isinstance(loaded, dict) or not set(loaded) <= set(PARTS):
        raise OverridesError(f"{path}: expected only the parts {', '.join(PARTS)}")
    found = {}
    for part, decided in loaded.items():
        form = list if part in ("drop", "split") else dict
        if not isinstance(decided or form(), form):
            raise OverridesError(f"{path}: expected a {'list' if form is list else 'mapping'} of names under {part}")
        pairs = dict.fromkeys(decided or [], "") if form is list else dict(decided or {})
        found[part] = {entity_key(str(name)): str(value) for name, value in pairs.items()}
    wrong = sorted(set(found.get("relabel", {}).values()) - set(ENTITY_LABELS))
    if wrong:
        raise OverridesError(f"{path}: {wrong[0]} is no label; the labels are {', '.join(ENTITY_LABELS)}")
    return found
