"""Every transcript of the corpus against an extraction of its own: nothing lost, nothing added, every name kept.

What belongs here: a second, smaller reading of the corpus's two formats, and the comparison. What does not: the parsers
themselves; nothing of them is used to say what is expected.

The two readings agree on an episode where the segments' texts, joined, are what is spoken in the source, character for
character without white space, and where as many turns in a row bear the same labels.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from rich.markdown import Markdown

from assets.podcasts.segments import segment_rows
from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript

_VOICE: Final = re.compile(r"<v ([^>]+)>")
_CUE_TAG: Final = re.compile(r"</?[a-z][^>]*>")
_STAGE: Final = (
    r"laugh|chuckl|giggl|applau|clap|cheer|music|song|sing|tune|jingle|audio|sound|noise|crosstalk|inaudible|unintell"
    r"|indiscern|sigh|inhale|exhale|cough|sneeze|gasp|groan|clip|whisper|silence|pause|bleep|beep|play|ring|voice|alert"
    r"|foreign|snap|hum"
)
# A time, a note with a full time in it, and a bracket that holds a stage direction.
_ASIDE: Final = re.compile(
    rf"\[\s?(?:[\d:.]+|[^\]\d]{{1,40}}\d+:\d+:\d+[.\d]*|[^\]]{{0,30}}\b(?:{_STAGE})[^\]]{{0,30}})\s?\]"
    rf"|\((?:{_STAGE})\w*\)|\*coughs\*|[♪♫]",
    re.IGNORECASE,
)
_HTML_TAG: Final = re.compile(r"</?\w+>")
_ITEM: Final = re.compile(r"^\s*[-*] ", re.MULTILINE)
_LABEL_SLIP: Final = re.compile(r"^[\d\"“]?\*\*([^*:\n]{1,60}?)(?: ?: ?\*\*| ?\*\* ?:) ?", re.MULTILINE)
_ADDRESS: Final = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
# A star or backtick that marks nothing, the line under a heading, a mark of another one's turn: no speech.
_MARKS: Final = re.compile(r"[*`]|>>|^\s*=+\s*$")
_INVISIBLE: Final = re.compile("[\u200b\u200e\u200f\u2060\ufeff\xad\x00-\x08\x0e-\x1b]")


@dataclass(slots=True)
class Expected:
    """What an extraction finds in a source: its turns, each a label (None where there is none) and words."""

    turns: list[tuple[str | None, str]]

    @property
    def text(self) -> str:
        """Return all words without white space."""
        return "".join(_squeezed(words) for _, words in self.turns)

    @property
    def labels(self) -> list[str | None]:
        """Return the label of each stretch of speech under one label."""
        return [label for label, _ in groupby(label for label, words in self.turns if _squeezed(words))]


def from_vtt(text: str) -> Expected:
    """Read WebVTT as this corpus has it: a voice at the beginning of a cue, or none at all."""
    turns: list[tuple[str | None, str]] = []
    voice: str | None = None
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        _, arrow, words = block.partition("-->")
        if not arrow or not words.partition("\n")[2].strip():
            continue
        spoken = words.partition("\n")[2]
        if (match := _VOICE.search(spoken)) is not None:
            voice = match.group(1)
        turns.append((voice, _CUE_TAG.sub("", spoken)))
    return Expected(turns)


def from_markdown(text: str) -> Expected:
    """Read Markdown with a CommonMark parser; a bold label with a colon begins a turn, `Break` is not spoken."""
    turns: list[tuple[str | None, str]] = []
    label: str | None = None
    for token in Markdown(_mended(text)).parsed:
        if token.type == "html_block":
            turns.append((label, _ITEM.sub("", _HTML_TAG.sub("", token.content))))
        for line in _lines(token.children or []) if token.type == "inline" else ():
            named, words = _labelled(line) if token.level == 1 else (None, "".join(map(_content, line)))
            if named is not None and named.lower() == "break":
                continue
            label = named or label
            turns.append((label, words))
    return Expected(turns)


def _mended(text: str) -> str:
    """Write what a slip hides from CommonMark as it was meant: `**Ann: **`, addresses with spaces."""
    labelled = _LABEL_SLIP.sub(r"**\1:** ", text)
    return _ADDRESS.sub(lambda match: match.group().replace(" ", "%20"), labelled)


def _lines(tokens: list[Any]) -> Iterator[list[Any]]:
    """Give the lines of a paragraph: the next turn need not stand behind a blank one."""
    line: list[Any] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield line
            line = []
        line.append(token)
    yield line


def _labelled(tokens: list[Any]) -> tuple[str | None, str]:
    """Return the bold label at the beginning of a line (None where there is none) and the other words."""
    named: str | None = None
    words = [_content(token) for token in tokens]
    kinds = [token.type for token in tokens]
    first = next(
        (
            index
            for index, kind in enumerate(kinds)
            if kind not in ("text", "softbreak", "hardbreak") or words[index].strip()
        ),
        0,
    )
    if kinds[first : first + 1] == ["strong_open"]:
        end = kinds.index("strong_close", first)
        label, after = "".join(words[first:end]), "".join(words[end:])
        if label.rstrip().endswith(":") or after.startswith(":"):
            named, words = label.strip(" :"), [after.removeprefix(":")]
    return named, "".join(words)


def _content(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return str(token.content) if token.type in ("text", "code_inline") else ""


def _squeezed(words: str) -> str:
    return "".join(_MARKS.sub(" ", _ASIDE.sub(" ", _INVISIBLE.sub("", words))).split())


def episodes(corpus: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the transcript of each episode and what the corpus says of it."""
    for listing in sorted(corpus.glob("*/episodes.jsonl")):
        for line in listing.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield listing.parent / record["transcript"], record


