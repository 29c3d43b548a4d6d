"""Measuring whether episodes that refer to one another are found by their insights.

What belongs here: files of links, how alike two episodes are by what the lake holds of them, and the figures. What does
not: how alike two insights are (assets.insights).
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from orchestration.evaluation.figures import EvaluationDataError, Figures
from orchestration.evaluation.tfidf import similarities, tfidf, word_terms
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, PASSAGES, SEGMENTS, LakeTable

FOUND_WITHIN: Final = 10
# What more than half of the episodes say does not tell them apart.
COMMON: Final = 0.5
# How much claims and insights count beside names.
CLAIM_SHARE: Final = 0.4
INSIGHT_SHARE: Final = 0.2
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Link:
    """An episode that refers to another, as places in the list of episodes; whether both are of one show."""

    source: int
    target: int
    same_show: bool


def evaluate_links(data: Path, settings: Settings) -> Figures:
    """Look for linked episodes among all others of a home by what their insights say.

    Args:
        data: TSV with the columns from_id and to_id: guids of episodes. Links of which the home lacks an end are left
            out.
        settings: of the home, which has run.

    Returns:
        recall_at_10 (share of the links whose episode is among the ten most alike), mrr (mean of 1 / its rank),
        cross_show_recall_at_10 (of links between shows); the same by TF-IDF of whole transcripts, as tfidf_…; n;
        items_per_second (links).
    """
    lake = Lake(root=settings.lake_root)
    episodes = lake.read(EPISODES).sort("episode_id")
    links = read_links(data, episodes)
    names = episodes["episode_id"].to_list()
    sources = sorted({link.source for link in links})
    started = time.perf_counter()
    by_insights = figures_of(links, sources, insight_scores(lake, names, sources))
    seconds = time.perf_counter() - started
    by_words = figures_of(links, sources, text_scores(lake, names, sources))
    return {
        **by_insights,
        **{f"tfidf_{name}": value for name, value in by_words.items()},
        "n": len(links),
        "items_per_second": len(links) / seconds,
    }


def read_links(data: Path, episodes: pl.DataFrame) -> list[Link]:
    """Read the links between these episodes (rows of podcasts.schema.EPISODES).

    Raises:
        EvaluationDataError: if the file has other columns, or no link has both of its ends among the episodes.
    """
    with data.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t")
        if not {"from_id", "to_id"} <= set(reader.fieldnames or ()):
            raise EvaluationDataError(f"{data}, line 1: expected the columns from_id and to_id, parted by tabs")
        pairs = [(row["from_id"], row["to_id"]) for row in reader]
    place = {guid: at for at, guid in enumerate(episodes["guid"])}
    shows = episodes["show_id"].to_list()
    known = [(place[one], place[other]) for one, other in pairs if one in place and other in place]
    if not known:
        raise EvaluationDataError(
            f"{data}: no link has both of its episodes in this home; run briefcast on their feeds"
        )
    return [Link(one, other, shows[one] == shows[other]) for one, other in known]


def figures_of(links: Sequence[Link], sources: Sequence[int], scores: Scores) -> Figures:
    """Return recall at ten, mean reciprocal rank, and recall of the links between shows.

    Args:
        links: which episodes refer to which.
        sources: the episodes that refer to others, as `scores` has them.
        scores: how alike each source (row) and each episode (column) are.
    """
    row = {source: at for at, source in enumerate(sources)}
    ranks = np.array([_rank(scores[row[link.source]], link) for link in links])
    crossing = np.array([not link.same_show for link in links])
    found = ranks <= FOUND_WITHIN
    return {
        "recall_at_10": float(found.mean()),
        "mrr": float((1 / ranks).mean()),
        "cross_show_recall_at_10": float(found[crossing].mean()) if crossing.any() else 0.0,
    }


def _rank(scores: Scores, link: Link) -> int:
    """Return the rank of a link's target among all episodes but its source, 1 the best; the last of its equals."""
    others = np.delete(scores, link.source)
    return max(1, int((others >= scores[link.target]).sum()))


def insight_scores(lake: Lake, episodes: Sequence[str], sources: Sequence[int]) -> Scores:
    """Return how alike each source and each episode are by what Briefcast took from them: names, claims, insights.

    Args:
        lake: that holds mentions, claims and passages.
        episodes: their ids; rows and columns stand for them by place.
        sources: places of the episodes that are compared with all.
    """
    named = tfidf(_terms(lake, MENTIONS, "entity_id", episodes, lambda name: [name]), length_power=0.5, fewest=2)
    claimed = tfidf(_terms(lake, CLAIMS, "quote", episodes, word_terms), fewest=2, most_share=COMMON)
    return (
        _scaled(similarities(named[sources], named))
        + CLAIM_SHARE * _scaled(similarities(claimed[sources], claimed))
        + INSIGHT_SHARE * _scaled(_said_again(lake, episodes, sources))
    )


def text_scores(lake: Lake, episodes: Sequence[str], sources: Sequence[int]) -> Scores:
    """Return how alike each source and each episode are by TF-IDF of their whole transcripts."""
    said = tfidf(_terms(lake, SEGMENTS, "text", episodes, word_terms), fewest=2, most_share=COMMON)
    return similarities(said[sources], said)


def _terms(
    lake: Lake, table: LakeTable, column: str, episodes: Sequence[str], terms: Callable[[str], list[str]]
) -> list[list[str]]:
    """Return the terms of all that a table holds of each episode."""
    found: dict[str, list[str]] = {episode: [] for episode in episodes}
    for episode, value in lake.read_days(table, lake.days(table), ("episode_id", column)).iter_rows():
        if episode in found:
            found[episode] += terms(value)
    return list(found.values())


def _scaled(scores: Scores) -> Scores:
    """Return scores in standard deviations of their row, so that several kinds can be added."""
    scaled: Scores = scores / np.maximum(scores.std(axis=1, keepdims=True), 1e-9)
    return scaled


def _said_again(lake: Lake, episodes: Sequence[str], sources: Sequence[int]) -> Scores:
    """Return how much of each source's insights each episode says again: what stands out above its usual best match."""
    passages = lake.read_days(PASSAGES, lake.days(PASSAGES), ("episode_id", "vector"))
    place = {episode: at for at, episode in enumerate(episodes)}
    passages = passages.with_columns(pl.col("episode_id").replace_strict(place).alias("place")).sort("place")
    vectors, owners = np.array(passages["vector"].to_list(), dtype=np.float32), passages["place"].to_numpy()
    holders, starts = np.unique(owners, return_index=True)
    scores = np.zeros((len(sources), len(episodes)))
    for row, source in enumerate(sources):
        own = vectors[owners == source]
        if len(own):
            best = np.maximum.reduceat(own @ vectors.T, starts, axis=1)
            usual = best.mean(axis=1, keepdims=True) + best.std(axis=1, keepdims=True)
            scores[row, holders] = np.maximum(0, best - usual).sum(axis=0)
    return scores
