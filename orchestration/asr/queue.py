"""The episodes that wait for a transcript, and working through those whose audio is to be transcribed.

What belongs here: who waits, whose turn it is, what an outcome changes in the tables. What does not: the work on one
episode (episode.py).
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl

from assets.podcasts.asr.audio import AudioError
from assets.podcasts.asr.document import TYPE
from assets.podcasts.asr.whisper import Recognise, model_name
from orchestration.asr.download import Downloaded, Limits, download
from orchestration.asr.episode import Heed, Transcribed, transcribe
from orchestration.http import Fetcher, FetchError
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.tables import ASR_TRANSCRIPTS, EPISODES, FEEDS, TRANSCRIPTS, LakeTable

# An address of no server: the transcript was made here, by the model that follows.
SCHEME: Final = "asr:"
RETRY_HOURS_AT_MOST: Final = 7 * 24

Row = dict[str, Any]


def waiting(lake: Lake) -> pl.DataFrame:
    """Return the episodes that wait for a transcript: their feed names none, and none was made. Newest first."""
    served = lake.read(TRANSCRIPTS).filter(pl.col("status") == "ok").select("episode_id")
    unnamed = lake.read(EPISODES).filter(pl.col("transcript_tags").list.len() == 0, pl.col("withdrawn_at").is_null())
    return unnamed.join(served, on="episode_id", how="anti").sort("published_at", "episode_id", descending=True)


def next_in_line(lake: Lake, now: datetime, at_most: int) -> list[Row]:
    """Return the episodes whose audio is to be transcribed now, newest first.

    Their shows are in use and their feeds name audio. One that failed is tried again after 1, 2, 4 … hours, a week at
    most, and at once where its audio has another address.
    """
    active = lake.read(FEEDS).filter(pl.col("status") == "active").select("show_id")
    with_audio = waiting(lake).filter(pl.col("audio_url").is_not_null()).join(active, on="show_id", how="semi")
    tried = {row["episode_id"]: row for row in lake.read(ASR_TRANSCRIPTS).iter_rows(named=True)}
    in_line = (row for row in with_audio.iter_rows(named=True) if _is_due(row, tried.get(row["episode_id"]), now))
    return [row for _, row in zip(range(at_most), in_line, strict=False)]


def _is_due(episode: Row, tried: Row | None, now: datetime) -> bool:
    if tried is None or tried["audio_url"] != episode["audio_url"]:
        return True
    hours = min(2 ** (tried["attempt_count"] - 1), RETRY_HOURS_AT_MOST)
    return bool(now - tried["attempted_at"] >= timedelta(hours=hours))


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that the work needs.

    Attributes:
        lake: takes transcripts and rows.
        settings: limits, and where working folders lie.
        make_fetcher: makes what downloads.
        recognise: hears words.
        now: gives the time, UTC.
    """

    lake: Lake
    settings: Settings
    make_fetcher: Callable[[], Fetcher]
    recognise: Recognise
    now: Callable[[], datetime]

    def work_through(self, episodes: Sequence[Row], advance: Callable[[int], None]) -> None:
        """Transcribe episodes one after another; each outcome is written before the next begins.

        A failure is a row with its reason and costs only its episode.
        """
        for episode in episodes:
            self._work_on(episode)
            advance(1)

    def _work_on(self, episode: Row) -> None:
        folder = self.settings.asr_path / episode["episode_id"]
        try:
            done = self._transcribe(folder, episode["audio_url"])
        except (FetchError, AudioError) as error:
            reason = f"{episode['audio_url']} ({episode['title']}): {error}"
            self._note(episode, {"status": "error", "error": reason})
            if isinstance(error, AudioError):
                shutil.rmtree(folder)
            return
        made = {"sha256": self.lake.put_file(done.document), "byte_count": len(done.document)}
        self._hand_on(episode, made)
        heard = {"language": done.language, "audio_seconds": done.audio_seconds}
        audio = {"audio_sha256": done.audio.sha256, "audio_byte_count": done.audio.byte_count}
        self._note(episode, {"status": "ok", **made, **heard, **audio})
        shutil.rmtree(folder)

    def _transcribe(self, folder: Path, url: str) -> Transcribed:
        settings = self.settings
        heed = Heed(
            settings.asr_longest_hours * 3600, settings.asr_checkpoint_minutes * 60, settings.asr_language or None
        )
        return transcribe(
            folder,
            url,
            fetch=lambda target: asyncio.run(self._download(url, target)),
            recognise=self.recognise,
            model=settings.asr_model,
            heed=heed,
        )

    async def _download(self, url: str, target: Path) -> Downloaded:
        limits = Limits(self.settings.asr_download_limit_bytes, self.settings.asr_download_limit_seconds)
        async with self.make_fetcher() as fetcher:
            return await download(fetcher, url, target, limits)

    def _hand_on(self, episode: Row, made: Row) -> None:
        """Put the transcript into the table of transcripts: what follows treats it like any other."""
        row = _empty(TRANSCRIPTS, episode) | made
        row |= {"url": SCHEME + model_name(self.settings.asr_model), "declared_type": TYPE, "status": "ok"}
        row |= {"is_chosen": True, "attempt_count": 1, "earlier_sha256s": []}
        _put(self.lake, TRANSCRIPTS, row | {"fetched_at": self.now(), "asked_at": self.now()})

    def _note(self, episode: Row, outcome: Row) -> None:
        known = self.lake.read(ASR_TRANSCRIPTS).filter(
            pl.col("episode_id") == episode["episode_id"], pl.col("audio_url") == episode["audio_url"]
        )
        tried = {
            "audio_url": episode["audio_url"],
            "model": model_name(self.settings.asr_model),
            "attempt_count": 1 + sum(known["attempt_count"]),
            "attempted_at": self.now(),
        }
        _put(self.lake, ASR_TRANSCRIPTS, _empty(ASR_TRANSCRIPTS, episode) | tried | outcome)


def _empty(table: LakeTable, episode: Row) -> Row:
    return dict.fromkeys(table.schema) | {"episode_id": episode["episode_id"], "published_on": episode["published_on"]}


def _put(lake: Lake, table: LakeTable, row: Row) -> None:
    """Write a row in the place of the one that its episode has."""
    others = lake.read(table).filter(pl.col("episode_id") != row["episode_id"])
    merged = pl.concat([others, pl.DataFrame([row], schema=table.schema)])
    lake.write(table, merged.sort("published_on", "episode_id"))
