"""What verdicts are learned from: claims, titles and passages that were read.

What belongs here: labels and texts. What does not: learning from them.

Labels stand in labels/ (headlines.tsv, clips.tsv, claims.tsv), as places without text; a corpus gives the text.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assets.insights.titles import with_what_follows
from assets.language.verdicts import CLAIM, PASSAGE, TITLE
from bench.headlines import read_headlines
from bench.labelled_places import labelled_rows, text_of
from bench.podcast_claims import episode_transcripts, segment_texts
from bench.unmarked import stripped

HEADLINES, CLIPS, CLAIMED = "headlines.tsv", "clips.tsv", "claims.tsv"
# In the order of the model's outputs. Headlines that were read first are "unclear or wrong".
TITLE_LABELS: Final = ("good", "dull", "unclear", "wrong")
GRADES: Final = ("0", "1", "2", "3")
CLAIM_LABELS: Final = ("sound", "unclear", "torn", "no claim")
# By so many words an end is moved at most, to show what a claim cut wrongly is.
MOST_MOVED: Final = 6
# One episode in so many is kept apart for measuring, by a checksum of its name.
MEASURED_EVERY: Final = 8

Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the part of the model's outputs that is about it, and a one for each label that may be right.

    Where they are shares (`has_shares`: what a teacher says, or how many readers say so) they add up to one. What a
    teacher was asked about has no episode. What nobody read so, but was made of what they read, says so (`is_made`).
    """

    text: str
    part: slice
    chances: Chances
    episode: str
    has_shares: bool = False
    is_made: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether its episode is kept apart."""
        return bool(self.episode) and is_measured(self.episode)


def is_measured(episode: str) -> bool:
    """Tell whether an episode is kept apart for measuring: nothing is learned from it."""
    return crc32(episode.encode()) % MEASURED_EVERY == 0


def labelled(folder: Path, corpus: Path) -> list[Example]:
    """Return the titles, passages and claims that were read, with their labels."""
    examples = [
        Example(
            with_what_follows(one.headline, one.sentence), TITLE, chances_of_label(one.label, TITLE_LABELS), one.episode
        )
        for one in read_headlines(folder / HEADLINES, corpus)
    ]
    transcripts = episode_transcripts(corpus)
    examples += _without_marks(labelled_rows(folder / CLAIMED), transcripts)
    for file, column, part, labels in ((CLIPS, "grade", PASSAGE, GRADES), (CLAIMED, "label", CLAIM, CLAIM_LABELS)):
        examples += [
            Example(text_of(row, transcripts), part, chances_of_label(row[column], labels), row["episode"])
            for row in labelled_rows(folder / file)
            if row["episode"] in transcripts and row[column] in labels
        ]
    return examples


def _without_marks(rows: Sequence[Mapping[str, str]], transcripts: Mapping[str, Path]) -> list[Example]:
    """Return claims as speech without marks has them; sound ones also with ends that are not theirs: these are torn.

    Of episodes that are measured none is taken: the figures are about claims as they were read.
    """
    chance = random.Random(0)
    found = []
    for row in rows:
        if row["episode"] not in transcripts or row["label"] not in CLAIM_LABELS:
            continue
        said = segment_texts(transcripts[row["episode"]])[int(row["position"])]
        start, end = int(row["char_start"]), int(row["char_end"])
        before, claim, after = (stripped(part).split() for part in (said[:start], said[start:end], said[end:]))
        texts = [(claim, row["label"])]
        if row["label"] == "sound":
            texts.append((_cut_wrongly(before, claim, after, chance), "torn"))
        found += [
            Example(" ".join(words), CLAIM, chances_of_label(label, CLAIM_LABELS), row["episode"], is_made=True)
            for words, label in texts
        ]
    return [one for one in found if not one.is_measured]


def _cut_wrongly(before: list[str], claim: list[str], after: list[str], chance: random.Random) -> list[str]:
    """Return a claim with some words too few or too many at one of its ends."""
    count = chance.randint(1, MOST_MOVED)
    ways = [claim[count:], claim[:-count], *([before[-count:] + claim] if before else [])]
    ways += [claim + after[:count]] if after else []
    return chance.choice(ways)


def chances_of_label(label: str, labels: Sequence[str]) -> Chances:
    """Return a one for each label that may be right: "unclear or wrong" names two."""
    return np.array([float(one in label.split(" or ")) for one in labels])
