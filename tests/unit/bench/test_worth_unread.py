"""Passages under titles that nobody read: the places of a home's episodes give them, but those of measured ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bench.claim_training.examples import TRAIN
from bench.synthetic import write
from bench.verdict_training.elsewhere import DEBATES
from bench.worth_training import unread
from bench.worth_training.unread import stretches, unread_insights, unread_passages
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


def test_a_stretch_is_as_long_as_a_passage_and_within_one_turn() -> None:
    ten, thirty = " ".join(["barge"] * 10), " ".join(["lock"] * 30)

    assert stretches([[ten, ten, thirty], [ten], [thirty, thirty, thirty]]) == [
        f"{ten} {ten}",
        f"{ten} {ten} {thirty}",
        f"{ten} {thirty}",
        thirty,
        thirty,
        f"{thirty} {thirty}",
        thirty,
        f"{thirty} {thirty}",
        thirty,
    ]


def test_podcasts_debates_and_meetings_give_stretches_but_not_across_what_is_missing(tmp_path: Path) -> None:
    river, labelled = tmp_path / "corpus" / "river", tmp_path / "labelled"
    for folder in (river, labelled / DEBATES, labelled / "ami_extractive"):
        folder.mkdir(parents=True)
    (river / "one.md").write_text(f"**Ida Holm:** {SAID}\n", encoding="utf-8")
    (river / "episodes.jsonl").write_text(json.dumps({"id": "river/1", "transcript": "one.md"}), encoding="utf-8")
    half = "The lock was never meant to hold so much water"
    lines = [f"{number}\t{half} in year {number}.\tNo" for number in (1, 2, 4)]
    (labelled / DEBATES / TRAIN).write_text("\n".join(["Sentence_id\tText\tclass_label", *lines]), encoding="utf-8")
    turn = {"speaker": "A", "text": f"{half} , and {half.lower()} .", "selected_words": 0}
    (labelled / "ami_extractive" / "meetings.jsonl").write_text(
        json.dumps({"meeting": "XX1", "turns": [turn]}), encoding="utf-8"
    )

    found = unread_passages(tmp_path / "corpus", labelled)

    assert SAID.partition(". ")[0] + "." in found
    assert f"{half} in year 1. {half} in year 2." in found
    assert not any("year 2." in text and "year 4." in text for text in found)
    assert f"{half}, and {half.lower()}." in found
