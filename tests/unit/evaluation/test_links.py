"""Looking for linked episodes by their insights."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from orchestration.evaluation.figures import EvaluationDataError
from orchestration.evaluation.links import Link, evaluate_links, figures_of
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, PASSAGES, SEGMENTS, LakeTable

DAY = date(2024, 5, 2)
# What each episode speaks of; the first two are of different shows and share a name.
SPOKEN = {
    "cranes": ("harbour", "The crane lifts grain.", "liebherr"),
    "grain": ("market", "Grain is dear.", "liebherr"),
    **{f"cat{number}": ("market", f"Cats and {number} kittens sleep.", "whiskers") for number in range(14)},
}


def rows(table: LakeTable, *given: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([dict.fromkeys(table.schema) | row for row in given], schema=table.schema)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path)
    lake = Lake(root=settings.lake_root)
    moment = datetime(2024, 5, 2, tzinfo=UTC)
    episodes = [
        {"episode_id": name, "guid": f"guid-{name}", "show_id": show, "published_on": DAY, "published_at": moment}
        for name, (show, _text, _entity) in SPOKEN.items()
    ]
    lake.write(EPISODES, rows(EPISODES, *episodes))
    for table, column, at in ((SEGMENTS, "text", 1), (CLAIMS, "quote", 1), (MENTIONS, "entity_id", 2)):
        spoken = [{"episode_id": name, column: said[at], "published_on": DAY} for name, said in SPOKEN.items()]
        lake.write_day(table, DAY, rows(table, *spoken))
    vectors = np.eye(len(SPOKEN)).tolist()
    passages = [
        {"episode_id": name, "vector": vector, "published_on": DAY}
        for name, vector in zip(SPOKEN, vectors, strict=True)
    ]
    lake.write_day(PASSAGES, DAY, rows(PASSAGES, *passages))
    return settings


def written(folder: Path, *pairs: tuple[str, str]) -> Path:
    file = folder / "links.tsv"
    lines = [f"guid-{one}\tguid-{other}\n" for one, other in pairs]
    file.write_text("from_id\tto_id\n" + "".join(lines), encoding="utf-8")
    return file


def test_an_episode_that_shares_a_name_is_found_across_shows(home: Settings, tmp_path: Path) -> None:
    figures = evaluate_links(written(tmp_path, ("cranes", "grain")), home)

    assert figures["recall_at_10"] == figures["mrr"] == figures["cross_show_recall_at_10"] == 1
    assert figures["tfidf_recall_at_10"] == 1
    assert figures["n"] == 1


def test_an_episode_that_shares_nothing_ranks_behind_its_equals(home: Settings, tmp_path: Path) -> None:
    figures = evaluate_links(written(tmp_path, ("cranes", "cat3")), home)

    assert figures["recall_at_10"] == figures["tfidf_recall_at_10"] == 0
    assert figures["mrr"] == pytest.approx(1 / 15)


def test_links_to_episodes_that_the_home_lacks_are_left_out(home: Settings, tmp_path: Path) -> None:
    assert evaluate_links(written(tmp_path, ("cranes", "grain"), ("cranes", "gone")), home)["n"] == 1
    with pytest.raises(EvaluationDataError, match="no link has both of its episodes in this home"):
        evaluate_links(written(tmp_path, ("cranes", "gone")), home)


def test_a_file_with_other_columns_is_named(home: Settings, tmp_path: Path) -> None:
    file = tmp_path / "links.tsv"
    file.write_text("one\tother\n", encoding="utf-8")

    with pytest.raises(EvaluationDataError, match="line 1: expected the columns from_id and to_id"):
        evaluate_links(file, home)


def test_recall_across_shows_counts_links_between_shows_alone() -> None:
    scores = np.arange(20.0)[None, :]
    near, far = Link(0, 19, same_show=True), Link(0, 1, same_show=False)

    figures = figures_of([near, far], [0], scores)

    assert (figures["recall_at_10"], figures["cross_show_recall_at_10"]) == (0.5, 0.0)
    assert figures["mrr"] == pytest.approx((1 + 1 / 19) / 2)
