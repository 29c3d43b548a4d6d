from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assets.podcasts.identifiers import stable_id
from assets.podcasts.schema import SEGMENTS
from assets.podcasts.segments import LONG_WORDS, MOST_WORDS, VERSION, seconds_at, segment_rows
from assets.podcasts.transcripts.base import Cue, Transcript, TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript


def rows(*cues: Cue, people: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return rows_of(Transcript("vtt", cues), people)


def rows_of(transcript: Transcript, people: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return segment_rows(
        transcript,
        episode_id="e1",
        show_id="s1",
        published_on=date(2024, 5, 2),
        transcript_sha256="abc",
        people=people,
    )


def sentence(words: int) -> str:
    return " ".join(["Word", *["word"] * (words - 2), "end."])


def counts(segments: list[dict[str, Any]]) -> list[int]:
    return [len(segment["text"].split()) for segment in segments]


def test_a_segment_is_one_speakers_stretch_of_speech() -> None:
    (first, second) = rows(
        Cue("Yeast is", "Ann", 1.0, 2.0),
        Cue("alive.", "Ann", 2.0, 3.5),
        Cue("Is it?", "Bo", 3.5, 4.0, starts_turn=True),
    )
    assert first == {
        "segment_id": stable_id("segment", "e1", 0, "Yeast is alive."),
        "episode_id": "e1",
        "show_id": "s1",
        "published_on": date(2024, 5, 2),
        "position": 0,
        "speaker": "Ann",
        "speaker_label": "Ann",
        "speaker_certainty": 0.6,
        "start_seconds": 1.0,
        "end_seconds": 3.5,
        "text": "Yeast is alive.",
        "anchors": [{"char_start": 0, "start_seconds": 1.0}, {"char_start": 9, "start_seconds": 2.0}],
        "transcript_sha256": "abc",
        "transcript_format": "vtt",
        "version": VERSION,
    }
    assert (second["position"], second["speaker"], second["text"]) == (1, "Bo", "Is it?")
    assert pl.DataFrame([first, second], schema=SEGMENTS).height == 2


def test_a_break_ends_a_segment_also_between_words_of_one_speaker() -> None:
    texts = [row["text"] for row in rows(Cue("Before", "Ann"), Cue("After.", "Ann", after_break=True))]
    assert texts == ["Before", "After."]


@pytest.mark.parametrize(
    ("said", "people", "written"),
    [
        ("Ann", ("Ann Lee", "Bo Diaz"), "Ann Lee"),
        ("ANN", ("Ann Lee", "Ann Lee"), "Ann Lee"),
        ("Ann", ("Ann Lee", "Ann Moe"), "Ann"),
        ("Lee", ("Ann Lee",), "Ann Lee"),
        ("Cy Young", ("Ann Lee",), "Cy Young"),
        (None, ("Ann Lee",), None),
    ],
)
def test_a_first_name_of_one_person_alone_is_written_in_full(
    said: str | None, people: tuple[str, ...], written: str | None
) -> None:
    assert rows(Cue("Hello.", said), people=people)[0]["speaker"] == written


def test_speech_of_nobody_named_ends_with_the_sentence_after_about_eighty_words() -> None:
    captions = [Cue(f"{sentence(30)} And so", None, float(i), i + 1.0) for i in range(12)]
    found = rows(*captions)
    assert all(80 <= count <= 112 for count in counts(found)[:-1])
    assert all(row["text"].endswith("end.") for row in found[:-1])


def test_a_pause_ends_speech_of_nobody_named_but_not_within_a_sentence() -> None:
    found = rows(Cue("One.", None, 0.0, 1.0), Cue("Two", None, 3.6, 4.0), Cue("three.", None, 9.0, 10.0))
    assert [row["text"] for row in found] == ["One.", "Two three."]


def test_a_sentence_within_a_caption_begins_in_proportion_to_its_characters() -> None:
    caption = f"{sentence(80)} Then more follows here."
    (first, second) = rows(Cue(caption, None, 10.0, 20.0))
    share = caption.index("Then") / len(caption)
    assert second["start_seconds"] == first["end_seconds"] == pytest.approx(10 + 10 * share, abs=0.001)


def test_a_monologue_is_split_at_the_ends_of_paragraphs_or_sentences() -> None:
    paragraphs = [Cue(sentence(250), "Ann", starts_turn=True) for _ in range(3)]
    assert counts(rows(*paragraphs)) == [250, 250, 250]
    one_paragraph = Cue(" ".join(sentence(50) for _ in range(20)), "Ann")
    assert max(counts(rows(one_paragraph))) <= LONG_WORDS
    assert all(row["text"].endswith("end.") for row in rows(one_paragraph))


@pytest.mark.parametrize("speaker", ["Ann", None])
def test_speech_without_punctuation_is_cut_between_words(speaker: str | None) -> None:
    assert counts(rows(Cue("word " * 1500 + "word", speaker))) == [MOST_WORDS, MOST_WORDS, 301]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("We need infor-\nmation now.", "We need information now."),
        ("Open-source first. It is open-\nsource.", "Open-source first. It is open-source."),
        ("It was some- \nit was.", "It was some- it was."),
        ("I th-\nthink so.", "I th- think so."),
        ("He stopped --\nand went.", "He stopped -- and went."),
        ("Ask Ann-\nMarie.", "Ask Ann- Marie."),
    ],
)
def test_hyphens_at_the_ends_of_caption_lines_are_mended_where_they_cut_a_word(text: str, read: str) -> None:
    lines = "\n".join(line.strip() for line in text.split("\n"))
    known = Cue("That is some thing.", "Bo")
    assert rows(known, Cue(lines, "Ann"))[1]["text"] == read
    across = [Cue(line, "Ann", float(number)) for number, line in enumerate(lines.split("\n"))]
    assert rows(known, *across)[1]["text"] == read


