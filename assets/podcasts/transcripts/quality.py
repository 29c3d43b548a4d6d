"""How good a transcript is, so that the best of several can be told.

What belongs here: what counts, and in which order. What does not: which transcripts an episode has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assets.podcasts.speakers import known_speakers
from assets.podcasts.transcripts.base import Transcript

# Slower speech than this means that words are missing: conversation runs at 130 to 180 words a minute.
_FULL_WORDS_A_MINUTE: Final = 90
# Below this share of the episode a transcript is an excerpt, which no speakers and no times make up for.
_WHOLE: Final = 0.5


@dataclass(frozen=True, slots=True)
class TranscriptQuality:
    """What a transcript gives. `completeness` is the share of the episode that it covers, 0 to 1."""

    has_speakers: bool
    has_times: bool
    word_count: int
    completeness: float

    @property
    def rank(self) -> tuple[bool, bool, bool, float, int]:
        """Return what transcripts of one episode are ordered by, better ones higher."""
        return (self.completeness >= _WHOLE, self.has_speakers, self.has_times, self.completeness, self.word_count)


def quality_of(transcript: Transcript, duration_seconds: float | None) -> TranscriptQuality:
    """Return how good a transcript is.

    Args:
        transcript: as it was read.
        duration_seconds: of the episode; without it (None, or nothing above zero) a transcript counts as complete.

    A transcript has speakers where two are told apart or one is named, and times where most of its cues have one. It
    covers what its times reach, or, without times, what its words would take at a slow pace.
    """
    cues = transcript.cues
    word_count = sum(len(cue.text.split()) for cue in cues)
    labels = {cue.speaker for cue in cues if cue.speaker}
    is_named = any(speaker.name for speaker in known_speakers(cues, ()).values())
    times = [seconds for cue in cues for seconds in (cue.start_seconds, cue.end_seconds) if seconds is not None]
    timed_count = sum(cue.start_seconds is not None for cue in cues)
    completeness = 1.0
    if duration_seconds and duration_seconds > 0:
        by_words = word_count * 60 / _FULL_WORDS_A_MINUTE / duration_seconds
        by_times = max(times, default=0.0) / duration_seconds
        # Times that end early tell of a cut; where few are given, the words go on after the last.
        completeness = min(1.0, by_times, by_words) if timed_count * 2 > len(cues) else min(1.0, by_words)
    return TranscriptQuality(
        has_speakers=len(labels) > 1 or is_named,
        has_times=timed_count * 2 > len(cues),
        word_count=word_count,
        completeness=round(completeness, 3),
    )
