"""Fetching transcripts, each once.

What belongs here: which transcript is asked for when, and what an answer changes in the table of transcripts. What does
not: what a transcript says (assets.podcasts.transcripts).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import polars as pl

from assets.podcasts.choose import choose_transcript
from assets.podcasts.feeds import TranscriptTag
from orchestration.http import Answer, Fetcher, FetchError
from orchestration.lake import Lake
from orchestration.scanning.hosts import MakeFetcher, Row, each_by_host
from orchestration.scanning.local import transcript_reader
from orchestration.tables import EPISODES, TRANSCRIPTS

RETRY_HOURS_AT_MOST: Final = 7 * 24


def transcripts_to_fetch(lake: Lake, now: datetime) -> list[Row]:
    """Return a row of the table of transcripts for each one that is to be asked for now.

    A transcript that was fetched is not asked for again while its address stands. One that failed is asked for again
    after 1, 2, 4 … hours, a week at most.
    """
    known = _known(lake)
    wanted = []
    for episode in lake.read(EPISODES).iter_rows(named=True):
        tag = choose_transcript([TranscriptTag(**tag) for tag in episode["transcript_tags"]])
        before = known.get(episode["episode_id"])
        if tag is None:
            continue
        same = before if before is not None and before["url"] == tag.url else None
        if same is not None and not _due_again(same, now):
            continue
        row: Row = dict.fromkeys(TRANSCRIPTS.schema)
        row |= {"episode_id": episode["episode_id"], "published_on": episode["published_on"], "url": tag.url}
        wanted.append(row | {"declared_type": tag.type, "attempt_count": same["attempt_count"] if same else 0})
    return wanted


def fetch_transcripts(
    lake: Lake, wanted: Sequence[Row], make_fetcher: MakeFetcher, now: datetime, advance: Callable[[int], None]
) -> pl.DataFrame:
    """Fetch the wanted transcripts and return the new table of transcripts."""
    get = transcript_reader(lake)

    def fetch_one(fetcher: Fetcher, row: Row) -> Row:
        advance(1)
        return _fetch_transcript(lambda: get(fetcher, row), row, lake, now)

    known = _known(lake)
    for row in each_by_host(wanted, "url", fetch_one, make_fetcher):
        known[row["episode_id"]] = row
    return pl.DataFrame(list(known.values()), schema=TRANSCRIPTS.schema).sort("published_on", "episode_id")


def _known(lake: Lake) -> dict[str, Row]:
    return {row["episode_id"]: row for row in lake.read(TRANSCRIPTS).iter_rows(named=True)}


def _due_again(row: Row, now: datetime) -> bool:
    if row["status"] == "ok":
        return False
    hours = min(2 ** (row["attempt_count"] - 1), RETRY_HOURS_AT_MOST)
    return bool(now - row["fetched_at"] >= timedelta(hours=hours))


def _fetch_transcript(get: Callable[[], Answer], row: Row, lake: Lake, now: datetime) -> Row:
    asked = row | {"fetched_at": now, "attempt_count": row["attempt_count"] + 1}
    try:
        answer = get()
    except FetchError as error:
        return asked | {"status": "error", "error": f"{row['url']}: {error}", "http_status": error.status}
    content = answer.content or b""
    return asked | {
        "status": "ok",
        "http_status": answer.status,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "sha256": lake.put_file(content),
        "byte_count": len(content),
    }
