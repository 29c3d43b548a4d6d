"""Which episodes wait for a transcript, and what transcribing one leaves behind; nothing is decoded or heard here."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from pytest_httpserver import HTTPServer

from assets.podcasts.asr.audio import SAMPLES_A_SECOND, AudioError, Samples
from assets.podcasts.asr.document import Word
from assets.podcasts.asr.whisper import Heard
from orchestration.asr import episode as episode_steps
from orchestration.asr.queue import Workshop, next_in_line, waiting
from orchestration.http import Fetcher
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import ASR_TRANSCRIPTS, EPISODES, FEEDS, TRANSCRIPTS
from tests.unit.orchestration.conftest import DAY, NOW, MakeFrame

TAG = {"url": "https://quay.example/t.vtt", "type": "text/vtt", "language": None, "rel": None}
SECONDS = 90


def make_fetcher() -> Fetcher:
    return Fetcher(user_agent="Briefcast/test", timeout_seconds=30, limit_seconds=9, limit_bytes=10, allow_private=True)


def said(samples: Samples, _language: str | None) -> Heard:
    """Hear a word at the beginning of every part."""
    return Heard((Word(0.0, 1.0, f" Part of {len(samples) // SAMPLES_A_SECOND}."),), "en")


class KilledError(BaseException):
    """Stands for the end of the process: nothing catches it."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", asr=True, asr_model="/models/tiny", asr_checkpoint_minutes=0.5)


@pytest.fixture
def put(lake: Lake, frame_of: MakeFrame) -> Callable[..., None]:
    """Give a function that puts episodes of one show into the lake."""

    def write(*episodes: dict[str, object], status: str = "active") -> None:
        lake.write(FEEDS, frame_of(FEEDS, {"show_id": "show", "status": status}))
        common = {"show_id": "show", "published_on": DAY, "transcript_tags": [], "title": "Locks"}
        lake.write(EPISODES, frame_of(EPISODES, *(common | {"published_at": NOW} | item for item in episodes)))

    return write


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Take any file for a minute and a half of silence; give the list of the files that were decoded."""
    files: list[Path] = []

    def decode(source: Path, target: Path, _limit: float) -> None:
        files.append(source)
        if source.read_bytes() == b"no audio":
            raise AudioError("not audio that can be decoded: x")
        target.write_bytes(np.zeros(SECONDS * SAMPLES_A_SECOND, np.int16).tobytes())

    monkeypatch.setattr(episode_steps, "decode", decode)
    return files


def work(
    lake: Lake, settings: Settings, recognise: Callable[..., Heard] = said, now: datetime = NOW, at_most: int = 9
) -> int:
    line = next_in_line(lake, now, at_most)
    Workshop(lake, settings, make_fetcher, recognise, lambda: now).work_through(line, lambda _count: None)
    return len(line)


def test_episodes_without_a_named_or_made_transcript_wait_and_those_with_audio_are_in_line(
    lake: Lake, put: Callable[..., None], frame_of: MakeFrame
) -> None:
    put(
        {"episode_id": "old", "audio_url": "a", "published_at": NOW - timedelta(days=1)},
        {"episode_id": "new", "audio_url": "a"},
        {"episode_id": "silent"},
        {"episode_id": "named", "audio_url": "a", "transcript_tags": [TAG]},
        {"episode_id": "made", "audio_url": "a"},
    )
    lake.write(TRANSCRIPTS, frame_of(TRANSCRIPTS, {"episode_id": "made", "status": "ok"}))
    assert set(waiting(lake)["episode_id"]) == {"old", "new", "silent"}
    assert [row["episode_id"] for row in next_in_line(lake, NOW, 9)] == ["new", "old"]
    assert [row["episode_id"] for row in next_in_line(lake, NOW, 1)] == ["new"]


@pytest.mark.parametrize("status", ["blocked", "retired", "unlisted", "error"])
def test_shows_that_are_not_in_use_are_not_in_line(lake: Lake, put: Callable[..., None], status: str) -> None:
    put({"episode_id": "e", "audio_url": "a"}, status=status)
    assert next_in_line(lake, NOW, 9) == []


def test_what_was_heard_becomes_a_transcript_like_any_other(
    lake: Lake, put: Callable[..., None], settings: Settings, decoded: list[Path], httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/a.mp3").respond_with_data(b"audio")
    put({"episode_id": "e", "audio_url": httpserver.url_for("/a.mp3")})
    assert work(lake, settings) == 1
    [row] = lake.read(TRANSCRIPTS).to_dicts()
    assert (row["url"], row["declared_type"], row["status"]) == ("asr:tiny", "application/json", "ok")
    segments = json.loads(lake.get_file(row["sha256"]))["segments"]
    assert [segment["startTime"] for segment in segments] == sorted(segment["startTime"] for segment in segments)
    assert len(segments) > 2
    [made] = lake.read(ASR_TRANSCRIPTS).to_dicts()
    assert (made["status"], made["language"], made["audio_byte_count"], made["audio_seconds"]) == ("ok", "en", 5, 90)
    assert waiting(lake).is_empty()
    assert list(settings.asr_path.iterdir()) == []


def test_a_run_that_dies_after_a_checkpoint_is_gone_on_with(
    lake: Lake, put: Callable[..., None], settings: Settings, decoded: list[Path], httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/a.mp3").respond_with_data(b"audio")
    put({"episode_id": "e", "audio_url": httpserver.url_for("/a.mp3")})
    heard: list[int] = []

    def dying(samples: Samples, language: str | None) -> Heard:
        if heard:
            raise KilledError
        heard.append(len(samples))
        return said(samples, language)

    def living(samples: Samples, language: str | None) -> Heard:
        assert language == "en"
        heard.append(len(samples))
        return said(samples, language)

    with pytest.raises(KilledError):
        work(lake, settings, dying)
    work(lake, settings, living)
    assert sum(heard) == SECONDS * SAMPLES_A_SECOND
    assert (len(decoded), len(httpserver.log)) == (1, 1)
    assert lake.read(TRANSCRIPTS)["status"].to_list() == ["ok"]


def test_a_failure_is_a_row_with_its_reason_and_is_tried_ever_less_often(
    lake: Lake, put: Callable[..., None], settings: Settings, decoded: list[Path], httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/bad.mp3").respond_with_data(b"no audio")
    httpserver.expect_request("/gone.mp3").respond_with_data(status=404)
    httpserver.expect_request("/good.mp3").respond_with_data(b"audio")
    put(*({"episode_id": name, "audio_url": httpserver.url_for(f"/{name}.mp3")} for name in ("bad", "gone", "good")))
    now = NOW
    assert work(lake, settings) == 3
    rows = {row["episode_id"]: row for row in lake.read(ASR_TRANSCRIPTS).iter_rows(named=True)}
    assert rows["bad"]["error"].endswith("/bad.mp3 (Locks): not audio that can be decoded: x")
    assert rows["gone"]["error"].endswith("/gone.mp3 (Locks): HTTP 404")
    assert rows["good"]["status"] == "ok"
    assert not (settings.asr_path / "bad").exists()
    for hours in (1, 2, 4):
        assert next_in_line(lake, now + timedelta(hours=hours, seconds=-1), 9) == []
        now += timedelta(hours=hours)
        assert work(lake, settings, now=now) == 2
