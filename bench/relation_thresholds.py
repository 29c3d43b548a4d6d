"""Learns what makes two passages alike and where relations begin (assets/insights/data/relations.yaml).

    python -m bench.relation_thresholds --home HOME [--dry-run]

From pairs labelled by hand (labels/relations.tsv: two places in the transcripts of a home, and what one is to the
other, `none` where they are not about the same thing). To be run again when the model of vectors changes: its cosines
have a scale of their own.

Measured in ten folds of 7,344 pairs (average precision of being about the same thing): .551, without the days between
.538; of 7,457 .578. Not kept: likeness of titles and of single sentences (.463 for .450, on the pairs that have
titles); the vectors fine-tuned on the same labels (.416 for .416, of passages not learned); a model that reads both
passages at once, fine-tuned on the same labels (learned from half the pairs and asked about the other half .470 alone,
.600 beside the scorer for .559: where .85 are right, .18 of the related are found for .14, by another 23 MB).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl
import yaml

from assets.insights.index import codes_of, decode
from assets.insights.likeness import (
    CLOSENESS_FEATURES,
    FEATURES,
    SETTINGS_PATH,
    Entity,
    Profiles,
    features,
    index_rows,
    scored,
)
from assets.insights.passages import NO_SUBJECT
from assets.insights.schema import PASSAGES
from assets.insights.vectors import VERSION, embed
from assets.language.quantities import quantities
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import EPISODES, MENTIONS, SEGMENTS

LABELS: Final = Path(__file__).with_name("labels") / "relations.tsv"
# So many of the edges shall be about the same thing, and so many of those of a type be of that type. Of 200 edges that
# were read when .8 was asked for .76 were, of 100 with .85 two readers found 86 and 87.
LEAST_PRECISION: Final = 0.85
TYPE_PRECISION: Final = 0.8
# Of the pairs that are related so few have a smaller cosine; and so few are less sure to be related.
SELDOM, OFTEN = 0.01, 0.5
# Of fewer answers the share that is true says nothing.
LEAST_COUNT: Final = 8
SEED, FOLDS = 1, 10
PENALTY: Final = 0.5
ROUNDS: Final = 60

HEADER: Final = """# What makes two passages alike, and where relations begin. Made by bench/relation_thresholds.py.
# `similarity`: how sure it is that both are about the same thing. An edge needs `least_similarity`; one that the texts
# show to be a contradiction needs `least_to_contradict`. Pairs below `least_cosine` are not looked at.
# `closeness`: of those, how sure it is that both say the same; a type needs its `least_closeness`.
"""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled pairs: features and relations, a row each."""

    given: Floats
    relations: list[str]


