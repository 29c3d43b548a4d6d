from __future__ import annotations

import json
from typing import Any

import pytest

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript

Said = tuple[str | None, str, float | None]


def read(document: Any) -> list[Said]:
    transcript = parse_transcript(json.dumps(document).encode(), "application/srt")
    assert transcript.format == "json"
    return [(cue.speaker, cue.text, cue.start_seconds) for cue in transcript.cues]


def said(document: Any) -> str:
    """Return the words as they read when they are joined."""
    cues = parse_transcript(json.dumps(document).encode(), None).cues
    return "".join(("" if cue.is_glued else " ") + cue.text for cue in cues).strip()


def test_words_of_podcasting_2_are_a_cue_each_with_its_time() -> None:
    words = [
        ("Ann", 0.5, "It"),
        ("Ann", 1, "is"),
        ("Ann", 1.5, "alive"),
        ("Ann", 1.75, "."),
        (None, 2, "Yes"),
        ("Bo", 3, "No"),
    ]
    document = {
        "version": "1.0.0",
        "segments": [
            {"speaker": name, "startTime": start, "endTime": start, "body": body} for name, start, body in words
        ],
    }
    assert read(document) == [(name or "Ann", body, start) for name, start, body in words]
    assert said(document) == "It is alive. Yes No"


def test_whisper_is_read_word_by_word() -> None:
    document = {
        "text": " Bread rises. Yes.",
        "language": "en",
        "segments": [
            {
                "start": 0.0,
                "end": 2.0,
                "text": " Bread rises.",
                "words": [
                    {"word": " Bread", "start": 0.2, "end": 0.5},
                    {"word": " ris", "start": 0.6, "end": 0.8},
                    {"word": "es", "start": 0.8, "end": 0.9},
                    {"word": ".", "start": 0.9, "end": 0.9},
                ],
            },
            {"start": 2.0, "end": 3.0, "text": " Yes."},
        ],
    }
    assert read(document)[0] == (None, "Bread", 0.2)
    assert read(document)[-1] == (None, "Yes.", 2.0)
    assert said(document) == "Bread rises. Yes."


def test_whisperx_parts_speakers_within_a_segment_and_bears_words_without_times() -> None:
    words = [
        {"word": "In", "start": 0.1, "end": 0.3, "speaker": "SPEAKER_00"},
        {"word": "2024", "speaker": "SPEAKER_00"},
        {"word": "bread.", "start": 0.9, "end": 1.2, "speaker": "SPEAKER_00"},
        {"word": "Yes.", "start": 1.4, "end": 1.6, "speaker": "SPEAKER_01"},
    ]
    document = {
        "segments": [
            {"start": 0.0, "end": 1.6, "text": " In 2024 bread. Yes.", "speaker": "SPEAKER_00", "words": words}
        ]
    }
    assert read(document) == [
        ("SPEAKER_00", "In 2024", 0.1),
        ("SPEAKER_00", "bread.", 0.9),
        ("SPEAKER_01", "Yes.", 1.4),
    ]


def test_words_that_leave_something_out_give_way_to_the_text() -> None:
    document = {
        "segments": [{"start": 1.0, "end": 2.0, "text": "All of it.", "words": [{"word": "All", "start": 1.0}]}]
    }
    assert read(document) == [(None, "All of it.", 1.0)]


