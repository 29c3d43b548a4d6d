from __future__ import annotations

import json

import pytest

from assets.podcasts.transcripts.base import Cue, TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript
from tests.proportion import takes_time_in_proportion

VTT = """WEBVTT - The Lab

NOTE made by hand
STYLE is not a block here

STYLE
::cue { color: red }

1
00:01.000 --> 00:03.500 align:start
<v.loud Ann Lee>Yeast is <i>alive</i> &amp; well.

00:00:03.500 --> 00:00:05.000
<v Bo>Is it?

00:00:05.000 --> 00:00:07.000
So they say.
"""
SRT = """1
00:00:01,000 --> 00:00:03,500
Ann Lee: <i>Yeast</i> is alive
&amp; well.

2
00:00:03,500 --> 00:00:05,000
Bo: Is it?

3
00:00:05,000 --> 00:00:07,000
So they say.
"""
JSON = json.dumps(
    {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ann Lee", "startTime": 1, "endTime": 3.5, "body": "Yeast is alive & well."},
            {"speaker": "Bo", "startTime": 3.5, "endTime": 5, "body": "Is it?"},
            {"startTime": 5, "endTime": 7, "body": "So they say."},
        ],
    }
)
HTML = """<html><head><title>Not said</title><style>p {}</style></head><body><script>x()</script>
<cite>Ann Lee:</cite><time>0:01</time><p>Yeast is <b>a</b>live<!-- no --> &amp; well.</p>
<cite>Bo:</cite><time>0:03</time><p>Is it?</p><time>0:05</time><p>So they
say.</p></body></html>"""
HTML_NAMES = "<div><p><strong>Ann Lee:</strong> Yeast is alive &amp; well.</p><p>Bo: Is it?<br>So they say.</p></div>"
TEXT = "[00:00:01] Ann Lee: Yeast is alive\n& well.\n\nBo (00:03): Is it?\n\n[00:05] So they say.\n"
MARKDOWN = """**Ann Lee:** \\[00:01.00\\] Yeast is *alive* & [well](https://a.example/x_(y)).

**Bo**:

\\[00:03\\]

> Is it?

So ![they](https://a.example/b.png) say.
"""
TURNS = [("Ann Lee", "Yeast is alive & well."), ("Bo", "Is it?"), ("Bo", "So they say.")]


@pytest.mark.parametrize(
    ("document", "name", "starts"),
    [
        (VTT, "vtt", [1.0, 3.5, 5.0]),
        (SRT, "srt", [1.0, 3.5, 5.0]),
        (JSON, "json", [1.0, 3.5, 5.0]),
        (HTML, "html", [1.0, 3.0, 5.0]),
        (HTML_NAMES, "html", [None, None, None]),
        (TEXT, "text", [1.0, 3.0, 5.0]),
    ],
)
@pytest.mark.parametrize("declared", [None, "text/plain", "text/vtt", "nonsense"])
def test_every_format_gives_the_same_turns_whatever_the_feed_declares(
    document: str, name: str, starts: list[float | None], declared: str | None
) -> None:
    transcript = parse_transcript(document.encode(), declared)
    assert transcript.format == name
    assert [(cue.speaker, " ".join(cue.text.split())) for cue in transcript.cues] == TURNS
    assert [cue.start_seconds for cue in transcript.cues] == starts


def test_markdown_gives_the_same_turns_without_its_marks() -> None:
    transcript = parse_transcript(MARKDOWN.encode(), "text/plain")
    assert transcript.format == "markdown"
    assert [(cue.speaker, cue.text) for cue in transcript.cues] == [TURNS[0], ("Bo", "“Is it?”"), ("Bo", "So say.")]
    assert [cue.start_seconds for cue in transcript.cues] == [1.0, 3.0, None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_common_encodings_and_line_ends_are_read(encoding: str, line_end: str) -> None:
    document = "Zoë: Crème “brûlée” – twice.\n\nBo: Yes.".replace("\n", line_end).encode(encoding)
    assert parse_transcript(document, None).cues[0] == Cue("Crème “brûlée” – twice.", "Zoë", starts_turn=True)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\x00", "empty"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not text"),
        (b"%PDF-1.7 words", "a PDF document"),
        (b"PK\x03\x04 words", "ZIP archive"),
        (b"... --- ...", "no words"),
        (b"WEBVTT\n\nNOTE nothing here", "WebVTT without a single caption"),
        (b"WEBVTT\n\n1\nsoon --> later\nHello", "line 4: times that cannot be read"),
        (b'{"segments": [', "not JSON: .*line 1"),
        (b'{"events": []}', "without a list of segments"),
        (b'{"segments": [{"body": ""}, 3]}', "no words"),
        (b"<html><body><script>x()</script></body></html>", "HTML without a single paragraph"),
    ],
)
def test_what_holds_no_speech_is_an_error_that_says_why(document: bytes, message: str) -> None:
    with pytest.raises(TranscriptError, match=message):
        parse_transcript(document, None)