def test_anchors_stay_exact_after_a_mended_hyphen() -> None:
    (row,) = rows(Cue("infor-", "Ann", 1.0), Cue("mation here", "Ann", 2.0), Cue("now.", "Ann", 3.0))
    spoken = [row["text"][anchor["char_start"] :] for anchor in row["anchors"]]
    assert spoken == ["information here now.", "mation here now.", "now."]


@pytest.mark.parametrize(
    ("offset", "seconds"),
    [(0, 5.0), (9, 5.0), (10, 10.0), (15, 15.0), (20, 20.0), (90, 20.0), (100, 200.0), (500, 200.0)],
)
def test_the_second_of_a_character_is_interpolated_between_near_times(offset: int, seconds: float) -> None:
    anchors = [{"char_start": at, "start_seconds": start} for at, start in [(10, 10.0), (20, 20.0), (100, 200.0)]]
    assert seconds_at(anchors, offset, 5.0) == seconds


def test_without_times_there_is_no_second() -> None:
    assert seconds_at([], 10, None) is None


STARTS = (b"", b"WEBVTT\n\n00:01.000 --> 00:02.000\n", b"1\n00:00:01,000 --> 00:00:02,000\n", b"<p>", b"**Ann:** ")


@given(st.sampled_from(STARTS), st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@example(b'{"segments":[{"body":"', b'\\ud800 a"}]}')
@example(b"**Ann:** ", "\u2028a\x85b\x1cc".encode())
def test_any_bytes_give_clean_segments_or_a_transcript_error(start: bytes, rest: bytes) -> None:
    try:
        found = rows_of(parse_transcript(start + rest, None))
    except TranscriptError:
        return
    assert [row["position"] for row in found] == list(range(len(found)))
    assert pl.DataFrame(found, schema=SEGMENTS).height == len(found) > 0
    for row in found:
        assert row["text"] == " ".join(row["text"].split()) != ""
        assert all(0 <= anchor["char_start"] < len(row["text"]) for anchor in row["anchors"])
