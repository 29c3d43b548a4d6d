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

from assets.insights.odds import salience_with_title
from assets.insights.salience.choice import Salient, salient
from assets.insights.salience.spoken import Spoken, spoken
from assets.insights.salience.windows import Window
from assets.insights.summary import summary
from assets.insights.titles import Title, best_title, claims_with_title, may_have_title
from assets.language.quantities import quantities
from assets.language.sentences import Sentence
from assets.language.verdicts import passage_is_clip
from assets.podcasts.identifiers import stable_id
from assets.podcasts.segments import seconds_at

VERSION: Final = "insights-26"

# How many words of an episode there are for each passage kept.
WORDS_PER_PASSAGE: Final = 400
FEWEST_PASSAGES: Final = 8
# For each passage that is wanted so many windows are read, and so many of these searched for a title: some have none.
READ, TRIED = 3, 2
# From this salience on, all windows that hold the title are read. Reading one takes 3 ms; what has less comes last in a
# brief (assets.brief.ranking).
LEAST_READ_AGAIN: Final = 0.2
# Of those that are nearly as good as the best the one is shown that says most.
NEARLY: Final = 0.07
# Two passages that name the same year or sum do not speak of the same thing for that.
NO_SUBJECT: Final = ("DATE", "MONEY")

Row = Mapping[str, Any]
# Reads what sentences assert, each given with its segment: rows of language.schema.CLAIMS, and `headlines` to choose
# from (assets.language.read.read_sentences).
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
        read: reads sentences for titles; without it only windows with a claim are taken, each with its one headline.
        limit: how many passages at most; short episodes give fewer, one per 400 words and at least eight.
    """
    episode = spoken(segments, speech)
    count = min(limit, max(FEWEST_PASSAGES, int(episode.word_counts @ episode.is_content) // WORDS_PER_PASSAGE))
    tried = salient(episode, claims, READ * count)[: TRIED * count]
    if read is not None:
        claims = _with_read(claims, read(_sentences(episode, tried)))
    titled = claims_with_title(claims)
    found = [choice for one in tried if (choice := _choice(one, titled))]
    claims_of = _by_segment(claims)
    mentions_of = _by_segment(mentions)
    return [_row(choice, claims_of, mentions_of) for choice in _chosen(found, count)]


def _choice(one: Salient, titled: Mapping[str, Sequence[Row]]) -> _Choice | None:
    """Return a window with its best title; where it has none, another one of the place that has a title."""
    for window in (one.window, *one.others):
        inside = [claim for claim in titled.get(window.segment["segment_id"], ()) if window.holds(claim)]
        if inside:
            title = best_title(inside, window.quote)
            salience = round(salience_with_title(one.salience, title.worth), 6)
            shown = _clearest(title, one) if salience >= LEAST_READ_AGAIN else window
            return _Choice(shown, title, salience)
    return None


def _clearest(title: Title, one: Salient) -> Window:
    """Return the window of a place that a reader would rather have, of those that hold a title and do not take it back.

    Of a hundred insights read, twenty had another one that its reader liked better by .05; all but three read better.
    """
    holding = [
        other
        for other in (one.window, *one.others)
        if other.segment["segment_id"] == title.claim["segment_id"]
        and other.holds(title.claim)
        and best_title([title.claim], other.quote).worth >= title.worth
    ]
    chances = [passage_is_clip(other.quote) for other in holding]
    good = [other for other, chance in zip(holding, chances, strict=True) if chance >= max(chances) - NEARLY]
    return max(good, key=lambda other: len(other.quote))


def _chosen(choices: Sequence[_Choice], count: int) -> list[_Choice]:
    """Return the best, best first, none over a better one."""
    taken: list[_Choice] = []
    for choice in sorted(choices, key=lambda choice: -choice.salience):
        if len(taken) < count and not any(choice.window.overlaps(other.window) for other in taken):
            taken.append(choice)
    return taken


def _sentences(episode: Spoken, tried: Iterable[Salient]) -> list[tuple[Row, Sentence]]:
    """Return the sentences of windows that may give a title, each with its segment, in order."""
    places = {place for one in tried for place in range(one.first, one.last + 1)}
    return [
        (episode.segments[int(episode.segment_of[place])], episode.sentences[place])
        for place in sorted(places)
        if may_have_title(episode.sentences[place].text)
    ]


def _with_read(claims: Sequence[Row], read: Sequence[Row]) -> list[Row]:
    """Return the claims, and what was read besides; a claim that was read is given its headlines."""
    headlines = {_place(row): row["headlines"] for row in read}
    known = {_place(row) for row in claims}
    with_headlines = [{**row, "headlines": headlines.get(_place(row))} for row in claims]
    return [*with_headlines, *(row for row in read if _place(row) not in known)]


def _place(row: Row) -> tuple[str, int]:
    return row["segment_id"], row["char_start"]


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
        "title": choice.title.text,
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
