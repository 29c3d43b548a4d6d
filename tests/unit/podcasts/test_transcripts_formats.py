"""One conversation in the four formats of the podcast namespace."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assets.podcasts.segments import segment_rows
from assets.podcasts.transcripts.parse import parse_transcript

# A voice is carried forward over two captions, two speak in one caption, entities stand in names and words, and the
# conversation goes on past an hour.
VTT = """WEBVTT

00:59:58.500 --> 01:00:02.000
<v.host Mia &amp; Co>Flour &amp; water, that is

01:00:02.000 --> 01:00:05.250
less than 2 &lt; 3 things.

01:00:05.250 --> 01:00:07.000
<v Noor Haddad>And salt?</v>
<v Mia &amp; Co>Salt, yes.</v>

01:00:07.000 --> 01:00:10.750
Always <i>some</i> salt.

02:03:04.005 --> 02:03:06.000
<v Noor Haddad>Caf\u00e9 R&amp;D says so.
"""
SRT = """1
00:59:58,500 --> 01:00:02,000
Mia & Co: Flour & water, that is

2
01:00:02,000 --> 01:00:05,250
less than 2 < 3 things.

3
01:00:05,250 --> 01:00:07,000
Noor Haddad: And salt?
Mia & Co: Salt, yes.

4
01:00:07,000 --> 01:00:10,750
Always <i>some</i> salt.

5
02:03:04,005 --> 02:03:06,000
Noor Haddad: Caf\u00e9 R&amp;D says so.
"""
SPOKEN: list[tuple[str | None, float, float, str]] = [
    ("Mia & Co", 3598.5, 3602.0, "Flour & water, that is"),
    (None, 3602.0, 3605.25, "less than 2 < 3 things."),
    ("Noor Haddad", 3605.25, 3607.0, "And salt?"),
    ("Mia & Co", 3605.25, 3607.0, "Salt, yes."),
    (None, 3607.0, 3610.75, "Always some salt."),
    ("Noor Haddad", 7384.005, 7386.0, "Caf\u00e9 R&amp;D says so."),
]
JSON = json.dumps(
    {
        "version": "1.0.0",
        "segments": [
            {"startTime": start, "endTime": end, "body": body} | ({"speaker": speaker} if speaker else {})
            for speaker, start, end, body in SPOKEN
        ],
    }
)
HTML = """<cite>Mia &amp; Co:</cite>
<time>59:58</time>
<p>Flour &amp; water, that is less than 2 &lt; 3 things.</p>
<cite>Noor Haddad:</cite>
<time>1:00:05</time>
<p>And salt?</p>
<cite>Mia &amp; Co:</cite>
<time>1:00:05</time>
<p>Salt, yes. Always <i>some</i> salt.</p>
<cite>Noor Haddad:</cite>
<time>2:03:04</time>
<p>Caf&eacute; R&amp;D says so.</p>
"""
STRETCHES = [
    ("Mia & Co", 3598.5, 3605.25, "Flour & water, that is less than 2 < 3 things."),
    ("Noor Haddad", 3605.25, 3607.0, "And salt?"),
    ("Mia & Co", 3605.25, 3610.75, "Salt, yes. Always some salt."),
    ("Noor Haddad", 7384.005, 7386.0, "Caf\u00e9 R&D says so."),
]


def segments(document: str) -> list[dict[str, Any]]:
    return segment_rows(
        parse_transcript(document.encode(), None),
        episode_id="e1",
        show_id="s1",
        published_on=date(2024, 5, 2),
        transcript_sha256="abc",
        people=["Mia & Co", "Noor Haddad"],
    )


@pytest.mark.parametrize("document", [VTT, SRT, JSON, VTT.replace("\n", "\r\n"), "\ufeff" + SRT])
def test_captions_and_json_give_the_same_speakers_words_and_times(document: str) -> None:
    rows = segments(document)
    assert [(row["speaker"], row["start_seconds"], row["end_seconds"], row["text"]) for row in rows] == STRETCHES
    assert {row["speaker_certainty"] for row in rows} == {1.0}


@pytest.mark.parametrize("document", [VTT, SRT, JSON])
def test_every_time_of_the_source_is_kept_at_its_words(document: str) -> None:
    (row, *_others) = segments(document)
    spoken = [(row["text"][anchor["char_start"] :][:5], anchor["start_seconds"]) for anchor in row["anchors"]]
    assert spoken == [("Flour", 3598.5), ("less ", 3602.0)]


def test_html_gives_the_same_with_the_whole_seconds_that_it_holds() -> None:
    rows = segments(HTML)
    assert [(row["speaker"], row["start_seconds"], row["text"]) for row in rows] == [
        (speaker, float(int(start)), text) for speaker, start, _, text in STRETCHES
    ]


def test_a_word_that_times_cut_in_two_is_one_word_in_its_segment() -> None:
    rows = segments("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann>A pod<00:02.000>cast.")
    assert [(row["text"], [anchor["char_start"] for anchor in row["anchors"]]) for row in rows] == [
        ("A podcast.", [0, 5])
    ]


def test_stretches_part_where_a_machines_label_changes_although_nobody_is_named() -> None:
    words = [("SPEAKER_00", "so we"), ("SPEAKER_01", "bake"), ("SPEAKER_01", "bread")]
    document = json.dumps({"segments": [{"speaker": label, "body": word} for label, word in words]})
    rows = segments(document)
    assert [(row["speaker"], row["speaker_label"], row["speaker_certainty"], row["text"]) for row in rows] == [
        (None, "SPEAKER_00", None, "so we"),
        (None, "SPEAKER_01", None, "bake bread"),
    ]


def test_stretches_part_where_a_dash_says_that_another_one_speaks() -> None:
    rows = segments("1\n00:00:01,000 --> 00:00:02,000\n- so we bake\n- we do\n")
    assert [row["text"] for row in rows] == ["so we bake", "we do"]
