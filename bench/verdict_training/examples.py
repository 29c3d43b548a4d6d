"""What verdicts are learned from: claims, titles and passages that were read, and others of a home.

What belongs here: labels and texts. What does not: learning from them.

Labels stand in labels/ (headlines.tsv, clips.tsv, claims.tsv), as places without text; a corpus gives the text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
import polars as pl

from assets.insights.salience.spoken import spoken
from assets.insights.salience.windows import all_windows, window_at
from assets.insights.titles import titles_of, with_what_follows
from assets.language.verdicts import CLAIM, PASSAGE, TITLE
from bench.headlines import read_headlines
from bench.labelled_places import labelled_rows, text_of
from bench.podcast_claims import episode_transcripts
from orchestration.lake import Lake
from orchestration.tables import CLAIMS, EPISODES, SEGMENTS, SPEECH

HEADLINES, CLIPS, CLAIMED = "headlines.tsv", "clips.tsv", "claims.tsv"
# In the order of the model's outputs. Headlines that were read first are "unclear or wrong".
TITLE_LABELS: Final = ("good", "dull", "unclear", "wrong")
GRADES: Final = ("0", "1", "2", "3")
CLAIM_LABELS: Final = ("sound", "unclear", "torn", "no claim")
# One episode in so many is kept apart for measuring, by a checksum of its name.
MEASURED_EVERY: Final = 8

Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the part of the model's outputs that is about it, and its chances: ones for each label that may be right.

    Where a teacher gave the chances they add up to one.
    """

    text: str
    part: slice
    chances: Chances
    episode: str

    @property
    def is_measured(self) -> bool:
        """Whether its episode is kept apart."""
        return crc32(self.episode.encode()) % MEASURED_EVERY == 0


def labelled(folder: Path, corpus: Path) -> list[Example]:
    """Return the titles, passages and claims that were read, with their labels."""
    examples = [
        Example(with_what_follows(one.headline, one.sentence), TITLE, _chances(one.label, TITLE_LABELS), one.episode)
        for one in read_headlines(folder / HEADLINES, corpus)
    ]
    transcripts = episode_transcripts(corpus)
    for file, column, part, labels in ((CLIPS, "grade", PASSAGE, GRADES), (CLAIMED, "label", CLAIM, CLAIM_LABELS)):
        examples += [
            Example(text_of(row, transcripts), part, _chances(row[column], labels), row["episode"])
            for row in labelled_rows(folder / file)
            if row["episode"] in transcripts and row[column] in labels
        ]
    return examples


def unlabelled(lake: Lake, per_episode: int, seed: int) -> list[Example]:
    """Return titles, passages and claims that nobody read, so many of each an episode at most, without chances."""
    chance = random.Random(seed)
    found: list[Example] = []
    for episode, segments, speech, claims in _episodes(lake):
        said = spoken(segments, speech)
        windows = all_windows(said)
        quotes = [window_at(said, int(windows.first[at]), int(windows.last[at])).quote for at in range(len(windows))]
        titles = [with_what_follows(text, row["quote"]) for row in claims for text in titles_of(row)]
        said_claims = [row["quote"] for row in claims]
        for part, texts in ((TITLE, titles), (PASSAGE, quotes), (CLAIM, said_claims)):
            drawn = chance.sample(texts, min(per_episode, len(texts)))
            found += [Example(text, part, np.zeros(0), episode) for text in drawn]
    return found


def _chances(label: str, labels: Sequence[str]) -> Chances:
    return np.array([float(one in label.split(" or ")) for one in labels])


def _episodes(lake: Lake) -> Iterator[tuple[str, list[Any], list[Any], list[Any]]]:
    names = dict(lake.read(EPISODES).sort("episode_id").select("episode_id", "guid").iter_rows())
    tables = [_by_episode(lake.read(table)) for table in (SEGMENTS, SPEECH, CLAIMS)]
    for episode_id, guid in names.items():
        segments, speech, claims = (table.get(episode_id, []) for table in tables)
        if segments:
            yield guid, segments, speech, claims


def _by_episode(frame: pl.DataFrame) -> Mapping[str, list[Any]]:
    order = [name for name in ("position", "segment_id", "char_start") if name in frame.columns]
    parts = frame.sort(order).partition_by("episode_id", as_dict=True, maintain_order=True)
    return {str(key[0]): part.to_dicts() for key, part in parts.items()}
