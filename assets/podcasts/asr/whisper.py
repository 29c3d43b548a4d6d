"""Hearing words: faster-whisper, which the extra `asr` brings. Nothing else knows it.

What belongs here: loading a model and asking it. What does not: audio files (audio.py), what becomes of the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assets.podcasts.asr.audio import Samples
from assets.podcasts.asr.document import Word


class RecognitionError(RuntimeError):
    """Speech recognition cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in a stretch of samples: words, timed from its beginning, and the language they are in."""

    words: tuple[Word, ...]
    language: str


# Takes samples and the language they are in, None where it is to be found out.
Recognise = Callable[[Samples, str | None], Heard]


def model_name(model: str) -> str:
    """Return what a model is called: for a folder its own name, which tells nothing of the machine."""
    return Path(model).name


def load(model: str) -> Recognise:
    """Return a function that hears words.

    Silence and music are passed over (voice activity detection), so that nothing is made up there. Words are timed.

    Args:
        model: the folder of a Whisper model for CTranslate2, or a name by which faster-whisper knows one; such a one is
            downloaded the first time.

    Raises:
        RecognitionError: if the extra is not installed, or the model cannot be loaded.
    """
    try:
        from faster_whisper import WhisperModel  # late: it comes with the extra alone
    except ImportError as error:
        raise RecognitionError(
            f"speech recognition is switched on (BRIEFCAST_ASR) but not installed ({error}); install the extra `asr`"
        ) from error
    try:
        whisper = WhisperModel(model, device="auto", compute_type="int8")
    except Exception as error:
        raise RecognitionError(
            f"BRIEFCAST_ASR_MODEL={model}: cannot be loaded ({error}); give the folder of a Whisper model for "
            "CTranslate2, or the name of one that faster-whisper can download"
        ) from error

    def recognise(samples: Samples, language: str | None) -> Heard:
        # What was said before is not held against what follows: one mistake would be repeated for minutes.
        segments, info = whisper.transcribe(
            samples.astype(np.float32) / 32_768,
            language=language,
            vad_filter=True,
            word_timestamps=True,
            condition_on_previous_text=False,
        )
        words = (word for segment in segments for word in segment.words or ())
        heard = tuple(Word(float(word.start), float(word.end), word.word) for word in words)
        return Heard(heard, info.language)

    return recognise
