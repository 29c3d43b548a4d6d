"""Files that would pass for text although their words stand among marks that only a program of their own reads.

What belongs here: telling them by their beginning, and why they are refused. What does not: bytes that are no text at
all (decoding.py).
"""

from __future__ import annotations

import re
from typing import Final

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.json_fields import plain_key

_SPRUCE: Final = re.compile(
    r"(?:\$\w{1,40}\s?=.{0,80}\n|//.{0,200}\n|\n){0,60}\d\d:\d\d:\d\d[:.;]\d\d\s{0,3},\s{0,3}\d\d:\d\d:\d\d[:.;]\d\d\s{0,3},"
)
# How each begins, and what it is; its times are often frames of a film whose rate it does not say.
_KINDS: Final = (
    (re.compile(r"\[Script Info\]", re.IGNORECASE), "captions of SubStation Alpha (ASS)"),
    (re.compile(r"\{\d{1,7}\}\{\d{0,7}\}"), "captions of MicroDVD, whose times are frames"),
    (re.compile(r"\[\d{1,7}\]\[\d{0,7}\]"), "captions of MPlayer (MPL2)"),
    (re.compile(r"<SAMI\b", re.IGNORECASE), "captions of SAMI"),
    (re.compile(r"Scenarist_SCC"), "captions of Scenarist (SCC), written as codes"),
    (re.compile(r"@ This file written with the Avid\b"), "captions of Avid"),
    (_SPRUCE, "captions of Spruce (STL)"),
    (re.compile(r"[\w$.]{1,60}\(\s{0,10}[\[{]\s{0,10}[\"{]"), "a script (JSONP)"),
    (re.compile(r"%!PS|<svg\b"), "a drawing"),
)  # fmt: skip
# The names of a table's columns, as its first line has them: what is said, and when or by whom.
_SAID: Final = frozenset({"text", "transcript", "sentence", "words", "caption", "content"})
_PLACED: Final = frozenset({"start", "begin", "time", "timestamp", "timecode", "speaker", "starttime", "speakername"})
_PARTS: Final = re.compile(r"[\t,;]")
_LABELS: Final = re.compile(r"\d{1,6}\.\d{3,8}\t\d{1,6}\.\d{3,8}\t")
# Captions of WebVTT that carry data rather than words: records, and parts of a picture.
_DATA: Final = re.compile(
    r"\{\s{0,10}\".{0,4000}\}|\S{1,300}\.(?:jpe?g|png|webp)(?:#\S{0,100})?", re.DOTALL | re.IGNORECASE
)


def refuse_other_kinds(head: str) -> None:
    """Raise TranscriptError where a text is, by its beginning, of a kind whose marks would be read as words."""
    found = next((kind for beginning, kind in _KINDS if beginning.match(head)), None)
    if found is None and (_is_table(head.partition("\n")[0]) or _LABELS.match(head)):
        found = "a table of values"
    if found is not None:
        raise TranscriptError(f"{found}: not read; publish the transcript as WebVTT, SRT, JSON, HTML or text")


def _is_table(first_line: str) -> bool:
    names = {plain_key("".join(part.split()).strip('"')) for part in _PARTS.split(first_line)}
    return bool(names & _SAID) and bool(names & _PLACED)


def is_data(words: str) -> bool:
    """Tell whether what stands in a caption is data for a program rather than words."""
    return _DATA.fullmatch(words.strip()) is not None
