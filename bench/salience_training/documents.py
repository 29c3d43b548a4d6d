"""The labelled documents that the weights of salience are learned from, each with who judges its windows.

What belongs here: reading the sources. What does not: features (judged.py), learning (fitting.py).

Three sources. Clips: passages of podcasts graded by reading (labels/clips.tsv). Topics: Python Bytes, by how much of
one of the hosts' own bullets a window holds. Meetings: turns of AMI, by the share of their words that a summariser
selected. Speech and claims of the podcasts are taken from the lake of a home that has read them; meetings have none, as
nothing in them is worth checking.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
import polars as pl

from assets.insights.salience.cues import words_of
from assets.insights.salience.spoken import Numbers, Row, Spoken
from assets.insights.salience.theme import content_words, theme_of
from assets.insights.salience.windows import Windows, all_windows
from orchestration.evaluation.interviews import HELD_OUT_MEETINGS, interview, spoken_text
from orchestration.lake import Lake
from orchestration.tables import CLAIMS, EPISODES, SEGMENTS, SPEECH

LABELS: Final = Path(__file__).parents[1] / "labels" / "clips.tsv"
# Every third Python Bytes episode is left out, for measuring.
HELD_OUT_TOPICS: Final = 3
# A bullet with fewer words of content says too little to be found again.
BULLET_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Opinion:
    """Windows of a document that people judged, what they thought of each, and how each was drawn."""

    windows: Windows
    values: Numbers
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A labelled document: rows as the lake has them, and what gives its judged windows."""

    source: str
    show: str
    name: str
    segments: Sequence[Row]
    speech: Sequence[Row]
    claims: Sequence[Row]
    judge: Callable[[Spoken], Opinion]


def clips(lake: Lake) -> Iterator[Document]:
    """Give the episodes with graded passages.

    Raises:
        LookupError: if the lake lacks an episode, or an episode no longer has a passage that was graded.
    """
    rows = list(_rows())
    read = _read(lake, {row["episode"] for row in rows})
    for episode, group in groupby(rows, key=lambda row: row["episode"]):
        yield Document("clips", episode.partition("/")[0], episode, *read(episode), _graded(list(group)))