def main() -> None:
    """Fit, say how well, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    labelled = read_labels(LABELS, Lake(root=Settings(home=arguments.home).lake_root))
    fitted = fit(labelled)
    print(yaml.safe_dump(fitted, sort_keys=False))
    if not arguments.dry_run:
        SETTINGS_PATH.write_text(HEADER + yaml.safe_dump(fitted, sort_keys=False), encoding="utf-8")


def read_labels(path: Path, lake: Lake) -> Labelled:
    """Return the labelled pairs of which the home has the transcripts."""
    table = pl.read_csv(path, separator="\t")
    sides = [table.columns[:4], table.columns[4:8]]
    places = pl.concat([table.select(side).rename(dict(zip(side, sides[0], strict=True))) for side in sides])
    passages, entities = _passages(lake, places.unique(maintain_order=True))
    rows = index_rows(passages, entities)
    place = {key: at for at, key in enumerate(passages["insight_id"])}
    kept = [row for row in table.iter_rows() if _key(row[:4]) in place and _key(row[4:8]) in place]
    ones = np.array([place[_key(row[:4])] for row in kept])
    others = np.array([place[_key(row[4:8])] for row in kept])
    vectors = decode(codes_of(rows))
    given = features(Profiles.of(rows), ones, others, np.einsum("ij,ij->i", vectors[ones], vectors[others]))
    print(f"{len(kept)} of {table.height} labelled pairs found in the home, vectors {VERSION}")
    return Labelled(given.astype(np.float64), [row[8] for row in kept])


def _key(row: Sequence[Any]) -> str:
    return "/".join(str(value) for value in row)


def _passages(lake: Lake, places: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Entity]]:
    """Return the places as rows of schema.PASSAGES, as far as they are compared, and the names of their entities."""
    wanted = places.join(lake.read(EPISODES).select("guid", "episode_id", "published_on"), on="guid")
    days = wanted["published_on"].unique().sort()
    segments = lake.read_days(SEGMENTS, days).rename({"position": "segment"})
    found = wanted.join(segments.select("episode_id", "segment", "segment_id", "text"), on=["episode_id", "segment"])
    mentions = lake.read_days(MENTIONS, days).filter(pl.col("label").is_in(NO_SUBJECT).not_())
    of_segment = mentions.partition_by("segment_id", as_dict=True)
    rows: list[dict[str, Any]] = []
    for row in found.iter_rows(named=True):
        start, end = row["start"], row["end"]
        inside = of_segment.get((row["segment_id"],), mentions.clear()).filter(
            (pl.col("char_start") >= start) & (pl.col("char_end") <= end)
        )
        quote = row["text"][start:end]
        rows.append(
            dict.fromkeys(PASSAGES)
            | {"insight_id": _key([row["guid"], row["segment"], start, end]), "quote": quote}
            | {"published_on": row["published_on"]}
            | {"entity_ids": inside["entity_id"].unique().sort().to_list(), "numbers": quantities(quote)}
        )
    vectors = embed([row["quote"] for row in rows])
    frame = pl.DataFrame(
        [row | {"vector": vector.tolist()} for row, vector in zip(rows, vectors, strict=True)], PASSAGES
    )
    entities = mentions.select("entity_id", "entity_name", "label").unique(
        "entity_id", keep="first", maintain_order=True
    )
    return frame, {key: Entity(name, label == "PERSON") for key, name, label in entities.iter_rows()}


def fit(labelled: Labelled) -> dict[str, Any]:
    """Return the scorers and thresholds; these are set on answers to pairs that the scorer was not fitted to."""
    relations = np.array(labelled.relations)
    related = relations != "none"
    same = np.isin(relations[related], ("duplicate", "restates", "contradicts"))
    backing = same | (relations[related] == "supports")
    similarity, sure = held_out(labelled.given, related, FEATURES)
    closeness, close = held_out(labelled.given[related], same, CLOSENESS_FEATURES)
    print(f"average precision: similarity {average_precision(sure, related):.3f}", end="")
    print(f" (cosine alone {average_precision(labelled.given[:, 0], related):.3f}), ", end="")
    print(f"closeness {average_precision(close, same):.3f}")
    least = threshold(sure, related, LEAST_PRECISION)
    return {
        "vectors": VERSION,
        "similarity": similarity,
        "closeness": closeness,
        "least_cosine": round(float(np.quantile(labelled.given[related, 0], SELDOM)), 3),
        "least_similarity": least,
        "least_to_contradict": min(least, round(float(np.quantile(sure[related], OFTEN)), 3)),
        "least_closeness": {
            "restates": threshold(close, same, TYPE_PRECISION),
            "supports": threshold(close, backing, TYPE_PRECISION),
        },
    }


def held_out(given: Floats, truth: npt.NDArray[np.bool_], names: Sequence[str]) -> tuple[dict[str, Any], Floats]:
    """Return a scorer fitted to all, and what scorers fitted to the other nine tenths answer to each."""
    folds = np.random.default_rng(SEED).integers(0, FOLDS, len(truth))
    answers = np.zeros(len(truth))
    for fold in range(FOLDS):
        asked = folds == fold
        answers[asked] = scored(regression(given[~asked], truth[~asked], names), given[asked].astype(np.float32))
    return regression(given, truth, names), answers


def regression(given: Floats, truth: npt.NDArray[np.bool_], names: Sequence[str]) -> dict[str, Any]:
    """Return the logistic regression of truth on some features, by Newton's method with a ridge on the weights."""
    given = given[:, [FEATURES.index(name) for name in names]]
    table = np.column_stack([np.ones(len(given)), given])
    ridge = np.diag([0.0, *([PENALTY] * given.shape[1])])
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        answers = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (answers - truth) + ridge @ weights
        weights -= np.linalg.solve((table * (answers * (1 - answers))[:, None]).T @ table + ridge, slope)
    rounded = [round(float(value), 3) for value in weights]
    return {"bias": rounded[0], "weights": dict(zip(names, rounded[1:], strict=True))}


def threshold(answers: Floats, truth: npt.NDArray[np.bool_], precision: float) -> float:
    """Return the lowest answer from which on at least this share is true; the highest, where there is none."""
    order = np.argsort(-answers, kind="stable")
    shares = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero((shares >= precision) & (np.arange(len(order)) >= LEAST_COUNT))
    return round(float(answers[order[enough[-1]]] if len(enough) else answers.max()), 3)


def average_precision(answers: Floats, truth: npt.NDArray[np.bool_]) -> float:
    """Return the average precision of a ranking."""
    hits = truth[np.argsort(-answers, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


if __name__ == "__main__":
    main()
