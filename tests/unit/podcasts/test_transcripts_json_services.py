"""JSON as services and programs of speech recognition write it: one conversation in the shape of each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assets.podcasts.speakers import NOBODY, known_speakers
from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript


def turns(document: Any) -> list[tuple[str | None, str, float | None, float | None]]:
    """Return who says what from when until when, the words of each speaker joined."""
    found: list[tuple[str | None, str, float | None, float | None]] = []
    for cue in parse_transcript(json.dumps(document).encode(), "application/json").cues:
        if found and found[-1][0] == cue.speaker and cue.speaker:
            name, text, start, end = found.pop()
            found.append((name, text + ("" if cue.is_glued else " ") + cue.text, start, cue.end_seconds or end))
        else:
            found.append((cue.speaker, cue.text, cue.start_seconds, cue.end_seconds))
    return found


def of(first: str | None, second: str | None) -> list[tuple[str | None, str, float, float]]:
    return [(first, "Is it alive?", 0.76, 2.08), (second, "Yes, it is.", 62.5, 63.5)]


def pieces(start: str, end: str, factor: float, text: str = "text") -> list[dict[str, Any]]:
    """Return the conversation as records with these names for times and text."""
    return [
        {"speaker": "Ann", start: 0.76 * factor, end: 2.08 * factor, text: "Is it alive?"},
        {"speaker": "Bo", start: 62.5 * factor, end: 63.5 * factor, text: "Yes, it is."},
    ]


@pytest.mark.parametrize(
    ("start", "end", "factor"),
    [
        ("start_seconds", "end_seconds", 1),
        ("StartTime", "EndTime", 1),
        ("startInMs", "endInMs", 1000),
        ("startMillis", "endMillis", 1000),
        ("BeginOffsetMillis", "EndOffsetMillis", 1000),
        ("offsetMilliseconds", "durationUnknown", 1000),
        ("offset_in_ticks", "end_in_ticks", 10_000_000),
    ],
)
def test_names_say_what_numbers_count(start: str, end: str, factor: float) -> None:
    found = turns({"segments": pieces(start, end, factor)})
    assert [(name, text, at) for name, text, at, _ in found] == [turn[:3] for turn in of("Ann", "Bo")]


@pytest.mark.parametrize(("start", "end"), [("startTime", "endTime"), ("start", "end"), ("begin", "to")])
@pytest.mark.parametrize("kind", [int, float, str])
def test_whole_numbers_that_would_be_too_slow_in_seconds_are_thousandths(start: str, end: str, kind: type) -> None:
    segments = [
        record | {start: kind(round(record[start])), end: kind(round(record[end]))}
        for record in pieces(start, end, 1000, "body")
    ]
    assert turns({"version": "1.0.0", "segments": segments}) == of("Ann", "Bo")


def test_starts_alone_tell_thousandths_where_there_are_many() -> None:
    words = "so we bake bread every single day".split()
    thousandths = [{"startTime": 400 * number, "body": word} for number, word in enumerate(words)]
    assert [start for _, _, start, _ in turns({"segments": thousandths})][:3] == [0.0, 0.4, 0.8]
    seconds = [{"startTime": 2 * number, "body": word} for number, word in enumerate(words)]
    assert [start for _, _, start, _ in turns({"segments": seconds})][:3] == [0.0, 2.0, 4.0]


@pytest.mark.parametrize(
    "segments",
    [
        # Ten-millionths of a second under names that do not say so, and the seconds since 1970.
        [{"start": 9_000_000 * n, "end": 9_000_000 * (n + 1), "text": "Is it alive?"} for n in range(20)],
        [{"timestamp": 1_714_640_400 + 3 * n, "text": "Is it alive?"} for n in range(20)],
    ],
)
def test_times_that_nobody_can_understand_are_refused(segments: list[dict[str, Any]]) -> None:
    with pytest.raises(TranscriptError, match="neither seconds nor milliseconds"):
        turns({"segments": segments})


def test_azure_is_read_with_its_ticks_and_its_display() -> None:
    def phrase(speaker: int, ticks: float, length: float, display: str) -> dict[str, Any]:
        heard = {"lexical": display.lower().strip("?."), "display": display, "words": [{"word": "x", "offset": "PT9S"}]}
        times = {"offset": f"PT{ticks / 1e7}S", "offsetInTicks": ticks, "durationInTicks": length}
        return {"recognitionStatus": "Success", "speaker": speaker, **times, "nBest": [heard, {"display": "No."}]}

    batch = {
        "durationInTicks": 640000000,
        "combinedRecognizedPhrases": [{"channel": 0, "display": "Is it alive? Yes, it is."}],
        "recognizedPhrases": [
            phrase(1, 7600000.0, 13200000.0, "Is it alive?"),
            phrase(2, 625000000.0, 10000000.0, "Yes, it is."),
        ],
    }
    assert turns(batch) == of("1", "2")
    fast = {
        "combinedPhrases": [{"text": "Is it alive? Yes, it is."}],
        "phrases": [
            {"speaker": 0, "offsetMilliseconds": 760, "durationMilliseconds": 1320, "text": "Is it alive?"},
            {"speaker": 1, "offsetMilliseconds": 62500, "durationMilliseconds": 1000, "text": "Yes, it is."},
        ],
    }
    assert turns(fast) == of("0", "1")


def premiere(speakers: list[dict[str, str]]) -> dict[str, Any]:
    def words(*given: tuple[str, float, float]) -> list[dict[str, Any]]:
        return [
            {"text": text, "start": start, "duration": length, "type": "word", "eos": False}
            for text, start, length in given
        ]

    first = words(("Is", 0.76, 0.2), ("it", 0.96, 0.3), ("alive?", 1.3, 0.78))
    second = words(("Yes,", 62.5, 0.3), ("it", 62.8, 0.3), ("is.", 63.1, 0.4))
    ids = ("0d1f3c2a-1111-4222-8333-0123456789ab", "0D1F3C2B-1111-4222-8333-0123456789AB")
    segments = [
        {"start": 0.76, "duration": 1.32, "speaker": ids[0], "words": first},
        {"start": 62.5, "duration": 1.0, "speaker": ids[1], "words": second},
    ]
    return {
        "segments": segments,
        "speakers": [{"id": key, **speaker} for key, speaker in zip(ids, speakers, strict=False)],
    }


def test_speakers_are_named_by_the_list_that_premiere_and_others_give() -> None:
    assert turns(premiere([{"name": "Ann Lee"}, {"name": "Speaker 2"}])) == of("Ann Lee", "Speaker 2")
    numbered = {"speakers": [{"id": 1, "name": "Ann Lee"}, {"id": 2, "name": " "}], "monologues": []}
    numbered["monologues"] = [
        {"speaker": 1, "elements": [{"value": "Is it alive?", "timestamp": "00:00:00,760"}]},
        {"speaker": 2, "elements": [{"value": "Yes.", "timestamp": "00:01:02,500"}]},
    ]
    assert [turn[:3] for turn in turns(numbered)] == [("Ann Lee", "Is it alive?", 0.76), ("2", "Yes.", 62.5)]
    assert turns({"speakers": {"Ann": "Ann Lee"}, "utterances": pieces("start", "end", 1)}) == of("Ann Lee", "Bo")


def test_an_identifier_that_no_list_explains_is_nobodys_name() -> None:
    cues = parse_transcript(json.dumps(premiere([])).encode(), None).cues
    assert set(known_speakers(cues, ()).values()) == {NOBODY}


HEARD = (("is", 0.76, 1.0), ("it", 1.0, 1.5), ("alive", 1.5, 2.08)), (("yes", 62.5, 63.5),)
SAID_BY_TWO = [("1", "is it alive", 0.76, 2.08), ("2", "yes", 62.5, 63.5)]


def google(words: Any, **own: Any) -> dict[str, Any]:
    records = [{"word": word, "startTime": f"{start:.3f}s", "endTime": f"{end}s", **own} for word, start, end in words]
    return {"alternatives": [{"transcript": " ".join(word for word, _, _ in words), "words": records}]}


def test_google_is_read_word_by_word_and_once() -> None:
    plain = [google(words) for words in HEARD]
    assert turns({"results": plain})[-1] == (None, "yes", 62.5, 63.5)
    assert turns({"name": "1", "done": True, "response": {"results": plain}})[0] == (None, "is", 0.76, 1.0)
    tagged = [google(words, speakerTag=number)["alternatives"][0] for number, words in enumerate(HEARD, start=1)]
    whole = {"alternatives": [{"words": [word for each in tagged for word in each["words"]]}]}
    assert turns({"results": [*plain, whole]}) == SAID_BY_TWO
    nanos = {"word": "is", "startTime": {"seconds": "62", "nanos": 500_000_000}, "endTime": {"seconds": 63}}
    assert turns({"results": [{"alternatives": [{"words": [nanos]}]}]}) == [(None, "is", 62.5, 63.0)]


def test_speakers_that_stand_apart_from_the_words_are_found_by_time() -> None:
    flat = [word for words in HEARD for word in words]
    aws_words = [
        {"type": "pronunciation", "start_time": str(start), "end_time": str(end), "alternatives": [{"content": word}]}
        for word, start, end in flat
    ]
    labels = [
        {"start_time": "0.76", "end_time": "2.08", "speaker_label": "1", "items": []},
        {"start_time": "62.5", "end_time": "63.5", "speaker_label": "2", "items": []},
    ]
    transcripts = [{"transcript": "is it alive yes"}]
    aws = {"results": {"transcripts": transcripts, "speaker_labels": {"segments": labels}, "items": aws_words}}
    assert turns(aws) == SAID_BY_TWO
    watson = {
        "results": [
            {"alternatives": [{"transcript": "is it alive ", "timestamps": HEARD[0]}]},
            {"alternatives": [{"transcript": "yes ", "timestamps": HEARD[1]}]},
        ],
        "speaker_labels": [{"from": start, "to": end, "speaker": 1 + (start > 60)} for _, start, end in flat],
    }
    assert turns(watson) == SAID_BY_TWO
    apart = {
        "words": [{"text": word, "start": start, "end": end} for word, start, end in flat],
        "paragraphs": [{"id": 0, "start": 0.5, "end": 2.1, "speaker": "1"}, {"id": 1, "start": 62.0, "speaker": "2"}],
    }
    assert turns(apart) == SAID_BY_TWO


def test_documents_that_follow_one_another_are_one() -> None:
    parts: list[dict[str, Any]] = [
        {"result": [{"word": word, "start": start, "end": end} for word, start, end in words], "text": "is"}
        for words in HEARD
    ]
    parts = [part | {"text": " ".join(word["word"] for word in part["result"])} for part in parts]
    document = "\n".join(json.dumps(part, indent=2) for part in parts).encode()
    assert [cue.start_seconds for cue in parse_transcript(document, None).cues] == [0.76, 1.0, 1.5, 62.5]
    assert [turn[2] for turn in turns(parts[0])] == [0.76, 1.0, 1.5]


def test_tokens_that_are_smaller_than_words_are_joined() -> None:
    tokens = [("Is", 760), (" it", 1000), (" al", 1500), ("ive", 1800), ("?", 2000)]
    document = {
        "text": "Is it alive?",
        "tokens": [{"text": text, "start_ms": start, "end_ms": 2080, "speaker": "1"} for text, start in tokens],
    }
    assert turns(document) == [("1", "Is it alive?", 0.76, 2.08)]


@pytest.mark.parametrize(
    "document",
    [
        {"transcription": [{"offsets": {"from": 760, "to": 2080}, "text": " Is it alive?", "speaker": "Ann"}]},
        {"data": [{"speaker_name": "Ann", "speaker_id": 0, "text": "Is it alive?", "offset": 760, "duration": 1320}]},
        [{"sentence": "Is it alive?", "startTime": "PT0.76S", "endTime": "2.08s", "speaker_name": "Ann"}],
        {"transcript": [{"speaker": {"display_name": "Ann"}, "text": "Is it alive?", "start": "0.76", "end": "2.08"}]},
        {"videos": [{"insights": {"transcript": [{"id": 1, "text": "Is it alive?", "speakerId": 1, "instances": [
            {"start": "0:00:00.76", "end": "0:00:02.08"}]}], "speakers": [{"id": 1, "name": "Ann"}]}}]},
    ],
)  # fmt: skip
def test_other_names_and_places_of_the_same(document: Any) -> None:
    assert turns(document) == [("Ann", "Is it alive?", 0.76, 2.08)]
