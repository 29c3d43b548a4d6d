"""How alike two passages are: their vectors, words, names, numbers and days, weighed by a learned scorer.

What belongs here: what is compared, and the scorer. What does not: what the pair is called (relations.py), which pairs
are looked at (index.py). The weights are data (data/relations.yaml), learned by bench/relation_thresholds.py.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl
import yaml

from assets.insights.index import Floats, Places, encode
from assets.insights.schema import INDEX
from assets.insights.terms import terms, weight
from assets.podcasts.identifiers import stable_id

SETTINGS_PATH: Final = Path(__file__).with_name("data") / "relations.yaml"
FEATURES: Final = ("cosine", "words", "rare_words", "names", "numbers", "nearness")
# That two passages say the same does not follow from whom they name.
CLOSENESS_FEATURES: Final = ("cosine", "words", "rare_words", "numbers")
_COLUMNS: Final = ("terms", "term_weights", "term_norm", "names", "name_weights", "figures")
# The heaviest words of a passage, and so many names and numbers, are compared.
MOST_TERMS, MOST_NAMES, MOST_FIGURES = 24, 8, 8
# Three rare words in common tell as much as ten.
_ENOUGH: Final = 3.0
# Within so many days two passages are as near in time as any, so many apart not at all; the first weeks count most.
_NEAR_DAYS, _FAR_DAYS = 7, 3650
# That both have no name but the same common one tells little.
_LEAST_NORM: Final = 0.5
_TINY: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Entity:
    """What is known of an entity that passages mention."""

    name: str
    is_person: bool = False


@cache
def settings() -> Mapping[str, Any]:
    """Return the learned weights and thresholds."""
    loaded: Mapping[str, Any] = yaml.safe_load(SETTINGS_PATH.read_text(encoding="utf-8"))
    return loaded


@cache
def settings_version() -> str:
    """Return a name for what was learned: another one whenever that changes."""
    return stable_id(SETTINGS_PATH.read_text(encoding="utf-8"))


def index_rows(passages: pl.DataFrame, entities: Mapping[str, Entity]) -> pl.DataFrame:
    """Return the rows of schema.INDEX of passages.

    Args:
        passages: rows of schema.PASSAGES.
        entities: by entity_id: a name of common words ("Python" where all speak of it) weighs less.
    """
    if passages.is_empty():
        return INDEX.to_frame()
    vectors = np.asarray(passages["vector"].to_list(), dtype=np.float32)
    profiles = [
        _profile(quote, [entities.get(key, Entity(key)) for key in keys or ()], numbers or ())
        for quote, keys, numbers in passages.select("quote", "entity_ids", "numbers").iter_rows()
    ]
    columns = [
        passages.select("insight_id", "episode_id", "show_id", "published_on"),
        pl.DataFrame({"code": [code.tobytes() for code in encode(vectors)]}),
        pl.DataFrame(profiles, schema={name: INDEX[name] for name in _COLUMNS}, orient="row"),
    ]
    return pl.concat(columns, how="horizontal").select(pl.col(name).cast(dtype) for name, dtype in INDEX.items())


def _profile(quote: str, entities: Sequence[Entity], numbers: Sequence[str]) -> tuple[Any, ...]:
    # Whom a passage names is compared once, as a name.
    people = {term for entity in entities if entity.is_person for term in terms(entity.name)}
    weighed = sorted(((weight(term), term) for term in terms(quote) - people), reverse=True)
    kept = weighed[:MOST_TERMS]
    names = sorted(((name_weight(entity), entity.name) for entity in entities), reverse=True)[:MOST_NAMES]
    return (
        [code(term) for _, term in kept],
        [value for value, _ in kept],
        sum(value**2 for value, _ in weighed) ** 0.5,
        [code(name) for _, name in names],
        [value for value, _ in names],
        [code(number) for number in numbers[:MOST_FIGURES]],
    )


def name_weight(entity: Entity) -> float:
    """Return how much it tells that two passages share a name, 0 to 1: as much as its most telling word.

    A person speaks of many things, and many are told of one person: their names tell half as much.
    """
    most = max((weight(term) for term in terms(entity.name)), default=0.5)
    return most / 2 if entity.is_person else most


def code(text: str) -> int:
    """Return a number for a word: never 0, which stands for none."""
    return (zlib.crc32(text.encode()) & 0x7FFFFFFF) or 1


@dataclass(frozen=True, slots=True)
class Profiles:
    """What many passages are about, a row each; 0 fills the rows up."""

    terms: npt.NDArray[np.int32]
    term_weights: Floats
    term_norms: Floats
    names: npt.NDArray[np.int32]
    name_weights: Floats
    name_norms: Floats
    figures: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]

    @classmethod
    def of(cls, rows: pl.DataFrame) -> Profiles:
        """Lay out rows of schema.INDEX."""
        names = _padded(rows["name_weights"], MOST_NAMES, np.float32)
        return cls(
            _padded(rows["terms"], MOST_TERMS, np.int32),
            _padded(rows["term_weights"], MOST_TERMS, np.float32),
            rows["term_norm"].to_numpy(),
            _padded(rows["names"], MOST_NAMES, np.int32),
            names,
            np.sqrt((names**2).sum(axis=1)),
            _padded(rows["figures"], MOST_FIGURES, np.int32),
            rows["published_on"].to_physical().to_numpy(),
        )


def features(profiles: Profiles, ones: Places, others: Places, cosines: Floats) -> Floats:
    """Return what is compared of pairs of passages: shape (pairs, FEATURES), each from 0 to 1 but the cosine.

    words, names: the cosine of the two bags of weighted words, or names. rare_words: the weights of the words in
    common, three full ones being enough. numbers: whether they have a number with its unit in common.
    nearness: 1 within a week, a half five months apart: what is told of one story is told within some weeks.
    """
    common = profiles.term_weights[ones] * _shared(profiles.terms, ones, others)
    named = profiles.name_weights[ones] * _shared(profiles.names, ones, others)
    apart = np.abs(profiles.days[ones] - profiles.days[others])
    columns = (
        cosines,
        (common**2).sum(axis=1) / np.maximum(profiles.term_norms[ones] * profiles.term_norms[others], _TINY),
        np.minimum(1.0, (common**3).sum(axis=1) / _ENOUGH),
        (named**2).sum(axis=1) / np.maximum(profiles.name_norms[ones] * profiles.name_norms[others], _LEAST_NORM),
        _shared(profiles.figures, ones, others).any(axis=1),
        1 - np.log(np.clip(apart, _NEAR_DAYS, _FAR_DAYS) / _NEAR_DAYS) / np.log(_FAR_DAYS / _NEAR_DAYS),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def similarity(given: Floats) -> Floats:
    """Return, for rows of features, how sure it is that both passages are about the same thing: 0 to 1."""
    return scored(settings()["similarity"], given)


def closeness(given: Floats) -> Floats:
    """Return, for rows of features of related passages, how sure it is that one says what the other says: 0 to 1."""
    return scored(settings()["closeness"], given)


def scored(scorer: Mapping[str, Any], given: Floats) -> Floats:
    """Return the answer of a logistic scorer, `bias` and `weights` by feature (0 where not named), to features."""
    weights = np.array([scorer["weights"].get(name, 0.0) for name in FEATURES], dtype=np.float32)
    score = float(scorer["bias"]) + (given * weights).sum(axis=1)
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Words:
    """The weighted words of a passage, where it is compared with few others; for many at once there is `features`."""

    weights: Mapping[int, float]
    norm: float

    @classmethod
    def of(cls, profiles: Profiles, place: int) -> Words:
        """Take those of the passage at a place."""
        pairs = zip(profiles.terms[place].tolist(), profiles.term_weights[place].tolist(), strict=True)
        return cls({term: value for term, value in pairs if term}, float(profiles.term_norms[place]))

    def overlap(self, other: Words) -> float:
        """Return the cosine of both bags of weighted words, 0 to 1."""
        common = sum(self.weights[term] ** 2 for term in self.weights.keys() & other.weights.keys())
        return common / max(self.norm * other.norm, _TINY)


def _shared(codes: npt.NDArray[np.int32], ones: Places, others: Places) -> npt.NDArray[np.bool_]:
    """Tell which codes of the first passages the second ones have too."""
    mine, theirs = codes[ones], codes[others]
    found = np.zeros(mine.shape, dtype=bool)
    for column in range(theirs.shape[1]):
        found |= mine == theirs[:, column : column + 1]
    shared: npt.NDArray[np.bool_] = found & (mine != 0)
    return shared


def _padded(column: pl.Series, width: int, dtype: type) -> Any:
    filled = column.to_list()
    table: npt.NDArray[Any] = np.zeros((len(filled), width), dtype=dtype)
    for at, values in enumerate(filled):
        table[at, : len(values)] = values
    return table
