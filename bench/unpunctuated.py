"""What is left of the claims when a transcript has neither punctuation nor case.

What belongs here: this one comparison. What does not: other quality (briefcast evaluate), speed (throughput.py).

Ten episodes are read as they are and stripped of marks and case. A claim counts as found again where a claim of the
stripped text shares at least 0.6 of the words that either has (intersection over union, by place), as covered where it
shares 0.6 of the claim's own words. A quote of the stripped text begins, or ends, rightly where a sentence of the text
as it is does, or where only fillers lie between.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from assets.language.episode import EpisodeText
from assets.language.pipeline import load_pipeline
from assets.language.read import read_episode
from assets.language.sentences import quote_start, split
from bench.unmarked import stripped
from orchestration.evaluation.corpus import corpus_folder, segments_of, transcripts
from orchestration.settings import Settings

OVERLAP: Final = 0.6
# How many episodes, drawn at random. The model of boundaries learns from none of these.
EPISODES: Final = 10
SEED: Final = 1

Row = dict[str, Any]
Span = tuple[int, int]


def main() -> None:
    """Compare, and print the figures."""
    parser = argparse.ArgumentParser(description="Count the claims that are found without punctuation and case.")
    parser.add_argument("--episodes", type=int, default=EPISODES, help="how many episodes, drawn at random")
    parser.add_argument("--seed", type=int, default=SEED, help="with another one, episodes that were learned from")
    arguments = parser.parse_args()
    folder = corpus_folder(Settings.from_environment())
    names = [str(path) for path in transcripts(folder)]
    nlp = load_pipeline(Settings.from_environment().language_model)
    again = covered = total = found = begins = ends = 0
    for name in drawn(names, arguments.episodes, arguments.seed):
        segments = segments_of(folder, name)
        marked = read_episode(nlp, _episode(name, segments))
        bare = [segment | {"text": stripped(str(segment["text"]))} for segment in segments]
        unmarked = read_episode(nlp, _episode(name, bare))
        for segment, plain in zip(segments, bare, strict=True):
            before = _spans(segment, marked.claims)
            after = _spans(plain, unmarked.claims)
            again += sum(any(_overlap(span, other) >= OVERLAP for other in after) for span in before)
            covered += sum(
                any(_shared(span, other) >= OVERLAP * (span[1] - span[0]) for other in after) for span in before
            )
            total += len(before)
            found += len(after)
            starts, stops = _edges(str(segment["text"]))
            begins += sum(start in starts for start, _end in after)
            ends += sum(end in stops for _start, end in after)
    print(
        f"claims with punctuation {total}, without {found}; found again {again / max(1, total):.3f}, "
        f"covered {covered / max(1, total):.3f}"
    )
    print(f"quotes that begin where a sentence does {begins / max(1, found):.3f}, end {ends / max(1, found):.3f}")


def drawn(names: Sequence[str], count: int, seed: int = SEED) -> list[str]:
    """Return the episodes that are read."""
    return random.Random(seed).sample(names, count)


def _episode(name: str, segments: Sequence[Row]) -> EpisodeText:
    return EpisodeText(name, name, date.min, (), tuple(segments))


def _spans(segment: Row, claims: Sequence[Row]) -> list[Span]:
    """Return the claims of a segment as spans of its stripped words."""
    text = str(segment["text"])
    return [
        (_word_count(text[: row["char_start"]]), _word_count(text[: row["char_end"]]))
        for row in claims
        if row["segment_id"] == segment["segment_id"]
    ]


def _word_count(text: str) -> int:
    return len(stripped(text).split())


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _overlap(one: Span, other: Span) -> float:
    return _shared(one, other) / (max(one[1], other[1]) - min(one[0], other[0]))


def _edges(text: str) -> tuple[set[int], set[int]]:
    """Return between which words sentences, or quotes of them, begin, and end."""
    starts, stops = set[int](), set[int]()
    for sentence in split(text):
        first = _word_count(text[: sentence.start])
        starts.update(range(first, _word_count(text[: sentence.start + quote_start(sentence.text)]) + 1))
        stops.add(_word_count(text[: sentence.end]))
    return starts, stops


if __name__ == "__main__":
    main()
