from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from assets.podcasts.choose import choose_transcript, in_order
from assets.podcasts.feeds import TranscriptTag


def tag(url: str, media_type: str | None = None) -> TranscriptTag:
    return TranscriptTag(f"https://show.example/{url}", media_type, None, None)


ORDER = [
    tag("a", "application/json"),
    tag("b", "text/vtt; charset=utf-8"),
    tag("c", "application/x-subrip"),
    tag("d", "text/html"),
    tag("e", "text/plain"),
    tag("f", "application/octet-stream"),
]


@pytest.mark.parametrize(("better", "worse"), list(pairwise(ORDER)))
def test_speakers_and_times_come_before_times_before_structure_before_words(
    better: TranscriptTag, worse: TranscriptTag
) -> None:
    assert choose_transcript([worse, better]) == better


def test_an_unknown_type_is_judged_by_the_address() -> None:
    captions = tag("captions.VTT?v=1", "binary/unknown")
    assert choose_transcript([tag("words", "text/plain"), captions]) == captions


def test_the_first_of_equals_is_chosen_and_nothing_of_nothing() -> None:
    assert choose_transcript([tag("1", "text/vtt"), tag("2", "text/vtt")]) == tag("1", "text/vtt")
    assert choose_transcript([]) is None


def test_a_translation_is_left_out_where_there_is_what_was_said() -> None:
    spanish = replace(tag("1", "application/json"), language="es-MX")
    english, unsaid = replace(tag("2", "text/plain"), language="en_GB"), tag("3", "text/vtt")
    assert in_order([spanish, english, unsaid], "en-us") == [unsaid, english]
    assert in_order([spanish, english], "es") == [spanish]
    assert in_order([spanish], "en") == [spanish]
    assert in_order([spanish, english]) == [spanish, english]
