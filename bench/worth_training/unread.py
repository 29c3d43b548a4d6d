"""Passages that nobody read, alone and under titles: a teacher is asked about them.

What belongs here: which places of a home, and of a corpus and debates and meetings, give them. What does not: the
teacher (__main__.py).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl
from rich.progress import track

from assets.insights.passages import FEWEST_PASSAGES, by_segment, places_tried
from assets.insights.salience.spoken import spoken
from assets.insights.salience.windows import FEWEST_WORDS, MOST_SENTENCES, MOST_WORDS
from assets.insights.shown import pairs
from assets.insights.titles import claims_with_title
from assets.insights.worth import as_read, is_clip
from assets.language.sentences import split
from bench.claim_training.examples import Example as Sentence
from bench.claim_training.examples import debates
from bench.podcast_claims import episode_transcripts, segment_texts
from bench.verdict_training.elsewhere import DEBATES, debate_of
from bench.verdict_training.examples import is_measured
from orchestration.digest.insights import reader
from orchestration.evaluation.interviews import HELD_OUT_MEETINGS, spoken_text
from orchestration.lake import Lake
from orchestration.tables import CLAIMS, EPISODES, MENTIONS, SEGMENTS, SPEECH

Row = dict[str, Any]

# So many of the stretches of each episode, of each meeting and of all debates, and how many of these are asked about:
# half of them the likeliest by the model that is shipped.
PER_EPISODE, PER_MEETING, OF_DEBATES = 24, 12, 9_000
ASKED: Final[Mapping[str, int]] = {"podcasts": 3_500, "debates": 2_600, "meetings": 400}


def unread_passages(corpus: Path, labelled: Path) -> list[str]:
    """Return stretches of one to three sentences as long as passages, none of an episode or debate that is measured.

    Args:
        corpus: the folder of collections.
        labelled: the folder with debates (CheckThat 2024 task 1) and meetings (AMI).
    """
    chance = random.Random(0)
    found = {
        "podcasts": [one for said in spoken_by(corpus) for one in _some(stretches(said), PER_EPISODE, chance)],
        "debates": _some([one for said in _debates(labelled) for one in stretches([said])], OF_DEBATES, chance),
        "meetings": [one for said in _meetings(labelled) for one in _some(stretches([said]), PER_MEETING, chance)],
    }
    return [one for name, texts in found.items() for one in _likeliest_and_others(texts, ASKED[name], chance)]


def stretches(turns: Iterable[Sequence[str]]) -> list[str]:
    """Return every stretch of one to three sentences within a turn that has as many words as a passage."""
    found = []
    for sentences in turns:
        for first in range(len(sentences)):
            for count in range(1, MOST_SENTENCES + 1):
                text = " ".join(sentences[first : first + count])
                if first + count <= len(sentences) and FEWEST_WORDS <= len(text.split()) <= MOST_WORDS:
                    found.append(text)
    return found


def spoken_by(corpus: Path) -> Iterator[list[list[str]]]:
    """Give the sentences of each segment of each episode that is not measured."""
    for episode, transcript in sorted(episode_transcripts(corpus).items()):
        if not is_measured(episode):
            yield [[one.text for one in split(text)] for text in segment_texts(transcript)]


def _debates(labelled: Path) -> Iterator[list[str]]:
    """Give the sentences of each debate in their order; where a number is missing, it begins anew."""
    run: list[Sentence] = []
    for one in sorted(debates(labelled / DEBATES), key=lambda one: one.number):
        if is_measured(debate_of(one.number)):
            continue
        if run and one.number != run[-1].number + 1:
            yield [said.text for said in run]
            run = []
        run.append(one)
    yield [said.text for said in run]


def _meetings(labelled: Path) -> Iterator[list[str]]:
    for line in (labelled / "ami_extractive" / "meetings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["meeting"].startswith(HELD_OUT_MEETINGS):
            yield [one.text for turn in row["turns"] for one in split(spoken_text(turn["text"]))]


def _likeliest_and_others(texts: Sequence[str], count: int, chance: random.Random) -> list[str]:
    ranked = sorted(texts, key=lambda text: -is_clip(text))
    return ranked[: count // 2] + _some(ranked[count // 2 :], count - count // 2, chance)


def _some(texts: Sequence[str], most: int, chance: random.Random) -> list[str]:
    return chance.sample(texts, min(most, len(texts)))


def unread_insights(lake: Lake, model: str) -> list[str]:
    """Return what places of all episodes might show, as the model reads it, none of an episode that is measured.

    Of an episode so many places are taken as are tried where FEWEST_PASSAGES are wanted.

    Args:
        lake: of a home that has read the corpus.
        model: names the language model that parses.
    """
    episodes = lake.read(EPISODES).select("episode_id", "guid", "published_on").sort("published_on", "episode_id")
    found: dict[str, None] = {}
    for (day,), of_day in track(list(episodes.group_by("published_on", maintain_order=True)), description="days"):
        tables = [lake.read_day(table, day) for table in (SEGMENTS, SPEECH, MENTIONS, CLAIMS)]
        for episode_id, guid, _day in of_day.iter_rows():
            segments, *others = (table.filter(pl.col("episode_id") == episode_id).to_dicts() for table in tables)
            if segments and not is_measured(guid):
                found |= dict.fromkeys(_of_episode(segments, others, model))
    return list(found)


def _of_episode(segments: Sequence[Row], others: Sequence[Sequence[Row]], model: str) -> Iterator[str]:
    speech, mentions, claims = others
    read = reader(model, segments, mentions)
    tried, with_read = places_tried(spoken(segments, speech), claims, read, FEWEST_PASSAGES)
    titled, named = claims_with_title(with_read), by_segment(mentions)
    for place in tried:
        for window, title in pairs(place, titled, named):
            yield as_read(title.in_sentence, window.quote)
