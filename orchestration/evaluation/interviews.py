"""Interviews with the stretches that people chose of them: the labelled files of salience.

What belongs here: reading them, as segments that the pipeline takes. What does not: figures (salience.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from assets.language.episode import EpisodeText
from assets.podcasts.identifiers import stable_id
from assets.podcasts.wording import ends_sentence
from orchestration.evaluation.figures import EvaluationDataError

# Stretches in a row of one speaker are joined up to so many words, of nobody known to a paragraph: as in
# podcasts.segments, so that captions of a few words make the segments that the pipeline would have.
NAMED_WORDS: Final = 300
UNNAMED_WORDS: Final = 80
# AMI meetings that nothing is learned from: the customary test part.
HELD_OUT_MEETINGS: Final = ("ES2004", "ES2014", "IS1009", "TS3003", "TS3007")
_NOISE: Final = re.compile(r"\{\w+\}")
_LOOSE_MARK: Final = re.compile(r"\s+([.,?!])")

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Interview:
    """A document: its segments, and what people chose, as (segment, first character, character after the last)."""

    name: str
    segments: tuple[dict[str, Any], ...]
    gold: tuple[Place, ...]

    @property
    def text(self) -> EpisodeText:
        """The document as the language stage takes it: nothing is known of it but what is said."""
        return EpisodeText(episode_id=self.name, show_id="", published_on=date.min, people=(), segments=self.segments)


def read_interviews(data: Path) -> list[Interview]:
    """Read labelled documents.

    Args:
        data: JSON lines `{"id", "segments": [{"speaker", "text"}], "gold": [[segment, char_start, char_end], …]}`, or
            those of the AMI meetings: `{"meeting", "turns": [{"speaker", "text", "selected_words"}]}`, of which the
            meetings held out are taken, and of these the turns of which most was selected.

    Raises:
        EvaluationDataError: if a line is of neither form, a span is not in its segment, or there is none.
    """
    found = []
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "turns" in row and not row["meeting"].startswith(HELD_OUT_MEETINGS):
                continue
            found.append(meeting(row) if "turns" in row else interview(row["id"], row["segments"], row["gold"]))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise EvaluationDataError(
                f"{data}, line {number}: expected id, segments and gold spans within them ({error!r})"
            ) from error
    if not found:
        raise EvaluationDataError(f"{data}: no labelled documents")
    return found


def meeting(row: Mapping[str, Any]) -> Interview:
    """Return a meeting of AMI: what was chosen are turns of which at least half the words were selected."""
    turns = [{"speaker": turn["speaker"], "text": spoken_text(turn["text"])} for turn in row["turns"]]
    gold = [
        (place, 0, len(turn["text"]))
        for place, (turn, source) in enumerate(zip(turns, row["turns"], strict=True))
        if 2 * source["selected_words"] >= len(turn["text"].split()) >= 10
    ]
    return interview(row["meeting"], turns, gold)


def spoken_text(text: str) -> str:
    """Return the words of an AMI turn without its noises, and with marks close to the words."""
    return _LOOSE_MARK.sub(r"\1", " ".join(_NOISE.sub(" ", text).split()))


def interview(name: str, stretches: Sequence[Mapping[str, Any]], gold: Sequence[Sequence[int]]) -> Interview:
    """Return a document whose stretches are joined into segments as a transcript's captions are.

    Raises:
        ValueError: if a gold span does not lie in its stretch.
    """
    segments: list[dict[str, Any]] = []
    places: list[tuple[int, int]] = []
    for group in _joined(stretches):
        text = ""
        for stretch in group:
            text += " " if text else ""
            places.append((len(segments), len(text)))
            text += stretch["text"]
        segments.append(_segment(name, len(segments), group[0].get("speaker"), text))
    return Interview(name, tuple(segments), tuple(_moved(span, stretches, places) for span in gold))


def _moved(span: Sequence[int], stretches: Sequence[Mapping[str, Any]], places: Sequence[tuple[int, int]]) -> Place:
    number, start, end = span
    if not 0 <= start < end <= len(stretches[number]["text"]):
        raise ValueError(f"span {list(span)} is not within segment {number}")
    segment, offset = places[number]
    return segment, offset + start, offset + end


def _joined(stretches: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    group: list[Mapping[str, Any]] = []
    count = 0
    for stretch in stretches:
        speaker = stretch.get("speaker")
        if group:
            full = count >= (NAMED_WORDS if speaker else UNNAMED_WORDS) and ends_sentence(group[-1]["text"])
            if full or speaker != group[-1].get("speaker"):
                yield group
                group, count = [], 0
        group.append(stretch)
        count += len(stretch["text"].split())
    if group:
        yield group


def _segment(name: str, position: int, speaker: str | None, text: str) -> dict[str, Any]:
    return {
        "segment_id": stable_id("segment", name, position, text),
        "episode_id": name,
        "show_id": "",
        "published_on": date.min,
        "position": position,
        "speaker": speaker or None,
        "start_seconds": None,
        "end_seconds": None,
        "text": text,
        "anchors": [],
    }
