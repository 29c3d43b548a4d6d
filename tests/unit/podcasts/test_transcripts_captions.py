# ruff: noqa: E501 - a document stands on one line
from __future__ import annotations

import re

import pytest

from assets.podcasts.transcripts.parse import parse_transcript


def read(document: str) -> list[tuple[str | None, str, float | None]]:
    return [(cue.speaker, cue.text, cue.start_seconds) for cue in parse_transcript(document.encode(), None).cues]


WHOLE = [("Ann", "Yeast is alive.", 1.0), ("Bo", "It is\n2024", 2.5), ("Bo", "or later.", 4.0)]


@pytest.mark.parametrize(
    "document",
    [
        "1\n00:00:01,000 --> 00:00:02,500\nAnn: Yeast is alive.\n\n2\n00:00:02,500 --> 00:00:04,000\nBo: It is\n2024\n\n"
        "3\n00:00:04,000 --> 00:00:05,000\nor later.\n",
        # No numbers, dots for commas.
        "00:00:01.000 --> 00:00:02.500\nAnn: Yeast is alive.\n\n00:00:02.500 --> 00:00:04.000\nBo: It is\n2024\n\n"
        "00:00:04.000 --> 00:00:05.000\nor later.",
        # No blank lines.
        "1\n00:00:01,000 --> 00:00:02,500\nAnn: Yeast is alive.\n2\n00:00:02,500 --> 00:00:04,000\nBo: It is\n2024\n"
        "3\n00:00:04,000 --> 00:00:05,000\nor later.\n",
        # Blank lines everywhere, tags, a mark of the encoding, other arrows, short times.
        '\ufeff1\r\n0:00:01,0 -> 0:00:02,5 X1:0 Y1:0\r\n\r\n<b>Ann:</b> <font color="red">Yeast</font>\r\n\r\nis alive.'
        "\r\n\r\n2\r\n0:00:02,5 –> 0:00:04\r\nBo: It is\r\n2024\r\n\r\n3\r\n0:00:04:000 --> 0:00:05:000\r\n{\\an8}or later.",
    ],
)
def test_subrip_is_read_through_its_common_damage(document: str) -> None:
    read_words = [(speaker, text.replace("\n", " "), start) for speaker, text, start in read(document)]
    assert read_words == [(speaker, text.replace("\n", " "), start) for speaker, text, start in WHOLE]


def test_subviewer_is_read() -> None:
    document = "0:00:01.000,0:00:02.500\nAnn: Yeast[br]is alive.\n\n0:00:02.500,0:00:04.000\nBo: Is it?\n"
    assert parse_transcript(document.encode(), "text/vtt").format == "sbv"
    assert read(document) == [("Ann", "Yeast\nis alive.", 1.0), ("Bo", "Is it?", 2.5)]


def caption(number: int, *lines: str, start: int | None = None, end: int | None = None) -> str:
    begin = number if start is None else start
    return f"{number}\n00:00:{begin:02},000 --> 00:00:{begin + 1 if end is None else end:02},000\n" + "\n".join(lines)


def document(*captions: str) -> str:
    return "\n\n".join(captions) + "\n"


def test_roll_up_captions_are_unrolled() -> None:
    rolled = document(
        caption(1, "Bread is made"),
        caption(2, "Bread is made", "of flour and"),
        caption(3, "of flour and", "of water, but"),
        caption(4, "of water, but", "not of sand."),
    )
    assert read(rolled) == [
        (None, "Bread is made", 1.0),
        (None, "of flour and", 2.0),
        (None, "of water, but", 3.0),
        (None, "not of sand.", 4.0),
    ]