def markdown(text: str) -> list[Cue]:
    return list(parse_transcript(text.encode(), "text/markdown").cues)


def test_a_bold_name_alone_speaks_until_the_next_name() -> None:
    cues = markdown("**Ann:**\n\nFirst.\n\nSecond, on\ntwo lines.\n\n**Bo: **\nThird.")
    assert [(cue.speaker, cue.text) for cue in cues] == [
        ("Ann", "First."),
        ("Ann", "Second, on two lines."),
        ("Bo", "Third."),
    ]


def test_names_need_not_be_bold_in_markdown() -> None:
    transcript = parse_transcript(b"# Bread\n\nAnn: A [link](https://a.example).\nBo: *Two* \\[0:12\\] three.", None)
    assert transcript.format == "markdown"
    assert [(cue.speaker, cue.text, cue.start_seconds) for cue in transcript.cues] == [
        (None, "Bread", None),
        ("Ann", "A link.", None),
        ("Bo", "Two", None),
        ("Bo", "three.", 12.0),
    ]


def test_a_break_is_not_speech_and_sets_apart_what_follows_it() -> None:
    cues = markdown("**Ann:** Before.\n\n**Break:** \\[12:34\\]\n\n**Ann:** After.\n\nStill after.")
    assert cues == [
        Cue("Before.", "Ann", starts_turn=True),
        Cue("After.", "Ann", 754.0, starts_turn=True, after_break=True),
        Cue("Still after.", "Ann", starts_turn=True),
    ]


def test_a_heading_is_set_apart_from_the_words_around_it() -> None:
    cues = markdown("**Ann:** Hello.\n\n[Bread is back](https://a.example)\n\nIt rose.\n\nAnd fell.")
    assert [(cue.text, cue.after_break) for cue in cues] == [
        ("Hello.", False),
        ("Bread is back", True),
        ("It rose.", True),
        ("And fell.", False),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**bold**, *slanted*, ***both***, _under_ and __lined__", "bold, slanted, both, under and lined"),
        ("snake_case and 2 * 3 * 4 and \\*literal\\*", "snake_case and 2 * 3 * 4 and *literal*"),
        ("call `__init__(*args)` now", "call __init__(*args) now"),
        ("a [link \\[1\\]](https://a.example/(b)?c=_d_) and [more]( https://b.example 'title')", "a link [1] and more"),
        ("[![alt](i.png)](https://a.example) words", "words"),
        ("so \\[laughter\\] he said [he laughs loudly] (applause) ♪ yes", "so he said yes"),
        ("[they] brought \\[sic\\] bread", "[they] brought [sic] bread"),
        ("it was [unintelligible 00:10:02.11] good", "it was good"),
        ("x < y and <5ms, <br>new", "x < y and <5ms, new"),
        ("salt &amp; pepper, R&D, caf\u00e9\u200b", "salt & pepper, R&D, café"),
        ("[John 3:16] says", "[John 3:16] says"),
    ],
)
def test_marks_and_stage_directions_leave_the_words(written: str, read: str) -> None:
    assert " ".join(cue.text for cue in markdown(f"**Ann:** {written}")) == read


def test_quotations_stand_in_quotation_marks_and_lists_are_words_of_the_speaker() -> None:
    cues = markdown(
        "**Ann:** He wrote:\n\n> One line\n> and another.\n>\n> 1) First\n\n- Second\n- Third\n\n---\n\nEnd."
    )
    assert [cue.text for cue in cues] == [
        "He wrote:",
        "“One line and another.”",
        "“First”",
        "Second;",
        "Third.",
        "End.",
    ]
    assert {cue.speaker for cue in cues} == {"Ann"}


@pytest.mark.parametrize(
    ("items", "read"),
    [
        ("- It leaks\n- It *rusts*\n\nSo it goes", ["It leaks;", "It rusts.", "So it goes"]),
        (
            "1. It leaks\n2. It rusts (and\n   rots)\n3. [It floats](https://a.example)",
            ["It leaks;", "It rusts (and rots);", "It floats."],
        ),
        ("- It leaks.\n- Does it?\n- *It rusts.*\n- First:", ["It leaks.", "Does it?", "It rusts.", "First:"]),
        ("- It leaks. \\[laughs\\]\n- It rusts! (laughs)", ["It leaks.", "It rusts!"]),
        ("It leaks\n\nIt rusts", ["It leaks", "It rusts"]),
    ],
)
def test_an_item_of_a_list_ends_with_a_mark(items: str, read: list[str]) -> None:
    assert [cue.text for cue in markdown(f"**Ann:** Like this:\n\n{items}")] == ["Like this:", *read]


