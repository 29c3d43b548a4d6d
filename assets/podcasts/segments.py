"""Segments: the cues of a transcript joined into one speaker's stretches of speech.

What belongs here: where a segment begins and ends, its text, its times. What does not: formats; where a sentence ends
within words (wording.py); whose name a label stands for (speakers.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from assets.podcasts.identifiers import stable_id
from assets.podcasts.speakers import NOBODY, known_speakers
from assets.podcasts.transcripts.base import Cue, Transcript
from assets.podcasts.wording import ends_sentence, joined_lines, known_words, sentences

VERSION: Final = "podcasts-8"

# Without a named speaker a segment ends with the sentence once it has this many words: a paragraph's length.
UNNAMED_WORDS: Final = 80
# A speaker's stretch is cut at the end of a sentence near this length, so that a monologue stays readable.
NAMED_WORDS: Final = 300
LONG_WORDS: Final = 400
# Nothing ever grows beyond this, also where no sentence ends (speech recognition without punctuation).
MOST_WORDS: Final = 600
# A pause that sets apart speech of which nobody says whose it is.
PAUSE_SECONDS: Final = 2.5
# Two times further apart than this say too little of what lies between them.
INTERPOLATED_SECONDS: Final = 60.0


def segment_rows(
    transcript: Transcript,
    *,
    episode_id: str,
    show_id: str,
    published_on: date,
    transcript_sha256: str,
    people: Sequence[str],
    regulars: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Return the segments of an episode as rows of schema.SEGMENTS.

    Args:
        transcript: the cues.
        episode_id: of the episode.
        show_id: of its show.
        published_on: its publication day, UTC.
        transcript_sha256: of the file that the cues were read from.
        people: names of the episode's people.
        regulars: names of the people who are in many of the show's episodes.
    """
    speakers = known_speakers(transcript.cues, people, regulars)
    known = known_words(cue.text for cue in transcript.cues)
    rows = []
    for position, cues in enumerate(_stretches(transcript.cues)):
        text, anchors = _joined(cues, known)
        ends = [cue.end_seconds for cue in cues if cue.end_seconds is not None]
        label = cues[0].speaker
        speaker = speakers[label] if label else NOBODY
        rows.append(
            {
                "segment_id": stable_id("segment", episode_id, position, text),
                "episode_id": episode_id,
                "show_id": show_id,
                "published_on": published_on,
                "position": position,
                "speaker": speaker.name,
                "speaker_label": label,
                "speaker_certainty": speaker.certainty,
                "start_seconds": anchors[0]["start_seconds"] if anchors else None,
                "end_seconds": max(ends) if ends else None,
                "text": text,
                "anchors": anchors,
                "transcript_sha256": transcript_sha256,
                "transcript_format": transcript.format,
                "version": VERSION,
            }
        )
    return rows


def seconds_at(anchors: Sequence[dict[str, Any]], char_start: int, start_seconds: float | None) -> float | None:
    """Return when the character at an offset is spoken, as exactly as the source says.

    Between two times that are near each other it is interpolated by characters; else it is the last time before.

    Args:
        anchors: the segment's, by offset.
        char_start: an offset into the segment's text.
        start_seconds: the segment's own start, None where it is not known.
    """
    index = bisect_right(anchors, char_start, key=lambda anchor: int(anchor["char_start"])) - 1
    if index < 0:
        return start_seconds
    here = anchors[index]
    if index + 1 == len(anchors):
        return float(here["start_seconds"])
    following = anchors[index + 1]
    gap = following["start_seconds"] - here["start_seconds"]
    width = following["char_start"] - here["char_start"]
    if not 0 < gap <= INTERPOLATED_SECONDS or width <= 0:
        return float(here["start_seconds"])
    return float(round(here["start_seconds"] + gap * (char_start - here["char_start"]) / width, 3))


def _stretches(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    current: list[Cue] = []
    count = 0
    for cue in (piece for whole in cues for piece in _pieces(whole)):
        words = len(cue.text.split())
        if current and _parts(current[-1], cue, count, words):
            yield current
            current, count = [], 0
        current.append(cue)
        count += words
    if current:
        yield current


def _pieces(cue: Cue) -> Iterator[Cue]:
    """Cut a cue into sentences where a segment may have to end inside it: always where nobody is named, else if long.

    A sentence within a caption begins and ends in proportion to its characters.
    """
    if cue.speaker is not None and cue.text.count(" ") < NAMED_WORDS:
        yield cue
        return
    position = 0
    for sentence in sentences(cue.text, MOST_WORDS):
        end = position + len(sentence)
        yield replace(
            cue,
            text=sentence.strip(),
            start_seconds=_seconds_within(cue, position),
            end_seconds=_seconds_within(cue, end),
            starts_turn=cue.starts_turn and position == 0,
            after_break=cue.after_break and position == 0,
            is_another=cue.is_another and position == 0,
            is_glued=cue.is_glued and position == 0,
        )
        position = end


def _seconds_within(cue: Cue, position: int) -> float | None:
    """Return when a character of a cue is spoken; None where the source says too little (inside, both ends count)."""
    start, end = cue.start_seconds, cue.end_seconds
    if position in (0, len(cue.text)):
        return end if position else start
    if start is None or end is None:
        return None
    return round(start + (end - start) * position / len(cue.text), 3)


def _parts(before: Cue, cue: Cue, count: int, words: int) -> bool:
    """Tell whether a segment of so many words ends between two cues, the second of so many words."""
    if before.speaker != cue.speaker or cue.is_another or cue.after_break:
        return True
    if cue.is_glued:
        return False
    if count + words > MOST_WORDS:
        return True
    if not ends_sentence(before.text):
        return False
    if cue.speaker is not None:
        return count >= NAMED_WORDS or count + words > LONG_WORDS
    return count >= UNNAMED_WORDS or cue.starts_turn or _pauses(before, cue)


def _pauses(before: Cue, cue: Cue) -> bool:
    if before.end_seconds is None or cue.start_seconds is None:
        return False
    return cue.start_seconds - before.end_seconds > PAUSE_SECONDS


def _joined(cues: Sequence[Cue], known: frozenset[str]) -> tuple[str, list[dict[str, Any]]]:
    """Join the cues' words with single spaces; return the text and the time at which each timed cue begins in it."""
    lines = [line for cue in cues for line in cue.text.split("\n")]
    glued = [cue.is_glued and number == 0 for cue in cues for number in range(cue.text.count("\n") + 1)]
    text, offsets = joined_lines(lines, known, glued)
    anchors = []
    at = 0
    for cue in cues:
        if cue.start_seconds is not None:
            anchors.append({"char_start": offsets[at], "start_seconds": cue.start_seconds})
        at += cue.text.count("\n") + 1
    return text, anchors