def test_roll_up_captions_with_a_time_a_word_are_unrolled() -> None:
    rolled = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \nso<00:01.000><c> bread</c>\n\n"
        "00:02.000 --> 00:02.010\nso bread\n \n\n"
        "00:02.010 --> 00:04.000\nso bread\nis<00:03.000><c> good</c>\n\n"
        "00:04.000 --> 00:04.010\nis good\n \n\n00:04.010 --> 00:06.000\nis good\nfor you\n"
    )
    words = [(text, start) for _, text, start in read(rolled)]
    assert words == [("so", 0.0), ("bread", 1.0), ("is", 2.01), ("good", 3.0), ("for you", 4.01)]


def test_captions_that_grow_word_by_word_are_said_once() -> None:
    grown = document(*(caption(count, " ".join("so bread is good for you".split()[:count])) for count in range(1, 7)))
    assert " ".join(text for _, text, _ in read(grown)) == "so bread is good for you"


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
def test_captions_that_highlight_one_word_after_the_other_are_said_once(head: str) -> None:
    shown = [
        "so bread is",
        "*so* bread is",
        "so *bread* is",
        "so bread *is*",
        "*good* for",
        "good *for*",
        "*you*",
        "you",
    ]
    marked = [re.sub(r"\*(\w+)\*", r"<u>\1</u>", words) for words in shown]
    cues = parse_transcript((head + document(*map(caption, range(1, 9), marked))).encode(), None).cues
    assert [(cue.text, cue.start_seconds, cue.end_seconds) for cue in cues] == [
        ("so bread is", 1.0, 5.0),
        ("good for", 5.0, 7.0),
        ("you", 7.0, 9.0),
    ]


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
def test_a_break_within_a_caption_parts_two_words(head: str) -> None:
    assert read(head + document(caption(1, "so bread<br>is<BR />good"))) == [(None, "so bread\nis\ngood", 1.0)]


def test_a_word_that_is_said_again_is_no_roll_up() -> None:
    said = document(caption(1, "No."), caption(2, "No."), caption(3, "No, no."), caption(4, "We said", "no."))
    assert [text for _, text, _ in read(said)] == ["No.", "No.", "No, no.", "We said\nno."]


def test_a_caption_that_stands_twice_is_said_once() -> None:
    assert len(read(document(caption(1, "Yes."), caption(1, "Yes."), caption(2, "Yes.")))) == 2


def test_captions_whose_times_overlap_share_words_only_once() -> None:
    overlapping = document(
        caption(1, "the quick brown fox", start=1, end=5), caption(2, "quick brown fox jumps", start=3, end=7)
    )
    assert read(overlapping) == [(None, "the quick brown fox", 1.0), (None, "jumps", 3.0)]


def test_lines_with_dashes_are_of_two_speakers() -> None:
    transcript = parse_transcript(
        document(caption(1, "- Is it", "alive?", "- It is."), caption(2, "Truly.")).encode(), None
    )
    assert [(cue.text, cue.is_another) for cue in transcript.cues] == [
        ("Is it\nalive?", True),
        ("It is.", True),
        ("Truly.", False),
    ]


def test_a_single_dash_is_no_dialogue() -> None:
    assert read(document(caption(1, "- 5 degrees", "outside"), caption(2, "and cold"))) == [
        (None, "- 5 degrees\noutside", 1.0),
        (None, "and cold", 2.0),
    ]


def test_lines_with_names_are_of_two_speakers_who_share_the_time() -> None:
    assert read(document(caption(1, "Ann: Is it?", "Bo: It is,", "truly."), caption(2, "[Music]", "Ann: Good."))) == [
        ("Ann", "Is it?", 1.0),
        ("Bo", "It is,\ntruly.", 1.0),
        ("Ann", "Good.", 2.0),
    ]


def test_words_before_a_colon_are_no_speaker_where_the_text_has_them_in_lower_case() -> None:
    said = document(
        caption(1, "Ann: The recipe"), caption(2, "has one rule.", "Recipe: no rule"), caption(3, "Bo: None?")
    )
    assert [speaker for speaker, _, _ in read(said)] == ["Ann", "Ann", "Bo"]
