"""Passages: the few stretches of one to three sentences of an episode that are worth knowing.

What belongs here: which windows of sentences, how salient, how specific, headline and summary. What does not: vectors
(vectors.py), what other episodes say (neighbours.py), the day's ranking (the warehouse).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from assets.language.lexicon import words
from assets.language.quantities import quantities
from assets.language.sentences import Sentence, quote_start, split
from assets.podcasts.identifiers import stable_id
from assets.podcasts.segments import seconds_at

VERSION: Final = "insights-2"

FEWEST_WORDS: Final = 20
MOST_WORDS: Final = 70
MOST_SENTENCES: Final = 3
# A passage needs a claim at least this good that has a headline: it asserts something, and that can be said shortly.
CLAIM_SCORE: Final = 0.55
# How many words of an episode there are for each passage kept.
WORDS_PER_PASSAGE: Final = 400
FEWEST_PASSAGES: Final = 6
# Whose view a modality makes of it, as a verb for the summary.
_VERBS: Final = {
    "asserted": "says",
    "hedged": "thinks",
    "predicted": "expects",
    "hypothetical": "considers",
    "recommended": "advises",
    "recalled": "recalls",
}

# Whose view it is where the words alone do not say whom they mean.
_SOMEBODY: Final = frozenset(
    "he she they it you who which that this people someone somebody everyone everybody".split()
)

# Two passages that name the same year or sum do not speak of the same thing for that.
NO_SUBJECT: Final = ("DATE", "MONEY")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Window:
    """Some sentences in a row of one segment, as offsets, with the claims inside."""

    segment: Row
    start: int
    end: int
    claims: tuple[Row, ...]
    salience: float
    specificity: float

    @property
    def quote(self) -> str:
        return str(self.segment["text"][self.start : self.end])

    @property
    def worth(self) -> float:
        return self.salience + 0.3 * self.specificity


def episode_passages(
    *, segments: Sequence[Row], speech: Sequence[Row], mentions: Sequence[Row], claims: Sequence[Row], limit: int = 12
) -> list[dict[str, Any]]:
    """Return the passages of one episode, best first, as rows of schema.PASSAGES without `vector`.

    Args:
        segments: rows of podcasts.schema.SEGMENTS.
        speech: rows of language.schema.SPEECH; only segments of kind `speech` give passages, and not their asides.
        mentions: rows of language.schema.MENTIONS.
        claims: rows of language.schema.CLAIMS.
        limit: how many passages at most; short episodes give fewer, one per 400 words and at least six.
    """
    spoken = {row["segment_id"]: row["asides"] or () for row in speech if row["kind"] == "speech"}
    claims_of, mentions_of = _by_segment(claims), _by_segment(mentions)
    windows = [
        window
        for segment in segments
        if segment["segment_id"] in spoken and segment["segment_id"] in claims_of
        for sentences in _content(segment, spoken[segment["segment_id"]])
        for window in _windows(
            segment, sentences, claims_of[segment["segment_id"]], mentions_of.get(segment["segment_id"], [])
        )
    ]
    total = sum(len(segment["text"].split()) for segment in segments if segment["segment_id"] in spoken)
    count = min(limit, max(FEWEST_PASSAGES, total // WORDS_PER_PASSAGE))
    return [_row(window, mentions_of) for window in _best(windows, count)]


def _by_segment(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["segment_id"], []).append(row)
    return found


def _content(segment: Row, asides: Sequence[Row]) -> Iterator[list[Sentence]]:
    """Give the sentences of a segment that are content, in stretches between those that are set aside."""

    def is_aside(sentence: Sentence) -> bool:
        return any(aside["char_start"] < sentence.end and sentence.start < aside["char_end"] for aside in asides)

    for aside, stretch in groupby(split(segment["text"]), key=is_aside):
        if not aside:
            yield list(stretch)


def _windows(
    segment: Row, sentences: Sequence[Sentence], claims: Sequence[Row], mentions: Sequence[Row]
) -> Iterator[_Window]:
    for first in range(len(sentences)):
        for last in range(first, min(first + MOST_SENTENCES, len(sentences))):
            window = _window(segment, sentences[first : last + 1], claims, mentions)
            if window:
                yield window


def _window(
    segment: Row, sentences: Sequence[Sentence], claims: Sequence[Row], mentions: Sequence[Row]
) -> _Window | None:
    start = sentences[0].start + quote_start(sentences[0].text)
    end = sentences[-1].end
    text = segment["text"][start:end]
    inside = tuple(row for row in claims if start <= row["char_start"] and row["char_end"] <= end)
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or not inside:
        return None
    titled = [row["claim_score"] for row in inside if row["headline"]]
    if max(titled, default=0.0) < CLAIM_SCORE or text.rstrip("\"'”’)").endswith("?"):
        return None
    named = {row["entity_id"] for row in mentions if start <= row["char_start"] and row["char_end"] <= end}
    return _Window(segment, start, end, inside, _salience(text, inside), specificity(len(quantities(text)), len(named)))


def _salience(text: str, claims: Sequence[Row]) -> float:
    """Return how much is asserted, 0 to 1: claims add up as independent chances, what is no claim dilutes them."""
    missed: float = math.prod(1 - row["claim_score"] ** 2 for row in claims)
    share: float = sum(row["char_end"] - row["char_start"] for row in claims) / len(text)
    first = text.split(maxsplit=1)[0].strip(",.;:\"'“").split("'")[0].split("’")[0].lower()
    # A passage that opens with "that" or "they" leans on what came before, and cannot stand alone.
    standing = 0.7 if first in words("pointers") else 1.0
    return round((1 - missed) * (0.5 + 0.5 * min(1.0, share)) * standing, 4)


def specificity(number_count: int, name_count: int) -> float:
    """Return how specific a passage is, 0 to 1, from how many quantities and names it holds: 1 - exp(-(n + m) / 2)."""
    return round(1 - math.exp(-(number_count + name_count) / 2), 4)


def _best(windows: Sequence[_Window], count: int) -> list[_Window]:
    """Take the best first, none that overlaps one taken, none that says the same words again."""
    taken: list[_Window] = []
    said: set[str] = set()
    for window in sorted(windows, key=lambda w: (-w.worth, w.segment["position"], w.start, w.end)):
        if len(taken) == count:
            break
        clear = all(
            window.segment is not other.segment or window.end <= other.start or other.end <= window.start
            for other in taken
        )
        if clear and window.quote.lower() not in said:
            taken.append(window)
            said.add(window.quote.lower())
    return taken


def _row(window: _Window, mentions_of: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    segment, quote = window.segment, window.quote
    best = max(
        (row for row in window.claims if row["headline"]), key=lambda row: (row["claim_score"], -row["char_start"])
    )
    inside = [
        row
        for row in mentions_of.get(segment["segment_id"], [])
        if window.start <= row["char_start"] and row["char_end"] <= window.end and row["label"] not in NO_SUBJECT
    ]
    return {
        "insight_id": stable_id("insight", segment["episode_id"], quote),
        "episode_id": segment["episode_id"],
        "show_id": segment["show_id"],
        "segment_id": segment["segment_id"],
        "published_on": segment["published_on"],
        "char_start": window.start,
        "char_end": window.end,
        "title": best["headline"],
        "summary": summary(best),
        "quote": quote,
        "speaker": segment["speaker"],
        "attributed_to": best["attributed_to"],
        "modality": best["modality"],
        "polarity": best["polarity"],
        "start_seconds": seconds_at(segment["anchors"], window.start, segment["start_seconds"]),
        "word_count": len(quote.split()),
        "claim_count": len(window.claims),
        "salience": window.salience,
        "specificity": window.specificity,
        "entity_ids": sorted({row["entity_id"] for row in inside}),
        "numbers": quantities(quote),
        "version": VERSION,
    }


def summary(claim: Row) -> str:
    """Return a claim as a sentence of its own: who, in what way, what; whose view, where that is somebody else's."""
    speaker = claim["speaker"] or "A speaker"
    said = claim["quote"][:1].upper() + claim["quote"][1:]
    if claim["attributed_to"] and claim["attributed_to"].lower() in _SOMEBODY:
        return f"{speaker} reports: {said}"
    if claim["attributed_to"] and claim["attributed_to"] != claim["speaker"]:
        return f"{speaker}, quoting {claim['attributed_to']}: {said}"
    return f"{speaker} {_VERBS[claim['modality']]}: {said}"
