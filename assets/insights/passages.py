"""Passages: the few stretches of one to three sentences of an episode that are worth knowing.

What belongs here: which windows are taken, and their rows. What does not: which windows there are and how good each is
(salience/), the summary (summary.py), vectors (vectors.py), what other episodes say (neighbours.py), the day's ranking
(the warehouse).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from assets.insights.salience.openings import stands_alone
from assets.insights.salience.score import salience
from assets.insights.salience.spoken import Spoken, spoken
from assets.insights.salience.windows import Window, Windows, all_windows, window_at
from assets.insights.summary import summary
from assets.language.lexicon import words
from assets.language.quantities import quantities
from assets.language.scoring import word_score
from assets.language.sentences import Sentence, quote_start
from assets.podcasts.identifiers import stable_id
from assets.podcasts.segments import seconds_at

VERSION: Final = "insights-8"

# How many words of an episode there are for each passage kept.
WORDS_PER_PASSAGE: Final = 400
FEWEST_PASSAGES: Final = 8
# So many windows are looked at, at most, for each that is wanted: most have no headline. With three of them 25 episodes
# gave 97 passages, with eight 136 at 1.2 times the time, with twelve 143.
TRIED: Final = 8
SPARE: Final = 2
# Two passages of one turn lie at least so many sentences apart: next to each other they are one thought.
APART_SENTENCES: Final = 3
# A headline of fewer words says nothing, nor does that of a sentence with a lower score; one that begins with whom the
# speaker talks of or to is the last choice and counts half (5 of 100 were worth reading, of the others 29), and so does
# one that is cut off before other words of its sentence (40 of 100 were wrong); one about the speaker alone is none.
FEWEST_TITLE_WORDS: Final = 4
LEAST_CLAIM: Final = 0.15
SECOND_CHOICE_SHARE: Final = 0.5
_PERSONAL: Final = re.compile(r"(?:you|we|there|my|our|your)(?:['’]\w+)?\b", re.IGNORECASE)
# Marks and openings of speech that was not finished, asks, or is about who talks.
_ROUGH: Final = re.compile(
    r"--|\.\.|…|[?;(]|\.$|\bi['’]m i\b|"
    r"^(?:and|but|or|what|if|when|so|with|who|where|why|how|is|are|can|could|would|wouldn['’]t|do|did|i|i['’]\w+)\b",
    re.IGNORECASE,
)
# What a sentence is not read for a headline that begins with it, after connectives: of 3,417 sentences read, 44 of 100
# begin so, and they had 6 of the 266 headlines.
_NO_TITLE: Final = re.compile(
    r"(?:(?:and|but|so|or|well|yeah|yes|now|like|then|okay|right|oh|because|also|actually|you know|i mean|i think)"
    r"\b,?\s*)*"
    r"(?:what|if|when|who|where|why|how|which|is|are|can|could|would|do|did|i|this|that|these|those|they|it|he|she|"
    r"there)\b",
    re.IGNORECASE,
)
# Two passages that name the same year or sum do not speak of the same thing for that.
NO_SUBJECT: Final = ("DATE", "MONEY")

Row = Mapping[str, Any]
# Reads what sentences assert, each given with its segment: rows of language.schema.CLAIMS.
Reader = Callable[[Sequence[tuple[Row, Sentence]]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A window that is worth a passage: its sentences' places, and its salience."""

    first: int
    last: int
    window: Window
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
    """Return the passages of one episode as rows of schema.PASSAGES without `vector`: best first, second choices last.

    Args:
        segments: rows of podcasts.schema.SEGMENTS.
        speech: rows of language.schema.SPEECH; only segments of kind `speech` give passages, and not their asides.
        mentions: rows of language.schema.MENTIONS.
        claims: rows of language.schema.CLAIMS.
        read: reads sentences that are no claims, for a headline; without it only windows with a claim are taken.
        limit: how many passages at most; short episodes give fewer, one per 400 words and at least eight.
    """
    episode = spoken(segments, speech)
    count = min(limit, max(FEWEST_PASSAGES, int(episode.word_counts @ episode.is_content) // WORDS_PER_PASSAGE))
    windows = all_windows(episode)
    scores = salience(episode, windows, claims)
    claims_of = _by_segment(claims)
    if read is None:
        has_claim = [
            bool(_titled(window_at(episode, *pair), claims_of))
            for pair in zip(windows.first, windows.last, strict=True)
        ]
        windows, scores = Windows(windows.first[has_claim], windows.last[has_claim]), scores[has_claim]
    choices = _best(episode, windows, scores, count * TRIED)
    mentions_of = _by_segment(mentions)
    titled: list[_Choice] = []
    second: list[_Choice] = []
    while choices and len(titled) < count:
        # A few more than are still wanted, as some have no headline: what is read costs more than all else here.
        size = count - len(titled) + SPARE
        batch, choices = choices[:size], choices[size:]
        if read is not None:
            unread = [choice for choice in batch if not _titled(choice.window, claims_of)]
            for row in _new(read(_sentences(episode, unread)), claims_of):
                claims_of.setdefault(row["segment_id"], []).append(row)
        for choice in batch:
            if found := _titled(choice.window, claims_of):
                (second if _is_second_choice(found[0]) else titled).append(choice)
    chosen = titled[:count] + second[: max(0, min(count, FEWEST_PASSAGES) - len(titled))]
    return [_row(choice, claims_of, mentions_of) for choice in chosen]


def _by_segment(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["segment_id"], []).append(row)
    return found


def _best(episode: Spoken, windows: Windows, scores: np.ndarray, count: int) -> list[_Choice]:
    """Take the best first, none near one taken, none that says the same words again."""
    taken: list[_Choice] = []
    said: set[str] = set()
    for place in np.lexsort((windows.last, windows.first, -scores)):
        if len(taken) == count:
            break
        first, last = int(windows.first[place]), int(windows.last[place])
        if any(_is_near(episode, first, last, other) for other in taken):
            continue
        window = window_at(episode, first, last)
        if window.quote.lower() not in said:
            taken.append(_Choice(first, last, window, round(float(scores[place]), 4)))
            said.add(window.quote.lower())
    return taken


def _is_near(episode: Spoken, first: int, last: int, other: _Choice) -> bool:
    between = max(first - other.last, other.first - last) - 1
    return bool(episode.turn_of[first] == episode.turn_of[other.first] and between < APART_SENTENCES)


def _sentences(episode: Spoken, choices: Iterable[_Choice]) -> list[tuple[Row, Sentence]]:
    """Return the sentences of windows that may give a headline, each with its segment, in the episode's order."""
    places = sorted({place for choice in choices for place in range(choice.first, choice.last + 1)})
    sentences = [(episode.segments[int(episode.segment_of[place])], episode.sentences[place]) for place in places]
    return [pair for pair in sentences if _may_have_title(pair[1].text)]


def _may_have_title(sentence: str) -> bool:
    """Tell by its words whether a sentence may give a headline."""
    return not _NO_TITLE.match(sentence, quote_start(sentence)) and word_score(sentence) >= LEAST_CLAIM


def _new(read: Iterable[Row], claims_of: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Return what was read, without the claims that are known already."""
    known = {(row["segment_id"], row["char_start"]) for rows in claims_of.values() for row in rows}
    return [row for row in read if (row["segment_id"], row["char_start"]) not in known]


def _titled(window: Window, claims_of: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Return the claims inside a window whose headline can be understood alone, the best first."""
    inside = [row for row in claims_of.get(window.segment["segment_id"], ()) if window.holds(row)]
    titled = [row for row in inside if _has_title(row)]
    return sorted(titled, key=lambda row: (_is_second_choice(row), -row["claim_score"], row["char_start"]))


def _is_second_choice(claim: Row) -> bool:
    """Tell whether a headline is about whom the speaker talks of or to, or is cut off where no sentence ends."""
    headline, quote = claim["headline"], claim["quote"]
    place = quote.lower().find(headline.lower())
    after = quote[place + len(headline) :].split(maxsplit=1)[:1] if place >= 0 else []
    goes_on = bool(after) and quote[place + len(headline)].isspace() and after[0].strip("-–—")
    ends = words("clause_openers") | words("circumstances") | {"and"}
    return bool(_PERSONAL.match(headline)) or (bool(goes_on) and after[0].lower() not in ends)


def _has_title(claim: Row) -> bool:
    """Tell whether a claim has a headline that can be understood alone, says something and was finished."""
    headline = claim["headline"]
    if not headline or claim["claim_score"] < LEAST_CLAIM or len(headline.split()) < FEWEST_TITLE_WORDS:
        return False
    return stands_alone(headline) and not _ROUGH.search(headline)


def specificity(number_count: int, name_count: int) -> float:
    """Return how specific a passage is, 0 to 1, from how many quantities and names it holds: 1 - exp(-(n + m) / 2)."""
    return round(1 - math.exp(-(number_count + name_count) / 2), 4)


def _row(
    choice: _Choice, claims_of: Mapping[str, Sequence[Row]], mentions_of: Mapping[str, Sequence[Row]]
) -> dict[str, Any]:
    window, segment = choice.window, choice.window.segment
    quote = window.quote
    best = _titled(window, claims_of)[0]
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
        "salience": choice.salience * (SECOND_CHOICE_SHARE if _is_second_choice(best) else 1.0),
        "specificity": specificity(len(numbers), len({row["entity_id"] for row in named})),
        "entity_ids": sorted({row["entity_id"] for row in named if row["label"] not in NO_SUBJECT}),
        "numbers": numbers,
        "version": VERSION,
    }
