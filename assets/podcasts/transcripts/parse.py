"""Any transcript: bytes in, cues out; the format is found from the content, not trusted from its tag.

What belongs here: decoding and telling formats apart. What does not: the formats.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from assets.podcasts.transcripts.base import Transcript, TranscriptError
from assets.podcasts.transcripts.html import parse_html
from assets.podcasts.transcripts.podcast_json import parse_podcast_json
from assets.podcasts.transcripts.srt import parse_srt
from assets.podcasts.transcripts.text import parse_text
from assets.podcasts.transcripts.times import caption_times
from assets.podcasts.transcripts.vtt import parse_vtt

_HTML_START: Final = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?"
    r"<(?:!doctype|html|body|head|main|div|section|article|cite|p|time|span|h\d)\b",
    re.IGNORECASE,
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_OTHER_KINDS: Final = {b"%PDF": "a PDF document", b"PK\x03\x04": "a ZIP archive or office document", b"{\\rtf": "RTF"}
# More than this share of characters that no text holds: not text.
_MOST_UNPRINTABLE: Final = 0.02
_SAMPLE_CHARACTERS: Final = 20_000
# Control, unassigned, private and surrogate characters.
_UNPRINTABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})


def parse_transcript(document: bytes, declared_type: str | None) -> Transcript:
    """Read a transcript: WebVTT, SubRip, podcast JSON, HTML, Markdown or plain text.

    Args:
        document: the bytes that were served.
        declared_type: the media type in the feed; it decides only where the content leaves the format open.

    Raises:
        TranscriptError: if the bytes are no text, or hold no speech in any known format.
    """
    transcript = _parse(decode(document), (declared_type or "").lower())
    if not any(character.isalnum() for cue in transcript.cues for character in cue.text):
        raise TranscriptError("the document holds no words")
    return transcript


def _parse(text: str, declared: str) -> Transcript:
    head = text[:4000].lstrip()
    if head.startswith("WEBVTT"):
        return parse_vtt(text)
    if head.startswith("{") or (head.startswith("[") and "json" in declared):
        # "[00:00:12] Name: …" begins like JSON and is text, unless the feed says otherwise.
        return parse_podcast_json(text)
    if any("-->" in line and caption_times(line) for line in head.split("\n")):
        return parse_srt(text)
    if _HTML_START.match(head) or ("html" in declared and "<" in head):
        return parse_html(text)
    return parse_text(text)


def decode(document: bytes) -> str:
    """Return the text of a document with line ends as newlines: UTF-8, UTF-16 by its mark, else Windows-1252.

    Raises:
        TranscriptError: if it is empty, or not text in any of these.
    """
    if not document.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise TranscriptError("the document is empty")
    for beginning, kind in _OTHER_KINDS.items():
        if document.startswith(beginning):
            raise TranscriptError(f"{kind}, not text; publish the transcript as WebVTT, SRT, JSON, HTML or text")
    if document.startswith(_UTF16):
        text = document.decode("utf-16", errors="replace")
    else:
        try:
            text = document.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = document.decode("cp1252", errors="replace")
    sample = text[:_SAMPLE_CHARACTERS]
    unprintable = sum(map(_is_unprintable, sample))
    if unprintable > _MOST_UNPRINTABLE * len(sample):
        raise TranscriptError(f"not text: {unprintable} of the first {len(sample)} characters are unprintable")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_unprintable(character: str) -> bool:
    return character == "\ufffd" or (unicodedata.category(character) in _UNPRINTABLE and not character.isspace())
