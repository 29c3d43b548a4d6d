"""Any transcript: bytes in, cues out; the format is found from the content, not trusted from its tag.

What belongs here: telling formats apart. What does not: the formats, encodings (decoding.py).
"""

from __future__ import annotations

import re
from typing import Final

from assets.podcasts.transcripts.base import Transcript, TranscriptError
from assets.podcasts.transcripts.decoding import decode
from assets.podcasts.transcripts.html import parse_html
from assets.podcasts.transcripts.json_document import parse_json
from assets.podcasts.transcripts.other_kinds import refuse_other_kinds
from assets.podcasts.transcripts.srt import parse_sbv, parse_srt
from assets.podcasts.transcripts.text import parse_text
from assets.podcasts.transcripts.timed_xml import is_xml, parse_timed_xml
from assets.podcasts.transcripts.times import caption_times, sbv_times
from assets.podcasts.transcripts.vtt import parse_vtt

_HTML_START: Final = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
    r"<(?:!doctype|html|body|head|main|div|section|article|cite|p|time|span|h\d|ul|ol|dl|table|strong|b|br|figure|blockquote|em|i|a|pre|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
# A list of records or of nothing; "[00:00:12] Name: …" and "[Music]" are text.
_JSON_START: Final = re.compile(r"\{\s*(?:[\"}]|$)|\[\s*(?:[\[{\]]|$)")
_VOICE: Final = re.compile(r"<v[ .][^<>\n]{1,200}>")
_HEAD_CHARACTERS: Final = 4000


def parse_transcript(document: bytes, declared_type: str | None) -> Transcript:
    """Read a transcript: WebVTT, SubRip, SubViewer, TTML, JSON, HTML, Markdown or plain text.

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
    head = text[:_HEAD_CHARACTERS].lstrip()
    lines = head.split("\n")
    refuse_other_kinds(head)
    if head.startswith("WEBVTT"):
        return parse_vtt(text.lstrip())
    if is_xml(head):
        return parse_timed_xml(text)
    if _JSON_START.match(head) or (head[:1] in ("{", "[") and "json" in declared):
        return parse_json(text)
    if any(caption_times(line) for line in lines):
        # WebVTT that has lost its first line still has its voices.
        return parse_vtt(text) if _VOICE.search(text) else parse_srt(text)
    if any(map(sbv_times, lines)):
        return parse_sbv(text)
    if _HTML_START.match(head) or ("html" in declared and "<" in head):
        return parse_html(text)
    return parse_text(text)
