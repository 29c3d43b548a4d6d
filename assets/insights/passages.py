"""Passages: the few stretches of one to three sentences of an episode that are worth knowing.

What belongs here: which places are taken, and their rows. What does not: which windows there are and how good each is
(salience/), which one a place shows and under which title (shown.py), titles (titles.py), the summary (summary.py),
vectors (vectors.py), what other episodes say (neighbours.py), the day's ranking (the warehouse).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from assets.insights.salience.choice import Salient, salient
from assets.insights.salience.spoken import Spoken, spoken
from assets.insights.salience.windows import Window
from assets.insights.shown import Shown, shown_of
from assets.insights.summary import summary
from assets.insights.titles import claims_with_title, may_have_title
from assets.language.quantities import quantities
from assets.language.sentences import Sentence
from assets.podcasts.identifiers import stable_id
from assets.podcasts.segments import seconds_at

VERSION: Final = "insights-38"

# How many words of an episode there are for each passage kept.
WORDS_PER_PASSAGE: Final = 400
FEWEST_PASSAGES: Final = 10
# For each passage that is wanted so many windows are read and searched for a title: half have none. Of 20 episodes it
# gave 171 passages in 11.6 seconds by a smaller reader, where only the best two thirds are searched 126 in 9.9; of five
# and four times as many 198 in 14, and two more of the 50 best.
TRIED: Final = 3
# Two passages that name the same year or sum do not speak of the same thing for that.
NO_SUBJECT: Final = ("DATE", "MONEY")

Row = Mapping[str, Any]
# Reads what sentences assert, each given with its segment: rows of language.schema.CLAIMS, and `headlines` to choose
# from (assets.language.read.read_sentences).
Reader = Callable[[Sequence[tuple[Row, Sentence]]], Sequence[Row]]


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
        limit: how many passages at most; short episodes give fewer, one per 400 words and at least ten.
    """
    episode = spoken(segments, speech)
    count = min(limit, max(FEWEST_PASSAGES, int(episode.word_counts @ episode.is_content) // WORDS_PER_PASSAGE))
    tried, claims = places_tried(episode, claims, read, count)
    titled = claims_with_title(claims)
    claims_of = by_segment(claims)
    mentions_of = by_segment(mentions)
    found = [place for one in tried if (place := shown_of(one, titled, mentions_of))]
    return [_row(place, claims_of, mentions_of) for place in _chosen(found, count)]


def places_tried(
    episode: Spoken, claims: Sequence[Row], read: Reader | None, count: int
) -> tuple[Sequence[Salient], Sequence[Row]]:
    """Return the places of an episode that are searched for a title, most salient first, and its claims.

    Args:
        episode: its sentences.
        claims: rows of language.schema.CLAIMS.
        read: reads sentences for titles; what it finds in these places is among the claims that are returned.
        count: how many passages are wanted.
    """
    tried = salient(episode, claims, TRIED * count)
    return tried, claims if read is None else _with_read(claims, read(_sentences(episode, tried)))


def _chosen(places: Sequence[Shown], count: int) -> list[Shown]:
    """Return the best, best first, none over a better one, none that says the same words again."""
    taken: list[Shown] = []
    for place in sorted(places, key=lambda place: -place.salience):
        if len(taken) < count and not any(_is_same(place.window, other.window) for other in taken):
            taken.append(place)
    return taken


def _is_same(one: Window, other: Window) -> bool:
    return one.overlaps(other) or one.quote.lower() == other.quote.lower()


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


def by_segment(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by the segment that they are in, each segment's in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["segment_id"], []).append(row)
    return found


def _row(
    place: Shown, claims_of: Mapping[str, Sequence[Row]], mentions_of: Mapping[str, Sequence[Row]]
) -> dict[str, Any]:
    window, segment = place.window, place.window.segment
    quote = window.quote
    best = place.title.claim
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
        "title": place.title.text,
        "summary": summary(best, segment["text"], mentions),
        "quote": quote,
        "speaker": segment["speaker"],
        "attributed_to": best["attributed_to"],
        "modality": best["modality"],
        "polarity": best["polarity"],
        "start_seconds": seconds_at(segment["anchors"], window.start, segment["start_seconds"]),
        "word_count": len(quote.split()),
        "claim_count": sum(window.holds(row) for row in claims_of[segment["segment_id"]]),
        "salience": place.salience,
        "specificity": specificity(len(numbers), len({row["entity_id"] for row in named})),
        "entity_ids": sorted({row["entity_id"] for row in named if row["label"] not in NO_SUBJECT}),
        "numbers": numbers,
        "version": VERSION,
    }
