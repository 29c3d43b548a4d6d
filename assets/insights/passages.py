"""Passages: the few stretches of one to three sentences of an episode that are worth knowing.

What belongs here: which windows are taken, and their rows. What does not: which windows there are and how good each is
(salience/), titles (titles.py), the summary (summary.py), vectors (vectors.py), what other episodes say
(neighbours.py), the day's ranking (the warehouse).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from assets.insights.salience.score import salience
from assets.insights.salience.spoken import Spoken, spoken
from assets.insights.salience.windows import Window, Windows, all_windows, window_at
from assets.insights.summary import summary
from assets.insights.titles import Title, may_have_title, titles_of
from assets.insights.worth import with_worth
from assets.language.quantities import quantities
from assets.language.sentences import Sentence
from assets.podcasts.identifiers import stable_id
from assets.podcasts.segments import seconds_at

VERSION: Final = "insights-10"

# How many words of an episode there are for each passage kept.
WORDS_PER_PASSAGE: Final = 400
FEWEST_PASSAGES: Final = 8
# So many windows are read, at most, for each that is wanted: most have no title.
TRIED: Final = 4
# Two passages of one turn lie at least so many sentences apart: next to each other they are one thought.
APART_SENTENCES: Final = 3
# Two passages that name the same year or sum do not speak of the same thing for that.
NO_SUBJECT: Final = ("DATE", "MONEY")

Row = Mapping[str, Any]
# Reads what sentences assert, each given with its segment: rows of language.schema.CLAIMS.
Reader = Callable[[Sequence[tuple[Row, Sentence]]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A window that becomes a passage, its title and its salience."""

    window: Window
    title: Title
    salience: float


