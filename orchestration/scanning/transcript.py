"""Asking for the transcripts of one episode, and what the answers change in their rows.

What belongs here: which of several is asked for, when one is asked for again, which is chosen. What does not: the table
(transcripts.py), how good a transcript is (assets.podcasts.transcripts).

Few requests: the best declared format is asked for first, and the next one only if the first cannot be had or read, or
lacks speakers or times that the next may bring. What was fetched is asked for again, conditionally, when the item in
the feed changes, and ever less often in the two weeks after publication, when shows correct transcripts. What failed is
asked for again after 1, 2, 4 … hours, a week at most.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from assets.podcasts.choose import is_web_page, may_add
from assets.podcasts.feeds import TranscriptTag
from assets.podcasts.local import LOCAL_SCHEME
from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript
from assets.podcasts.transcripts.quality import quality_of
from orchestration.http import Answer, Fetcher, FetchError, HostHeldError
from orchestration.http.robots import Robots
from orchestration.lake import Lake
from orchestration.scanning.hosts import Row
from orchestration.scanning.local import LocalTranscripts
from orchestration.scanning.rhythm import LONGEST_FAILURE, backoff
from orchestration.tables import TRANSCRIPTS

# How long after publication a fetched transcript is asked for again, and how soon the first time.
CORRECTED_WITHIN: Final = timedelta(days=14)
FIRST_RECHECK: Final = timedelta(days=1)
_MISSING: Final = (404, 410)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An episode whose transcripts are to be asked for: what it names, best first, and its rows so far, by address."""

    episode_id: str
    published_on: date
    published_at: datetime
    changed_at: datetime | None
    duration_seconds: float | None
    tags: tuple[TranscriptTag, ...]
    rows: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class TranscriptReader:
    """Asks for transcripts in one scan.

    Attributes:
        lake: takes the files.
        fetcher: asks.
        robots: says which web pages may be asked for.
        now: the time of the scan, UTC.
        local: reads the transcripts of folders that the user listed.
    """

    lake: Lake
    fetcher: Fetcher
    robots: Robots
    now: datetime
    local: LocalTranscripts

    async def ask(self, wanted: Wanted) -> list[Row]:
        """Ask for what is due of an episode and return all its rows; whatever a server does is told there."""
        rows = dict(wanted.rows)
        for index, tag in enumerate(wanted.tags):
            row = rows.get(tag.url)
            if row is None or self._is_due(row, wanted):
                row = await self._ask(tag, row or _new_row(wanted, tag), wanted)
            if row is None:
                continue
            if row["status"] == "ok" and len(wanted.tags) > 1:
                row = await asyncio.to_thread(self._assessed, row, wanted)
            rows[tag.url] = row
            if not _is_wanting(row, wanted.tags[index + 1 :]):
                break
        return _chosen(rows, wanted)

    def _is_due(self, row: Row, wanted: Wanted) -> bool:
        asked_at = row["asked_at"] or row["fetched_at"]
        if wanted.changed_at and wanted.changed_at > asked_at:
            return True
        due_at = row["next_ask_at"] or (None if row["status"] == "ok" else asked_at)
        return bool(due_at and due_at <= self.now)

    async def _ask(self, tag: TranscriptTag, row: Row, wanted: Wanted) -> Row | None:
        """Return the new row of a transcript; None, or the row as it was, where its host asked for patience."""
        validators = {"etag": row["etag"], "last_modified": row["last_modified"]} if row["status"] == "ok" else {}
        try:
            if tag.url.startswith(LOCAL_SCHEME):
                answer = await asyncio.to_thread(self.local.read, tag.url, wanted.episode_id, self.fetcher.limit_bytes)
            elif is_web_page(tag) and not await self.robots.allow(tag.url):
                return self._refused(row)
            else:
                answer = await self.fetcher.get(tag.url, **validators)
        except HostHeldError:
            return row if row["status"] else None
        except FetchError as error:
            return self._failed(row, error)
        return await self._fetched(row, answer, wanted)

    def _refused(self, row: Row) -> Row:
        error = f"{row['url']}: the site's robots.txt asks programs not to fetch this page"
        asked = {"status": "error", "error": error, "http_status": None, "fetched_at": self.now, "asked_at": self.now}
        return row | asked | {"next_ask_at": self.now + LONGEST_FAILURE}

    def _failed(self, row: Row, error: FetchError) -> Row:
        attempts = row["attempt_count"] + 1
        due_at = self.now + backoff(attempts)
        wait_until = self.now + timedelta(seconds=error.retry_after_seconds) if error.retry_after_seconds else None
        asked = row | {
            "attempt_count": attempts,
            "asked_at": self.now,
            "next_ask_at": max(due_at, wait_until) if wait_until else due_at,
            "wait_until": wait_until,
        }
        if row["status"] == "ok":  # what was fetched before is still there to be read
            return asked
        status = "missing" if error.status in _MISSING else "error"
        told = {"status": status, "error": f"{row['url']}: {error}", "http_status": error.status}
        return asked | told | {"fetched_at": self.now}

    async def _fetched(self, row: Row, answer: Answer, wanted: Wanted) -> Row:
        again_at = self.now + max(self.now - wanted.published_at, FIRST_RECHECK)
        asked = row | {
            "status": "ok",
            "error": None,
            "http_status": answer.status,
            "asked_at": self.now,
            "next_ask_at": again_at if again_at - wanted.published_at <= CORRECTED_WITHIN else None,
            "wait_until": None,
            "attempt_count": 1,
        }
        if answer.content is None:
            return asked
        sha256 = await asyncio.to_thread(self.lake.put_file, answer.content)
        asked |= {"etag": answer.etag, "last_modified": answer.last_modified}
        if sha256 == row["sha256"]:
            return asked
        earlier = [*(row["earlier_sha256s"] or ()), *([row["sha256"]] if row["sha256"] else ())]
        return asked | {
            "sha256": sha256,
            "byte_count": len(answer.content),
            "fetched_at": self.now,
            "earlier_sha256s": earlier,
            "quality": None,
        }

    def _assessed(self, row: Row, wanted: Wanted) -> Row:
        """Return the row with how good its transcript is, so that it can be compared with others of its episode."""
        if row["quality"] is not None:
            return row
        try:
            transcript = parse_transcript(self.lake.get_file(row["sha256"]), row["declared_type"])
        except TranscriptError:
            return row | {"quality": [], "has_speakers": False, "has_times": False}
        found = quality_of(transcript, wanted.duration_seconds)
        quality = [float(place) for place in found.rank]
        return row | {"quality": quality, "has_speakers": found.has_speakers, "has_times": found.has_times}


