"""Titles and claims that nobody read: a teacher is asked about them, and a smaller model learns what it says.

What belongs here: which sentences of a corpus give them. What does not: the teacher (fine_tuning.py).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from assets.insights.titles import may_have_title, titles_of, with_what_follows
from assets.language.claims import judged_words
from assets.language.headlines.prune import headlines_of
from assets.language.read import MOST_HEADLINES, may_assert
from assets.language.scoring import claim_score, word_score
from assets.language.sentences import split
from assets.language.tokens import parse_texts
from bench.podcast_claims import episode_transcripts, segment_texts
from bench.verdict_training.examples import is_measured

# Of each episode so many sentences, the best by their words and others at random.
BEST, AT_RANDOM = 30, 30
# From this score on a sentence is judged (assets.language.claims).
LEAST_SCORE: Final = 0.5


def unread_titles(corpus: Path, model: str) -> list[str]:
    """Return titles as their readers are shown them, none of an episode that is measured, each once.

    Args:
        corpus: the folder of collections.
        model: names the language model that parses.
    """
    chance = random.Random(0)
    sentences = [one for said in spoken(corpus) for one in _chosen(said, chance)]
    found: dict[str, None] = {}
    for sentence, doc in zip(sentences, parse_texts(sentences, model), strict=True):
        claim = {"claim_score": 1.0, "headlines": headlines_of(doc, MOST_HEADLINES), "quote": sentence}
        if claim["headlines"]:
            found |= dict.fromkeys(with_what_follows(title, sentence) for title in titles_of(claim))
    return list(found)


def unread_claims(corpus: Path, least: float = LEAST_SCORE) -> list[str]:
    """Return the sentences that score as claims, as they are judged, none of an episode that is measured, each once.

    Args:
        corpus: the folder of collections.
        least: the score from which on a sentence is taken.
    """
    return claims_of((one for said in spoken(corpus) for one in said), least)


def claims_of(sentences: Iterable[str], least: float) -> list[str]:
    """Return, as claims are judged, the sentences that may assert something and score so much, each once."""
    found = (one for one in sentences if may_assert(one) and claim_score(one) >= least)
    return list(dict.fromkeys(judged_words(one) for one in found))


def spoken(corpus: Path, *, measured: bool = False) -> Iterator[list[str]]:
    """Give the sentences of each episode that is not measured, or of each that is."""
    for episode, transcript in sorted(episode_transcripts(corpus).items()):
        if is_measured(episode) == measured:
            yield [one.text for text in segment_texts(transcript) for one in split(text)]


def _chosen(sentences: Sequence[str], chance: random.Random) -> list[str]:
    titled = sorted(filter(may_have_title, sentences), key=lambda sentence: -word_score(sentence))
    rest = titled[BEST:]
    return titled[:BEST] + chance.sample(rest, min(AT_RANDOM, len(rest)))
