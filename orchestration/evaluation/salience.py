"""Measuring the choice of passages against what people chose.

What belongs here: the figures, and the baselines beside them. What does not: the documents (interviews.py), the choice
(assets.insights).
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from orchestration.evaluation.figures import Figures
from orchestration.evaluation.interviews import Interview, Place, read_interviews
from orchestration.settings import Settings

PASSAGES: Final = 5
# So many windows of a document are read, as of a long episode.
READ: Final = 36
# A stretch that people chose counts as found when a passage covers this share of its characters.
COVERED: Final = 0.5
# Random passages are drawn so many times: their figures are means.
DRAWS: Final = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """The most salient passages of a document, and the best with a title, as places."""

    salient: Sequence[Place]
    titled: Sequence[Place]


def evaluate_salience(data: Path, settings: Settings) -> Figures:
    """Choose the five most salient passages of each document, and compare them with what people chose.

    The pipeline shows those of them that have a title; what that costs is measured beside it.

    Args:
        data: see interviews.read_interviews.
        settings: name the language model and the number of processes.

    Returns:
        hit_at_5, the share of documents with a stretch found; coverage_at_5, the mean share of a document's stretches
        found; the same of passages as long as ours that are chosen at random (random_), from the longest turns
        (longest_), or nearest to the document's TF-IDF centroid (centroid_); n (documents); items_per_second.

    Raises:
        EvaluationDataError: if a line cannot be used.
    """
    documents = [document for document in read_interviews(data) if document.gold]
    started = time.perf_counter()
    both = list(chosen(documents, settings))
    seconds = time.perf_counter() - started
    ours, titled = [one.salient for one in both], [one.titled for one in both]
    figures: Figures = {}
    draw = random.Random(0)  # noqa: S311 - a baseline, no secret
    baselines: dict[str, Callable[[Interview, Sequence[int]], list[list[Place]]]] = {
        "random_": lambda document, lengths: [_random(document, lengths, draw) for _ in range(DRAWS)],
        "longest_": lambda document, lengths: [_longest(document, lengths)],
        "centroid_": lambda document, lengths: [_central(document, lengths)],
    }
    figures |= _figures("", documents, [[one] for one in ours])
    for name, choose in baselines.items():
        tries = [
            choose(document, [_length(document, one) for one in passages])
            for document, passages in zip(documents, ours, strict=True)
        ]
        figures |= _figures(name, documents, tries)
    figures |= _figures("titled_", documents, [[one] for one in titled])
    return figures | {"n": len(documents), "items_per_second": len(documents) / seconds}


def _figures(name: str, documents: Sequence[Interview], tries: Sequence[Sequence[Sequence[Place]]]) -> Figures:
    """Return the figures of choices of passages, several tries a document, of which the mean counts."""
    hits, coverage = 0.0, 0.0
    for document, own in zip(documents, tries, strict=True):
        shares = [_found_share(document.gold, passages) for passages in own]
        hits += sum(share > 0 for share in shares) / len(shares)
        coverage += sum(shares) / len(shares)
    return {f"{name}hit_at_5": hits / len(documents), f"{name}coverage_at_5": coverage / len(documents)}


def chosen(documents: Sequence[Interview], settings: Settings) -> Iterator[Chosen]:
    """Give the five best passages of each document, and the five best with a title.

    An interview that cannot be read has none.
    """
    from assets.insights.passages import episode_passages
    from assets.insights.salience.choice import salient
    from assets.insights.salience.spoken import spoken
    from assets.language.episode import EpisodeReading
    from assets.language.processes import read_episodes
    from orchestration.digest.insights import reader

    readings = read_episodes(
        (document.text for document in documents),
        model=settings.language_model,
        process_count=settings.processes,
    )
    for document, reading in zip(documents, readings, strict=True):
        if not isinstance(reading, EpisodeReading):
            yield Chosen((), ())
            continue
        positions = {segment["segment_id"]: segment["position"] for segment in document.segments}
        best = salient(spoken(document.segments, reading.speech), reading.claims, READ)[:PASSAGES]
        rows = episode_passages(
            segments=document.segments,
            speech=reading.speech,
            mentions=reading.mentions,
            claims=reading.claims,
            read=reader(settings.language_model, document.segments, reading.mentions),
            limit=PASSAGES,
        )
        yield Chosen(
            [(positions[one.window.segment["segment_id"]], one.window.start, one.window.end) for one in best],
            [(positions[row["segment_id"]], row["char_start"], row["char_end"]) for row in rows],
        )


def _found_share(gold: Sequence[Place], passages: Sequence[Place]) -> float:
    return sum(any(_covers(one, span) for one in passages) for span in gold) / len(gold)


def _covers(passage: Place, span: Place) -> bool:
    if passage[0] != span[0]:
        return False
    return min(passage[2], span[2]) - max(passage[1], span[1]) >= COVERED * (span[2] - span[1])


def _length(document: Interview, passage: Place) -> int:
    return len(document.segments[passage[0]]["text"][passage[1] : passage[2]].split())


def _stretches(document: Interview, length: int) -> list[Place]:
    """Return, from each sentence on, the stretch of so many words within its segment."""
    from assets.language.sentences import split

    found = []
    for segment in document.segments:
        for sentence in split(segment["text"]):
            words = segment["text"][sentence.start :].split(maxsplit=length)
            if len(words) >= length:
                rest = len(words[length]) if len(words) > length else 0
                end = len(segment["text"]) - rest
                found.append(
                    (
                        segment["position"],
                        sentence.start,
                        sentence.start + len(segment["text"][sentence.start : end].rstrip()),
                    )
                )
    return found


def _apart(ordered: Iterable[Place], taken: Sequence[Place]) -> Place | None:
    """Return the first stretch that overlaps none taken."""
    clear = (
        one for one in ordered if all(one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1] for other in taken)
    )
    return next(clear, None)


def _chosen_by(document: Interview, lengths: Sequence[int], order: Callable[[list[Place]], list[Place]]) -> list[Place]:
    """Return stretches of these lengths, each the first in some order that overlaps none before."""
    taken: list[Place] = []
    for length in lengths:
        found = _apart(order(_stretches(document, length)), taken)
        taken += [found] if found else []
    return taken


def _random(document: Interview, lengths: Sequence[int], draw: random.Random) -> list[Place]:
    return _chosen_by(document, lengths, lambda stretches: draw.sample(stretches, len(stretches)))


def _longest(document: Interview, lengths: Sequence[int]) -> list[Place]:
    """Return the beginnings of the longest turns."""
    turns = {segment["position"]: len(segment["text"]) for segment in document.segments}
    return _chosen_by(document, lengths, lambda stretches: sorted(stretches, key=lambda one: (-turns[one[0]], one[1])))


def _central(document: Interview, lengths: Sequence[int]) -> list[Place]:
    """Return the stretches whose TF-IDF vectors are nearest to their mean."""

    def order(stretches: list[Place]) -> list[Place]:
        counts = [
            Counter(document.segments[place]["text"][start:end].lower().split()) for place, start, end in stretches
        ]
        spread: Counter[str] = Counter(word for count in counts for word in count)
        vectors: list[dict[str, float]] = []
        for count in counts:
            raw = {word: number * math.log(len(counts) / spread[word]) for word, number in count.items()}
            norm = math.sqrt(sum(value**2 for value in raw.values())) or 1.0
            vectors.append({word: value / norm for word, value in raw.items()})
        centre: Counter[str] = Counter()
        for vector in vectors:
            centre.update(vector)
        nearness: dict[Place, float] = {
            one: sum(value * centre[word] for word, value in vector.items())
            for one, vector in zip(stretches, vectors, strict=True)
        }
        return sorted(stretches, key=lambda one: (-nearness[one], one))

    return _chosen_by(document, lengths, order)