def topics(lake: Lake, labelled: Path, *, held_out: bool) -> Iterator[Document]:
    """Give the Python Bytes episodes with the hosts' bullets: those that are learned from, or those held out."""
    lines = (labelled / "pythonbytes_topics" / "topics.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for number, line in enumerate(lines) if (number % HELD_OUT_TOPICS == 0) is held_out]
    read = _read(lake, {row["id"] for row in rows})
    for row in rows:
        yield Document("topics", "pythonbytes", row["id"], *read(row["id"]), _noted(bullets(row)))


def meetings(labelled: Path) -> Iterator[Document]:
    """Give the meetings that are learned from."""
    for line in (labelled / "ami_extractive" / "meetings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["meeting"].startswith(HELD_OUT_MEETINGS):
            turns = [{"speaker": turn["speaker"], "text": spoken_text(turn["text"])} for turn in row["turns"]]
            segments = interview(row["meeting"], turns, ()).segments
            speech = [{"segment_id": one["segment_id"], "kind": "speech", "asides": ()} for one in segments]
            yield Document("meetings", "meetings", row["meeting"], segments, speech, (), _selected(row["turns"], turns))


def _rows() -> Iterator[dict[str, str]]:
    lines = [line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    names = lines[0].split("\t")
    return (dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:])


def _read(lake: Lake, guids: set[str]) -> Callable[[str], tuple[list[Row], list[Row], list[Row]]]:
    """Return what gives the segments, speech and claims of an episode by its guid."""
    episodes = lake.read(EPISODES).filter(pl.col("guid").is_in(guids))
    ids = dict(episodes.select("guid", "episode_id").iter_rows())
    days = sorted(set(episodes["published_on"]))
    tables: list[dict[str, list[Row]]] = []
    for table in (SEGMENTS, SPEECH, CLAIMS):
        frame = lake.read_days(table, days).filter(pl.col("episode_id").is_in(ids.values()))
        frame = frame.sort("position") if table is SEGMENTS else frame
        parts = frame.partition_by("episode_id", as_dict=True, maintain_order=True)
        tables.append({str(key[0]): list(part.to_dicts()) for key, part in parts.items()})

    def read(guid: str) -> tuple[list[Row], list[Row], list[Row]]:
        if ids.get(guid) not in tables[0]:
            raise LookupError(f"{guid}: the home has not read this episode; run Briefcast over the corpus first")
        segments, speech, claims = (table.get(ids[guid], []) for table in tables)
        return segments, speech, claims

    return read


def _graded(rows: Sequence[Mapping[str, str]]) -> Callable[[Spoken], Opinion]:
    def judge(episode: Spoken) -> Opinion:
        starts = {(int(episode.segment_of[place]), int(start)): place for place, start in enumerate(episode.starts)}
        ends = {(int(episode.segment_of[at]), one.end): at for at, one in enumerate(episode.sentences)}
        first, last, kept = [], [], []
        for row in rows:
            position, start, end = int(row["position"]), int(row["char_start"]), int(row["char_end"])
            text = episode.segments[position]["text"][start:end]
            if f"{crc32(text.encode()):08x}" != row["checksum"]:
                raise LookupError(f"{row['episode']}, segment {position}: the graded passage is not there")
            # Where sentences are split otherwise by now, a graded passage may be no window any more.
            if (position, start) in starts and (position, end) in ends:
                first.append(starts[position, start])
                last.append(ends[position, end])
                kept.append(row)
        grades = np.array([float(row["grade"]) for row in kept])
        return Opinion(Windows(np.array(first), np.array(last)), grades, tuple(row["drawn"] for row in kept))

    return judge


def _selected(sources: Sequence[Mapping[str, Any]], turns: Sequence[Mapping[str, str]]) -> Callable[[Spoken], Opinion]:
    shares = {
        turn["text"]: min(1.0, source["selected_words"] / max(1, len(turn["text"].split())))
        for source, turn in zip(sources, turns, strict=True)
    }

    def judge(episode: Spoken) -> Opinion:
        windows = all_windows(episode)
        selected = np.array([_share_of(sentence.text, shares) for sentence in episode.sentences])
        values = [selected[first : last + 1].mean() for first, last in zip(windows.first, windows.last, strict=True)]
        return Opinion(windows, np.array(values))

    return judge


def _share_of(sentence: str, shares: Mapping[str, float]) -> float:
    return next((share for text, share in shares.items() if sentence in text), 0.0)


def bullets(row: Mapping[str, Any]) -> list[set[str]]:
    """Return the words of content of each of an episode's titles and bullets that says enough."""
    texts = [text for item in row["items"] for text in (item["title"], *item["bullets"])]
    found = [set(content_words(words_of(text))) for text in texts]
    return [words for words in found if len(words) >= BULLET_WORDS]


def _noted(wanted: Sequence[set[str]]) -> Callable[[Spoken], Opinion]:
    def judge(episode: Spoken) -> Opinion:
        windows = all_windows(episode)
        return Opinion(windows, np.array([share for share, _bullet in noted_shares(episode, windows, wanted)]))

    return judge


def noted_shares(episode: Spoken, windows: Windows, wanted: Sequence[set[str]]) -> list[tuple[float, int]]:
    """Return, for each window, the largest share of a bullet's words, by rarity, that it holds, and which bullet."""
    content = [content_words(words_of(sentence.text)) for sentence in episode.sentences]
    rarity = theme_of(content).rarity
    unheard = max(rarity.values(), default=1.0)
    whole = [sum(rarity.get(word, unheard) for word in words) for words in wanted]
    found = []
    for first, last in zip(windows.first, windows.last, strict=True):
        said = {word for place in range(first, last + 1) for word in content[place]}
        shares = [sum(rarity[word] for word in words & said) / of for words, of in zip(wanted, whole, strict=True)]
        best = int(np.argmax(shares)) if shares else 0
        found.append((shares[best] if shares else 0.0, best))
    return found
