"""Tiny writers of every transcript format, so that what is written can be read back."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple


class Said(NamedTuple):
    """What one speaker says from one time to another, in milliseconds."""

    speaker: str | None
    start: int
    end: int
    text: str


def clock(milliseconds: int, mark: str = ".") -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def whole(milliseconds: int) -> str:
    return clock(milliseconds)[:8]


def vtt(said: Sequence[Said]) -> str:
    """Write WebVTT; a voice is named only where it changes."""
    lines = ["WEBVTT", ""]
    before: str | None = None
    for each in said:
        voice = f"<v {html.escape(each.speaker, quote=False)}>" if each.speaker and each.speaker != before else ""
        before = each.speaker
        lines += [f"{clock(each.start)} --> {clock(each.end)}", voice + html.escape(each.text, quote=False), ""]
    return "\n".join(lines)


def srt(said: Sequence[Said]) -> str:
    return "\n".join(
        f"{number}\n{clock(each.start, ',')} --> {clock(each.end, ',')}\n{label(each)}{each.text}\n"
        for number, each in enumerate(said, start=1)
    )


def sbv(said: Sequence[Said]) -> str:
    return "\n".join(f"{clock(each.start)},{clock(each.end)}\n{label(each)}{each.text}\n" for each in said)


def podcast_json(said: Sequence[Said]) -> str:
    segments = [
        {"startTime": each.start / 1000, "endTime": each.end / 1000, "body": each.text}
        | ({"speaker": each.speaker} if each.speaker else {})
        for each in said
    ]
    return json.dumps({"version": "1.0.0", "segments": segments})


def whisper_json(said: Sequence[Said]) -> str:
    segments = [
        {"start": each.start / 1000, "end": each.end / 1000, "text": " " + each.text, "speaker": each.speaker}
        for each in said
    ]
    return json.dumps({"segments": segments})


def podlove_json(said: Sequence[Said]) -> str:
    return json.dumps(
        [
            {
                "start": clock(each.start),
                "start_ms": each.start,
                "end_ms": each.end,
                "voice": each.speaker or "",
                "text": each.text,
            }
            for each in said
        ]
    )


def json3(said: Sequence[Said]) -> str:
    events = [
        {"tStartMs": each.start, "dDurationMs": each.end - each.start, "segs": [{"utf8": label(each) + each.text}]}
        for each in said
    ]
    return json.dumps({"events": events})


def page(said: Sequence[Said]) -> str:
    """Write the HTML of the podcast namespace; its times have whole seconds."""
    return "\n".join(
        (f"<cite>{html.escape(each.speaker)}:</cite>\n" if each.speaker else "")
        + f"<time>{whole(each.start)}</time>\n<p>{html.escape(each.text)}</p>"
        for each in said
    )


def text(said: Sequence[Said]) -> str:
    return "\n\n".join(f"[{whole(each.start)}] {label(each)}{each.text}" for each in said)


def markdown(said: Sequence[Said]) -> str:
    return "\n\n".join(
        (f"**{each.speaker}:** " if each.speaker else "")
        + f"\\[{whole(each.start)}\\] "
        + re.sub(r"([*_`\\<&])", r"\\\1", each.text)
        for each in said
    )


def label(each: Said) -> str:
    return f"{each.speaker}: " if each.speaker else ""


Writer = Callable[[Sequence[Said]], str]
# By the exactness of the times that a format holds.
EXACT: Final[tuple[Writer, ...]] = (vtt, srt, sbv, podcast_json, whisper_json, podlove_json, json3)
SECONDS: Final[tuple[Writer, ...]] = (page, text, markdown)
