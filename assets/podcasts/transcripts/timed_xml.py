"""Captions in XML: TTML (https://www.w3.org/TR/ttml2/), which Apple gives, and the kinds that YouTube gives.

What belongs here: what their elements and attributes say. What does not: reading XML (assets.podcasts.xml), HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from lxml import etree

from assets.podcasts.transcripts.base import MOST_TAGS, Cue, Transcript, TranscriptError, clean, refuse_more
from assets.podcasts.transcripts.labels import named_by_labels
from assets.podcasts.transcripts.times import clock_seconds, duration_seconds
from assets.podcasts.xml import XmlError, read_xml

_ROOT: Final = re.compile(
    r"\s*(?:(?:<\?.{0,300}?\?>|<!--.{0,2000}?-->|<![A-Za-z][^>\[]{0,300}(?:\[.{0,2000}?\]\s*)?>)\s*){0,5}<(?:[\w.-]{1,30}:)?([\w.-]{1,60})",
    re.DOTALL,
)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_ROOTS: Final = ("tt", "transcript", "timedtext")
_NUMBER: Final = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)
_TICKS: Final = re.compile(r"(\d{1,18})t", re.ASCII)


class _Run(NamedTuple):
    """Words within a caption as they stand, from when until when, and who says them."""

    words: str
    start: float | None
    end: float | None
    speaker: str | None


def is_xml(head: str) -> bool:
    """Tell from its beginning whether a document is XML rather than HTML or text."""
    root = _root_name(head)
    return root in _ROOTS or (_DECLARATION.match(head) is not None and root.lower() not in ("", "html"))


def parse_timed_xml(text: str) -> Transcript:
    """Read the captions of TTML or of YouTube's XML.

    Raises:
        TranscriptError: if it is XML of another kind, or holds no words.
    """
    refuse_more(text.count("<"), MOST_TAGS, "tags")
    name = _root_name(text)
    if name not in _ROOTS:
        raise TranscriptError(f"XML whose first element is <{name}>, which is no transcript")
    try:
        root = read_xml(_DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace")).root
    except XmlError as error:
        raise TranscriptError(f"XML that cannot be read: {error}") from error
    names = _agents(root)
    tick_rate = float(_attributes(root).get("tickrate") or 0)
    captions = [
        element for element in root.iter("{*}p", "{*}text") if _attributes(element).keys() & {"begin", "start", "t"}
    ]
    cues = [cue for caption in captions for cue in _cues([*_runs(caption, tick_rate)], names)]
    if not cues:
        raise TranscriptError(f"XML (<{name}>) without a single caption that has a time and words")
    return Transcript("ttml", named_by_labels(cues, are_captions=True))


def _root_name(text: str) -> str:
    match = _ROOT.match(text)
    return match[1] if match else ""


def _attributes(element: etree._Element) -> Mapping[str, str]:
    """Return the attributes by their names without namespaces, in lower case."""
    return {str(key).rpartition("}")[2].lower(): str(value).strip() for key, value in element.attrib.items()}


def _agents(root: etree._Element) -> Mapping[str, str]:
    """Return the names of those who speak by the identifiers that stand for them."""
    names = (
        (_attributes(agent).get("id"), " ".join("".join(map(str, agent.itertext())).split()))
        for agent in root.iter("{*}agent")
    )
    return {key: name for key, name in names if key and name}


def _runs(caption: etree._Element, tick_rate: float) -> Iterator[_Run]:
    """Give the words of a caption in order; those within an element with a time of its own have that time."""
    waiting: list[_Run] = []
    for event, element in etree.iterwalk(caption, events=("start", "end")):
        if event == "start":
            waiting.append(_timed(element, waiting[-1] if waiting else _Run("", None, None, None), tick_rate))
            words = "\n" if str(element.tag).endswith(("}br", "br")) else element.text
        else:
            waiting.pop()
            words = element.tail
        if waiting and words:
            yield waiting[-1]._replace(words=words)


def _timed(element: etree._Element, outer: _Run, tick_rate: float) -> _Run:
    """Return what an element says of its words; what it does not say is as in the element around it."""
    said = _attributes(element)
    speaker = said.get("agent", "").split(" ")[0] or outer.speaker
    if element.tag == "s":  # YouTube's words count from their caption on
        offset = _seconds(said.get("t"), 0.001, tick_rate) or 0.0
        return _Run("", None if outer.start is None else round(outer.start + offset, 3), outer.end, speaker)
    unit = 0.001 if "t" in said else 1.0
    start = _seconds(said.get("begin") or said.get("start") or said.get("t"), unit, tick_rate)
    if start is None:
        return outer._replace(speaker=speaker)
    length = _seconds(said.get("dur") or said.get("d"), unit, tick_rate)
    end = _seconds(said.get("end"), unit, tick_rate) if length is None else round(start + length, 3)
    return _Run("", start, end if end is not None and end >= start else None, speaker)


def _seconds(value: str | None, unit: float, tick_rate: float) -> float | None:
    """Return the seconds of a time: `00:01:02.5`, `62.5s`, `625000000t`, or a bare number."""
    if not value:
        return None
    if ":" in value:
        return clock_seconds(value)
    if ticks := _TICKS.fullmatch(value):
        return round(int(ticks[1]) / tick_rate, 3) if tick_rate > 0 else None
    if value.endswith("ms"):
        return _seconds(value[:-2], 0.001, tick_rate)
    return round(float(value) * unit, 3) if _NUMBER.fullmatch(value) else duration_seconds(value)


def _cues(runs: list[_Run], names: Mapping[str, str]) -> Iterator[Cue]:
    """Give a cue for each time within a caption: most have one, some one for each word."""
    joined: list[_Run] = []
    for run in runs:
        if joined and (joined[-1][1:] == run[1:] or not run.words.strip()):
            joined[-1] = joined[-1]._replace(words=joined[-1].words + run.words)
        else:
            joined.append(run)
    is_glued = False
    for run in joined:
        if words := clean(run.words):
            speaker = names.get(run.speaker, run.speaker) if run.speaker else None
            cue = Cue(words, speaker, run.start, run.end)
            yield replace(cue, is_glued=is_glued and not run.words[0].isspace())
        is_glued = bool(words) and not run.words[-1].isspace()
