from __future__ import annotations

import json
from itertools import groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript
from tests.proportion import takes_time_in_proportion
from tests.unit.podcasts.transcript_writers import EXACT, SECONDS, Said, Writer

pytestmark = pytest.mark.slow

# Names and words that every format can hold; what stands for a name within words is lower-case here, as in speech.
NAMES = st.sampled_from(
    ["Ann Lee", "Bo", "Zoë d'Arc", "Ann de Vries", "SPEAKER_01", "Speaker 2", "Dr. Cy Young", "O'Neil & Sons"]
)
WORD = st.text("abcdefghijklmnopqrstuvwxyzéßж", min_size=1, max_size=9)
MARKED = st.builds(
    lambda word, mark: word + mark, WORD, st.sampled_from(["", "", "", ",", ".", "?", "!", "'s", "-so", "…", ";"])
)
ODD = st.sampled_from(["&", "<", "a<b", "x_y", "*", "50%", "3.5", "“so”", "(or)", "#1", "R&D", "c++"])
WORDS = st.lists(st.one_of(MARKED, MARKED, MARKED, ODD), min_size=1, max_size=12).map(
    lambda words: "so " + " ".join(words)
)


@st.composite
def segments(draw: st.DrawFn, *, named: bool) -> list[Said]:
    """Draw what is said: times go on, also past an hour; a speaker is named in all segments or in none."""
    said: list[Said] = []
    at = draw(st.integers(0, 4_000_000))
    for _ in range(draw(st.integers(1, 8))):
        start = at + draw(st.integers(0, 4000))
        at = start + draw(st.integers(1, 30_000))
        said.append(Said(draw(NAMES) if named else None, start, at, draw(WORDS)))
    return said


def stretches(said: list[Said]) -> list[tuple[str | None, str]]:
    return [(name, " ".join(each.text for each in run)) for name, run in groupby(said, key=lambda each: each.speaker)]


def read(writer: Writer, said: list[Said]) -> list[Said]:
    document = writer(said)
    cues = parse_transcript(document.encode(), None).cues
    return [
        Said(
            cue.speaker,
            round((cue.start_seconds or 0) * 1000),
            round((cue.end_seconds or 0) * 1000),
            " ".join(cue.text.split()),
        )
        for cue in cues
    ]


@pytest.mark.parametrize("writer", EXACT)
@settings(max_examples=60)
@given(said=st.one_of(segments(named=True), segments(named=False)))
def test_what_is_written_with_exact_times_is_read_again(writer: Writer, said: list[Said]) -> None:
    assert read(writer, said) == said


@pytest.mark.parametrize("writer", SECONDS)
@settings(max_examples=60)
@given(said=st.one_of(segments(named=True), segments(named=False)))
def test_what_is_written_with_whole_seconds_is_read_again(writer: Writer, said: list[Said]) -> None:
    found = read(writer, said)
    assert stretches(found) == stretches(said)
    assert [each.start for each in found] == [each.start // 1000 * 1000 for each in said]


BEGINNINGS = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
    b"0:00:01.000,0:00:02.000\n",
    b'{"segments":[{"body":"',
    b'{"segments":',
    b'{"events":[{"segs":',
    b'{"results":{"items":[',
    b"[{",
    b"<p><strong>",
    b"<table><tr><td>",
    b"<cite>",
    b"**Ann:** ",
    b"Ann (0:12): ",
    b"---\ntitle: x\n---\n",
)
KEYS = (
    *("segments", "events", "segs", "utf8", "body", "text", "words", "word", "speaker", "name", "start", "end", "from"),
    *("startTime", "tStartMs", "tOffsetMs", "dDurationMs", "timestamp", "timestamps", "results", "items"),
    *("alternatives", "utterances", "transcripts", "transcription"),
)
JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)


