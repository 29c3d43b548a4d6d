"""What the published file follows from: where any of it changes, the file is made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from orchestration import runs
from orchestration.lake import Lake
from orchestration.settings import Settings

DAY = date(2026, 11, 20)
SNAPSHOT = pl.DataFrame({"id": ["ida"]})


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(runs, "_code_hash", lambda: "")  # reading all code takes a second
    (tmp_path / "home").mkdir()
    return Settings(home=tmp_path / "home")


def stamp(settings: Settings, snapshot: pl.DataFrame = SNAPSHOT, day: date = DAY) -> str:
    return runs.stamp_of(Lake(root=settings.lake_root), settings, day, snapshot)


def test_where_nothing_changed_there_is_nothing_to_publish(settings: Settings) -> None:
    assert stamp(settings) == stamp(settings)


def test_a_decision_about_an_entity_is_published_though_the_feeds_have_nothing_new(settings: Settings) -> None:
    before = stamp(settings)

    settings.overrides_path.write_text("drop: [Marlow]\n", encoding="utf-8")

    assert stamp(settings) != before


def test_a_new_address_subscriber_day_or_model_is_published(settings: Settings) -> None:
    stamps = [
        stamp(settings),
        stamp(replace(settings, public_url="https://brief.example.org")),
        stamp(replace(settings, language_model="en_core_web_trf")),
        stamp(settings, pl.DataFrame({"id": ["ida", "bo"]})),
        stamp(settings, day=date(2026, 11, 21)),
    ]

    assert len(set(stamps)) == len(stamps)
