from __future__ import annotations

import pytest

from assets.podcasts.transcripts.base import Cue, TranscriptError
from assets.podcasts.transcripts.cue_text import Node, parse_cue_text
from assets.podcasts.transcripts.parse import parse_transcript


def shape(node: Node) -> object:
    if node.kind in ("text", "timestamp"):
        return node.value
    return (node.kind, node.value, node.classes, [shape(child) for child in node.children])


def tree(text: str) -> list[object]:
    return [shape(child) for child in parse_cue_text(text).children]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain &amp; simple", ["plain & simple"]),
        ("<b>x</b>y", [("b", "", (), ["x"]), "y"]),
        ("<v.loud.far Ann &lt; Lee>x", [("v", "Ann < Lee", ("loud", "far"), ["x"])]),
        ("<lang en-GB>x</lang>", [("lang", "en-GB", (), ["x"])]),
        ("<v Ann>a<v Bo>b</v>c</v>d", [("v", "Ann", (), ["a", ("v", "Bo", (), ["b"]), "c"]), "d"]),
        ("<i>a</b>b", [("i", "", (), ["a", "b"])]),
        ("<unknown>a</unknown>", ["a"]),
        ("<rt>a</rt>", ["a"]),
        ("<ruby>a<rt>b</ruby>c", [("ruby", "", (), ["a", ("rt", "", (), ["b"])]), "c"]),
        ("a<01:02:03.500>b<1:2>c", ["a", "01:02:03.500", "b", "c"]),
        ("a<b", ["a", ("b", "", (), [])]),
        ("nothing\x00", ["nothing\ufffd"]),
    ],
)
def test_cue_text_becomes_the_tree_of_the_standard(text: str, expected: list[object]) -> None:
    assert tree(text) == expected


def cues(*lines: str) -> list[tuple[str | None, str, float | None, float | None]]:
    transcript = parse_transcript("\n".join(lines).encode(), None)
    assert transcript.format == "vtt"
    return [(cue.speaker, cue.text, cue.start_seconds, cue.end_seconds) for cue in transcript.cues]


def test_only_captions_give_words() -> None:
    assert cues(
        "\ufeffWEBVTT the header\r",
        "Kind: captions\r",
        "\r",
        "STYLE\r",
        "::cue { color: red }\r",
        "\r",
        "REGION\r",
        "id:top\r",
        "\r",
        "NOTE not said",
        "nor this",
        "",
        "an identifier",
        "01:00.000 --> 01:02.000 line:0 align:start region:top\r",
        "Said.\r",
        "\r",
        "stray words",
        "",
        "100:00:00.000 --> 100:00:01.000",
        "Late.",
    ) == [(None, "Said.", 60.0, 62.0), (None, "Late.", 360000.0, 360001.0)]


def test_a_line_of_times_ends_the_caption_before_also_without_a_blank_line() -> None:
    assert cues("WEBVTT", "", "1", "00:01.000 --> 00:02.000", "One.", "2", "00:02.000 --> 00:03.000", "Two.") == [
        (None, "One.", 1.0, 2.0),
        (None, "Two.", 2.0, 3.0),
    ]


def test_a_voice_within_a_voice_speaks_until_it_is_closed() -> None:
    assert cues("WEBVTT", "", "00:01.000 --> 00:02.000", "<v Ann>One <v.soft Bo>two</v> three.</v>") == [
        ("Ann", "One", 1.0, 2.0),
        ("Bo", "two", 1.0, 2.0),
        ("Ann", "three.", 1.0, 2.0),
    ]


def test_times_among_the_words_are_those_of_the_words_after_them() -> None:
    assert cues(
        "WEBVTT", "", "00:01.000 --> 00:04.000", "One <00:02.000><c>two</c> <c.x>three</c><00:03.000>, four"
    ) == [
        (None, "One", 1.0, 2.0),
        (None, "two three", 2.0, 3.0),
        (None, ", four", 3.0, 4.0),
    ]


def test_words_with_a_sign_that_begins_no_tag_stay_words() -> None:
    assert cues("WEBVTT", "", "00:01.000 --> 00:02.000", "I <3 that x < y, <b>too</b>, a <b and no more") == [
        (None, "I <3 that x < y, too, a <b and no more", 1.0, 2.0)
    ]


def test_how_a_word_is_pronounced_is_not_said_a_second_time() -> None:
    assert cues("WEBVTT", "", "00:01.000 --> 00:02.000", "<ruby>kan<rt>reading</rt></ruby>ji") == [
        (None, "kanji", 1.0, 2.0)
    ]


def test_a_file_that_lost_its_first_line_keeps_its_voices() -> None:
    assert cues("00:01.000 --> 00:02.000", "<v Ann>One.") == [("Ann", "One.", 1.0, 2.0)]


def test_times_that_only_the_standard_refuses_are_read() -> None:
    assert cues("WEBVTT", "", "0:1,5 --> 0:2", "One.", "", "00:00:61.000 --> 00:00:62.000", "Never.") == [
        (None, "One.", 1.5, 2.0)
    ]


def test_without_captions_there_is_an_error() -> None:
    with pytest.raises(TranscriptError, match="without a single caption"):
        parse_transcript(b"WEBVTT\n\nNOTE\nnothing", None)


def test_words_that_a_tag_cuts_are_one_word() -> None:
    transcript = parse_transcript(b"WEBVTT\n\n00:01.000 --> 00:03.000\npod<00:02.000>cast <v Ann>yes", None)
    assert [(cue.text, cue.is_glued) for cue in transcript.cues] == [("pod", False), ("cast", True), ("yes", False)]
    assert transcript.cues[1] == Cue("cast", None, 2.0, 3.0, is_glued=True)