def check_read(document: bytes) -> None:
    try:
        transcript = parse_transcript(document, None)
    except TranscriptError:
        return
    assert transcript.cues
    for cue in transcript.cues:
        lines = cue.text.split("\n")
        assert all(line == " ".join(line.split()) != "" for line in lines)
        assert cue.speaker is None or cue.speaker.strip() == cue.speaker != ""
        assert (cue.start_seconds or 0) >= 0
        assert cue.start_seconds is None or cue.end_seconds is None or cue.end_seconds >= cue.start_seconds


@settings(max_examples=300)
@given(st.sampled_from(BEGINNINGS), st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
@example(b"WEBVTT\n\n", b"00:01.000 --> 00:02.000\n<v >x<00:01.000>")
def test_any_bytes_are_read_or_are_a_transcript_error(beginning: bytes, rest: bytes) -> None:
    check_read(beginning + rest)


@settings(max_examples=300)
@given(JSON_VALUES)
def test_any_json_is_read_or_is_a_transcript_error(value: object) -> None:
    check_read(json.dumps(value).encode())


PIECES = st.sampled_from(
    [
        "<v Ann>",
        "<v",
        "</v>",
        ">",
        "<b>",
        "&lt;",
        ">>",
        "- ",
        "Ann: ",
        "Bo (0:12): ",
        "[0:12]",
        "0:12",
        "\n",
        "\n\n",
        "-->",
        "00:01.000 --> 00:02.000\n",
        "00:00:01,000 --> 00:00:02,000\n",
        "**",
        "__",
        "# ",
        "word ",
        "Word",
        "[",
        "]",
        "(",
        "1\n",
        "<p>",
        "</p>",
        "<cite>",
        "<time>",
        "<td>",
        "<tr>",
        "<br>",
        "<dt>",
        "[Music]",
        "0:00:01.0,0:00:02.0\n",
        "\\",
        "> ",
    ]
)


@settings(max_examples=300)
@given(st.sampled_from(BEGINNINGS), st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_marks_is_read_or_is_a_transcript_error(beginning: bytes, rest: str) -> None:
    check_read(beginning + rest.encode())


CAPTION = "00:01.000 --> 00:02.000\n"
HOSTILE = {
    "text": [
        "[",
        "[a](",
        "*",
        "_a",
        "\\",
        "&",
        ">> ",
        "A: ",
        "(laugh",
        "[laugh ",
        "Ann Bo ",
        "[00:12] ",
        "0:12 - ",
        "**A",
        "\n0:1",
        "Ann\n",
        "Ann\n\n",
        "Ann: x\n",
        "A\n0:12\n",
        "- a\n",
        "[Ann] ",
        "(0:12) ",
        "<b",
        "{\\a",
        "Speaker 1 ",
        "a-\nb",
    ],
    "WEBVTT\n\n" + CAPTION: [
        "<",
        "<v A>",
        "<b>",
        "</b>",
        "<00:01.000>",
        "&lt",
        "-->",
        CAPTION,
        CAPTION + "a\n\n",
        "<ruby><rt>",
        "- a\n",
    ],
    CAPTION.replace(".", ","): ["<", "<v A", CAPTION, CAPTION + "a b\n", "1\n", "Ann: x\n", "- a\n", "-->\n", "a "],
    '{"segments":[{"body":"x"},': ["[", '{"body":"a"},', '{"a":', '{"words":[{"word":"a"}]},', '"', "1,"],
    "<p>": [
        "<p>",
        "<b>",
        "<td>",
        "<tr><td>a",
        "<cite>a",
        "<time>0:12",
        "<dl><dt>a<dd>b",
        "<",
        "&",
        "<p>Ann: a",
        "<!--",
        "<a ",
    ],
}


@pytest.mark.parametrize(("start", "unit"), [(start, unit) for start, units in HOSTILE.items() for unit in units])
def test_hostile_repetition_takes_time_in_proportion_to_its_length(start: str, unit: str) -> None:
    beginning = "" if start == "text" else start
    assert takes_time_in_proportion(lambda document: check_read(document.encode()), beginning, unit)
