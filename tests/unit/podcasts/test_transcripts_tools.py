"""Text and captions as editing programs, recorders and transcribing services export them."""

from __future__ import annotations

import pytest

from assets.podcasts.transcripts.parse import parse_transcript

Said = tuple[str | None, str, float | None, float | None]


def read(document: str) -> list[Said]:
    cues = parse_transcript(document.encode(), "text/plain").cues
    return [(cue.speaker, " ".join(cue.text.split()), cue.start_seconds, cue.end_seconds) for cue in cues]


PREMIERE = """00:00:00:19 - 00:00:02:02
Ann Lee
Is it alive?

00:01:02:12 - 00:01:03:12
Speaker 2
Yes, it is. It was
at 10:30 today.

01:01:04:00 - 01:01:09:12
Ann Lee
Good.
"""


@pytest.mark.parametrize("mark", [":", ";"])
def test_times_with_frames_are_read_to_the_second(mark: str) -> None:
    lines = [line.replace(":", mark) if " - " in line else line for line in PREMIERE.split("\n")]
    assert read("\n".join(lines)) == [
        ("Ann Lee", "Is it alive?", 0.0, 2.0),
        ("Speaker 2", "Yes, it is. It was at 10:30 today.", 62.0, 63.0),
        ("Ann Lee", "Good.", 3664.0, 3669.0),
    ]


def test_frames_in_captions_are_no_fractions() -> None:
    document = "1\n00:00:01:24 --> 00:00:03:05\nIs it alive?\n\n2\n00:00:03:500 --> 00:00:04:000\nYes.\n"
    assert [(start, end) for _, _, start, end in read(document)] == [(1.0, 3.0), (3.5, 4.0)]


@pytest.mark.parametrize("times", ["[{}]", "[{} --> 00:59.000]", "{}", "({})"])
def test_a_short_answer_after_a_time_is_nobodys_name(times: str) -> None:
    words = ["Is it alive?", "Yeah.", "So we bake it.", "Right", "And then we eat it.", "Okay."]
    lines = [f"{times.format(f'00:{10 + number}')} {said}" for number, said in enumerate(words)]
    assert [turn[:3] for turn in read("\n".join(lines))] == [
        (None, said, 10.0 + number) for number, said in enumerate(words)
    ]


def test_what_otter_puts_before_a_talk_is_not_said() -> None:
    front = "Bread\nThu, May 2, 2024 10:00AM • 45:12\n\nSUMMARY KEYWORDS\nbread, oven\n\nSPEAKERS\nAnn Lee, Bo\n\n"
    talk = "Ann Lee  00:00\nIs it alive?\n\nBo  01:02\nYes, it is.\n\nAnn Lee  01:05\nGood.\n"
    expected = [
        ("Ann Lee", "Is it alive?", 0.0, None),
        ("Bo", "Yes, it is.", 62.0, None),
        ("Ann Lee", "Good.", 65.0, None),
    ]
    assert read(front + talk + "\nTranscribed by https://otter.ai\n") == expected
    assert read(front.replace("\nSPEAKERS\nAnn Lee, Bo\n", "") + talk) == expected


def test_what_lyrics_say_of_themselves_is_not_said() -> None:
    document = "[ti:Bread]\n[ar:The Lab]\n[length:01:10]\n[00:00.76]Is it alive?\n[01:02.50]Yes, it is.\n"
    assert read(document) == [(None, "Is it alive?", 0.76, None), (None, "Yes, it is.", 62.5, None)]


def captions(*said: str) -> str:
    return "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{words}" for n, words in enumerate(said, start=1))


@pytest.mark.parametrize("word", ["Spoiler", "Verdict"])
def test_a_word_after_which_the_sentence_goes_on_is_no_speaker(word: str) -> None:
    assert [turn[:2] for turn in read(captions(f"{word}: it works.", "Then we bake.", "It is good."))] == [
        (None, f"{word}: it works."),
        (None, "Then we bake."),
        (None, "It is good."),
    ]
    assert [turn[0] for turn in read(captions("Ann: Here it is.", f"{word}: it works.", "Bo: It is good."))] == [
        "Ann",
        "Ann",
        "Bo",
    ]


def test_speakers_are_named_in_lower_case_too() -> None:
    assert [turn[0] for turn in read(captions("Ann: here it is", "Bo: it is good", "Cy Lee: so we bake"))] == [
        "Ann",
        "Bo",
        "Cy Lee",
    ]
    interrupted = read(captions("Ann: Here it is.", "Cy Lee: and good", "Ann: It is."))
    assert [turn[0] for turn in interrupted] == ["Ann", "Cy Lee", "Ann"]
