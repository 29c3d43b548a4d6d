"""Transcribing one episode, in steps that each survive a killed run.

What belongs here: the episode's working folder and the order of the steps. What does not: which episodes (queue.py),
the steps themselves.

The folder holds, one after another: the audio as far as it came, its samples, and a checkpoint: what was heard so far.
The next run goes on with whatever is there. The audio is removed once it is samples; the folder by whoever has taken
note of the outcome (queue.py).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from assets.podcasts.asr.audio import SAMPLES_A_SECOND, AudioError, decode, next_cut, read_samples
from assets.podcasts.asr.document import Word, write_transcript
from assets.podcasts.asr.whisper import Recognise
from orchestration.asr.download import Downloaded

_AUDIO: Final = "audio"
_SAMPLES: Final = "samples"
_SOURCE: Final = "source.json"
_CHECKPOINT: Final = "checkpoint.json"

# Puts the audio at a path and says what it is.
Fetch = Callable[[Path], Downloaded]


@dataclass(frozen=True, slots=True)
class Heed:
    """What the work on an episode heeds: how much audio is too much, how often it is kept what was heard."""

    longest_seconds: float
    checkpoint_seconds: float
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A transcript (Podcasting 2.0 JSON), and the audio that it was heard in."""

    document: bytes
    language: str | None
    audio: Downloaded
    audio_seconds: float


@dataclass(slots=True)
class _Checkpoint:
    """What was heard up to a sample, and by which model."""

    model: str
    language: str | None = None
    done_samples: int = 0
    words: list[Word] = field(default_factory=list)


def transcribe(folder: Path, url: str, *, fetch: Fetch, recognise: Recognise, model: str, heed: Heed) -> Transcribed:
    """Transcribe an episode in its folder, going on where an earlier run stopped.

    Args:
        folder: of this episode alone; it is made where it is not there.
        url: of the audio; what is there of another address is forgotten.
        fetch: downloads the audio.
        recognise: hears words.
        model: what hears them; what another model heard is forgotten.
        heed: limits.

    Raises:
        FetchError: if the audio cannot be downloaded now; what came is kept.
        AudioError: if it is no audio, or too much of it.
    """
    audio = _samples(folder, url, fetch, heed.longest_seconds)
    samples = read_samples(folder / _SAMPLES)
    checkpoint = _checkpoint(folder, model, heed.language)
    while checkpoint.done_samples < len(samples):
        begin = checkpoint.done_samples
        end = next_cut(samples, begin, round(heed.checkpoint_seconds * SAMPLES_A_SECOND))
        heard = recognise(samples[begin:end], checkpoint.language)
        offset = begin / SAMPLES_A_SECOND
        checkpoint.words += [Word(offset + word.start, offset + word.end, word.text) for word in heard.words]
        checkpoint.language, checkpoint.done_samples = heard.language, end
        _write(folder / _CHECKPOINT, asdict(checkpoint))
    if not checkpoint.words:
        raise AudioError("no word was heard in the audio")
    document = write_transcript(checkpoint.words)
    return Transcribed(document, checkpoint.language, audio, len(samples) / SAMPLES_A_SECOND)


def _samples(folder: Path, url: str, fetch: Fetch, longest_seconds: float) -> Downloaded:
    """Make sure that the samples of the audio are there; return what the audio was."""
    source = _read(folder / _SOURCE)
    if source is not None and source["url"] != url:
        shutil.rmtree(folder)
        source = None
    folder.mkdir(parents=True, exist_ok=True)
    if source is None:
        source = {"url": url, **asdict(fetch(folder / _AUDIO))}
        _write(folder / _SOURCE, source)
    if not (folder / _SAMPLES).exists():
        decode(folder / _AUDIO, folder / _SAMPLES, longest_seconds)
    (folder / _AUDIO).unlink(missing_ok=True)
    return Downloaded(source["byte_count"], source["sha256"])


def _checkpoint(folder: Path, model: str, language: str | None) -> _Checkpoint:
    kept = _read(folder / _CHECKPOINT)
    if kept is None or kept["model"] != model:
        return _Checkpoint(model, language)
    return _Checkpoint(**(kept | {"words": [Word(**word) for word in kept["words"]]}))


def _read(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _write(path: Path, document: dict[str, Any]) -> None:
    """Write a document whole: a run that is killed leaves the one before."""
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(json.dumps(document), encoding="utf-8")
    unfinished.replace(path)