def episode_passages(
    *,
    segments: Sequence[Row],
    speech: Sequence[Row],
    mentions: Sequence[Row],
    claims: Sequence[Row],
    read: Reader | None = None,
    limit: int = 12,
) -> list[dict[str, Any]]:
    """Return the passages of one episode as rows of schema.PASSAGES without `vector`, best first.

    Args:
        segments: rows of podcasts.schema.SEGMENTS.
        speech: rows of language.schema.SPEECH; only segments of kind `speech` give passages, and not their asides.
        mentions: rows of language.schema.MENTIONS.
        claims: rows of language.schema.CLAIMS.
        read: reads sentences that are no claims, for a title; without it only windows with a claim are taken.
        limit: how many passages at most; short episodes give fewer, one per 400 words and at least eight.
    """
    episode = spoken(segments, speech)
    count = min(limit, max(FEWEST_PASSAGES, int(episode.word_counts @ episode.is_content) // WORDS_PER_PASSAGE))
    windows = all_windows(episode)
    scores = salience(episode, windows, claims)
    titles = titles_of(claims)
    if read is not None:
        likely = _best(episode, windows, scores, count * TRIED)
        fresh = _new(read(_sentences(episode, windows, likely, titles)), claims)
        claims = [*claims, *fresh]
        titles = titles_of(claims)
    chosen = _chosen(episode, windows, scores, titles, count)
    claims_of = _by_segment(claims)
    mentions_of = _by_segment(mentions)
    return [_row(choice, claims_of, mentions_of) for choice in chosen]


def _chosen(
    episode: Spoken, windows: Windows, scores: np.ndarray, titles: Mapping[str, Sequence[Title]], count: int
) -> list[_Choice]:
    """Return the windows with a title that are the best with it."""
    found: dict[int, _Choice] = {}
    for place in range(len(windows)):
        window = window_at(episode, int(windows.first[place]), int(windows.last[place]))
        if inside := _inside(window, titles):
            best = max(inside, key=lambda title: (title.worth, -title.claim["char_start"]))
            found[place] = _Choice(window, best, round(with_worth(float(scores[place]), best.worth), 6))
    places = np.array(sorted(found), dtype=np.int64)
    titled = Windows(windows.first[places], windows.last[places])
    ranked = _best(episode, titled, np.array([found[place].salience for place in places.tolist()]), count)
    return [found[int(places[place])] for place in ranked]


def _best(episode: Spoken, windows: Windows, scores: np.ndarray, count: int) -> list[int]:
    """Return the places of the best, best first, none near a better one, none that says the same words again."""
    taken: list[int] = []
    said: set[str] = set()
    for place in np.lexsort((windows.last, windows.first, -scores)).tolist():
        if len(taken) == count:
            break
        if any(_is_near(episode, windows, place, other) for other in taken):
            continue
        words = window_at(episode, int(windows.first[place]), int(windows.last[place])).quote.lower()
        if words not in said:
            taken.append(place)
            said.add(words)
    return taken


def _is_near(episode: Spoken, windows: Windows, place: int, other: int) -> bool:
    first, other_first = int(windows.first[place]), int(windows.first[other])
    between = max(first - int(windows.last[other]), other_first - int(windows.last[place])) - 1
    return bool(episode.turn_of[first] == episode.turn_of[other_first] and between < APART_SENTENCES)


def _sentences(
    episode: Spoken, windows: Windows, likely: Iterable[int], titles: Mapping[str, Sequence[Title]]
) -> list[tuple[Row, Sentence]]:
    """Return the sentences, of windows without a title, that may give one, each with its segment, in order."""
    places: set[int] = set()
    for place in likely:
        first, last = int(windows.first[place]), int(windows.last[place])
        if not _inside(window_at(episode, first, last), titles):
            places.update(range(first, last + 1))
    return [
        (episode.segments[int(episode.segment_of[place])], episode.sentences[place])
        for place in sorted(places)
        if may_have_title(episode.sentences[place].text)
    ]


def _new(read: Iterable[Row], claims: Iterable[Row]) -> list[Row]:
    """Return what was read, without the claims that are known already."""
    known = {(row["segment_id"], row["char_start"]) for row in claims}
    return [row for row in read if (row["segment_id"], row["char_start"]) not in known]


def _inside(window: Window, titles: Mapping[str, Sequence[Title]]) -> list[Title]:
    return [title for title in titles.get(window.segment["segment_id"], ()) if window.holds(title.claim)]


def specificity(number_count: int, name_count: int) -> float:
    """Return how specific a passage is, 0 to 1, from how many quantities and names it holds: 1 - exp(-(n + m) / 2)."""
    return round(1 - math.exp(-(number_count + name_count) / 2), 4)


def _by_segment(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["segment_id"], []).append(row)
    return found


def _row(
    choice: _Choice, claims_of: Mapping[str, Sequence[Row]], mentions_of: Mapping[str, Sequence[Row]]
) -> dict[str, Any]:
    window, segment = choice.window, choice.window.segment
    quote = window.quote
    best = choice.title.claim
    mentions = mentions_of.get(segment["segment_id"], [])
    named = [row for row in mentions if window.holds(row)]
    numbers = quantities(quote)
    return {
        "insight_id": stable_id("insight", segment["episode_id"], quote),
        "episode_id": segment["episode_id"],
        "show_id": segment["show_id"],
        "segment_id": segment["segment_id"],
        "published_on": segment["published_on"],
        "char_start": window.start,
        "char_end": window.end,
        "title": best["headline"],
        "summary": summary(best, segment["text"], mentions),
        "quote": quote,
        "speaker": segment["speaker"],
        "attributed_to": best["attributed_to"],
        "modality": best["modality"],
        "polarity": best["polarity"],
        "start_seconds": seconds_at(segment["anchors"], window.start, segment["start_seconds"]),
        "word_count": len(quote.split()),
        "claim_count": sum(window.holds(row) for row in claims_of[segment["segment_id"]]),
        "salience": choice.salience,
        "specificity": specificity(len(numbers), len({row["entity_id"] for row in named})),
        "entity_ids": sorted({row["entity_id"] for row in named if row["label"] not in NO_SUBJECT}),
        "numbers": numbers,
        "version": VERSION,
    }