@pytest.mark.parametrize("unit", ["_", "*a", "(", "a (b"])
def test_an_item_of_hostile_marks_takes_time_in_proportion_to_its_length(unit: str) -> None:
    assert takes_time_in_proportion(
        lambda document: parse_transcript(f"{document}!".encode(), None), "**Ann:** x\n\n- a", unit
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("> It **leaks**, and the “gates” are [old](https://lock.example).", "“It leaks, and the ‘gates’ are old.”"),
        ('> "It leaks."', '"It leaks."'),
        ("> “It leaks.”", "“It leaks.”"),
        ("> It leaks. \\[laughs\\]", "“It leaks.”"),
        (">> Who else?", "Who else?"),
        ("> It leaks.\nAnd so on.", "It leaks. And so on."),
    ],
)
def test_a_quotation_is_marked_once_and_where_it_is_one_from_end_to_end(written: str, read: str) -> None:
    assert [cue.text for cue in markdown(f"**Ann:** He wrote:\n\n{written}")] == ["He wrote:", read]


def test_times_within_a_paragraph_become_times() -> None:
    assert markdown("**Ann:** One. \\[01:02.50\\] Two. [1:00:00] Three.") == [
        Cue("One.", "Ann", starts_turn=True),
        Cue("Two.", "Ann", 62.5),
        Cue("Three.", "Ann", 3600.0),
    ]


def test_a_voice_holds_until_the_next_and_several_share_a_caption() -> None:
    document = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>One.</v> <v Bo>Two.\n\n00:02.000 --> 00:03.000\nThree."
    assert [(cue.speaker, cue.text, cue.start_seconds) for cue in parse_transcript(document.encode(), None).cues] == [
        ("Ann", "One.", 1.0),
        ("Bo", "Two.", 1.0),
        ("Bo", "Three.", 2.0),
    ]


def test_a_caption_whose_times_are_damaged_costs_only_itself() -> None:
    document = "WEBVTT\n\n00:01.000 --> 00:00.500\nOne.\n\nx --> y\nTwo.\n\n00:03.000 --> 00:04.000\nThree."
    assert parse_transcript(document.encode(), None).cues == (
        Cue("One.", None, 1.0, None),
        Cue("Three.", None, 3.0, 4.0),
    )


def test_turn_marks_of_captions_separate_speakers_whom_nobody_names() -> None:
    document = "WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; Ready? >> Yes.\n\n00:02.000 --> 00:03.000\nQuite."
    cues = parse_transcript(document.encode(), None).cues
    assert [(cue.speaker, cue.text, cue.starts_turn) for cue in cues] == [
        (None, "Ready?", True),
        (None, "Yes.", True),
        (None, "Quite.", False),
    ]


def test_a_rare_word_before_a_colon_is_no_speaker() -> None:
    lines = [f"This is sentence number {number}." for number in range(40)]
    transcript = parse_transcript("\n\n".join([*lines, "Summary: it was long."]).encode(), None)
    assert transcript.cues[-1] == Cue("Summary: it was long.", starts_turn=True)


def test_a_name_alone_on_its_line_keeps_its_time_for_the_words_below() -> None:
    cues = parse_transcript(b"Ann Lee  0:12\nHello.\n\nBo  0:15\nHi.", None).cues
    assert [(cue.speaker, cue.text, cue.start_seconds) for cue in cues] == [
        ("Ann Lee", "Hello.", 12.0),
        ("Bo", "Hi.", 15.0),
    ]


def test_numbers_and_texts_of_the_wrong_kind_in_json_cost_only_their_field() -> None:
    segments = [{"speaker": ["x"], "startTime": 10**400, "endTime": "x", "body": "A \ud800lone one."}, {"body": ["no"]}]
    document = json.dumps({"segments": segments})
    assert parse_transcript(document.encode(), None).cues == (Cue("A lone one."),)


@pytest.mark.parametrize(
    "unit",
    ["[", "[a](", "![a](", "*", "_a", "\\", "<v ", "&", ">> ", "A: ", "(laugh", "[laugh ", "Ann Bo ", "[00:12] "],
)
def test_hostile_repetition_takes_time_in_proportion_to_its_length(unit: str) -> None:
    assert takes_time_in_proportion(lambda document: parse_transcript(document.encode(), None), "**Ann:** x ", unit)