def compare(path: Path, record: dict[str, Any], figures: Counter[str]) -> list[str]:
    """Count what an episode holds and return what differs."""
    document = path.read_bytes()
    figures["episodes"] += 1
    try:
        transcript = parse_transcript(document, None)
    except TranscriptError as error:
        return [f"not read: {error}"]
    figures["parsed"] += 1
    rows = segment_rows(
        transcript,
        episode_id=record["id"],
        show_id=record["show"],
        published_on=date(2024, 1, 1),
        transcript_sha256="",
        people=[person["name"] for person in record.get("people", [])],
    )
    read = from_vtt if path.suffix == ".vtt" else from_markdown
    expected = read(document.decode("utf-8-sig"))
    return [*_text_differences(expected, rows, figures), *_label_differences(expected, rows, path.suffix, figures)]


def _text_differences(expected: Expected, rows: list[dict[str, Any]], figures: Counter[str]) -> list[str]:
    came = "".join(_squeezed(row["text"]) for row in rows)
    figures["segments"] += len(rows)
    figures["words"] += sum(row["text"].count(" ") + 1 for row in rows)
    if came == expected.text:
        figures["same text"] += 1
        return []
    at = next((index for index, pair in enumerate(zip(expected.text, came, strict=False)) if pair[0] != pair[1]), 0)
    near = slice(max(at - 30, 0), at + 50)
    return [f"text at {at}: expected …{expected.text[near]!r}, came …{came[near]!r}"]


def _label_differences(expected: Expected, rows: list[dict[str, Any]], kind: str, figures: Counter[str]) -> list[str]:
    came = [label for label, _ in groupby(row["speaker_label"] for row in rows)]
    wanted = expected.labels
    figures[f"labelled stretches {kind}"] += sum(label is not None for label in wanted)
    figures[f"labelled segments {kind}"] += sum(row["speaker_label"] is not None for row in rows)
    figures[f"named segments {kind}"] += sum(row["speaker"] is not None for row in rows)
    figures[f"segments {kind}"] += len(rows)
    if came == wanted:
        figures[f"labelled stretches kept {kind}"] += sum(label is not None for label in wanted)
        return []
    at = next((index for index, pair in enumerate(zip(wanted, came, strict=False)) if pair[0] != pair[1]), -1)
    return [f"labels at {at}: expected {wanted[at : at + 4]}, came {came[at : at + 4]}"]


def main() -> int:
    """Compare every episode, print the figures and what differs; 1 where anything does."""
    parser = argparse.ArgumentParser(description="Compare the parsers with a second reading of the corpus.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder with a folder a show network")
    corpus = parser.parse_args().corpus
    figures: Counter[str] = Counter()
    differing = 0
    started = time.perf_counter()
    for path, record in episodes(corpus):
        differences = compare(path, record, figures)
        differing += bool(differences)
        for difference in differences:
            print(f"{path.relative_to(corpus)}: {difference}")
    for name, count in sorted(figures.items()):
        print(f"{name:32} {count:>10,}")
    print(f"{differing} episodes differ; {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