def test_json3_is_read_word_by_word() -> None:
    document = {
        "wireMagic": "pb3",
        "events": [
            {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
            {"tStartMs": 1000, "dDurationMs": 3000, "segs": [{"utf8": "so"}, {"utf8": " bread", "tOffsetMs": 400}]},
            {"tStartMs": 2000, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\n"}]},
            {"tStartMs": 2010, "dDurationMs": 3000, "segs": [{"utf8": "rises"}]},
        ],
    }
    assert read(document) == [(None, "so", 1.0), (None, "bread", 1.4), (None, "rises", 2.01)]


PODLOVE = [
    {"start": "00:00:01.000", "start_ms": 1000, "end_ms": 2500, "speaker": "", "voice": "Ann", "text": "Is it?"},
    {"start": "01:00:03.000", "start_ms": 3603000, "end_ms": 3604000, "speaker": "Bo", "voice": "b", "text": "Yes."},
]


@pytest.mark.parametrize(
    "document",
    [
        PODLOVE,
        {"transcripts": PODLOVE},
        {
            "utterances": [
                {"speaker": "Ann", "start": 1000, "end": 2500, "text": "Is it?"},
                {"speaker": "Bo", "start": 3603000, "end": 3604000, "text": "Yes."},
            ]
        },
        {
            "results": {
                "utterances": [
                    {"speaker": {"name": "Ann"}, "start": 1, "transcript": "Is it?"},
                    {"speaker": "Bo", "start": 3603, "transcript": "Yes."},
                ]
            }
        },
        {
            "transcription": [
                {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"}, "text": " Ann: Is it?"},
                {"timestamps": {"from": "01:00:03,000"}, "text": " Bo: Yes."},
            ]
        },
        {
            "chunks": [
                {"timestamp": [1.0, 2.5], "text": " Ann: Is it?"},
                {"timestamp": [3603.0, None], "text": " Bo: Yes."},
            ]
        },
        {
            "dialogue": [
                {"speaker": "Ann", "timestamp": "00:00:01", "text": "Is it?"},
                {"speaker": "Bo", "timestamp": "01:00:03", "text": "Yes."},
            ]
        },
        {
            "result": {
                "transcription": {
                    "utterances": [
                        {"speaker": "Ann", "start": 1, "text": "Is it?"},
                        {"speaker": "Bo", "start": 3603, "text": "Yes."},
                    ]
                }
            }
        },
        {
            "segments": [
                {"start_time": "1.0", "text": "Is it?", "speaker_name": "Ann"},
                {"start_time": "01:00:03", "text": "Yes.", "speaker_name": "Bo"},
            ]
        },
    ],
)
def test_other_programs_write_other_names_for_the_same(document: Any) -> None:
    assert read(document) == [("Ann", "Is it?", 1.0), ("Bo", "Yes.", 3603.0)]


def test_words_and_marks_of_services_are_joined_as_they_are_said() -> None:
    elements = [
        {"type": "text", "value": "Yes", "ts": 0.5, "end_ts": 0.8},
        {"type": "punct", "value": ", "},
        {"type": "text", "value": "bread", "ts": 0.9, "end_ts": 1.2},
        {"type": "punct", "value": "."},
    ]
    assert said({"monologues": [{"speaker": 0, "elements": elements}]}) == "Yes, bread."
    items = [
        {"start_time": "0.5", "speaker_label": "spk_0", "alternatives": [{"content": "Yes"}]},
        {"speaker_label": "spk_0", "alternatives": [{"content": "."}]},
        {"start_time": "1.5", "speaker_label": "spk_1", "alternatives": [{"content": "No"}]},
    ]
    assert said({"results": {"items": items}}) == "Yes. No"
    assert [speaker for speaker, _, _ in read({"results": {"items": items}})] == ["spk_0", "spk_0", "spk_1"]


def test_records_a_line_each_are_read() -> None:
    lines = b'{"start": 1, "text": "Is it?"}\n{"start": 2, "text": "Yes."}\n'
    assert [cue.start_seconds for cue in parse_transcript(lines, None).cues] == [1.0, 2.0]


def test_a_document_of_one_text_is_read_as_text() -> None:
    assert read({"text": "Ann: Is it?\n\nBo: Yes."}) == [("Ann", "Is it?", None), ("Bo", "Yes.", None)]


@pytest.mark.parametrize("document", ["{}", "[]", '{"segments": {"body": "x"}}', '{"a": [1, 2]}', '{"a":' * 9000])
def test_json_without_speech_is_an_error(document: str) -> None:
    with pytest.raises(TranscriptError, match="JSON"):
        parse_transcript(document.encode(), None)


def heard(*words: tuple[int, str, float]) -> dict[str, Any]:
    """Return a channel as a service gives it, its words with their marks in a field of their own."""
    records = [
        {"speaker": speaker, "word": word.lower().strip("?."), "punctuated_word": word, "start": start}
        for speaker, word, start in words
    ]
    text = " ".join(record["word"] for record in records)
    return {"alternatives": [{"transcript": text, "confidence": 0.9, "words": records}]}


def test_words_of_channels_are_read_in_the_order_of_time() -> None:
    one = {"metadata": {"channels": 1}, "results": {"channels": [heard((0, "Good?", 1.0), (1, "Yes.", 1.5))]}}
    assert read(one) == [("0", "Good?", 1.0), ("1", "Yes.", 1.5)]
    two = {"results": {"channels": [heard((0, "Good?", 1.0), (0, "Fine.", 2.0)), heard((0, "Yes.", 1.5))]}}
    assert read(two) == [("0", "Good?", 1.0), ("1", "Yes.", 1.5), ("0", "Fine.", 2.0)]


def test_a_speaker_may_stand_with_what_was_heard_or_be_an_identifier() -> None:
    results = [
        {"type": "word", "start_time": 0.5, "alternatives": [{"content": "Yes", "speaker": "S1"}]},
        {"type": "punctuation", "start_time": 0.8, "alternatives": [{"content": ".", "speaker": "S1"}]},
        {"type": "word", "start_time": 1.5, "alternatives": [{"content": "No", "speaker": "S2"}]},
    ]
    assert read({"results": results}) == [("S1", "Yes", 0.5), ("S1", ".", 0.8), ("S2", "No", 1.5)]
    pairs = [("Yes.", "speaker_0"), ("No.", "speaker_1")]
    words = [{"text": text, "start": 1.0, "speaker_id": name} for text, name in pairs]
    assert read({"text": "Yes. No.", "words": words}) == [("speaker_0", "Yes.", 1.0), ("speaker_1", "No.", 1.0)]


def test_lists_that_are_no_speech_do_not_take_the_place_of_a_text() -> None:
    assert read({"text": "Good evening.", "found": {"names": [{"text": "evening", "start": 5}]}}) == [
        (None, "Good evening.", None)
    ]


def test_a_piece_that_begins_with_its_own_speaker_says_the_name_once() -> None:
    segments = [
        {"speaker": "Ann", "startTime": 1, "body": "Ann: Is it<br/>good?"},
        {"speaker": "Bo", "startTime": 2, "body": "Ann: that is her name."},
    ]
    assert read({"segments": segments}) == [("Ann", "Is it good?", 1.0), ("Bo", "Ann: that is her name.", 2.0)]
