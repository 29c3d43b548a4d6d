"""Who talks in a window, and where in the talk it is: the features that come from turns and speakers.

What belongs here: turns, questions and reactions. What does not: what is said (features.py).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from assets.insights.salience.openings import asks
from assets.insights.salience.spoken import Numbers, Spoken
from assets.insights.salience.windows import Windows
from assets.language.lexicon import pattern

# How another speaker reacts to what was worth hearing, within so many characters of the next turn.
REACTION_CHARACTERS: Final = 120
# A reaction is to a window that ends at most so many sentences before it.
NEAR_SENTENCES: Final = 3
# A question within the last sentences of the turn before makes a turn an answer.
QUESTION_SENTENCES: Final = 3
_REACTIONS: Final = (
    r"wow|i love (?:that|it|this)|fascinating|amazing|incredible|(?:great|good|fair) point|exactly|absolutely|"
    r"totally agree|i agree|so true|laugh\w*|well said|insight\w*|that['’]s (?:so |really |very )?(?:great|interesting|"
    r"true|cool|awesome)",
)


def talk_features(episode: Spoken, windows: Windows) -> dict[str, Numbers]:
    """Return the features of turns and speakers by name; neutral where the transcript names fewer than two speakers."""
    questions = np.array([asks(sentence.text) for sentence in episode.sentences], dtype=np.float64)
    firsts, lasts = _turn_borders(episode)
    first, last = firsts[windows.first], lasts[windows.first]
    spoken = np.concatenate([[0.0], np.cumsum(episode.word_counts)])
    turn_words = spoken[last + 1] - spoken[first]
    share, asking = _speakers(episode, questions)
    asked = np.concatenate([[0.0], np.cumsum(questions)])
    is_answer = asked[first] - asked[np.maximum(0, first - QUESTION_SENTENCES)] > 0
    reactions = _reactions(episode, lasts)
    return {
        "speaker_share": share[windows.first],
        "speaker_asks": asking[windows.first],
        "turn_words": np.log(np.maximum(1, turn_words)),
        "turn_place": (spoken[windows.first] - spoken[first]) / np.maximum(1, turn_words),
        "is_answer": is_answer.astype(np.float64),
        "reaction": reactions[windows.first] * (last - windows.last <= NEAR_SENTENCES),
    }


def _turn_borders(episode: Spoken) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each sentence, the places of the first and the last sentence of its turn."""
    _turns, first, inverse, counts = np.unique(
        episode.turn_of, return_index=True, return_inverse=True, return_counts=True
    )
    return first[inverse], (first + counts - 1)[inverse]


def _speakers(episode: Spoken, questions: Numbers) -> tuple[Numbers, Numbers]:
    """Return, for each sentence, its speaker's share of all words, and how much more of them ask than of all."""
    speakers = episode.speakers
    total: dict[str | None, float] = defaultdict(float)
    asked: dict[str | None, list[float]] = defaultdict(list)
    for speaker, count, question in zip(speakers, episode.word_counts, questions, strict=True):
        total[speaker] += float(count)
        asked[speaker].append(float(question))
    if len(total.keys() - {None}) < 2:
        return np.full(len(speakers), 0.5), np.zeros(len(speakers))
    everything = sum(total.values())
    rate = {speaker: sum(found) / len(found) for speaker, found in asked.items()}
    usual = sum(rate.values()) / len(rate)
    return (
        np.array([total[speaker] / everything for speaker in speakers]),
        np.array([rate[speaker] - usual for speaker in speakers]),
    )


def _reactions(episode: Spoken, lasts: np.ndarray) -> Numbers:
    """Return, for each sentence, whether somebody else marvels or agrees right after its turn."""
    reacts = pattern(_REACTIONS)
    found: dict[int, float] = {}
    for last in np.unique(lasts):
        after = " ".join(sentence.text for sentence in episode.sentences[last + 1 : last + 3])
        found[int(last)] = float(bool(reacts.search(after[:REACTION_CHARACTERS])))
    return np.array([found[int(last)] for last in lasts])
