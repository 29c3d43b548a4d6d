from __future__ import annotations

import pytest

from assets.podcasts.transcripts.base import Cue, Transcript
from assets.podcasts.transcripts.quality import TranscriptQuality, quality_of

WORDS = " ".join(["word"] * 100)


def quality(*cues: Cue, duration: float | None = None) -> TranscriptQuality:
    return quality_of(Transcript("vtt", cues), duration)


def test_a_transcript_with_names_and_times_is_what_it_is() -> None:
    cues = (Cue(WORDS, "Ann", 0.0, 30.0), Cue(WORDS, "Bo", 30.0, 60.0))
    assert quality(*cues, duration=60) == TranscriptQuality(True, True, 200, 1.0)
    assert quality(*cues) == TranscriptQuality(True, True, 200, 1.0)


@pytest.mark.parametrize(
    ("labels", "has_speakers"),
    [
        ((None, None), False),
        (("SPEAKER_00", "SPEAKER_00"), False),
        (("SPEAKER_00", "SPEAKER_01"), True),
        (("Ann", "Ann"), True),
    ],
)
def test_speakers_are_known_where_one_is_named_or_two_are_told_apart(
    labels: tuple[str | None, ...], has_speakers: bool
) -> None:
    assert quality(*(Cue("word", label) for label in labels)).has_speakers is has_speakers


def test_a_transcript_that_ends_early_is_incomplete() -> None:
    assert quality(Cue(WORDS, None, 0.0, 30.0), duration=120).completeness == 0.25
    assert quality(Cue(WORDS), duration=600).completeness == pytest.approx(0.111)
    assert quality(Cue(WORDS, None, 0.0, 30.0), duration=0).completeness == 1.0


def test_a_whole_transcript_is_better_than_one_with_speakers_that_is_cut() -> None:
    cut = TranscriptQuality(True, True, 100, 0.2)
    plain = TranscriptQuality(False, False, 900, 1.0)
    timed = TranscriptQuality(False, True, 900, 1.0)
    named = TranscriptQuality(True, False, 800, 0.9)
    best = TranscriptQuality(True, True, 800, 0.9)
    assert sorted([best, timed, cut, named, plain], key=lambda each: each.rank) == [cut, plain, timed, named, best]
