"""The corpus that labels refer to: labelled files of ours hold ids and offsets, no text.

What belongs here: where it lies, and its episodes as segments. What does not: labels (a module a task).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from assets.podcasts.segments import segment_rows
from assets.podcasts.transcripts.parse import parse_transcript
from orchestration.evaluation.figures import EvaluationDataError
from orchestration.settings import PROJECT_ROOT, Settings

FOLDER_VARIABLE: Final = "BRIEFCAST_CORPUS"
_DEFAULT: Final = PROJECT_ROOT.parent / "shared" / "corpus"
_TYPES: Final = {".md": "text/markdown", ".vtt": "text/vtt"}


def corpus_folder(settings: Settings) -> Path:
    """Return the folder of the corpus: the environment variable BRIEFCAST_CORPUS, else `../shared/corpus`.

    Raises:
        EvaluationDataError: if there is no such folder.
    """
    folder = settings.corpus or _DEFAULT
    if not folder.is_dir():
        raise EvaluationDataError(f"{folder}: no corpus there; say where it is with {FOLDER_VARIABLE}")
    return folder


def transcripts(folder: Path) -> Iterator[Path]:
    """Give the paths of all transcripts of the corpus, relative to its folder, in order."""
    for path in sorted(folder.glob("*/transcripts/**/*")):
        if path.suffix in _TYPES:
            yield path.relative_to(folder)


def segments_of(folder: Path, transcript: str) -> list[dict[str, Any]]:
    """Return the segments of an episode of the corpus, rows of podcasts.schema.SEGMENTS.

    Args:
        folder: of the corpus.
        transcript: the path of the episode's transcript, relative to the folder.

    Raises:
        EvaluationDataError: if there is no such transcript.
    """
    path = folder / transcript
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise EvaluationDataError(f"{transcript}: no such transcript in {folder}")
    parsed = parse_transcript(path.read_bytes(), _TYPES.get(path.suffix, "text/plain"))
    return segment_rows(
        parsed,
        episode_id=transcript,
        show_id=str(Path(transcript).parent),
        published_on=date.min,
        transcript_sha256="",
        people=(),
    )