def _new_row(wanted: Wanted, tag: TranscriptTag) -> Row:
    row: Row = dict.fromkeys(TRANSCRIPTS.schema)
    row |= {"episode_id": wanted.episode_id, "published_on": wanted.published_on, "url": tag.url}
    return row | {"declared_type": tag.type, "attempt_count": 0, "earlier_sha256s": []}


def _is_wanting(row: Row, others: tuple[TranscriptTag, ...]) -> bool:
    """Tell whether one of the other transcripts is worth asking for, given the one at hand."""
    if row["status"] != "ok" or row["quality"] == []:
        return True
    lacks = {"has_speakers": bool(row["has_speakers"]), "has_times": bool(row["has_times"])}
    return any(may_add(tag, **lacks) for tag in others)


def _chosen(rows: dict[str, Row], wanted: Wanted) -> list[Row]:
    """Mark the best of an episode's transcripts and return all of them.

    A transcript that the feed does not name any more is kept only while nothing that it names can be had.
    """
    order = {tag.url: index for index, tag in enumerate(wanted.tags)}
    listed = {url: row for url, row in rows.items() if url in order}
    kept = listed if any(row["status"] == "ok" for row in listed.values()) else rows
    if not kept:
        return []

    def worth(url: str) -> tuple[bool, list[float], int]:
        return kept[url]["status"] == "ok", kept[url]["quality"] or [], -order.get(url, len(order))

    best = max(kept, key=worth)
    replaced = [row["sha256"] for url, row in rows.items() if url not in kept and row["sha256"]]
    earlier = [*replaced, *(kept[best]["earlier_sha256s"] or ())]
    kept[best] |= {"earlier_sha256s": [sha256 for sha256 in earlier if sha256 != kept[best]["sha256"]]}
    return [row | {"is_chosen": url == best} for url, row in kept.items()]
