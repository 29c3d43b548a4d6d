"""The tagger's weights as a file: written by training, read by the component.

What belongs here: the file's form. What does not: what the numbers mean (tagger.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from assets.language.entities.features import Lexicon
from assets.language.entities.known import given_names
from assets.language.entities.tagger import Floats, Weights

FILE: Final = Path(__file__).parents[1] / "data" / "entity_tagger.npz"


def save_weights(weights: Weights, path: Path = FILE) -> None:
    """Write weights; those of zero are left out, the others keep three figures (half precision)."""
    classes = sorted(weights.lexicon.classes)
    arrays: dict[str, Any] = {
        "tags": _packed(weights.tags),
        "common": _packed(sorted(weights.lexicon.common)),
        "classed": _packed(classes),
        "classes": np.array([weights.lexicon.classes[word] for word in classes], dtype=np.uint8),
        "transitions": weights.transitions.astype(np.float32),
    }
    for name, table in (("words", weights.words), ("pairs", weights.pairs)):
        features = sorted(table)
        values = np.stack([table[feature] for feature in features])
        rows, columns = np.nonzero(values)
        arrays |= {
            name: _packed(features),
            f"{name}_rows": np.bincount(rows, minlength=len(features)).astype(np.uint8),
            f"{name}_columns": columns.astype(np.uint8),
            f"{name}_values": values[rows, columns].astype(np.float16),
        }
    np.savez_compressed(path, **arrays)


@lru_cache(maxsize=1)
def load_weights(path: Path = FILE) -> Weights:
    """Read weights.

    Raises:
        OSError: if there is no such file.
    """
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    tags = _unpacked(arrays["tags"])
    classes = dict(zip(_unpacked(arrays["classed"]), arrays["classes"].tolist(), strict=True))
    lexicon = Lexicon(classes, frozenset(_unpacked(arrays["common"])), given_names())
    words, pairs = (_table(arrays, name, len(tags)) for name in ("words", "pairs"))
    return Weights(tags, lexicon, words, pairs, arrays["transitions"])


def _table(arrays: Mapping[str, Any], name: str, width: int) -> dict[str, Floats]:
    features = _unpacked(arrays[name])
    values = np.zeros((len(features), width), dtype=np.float32)
    values[np.repeat(np.arange(len(features)), arrays[f"{name}_rows"]), arrays[f"{name}_columns"]] = arrays[
        f"{name}_values"
    ]
    return dict(zip(features, values, strict=True))


def _packed(strings: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def _unpacked(packed: Any) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode().split("\n"))
