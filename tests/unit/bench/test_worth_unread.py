"""Passages under titles that nobody read: the places of a home's episodes give them, but those of measured ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.synthetic import write
from bench.worth_training import unread
from bench.worth_training.unread import unread_insights
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, SEGMENTS, SPEECH

DAY = date(2025, 3, 4)
SAID = (
    "The port of Ostwick closed two of its four grain terminals last spring, because nobody had dredged the basin "
    "for eleven years. Marlow Freight moved 40 percent more grain by rail in the same year than all the barges did."
)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(root=str(tmp_path / "lake"))
    lake.initialise()
    for table in (CLAIMS, MENTIONS):
        write(lake, table, [])
    part = {"episode_id": "e1", "show_id": "s1", "segment_id": "g1", "published_on": DAY}
    write(lake, EPISODES, [{"episode_id": "e1", "guid": "river/1", "show_id": "s1", "published_on": DAY}])
    write(lake, SEGMENTS, [part | {"position": 0, "speaker": "Ida Holm", "text": SAID, "anchors": []}])
    write(lake, SPEECH, [part | {"kind": "speech", "asides": []}])
    return lake


def test_a_place_gives_its_windows_under_their_titles(lake: Lake) -> None:
    found = unread_insights(lake, Settings().language_model)

    assert found
    assert all(" | " in text and text.partition(" | ")[2] in SAID for text in found)
    assert len(found) == len(set(found))


def test_of_measured_episodes_there_is_none(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "is_measured", lambda guid: guid == "river/1")

    assert unread_insights(lake, Settings().language_model) == []
