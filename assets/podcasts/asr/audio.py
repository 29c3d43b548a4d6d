"""Audio: a file of whatever format as one stretch of samples, and where that can be cut.

What belongs here: decoding (PyAV, which the extra `asr` brings), places to cut. What does not: what is said.

An enclosure is hostile. FFmpeg reads playlists too, which name other files and addresses: here it may read containers
of sound alone, and nothing but the file that it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

# What Whisper's models hear.
SAMPLES_A_SECOND: Final = 16_000
_CONTAINERS: Final = "aac,aiff,amr,asf,flac,matroska,mov,mp3,ogg,wav"
# A cut is put at the quietest place of so many seconds: most pauses between sentences last a third of a second.
_SEARCH_SECONDS: Final = 15
_QUIET_SECONDS: Final = 0.3
_FRAME_SECONDS: Final = 0.02

Samples = npt.NDArray[np.int16]


class AudioError(Exception):
    """A file that is no audio, or too much of it; the message says so."""


def decode(source: Path, target: Path, limit_seconds: float) -> None:
    """Write the sound of a file as raw samples: 16 bit, one channel, `SAMPLES_A_SECOND`.

    Damaged stretches are left out. A target that exists is whole: it is written under another name first. An hour takes
    115 MB.

    Raises:
        AudioError: if the file holds no sound, or more than `limit_seconds`.
    """
    unfinished = target.with_suffix(".decoding")
    size = 0
    with source.open("rb") as file, unfinished.open("wb") as out:
        for piece in _pieces(file):
            size += out.write(piece)
            if size > limit_seconds * SAMPLES_A_SECOND * 2:
                raise AudioError(f"longer than {limit_seconds / 3600:g} hours")
    if size == 0:
        raise AudioError("the file holds no sound")
    unfinished.replace(target)


def read_samples(path: Path) -> Samples:
    """Return what `decode` wrote, mapped from the disk."""
    return np.memmap(path, dtype=np.int16, mode="r")


def next_cut(samples: Samples, begin: int, most: int) -> int:
    """Return where a part that begins at a sample is to end: in a pause, at most `most` samples on, or at the end.

    What would remain of less than a quarter of a part is added to it.
    """
    if len(samples) - begin <= most + most // 4:
        return len(samples)
    end = begin + most
    frame = round(_FRAME_SECONDS * SAMPLES_A_SECOND)
    window = samples[max(begin + most // 2, end - _SEARCH_SECONDS * SAMPLES_A_SECOND) : end]
    count = len(window) // frame
    width = round(_QUIET_SECONDS / _FRAME_SECONDS)
    if count < width:
        return end
    energy = np.square(window[-count * frame :].reshape(count, frame).astype(np.float64)).mean(axis=1)
    around = np.convolve(energy, np.ones(width), mode="valid")
    latest_quietest = len(around) - 1 - int(around[::-1].argmin())
    return end - count * frame + (latest_quietest * 2 + width) * frame // 2


def _pieces(file: Any) -> Iterator[bytes]:
    import av  # late: it comes with the extra alone

    options = {"format_whitelist": _CONTAINERS, "protocol_whitelist": ""}
    try:
        with av.open(file, mode="r", options=options, metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise AudioError("the file holds no sound")
            yield from _resampled(av, container)
    except av.error.FFmpegError as error:
        raise AudioError(f"not audio that can be decoded: {error.strerror}") from error


def _resampled(av: Any, container: Any) -> Iterator[bytes]:
    resampler: Any = None
    shape = None
    for packet in container.demux(audio=0):
        with suppress(av.error.InvalidDataError):
            for frame in packet.decode():
                # Inserted advertisements change the rate and the channels in the middle of a file.
                if (now := (frame.format.name, frame.layout.name, frame.sample_rate)) != shape:
                    yield from _flushed(resampler)
                    resampler, shape = av.AudioResampler("s16", "mono", SAMPLES_A_SECOND), now
                frame.pts = None
                for piece in resampler.resample(frame):
                    yield piece.to_ndarray().tobytes()
    yield from _flushed(resampler)


def _flushed(resampler: Any) -> Iterator[bytes]:
    for piece in resampler.resample(None) if resampler else ():
        yield piece.to_ndarray().tobytes()
