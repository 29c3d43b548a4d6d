"""What every transcript format is read into.

What belongs here: the values, the error, and the cleaning that words of every format need. What does not: a format;
names before words (labels.py); times among words (times.py).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final


class TranscriptError(ValueError):
    """A document from which no speech can be read; the message says why, with the line where one is to blame."""


# No episode has more lines, paragraphs or pieces: a day of speech has 200,000 words, a long episode 40,000.
MOST_PIECES: Final = 400_000
MOST_TAGS: Final = 1_000_000


def refuse_more(count: int, at_most: int, what: str) -> None:
    """Raise TranscriptError where there are more pieces than an episode can have: reading them would take minutes."""
    if count > at_most:
        raise TranscriptError(f"more than {at_most:,} {what}, which no episode has; the file is damaged")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words as the source gives them in one piece: a caption, a paragraph, a line.

    `text` has single spaces; a newline stands where a line of a caption ends, as a word may be hyphenated there.
    `speaker` is the name or label that the source gives, None where it gives none. `starts_turn` is True where the
    source itself sets the words apart from those before (a new name, a new paragraph), False where they run on (the
    next caption of a sentence). `after_break` is True where something else stood between (an advertisement, a heading).
    `is_another` is True where the source says that another one takes over, named or not. `is_glued` is True where the
    words go on within the word before: no space stands between.
    """

    text: str
    speaker: str | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None
    starts_turn: bool = False
    after_break: bool = False
    is_another: bool = False
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript: its format (one of schema.TRANSCRIPT_FORMATS) and its cues in the order of speech."""

    format: str
    cues: tuple[Cue, ...]


# Words that make a bracket a stage direction rather than an aside of the speaker or an editor's insertion.
_STAGE_WORDS: Final = (
    r"laugh\w*|chuckl\w*|giggl\w*|applau\w*|clap\w*|cheer\w*|music|song|sings?|singing|tune|jingle|audio|sounds?|noises?"
    r"|crosstalk|inaudible|unintell?igible|indiscernible|sighs?|inhales?|exhales?|coughs?|sneezes?|gasps?|groans?|clip"
    r"|whisper\w*|silence|pauses?|bleep\w*|beeps?|playing|plays|ringing|voice|alert|foreign|snaps?|hums|humming"
)
# Words of that kind within square brackets (also escaped as Markdown does), or alone in round ones or asterisks.
_DIRECTION: Final = re.compile(
    rf"\\?\[[^\[\]\n]{{0,30}}\b(?:{_STAGE_WORDS})\b[^\[\]\n]{{0,30}}\\?\]|\((?:{_STAGE_WORDS})\)|\*(?!bleep)(?:{_STAGE_WORDS})\*|[♪♫]+",
    re.IGNORECASE,
)
# A tag as captions and text carry it; "x < y" and "<5ms" are words.
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]{4,12}>|\{\\[^{}]{1,40}\}")
# Ends a line; where it were only left out, two words would be one.
BREAK: Final = re.compile(r"<br\s?/?>", re.IGNORECASE)
# Control and direction characters, the soft hyphen, lone surrogates: nothing that anybody said.
_UNSPOKEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return spoken words alone: tags gone, entities read, and what `spoken` does."""
    has_marks = "<" in text or "&" in text or "{" in text
    return spoken(html.unescape(_TAG.sub("", BREAK.sub(" ", text))) if has_marks else text)


def spoken(plain: str) -> str:
    """Return the words of a text without markup: stage directions and control characters gone, spaces single.

    Ends of lines stay, empty lines go.
    """
    words = _DIRECTION.sub(" ", _UNSPOKEN.sub("", plain))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
