"""Speech recognition for real: synthesised speech through a small model into segments, and a run that is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from assets.defs import asr as defs
from assets.podcasts.asr.audio import SAMPLES_A_SECOND, Samples
from assets.podcasts.asr.whisper import Heard, Recognise
from orchestration.digest.segments import segment_days
from orchestration.lake import Lake
from orchestration.runs import scan
from orchestration.settings import PROJECT_ROOT, Settings
from orchestration.tables import ASR_TRANSCRIPTS, SEGMENTS, TRANSCRIPTS
from tests.asr.conftest import MINUTE

DAY = date(2025, 3, 4)

# A run that is killed when it is to hear the second part of the audio: nothing of it gets to say goodbye.
KILLED_RUN = """
import os, signal, sys
import assets.defs.asr as defs
from orchestration.runs import scan
from orchestration.settings import Settings

load = defs.load

def load_for_one_part(model):
    recognise, parts = load(model), []
    def one_part(samples, language):
        if parts:
            os.kill(os.getpid(), signal.SIGKILL)
        parts.append(len(samples))
        return recognise(samples, language)
    return one_part

defs.load = load_for_one_part
scan(Settings.from_environment(), [sys.argv[1]], print)
"""


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model: str) -> Settings:
    """An empty home in which speech recognition is on; what was heard is kept every third of a minute."""
    for name, value in {
        "HOME": str(tmp_path / "home"),
        "ASR": "true",
        "ASR_MODEL": model,
        "ASR_CHECKPOINT_MINUTES": "0.3",
        "LAKE": "",
        "HOST_PAUSE_SECONDS": "0",
    }.items():
        monkeypatch.setenv(f"BRIEFCAST_{name}", value)
    monkeypatch.setenv("DAGSTER_HOME", "")
    return Settings.from_environment()


@pytest.fixture
def feed(httpserver: HTTPServer, speech: bytes) -> str:
    """The address of a feed with one episode that has audio and no transcript."""
    audio = httpserver.url_for("/minute.wav")
    httpserver.expect_request("/minute.wav").respond_with_data(speech, content_type="audio/wav")
    httpserver.expect_request("/feed").respond_with_data(
        f"""<rss version="2.0"><channel><title>Harbour Report</title><item><title>The new lock</title>
        <guid>1</guid><pubDate>Tue, 04 Mar 2025 06:00:00 GMT</pubDate>
        <enclosure url="{audio}" type="audio/wav" length="{len(speech)}"/></item></channel></rss>"""
    )
    return httpserver.url_for("/feed")


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


def assert_heard(lake: Lake) -> None:
    """The segments hold most of what was said, at times that rise through the minute."""
    segment_days(lake, [DAY], lambda _count: None)
    segments = lake.read_day(SEGMENTS, DAY).sort("position")
    heard = words(" ".join(segments["text"]))
    assert len(words(MINUTE) & heard) > 0.8 * len(words(MINUTE))
    assert segments["start_seconds"].is_sorted()
    assert segments["start_seconds"].null_count() == 0
    assert segments["start_seconds"][0] < 2
    assert 50 < segments["end_seconds"][-1] < 75
    starts = [anchor["start_seconds"] for anchors in segments["anchors"] for anchor in anchors]
    assert starts == sorted(starts)
    assert len(starts) > 8


def asked_for_audio(httpserver: HTTPServer) -> int:
    return sum(request.path == "/minute.wav" for request, _ in httpserver.log)


def test_a_minute_of_speech_becomes_segments_with_times(settings: Settings, feed: str) -> None:
    lines: list[str] = []
    scan(settings, [feed], lines.append)
    lake = Lake(root=settings.lake_root)
    [made] = lake.read(ASR_TRANSCRIPTS).to_dicts()
    assert (made["status"], made["language"]) == ("ok", "en")
    assert 50 < made["audio_seconds"] < 75
    [row] = lake.read(TRANSCRIPTS).to_dicts()
    assert (row["url"], row["declared_type"], row["sha256"]) == ("asr:model", "application/json", made["sha256"])
    assert_heard(lake)
    assert list(settings.asr_path.iterdir()) == []
    assert not any("wait for a transcript" in line for line in lines)


def test_a_killed_run_is_gone_on_with_where_it_stopped(
    settings: Settings, feed: str, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_RUN, feed], cwd=PROJECT_ROOT, env=dict(os.environ), check=False
    )
    assert killed.returncode == -signal.SIGKILL
    lake = Lake(root=settings.lake_root)
    assert lake.read(ASR_TRANSCRIPTS).is_empty()
    [folder] = settings.asr_path.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint.json", "samples", "source.json"]

    done = json.loads((folder / "checkpoint.json").read_text(encoding="utf-8"))["done_samples"]
    load = defs.load
    parts: list[int] = []

    def counting(model: str) -> Recognise:
        recognise = load(model)

        def count(samples: Samples, language: str | None) -> Heard:
            parts.append(len(samples))
            return recognise(samples, language)

        return count

    monkeypatch.setattr(defs, "load", counting)
    scan(settings, [feed], lambda _line: None)
    assert done > 0
    assert sum(parts) == round(lake.read(ASR_TRANSCRIPTS)["audio_seconds"][0] * SAMPLES_A_SECOND) - done
    assert asked_for_audio(httpserver) == 1
    assert_heard(lake)
    assert list(settings.asr_path.iterdir()) == []


def test_with_recognition_off_the_episode_waits_and_the_run_says_so(
    settings: Settings, feed: str, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFCAST_ASR", "false")
    lines: list[str] = []
    scan(Settings.from_environment(), [feed], lines.append)
    assert any("1 episodes wait for a transcript" in line for line in lines)
    assert asked_for_audio(httpserver) == 0
