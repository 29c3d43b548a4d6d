"""Conformance of the transcript parsers: WebVTT's own cases, other captions, the namespace's four formats.

What belongs here: what each folder of cases expects, and whether it came. What does not: feeds, printing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.cue_text import Node, parse_cue_text
from assets.podcasts.transcripts.parse import parse_transcript
from bench.conform.result import FolderResult

# Speaker, start, end (seconds), words.
Said = tuple[str | None, float | None, float | None, str]
_TIMES_LINE: Final = re.compile(
    r"^\s*((?:\d+:)?\d\d:\d\d[.,]\d{3}(?: --> |,)(?:\d+:)?\d\d:\d\d[.,]\d{3}\b)(?!\d).*\n", re.MULTILINE
)
_ELEMENT_NAMES: Final = {"c": "span", "v": "span", "lang": "span"}


def cue_text_cases(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give each case of the web platform's cue parsing: its name, and what differs or None."""
    for path in sorted(folder.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            # A cue ends at a blank line; the files hold the text with the line end after it.
            text = case["text"].split("\n\n")[0].removesuffix("\n")
            came = "".join(f"| {line}\n" for line in _tree_lines(parse_cue_text(text)))
            expected = case["expectedTree"]
            yield f"{path.stem}[{number}]", None if came == expected else f"expected {expected!r}, came {came!r}"


def _tree_lines(root: Node) -> Iterator[str]:
    """Write a tree as the web platform's tests do, a node or an attribute a line."""
    waiting: list[tuple[Node, int]] = [(child, 0) for child in reversed(root.children)]
    while waiting:
        node, depth = waiting.pop()
        indent = "  " * depth
        if node.kind == "text":
            yield f'{indent}"{node.value}"'
        elif node.kind == "timestamp":
            thousandths = round((node.seconds or 0) * 1000)
            hours, rest = divmod(thousandths, 3_600_000)
            yield f"{indent}<?timestamp {hours:02d}:{rest // 60_000:02d}:{rest % 60_000 / 1000:06.3f}>"
        else:
            yield f"{indent}<{_ELEMENT_NAMES.get(node.kind, node.kind)}>"
            if node.classes:
                yield f'{indent}  class="{" ".join(node.classes)}"'
            if node.kind in ("v", "lang"):
                yield f'{indent}  {"title" if node.kind == "v" else "lang"}="{node.value}"'
            waiting += [(child, depth + 1) for child in reversed(node.children)]


def file_cases(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give each file of the web platform's file parsing; its cues say themselves whether they are to be read.

    In the files about times a cue named "invalid" must not be read; in those about settings it is the setting that is.
    """
    for path in sorted(folder.glob("*.vtt")):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        is_about_times = path.name.startswith(("timings", "whitespace", "nulls"))
        named = re.findall(r"^\s*((?:text|valid|invalid)\d*)\s*$", text, re.MULTILINE)
        # A line of times on the signature's line is part of the signature.
        wanted = [] if path.name == "signature-timings.vtt" else named
        wanted = [name for name in wanted if not (is_about_times and name.startswith("invalid"))]
        came = [name for name in re.findall(r"(?:text|valid|invalid)\d*", " ".join(_texts(path))) if name in named]
        yield path.name, None if came == wanted else f"expected {wanted}, came {came}"


def caption_cases(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give each file of webvtt-py: the words of its captions with well-formed times, tags apart."""
    for path in sorted(folder.iterdir()):
        wanted: list[str] = []
        blocks = re.split(r"\n\s*?\n", path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
        for block in blocks:
            _, times, words = (
                _TIMES_LINE.split(block + "\n", maxsplit=1) if _TIMES_LINE.search(block + "\n") else ("", "", "")
            )
            wanted += re.sub(r"<[^>]*>|♪", "", words, flags=re.MULTILINE).split() if times else []
        # A dash before a line says who speaks, and is no word.
        came, wanted = ([word for word in words if word != "-"] for words in (" ".join(_texts(path)).split(), wanted))
        yield path.name, None if came == wanted else f"expected {wanted[:40]}, came {came[:40]}"


def _texts(path: Path) -> list[str]:
    try:
        return [cue.text for cue in parse_transcript(path.read_bytes(), None).cues]
    except TranscriptError:
        return []


def namespace_cases(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give each example of the namespace, and its WebVTT example written as each of the other formats.

    The examples are of different episodes; so that the formats can be compared, one is written in all of them.
    """
    for path in sorted(folder.glob("example.*")):
        text = path.read_text(encoding="utf-8")
        wanted = _EXTRACTIONS[path.suffix](text)
        yield path.name, _difference(wanted, text, path.suffix)
    captions, page = ((folder / f"example.{suffix}").read_text(encoding="utf-8") for suffix in ("srt", "html"))
    yield "example.srt and example.html", _difference(_from_srt(captions), page, ".html")
    said = _from_vtt((folder / "example.vtt").read_text(encoding="utf-8"))
    for suffix, write in _WRITERS.items():
        yield f"example.vtt as {suffix}", _difference(said, write(said), suffix)


def _difference(wanted: list[Said], document: str, suffix: str) -> str | None:
    """Return where the stretches read from a document are not those wanted, as far as its format holds them."""
    cues = parse_transcript(document.encode(), None).cues
    expected = _stretches(wanted, suffix)
    came = _stretches([(cue.speaker, cue.start_seconds, cue.end_seconds, cue.text) for cue in cues], suffix)
    return None if came == expected else f"expected {expected}, came {came}"


def _stretches(said: list[Said], suffix: str) -> list[Said]:
    """Join what one speaker says; HTML holds whole seconds and no ends."""
    stretches: list[Said] = []
    for speaker, group in groupby(said, key=lambda each: each[0]):
        run = list(group)
        start, end = run[0][1], run[-1][2]
        text = " ".join(" ".join(each[3] for each in run).split())
        is_html = suffix == ".html"
        stretches.append((speaker, float(int(start or 0)) if is_html else start, None if is_html else end, text))
    return stretches


def _from_vtt(text: str) -> list[Said]:
    found = re.findall(r"(\S+) --> (\S+)\n<v ([^>]+)>(.*)", text)
    return [(voice, _seconds(start), _seconds(end), html.unescape(words)) for start, end, voice, words in found]


def _from_srt(text: str) -> list[Said]:
    said: list[Said] = []
    speaker: str | None = None
    for start, end, words in re.findall(r"(\S+) --> (\S+)\n(.*?)(?=\n\n|\Z)", text, re.DOTALL):
        named = re.match(r"([A-Z][a-z]+): ", words)
        speaker = named.group(1) if named else speaker
        said.append((speaker, _seconds(start), _seconds(end), words[named.end() if named else 0 :]))
    return said


def _from_html(text: str) -> list[Said]:
    found = re.findall(r"<cite>(.*?):</cite>\s*<time>(.*?)</time>\s*<p>(.*?)</p>", text, re.DOTALL)
    return [(name.strip(), _seconds(start), None, html.unescape(words)) for name, start, words in found]


def _from_json(text: str) -> list[Said]:
    return [(one["speaker"], one["startTime"], one["endTime"], one["body"]) for one in json.loads(text)["segments"]]


def _seconds(clock: str) -> float:
    seconds = 0.0
    for part in clock.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)


def _clock(seconds: float | None) -> str:
    return f"{int(seconds or 0) // 3600:02}:{int(seconds or 0) // 60 % 60:02}:{(seconds or 0) % 60:06.3f}"


def _as_json(said: list[Said]) -> str:
    keys = ("speaker", "startTime", "endTime", "body")
    return json.dumps({"version": "1.0.0", "segments": [dict(zip(keys, each, strict=True)) for each in said]})


def _as_srt(said: list[Said]) -> str:
    return "\n".join(
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{speaker}: {words}\n".replace(".", ",", 2)
        for number, (speaker, start, end, words) in enumerate(said, start=1)
    )


def _as_html(said: list[Said]) -> str:
    return "\n".join(
        f"<cite>{speaker}:</cite>\n<time>{_clock(start)[:8]}</time>\n<p>{html.escape(words)}</p>"
        for speaker, start, _, words in _stretches(said, ".vtt")
    )


_EXTRACTIONS: Final = {".vtt": _from_vtt, ".srt": _from_srt, ".html": _from_html, ".json": _from_json}
_WRITERS: Final = {".srt": _as_srt, ".json": _as_json, ".html": _as_html}
_READABLE_TIMES: Final = "times that the standard refuses are read where a person can read them"
_SAID_ONCE: Final = "captions of the same words at the same time are said once"
_READ_AS_TEXT: Final = "a file without captions is read as plain text: the format is found from the content"
_FILE_DIFFERENCES: Final = {
    "regions-id.vtt": _SAID_ONCE,
    "regions-lines.vtt": _SAID_ONCE,
    "regions-regionanchor.vtt": _SAID_ONCE,
    "regions-scroll.vtt": _SAID_ONCE,
    "regions-viewportanchor.vtt": _SAID_ONCE,
    "stylesheets.vtt": _SAID_ONCE,
    "timings-too-short.vtt": _READABLE_TIMES,
    "timings-garbage.vtt": _READABLE_TIMES,
    "timings-too-long.vtt": _READABLE_TIMES,
    "whitespace-chars.vtt": _READABLE_TIMES,
    "nulls.vtt": "a file of which a fiftieth is NUL is taken for binary data",
}
_KEPT_WORDS: Final = (
    "words whose times cannot be read are kept with the caption before them: nothing that is said is lost"
)
_CAPTION_DIFFERENCES: Final = {
    "invalid_format.sbv": _READ_AS_TEXT,
    "invalid_format1.srt": _READ_AS_TEXT,
    "invalid_format2.srt": _READ_AS_TEXT,
    "invalid_format3.srt": _READ_AS_TEXT,
    "invalid_timeframe.sbv": _KEPT_WORDS,
    "invalid_timeframe_in_cue_text.vtt": "a second line of times begins a caption, as the standard says",
    "netflix_chicas_del_cable.vtt": "a name in brackets that returns is the speaker's",
    "youtube_dl.vtt": "roll-up captions are unrolled",
    "missing_timeframe.srt": _KEPT_WORDS,
    "missing_timeframe.sbv": _KEPT_WORDS,
}


def results(formats: Path) -> list[FolderResult]:
    """Run every case of the folders that hold transcripts.

    Args:
        formats: the folder with a folder a source of cases (webvtt_js_wpt, webvtt_py, podcast_namespace).
    """
    cue_parsing = formats / "webvtt_js_wpt/test/wpt-cue-parsing"
    file_parsing = formats / "webvtt_js_wpt/test/wpt-file-parsing"
    return [
        _result("webvtt_js_wpt cue parsing", cue_text_cases(cue_parsing), {}),
        _result("webvtt_js_wpt file parsing", file_cases(file_parsing), _FILE_DIFFERENCES),
        _result("webvtt_py", caption_cases(formats / "webvtt_py/tests/subtitles"), _CAPTION_DIFFERENCES),
        _result(
            "podcast_namespace transcripts",
            namespace_cases(formats / "podcast_namespace/docs/examples/transcripts"),
            {},
        ),
    ]


def _result(folder: str, cases: Iterator[tuple[str, str | None]], kept_reasons: Mapping[str, str]) -> FolderResult:
    """Count cases; one that differs is kept where a reason is known for it, and failed elsewhere."""
    count = 0
    kept: dict[str, list[str]] = {}
    failed: dict[str, str] = {}
    for name, difference in cases:
        count += 1
        if difference is None:
            continue
        if name in kept_reasons:
            kept.setdefault(kept_reasons[name], []).append(name)
        else:
            failed[name] = difference
    kept_count = sum(map(len, kept.values()))
    return FolderResult(folder, count, count - len(failed) - kept_count, kept, failed)
