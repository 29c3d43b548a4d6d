"""Captions in XML, and files of other kinds that must not be read as words."""

from __future__ import annotations

import pytest

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.parse import parse_transcript

Said = tuple[str | None, str, float | None, float | None]
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def read(document: str) -> list[Said]:
    transcript = parse_transcript(document.encode(), "text/plain")
    assert transcript.format == "ttml"
    return [(cue.speaker, " ".join(cue.text.split()), cue.start_seconds, cue.end_seconds) for cue in transcript.cues]


def ttml(paragraphs: str, head: str = "", root: str = "") -> str:
    names = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    return f"<tt {names} {root}><head>{head}</head><body><div>{paragraphs}</div></body></tt>"


@pytest.mark.parametrize(
    "declaration", ["", DECLARATION, DECLARATION.replace("utf-8", "UTF-16") + "<!-- by hand -->\n"]
)
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ('begin="00:00:01.500"', 'end="00:00:03.000"'),
        ('begin="1.5s"', 'dur="1.5s"'),
        ('begin="1500ms"', 'end="3000ms"'),
        ('begin="1.5"', 'end="3"'),
        ('begin="15000000t"', 'end="30000000t"'),
    ],
)
def test_ttml_is_read_with_the_times_that_it_knows(declaration: str, start: str, end: str) -> None:
    rates = 'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:tickRate="10000000"'
    document = declaration + ttml(f"<p {start} {end}>Is it<br/>alive &amp; well?</p>", root=rates)
    assert read(document) == [(None, "Is it alive & well?", 1.5, 3.0)]


def test_those_who_speak_in_ttml_are_named_by_its_head_or_by_their_identifier() -> None:
    head = '<metadata><ttm:agent xml:id="a1"><ttm:name type="full">Ann Lee</ttm:name></ttm:agent></metadata>'
    said = '<p begin="1s" end="2s" ttm:agent="a1">Is it?</p><p begin="2s" end="3s" ttm:agent="SPEAKER_2">Yes.</p>'
    assert read(ttml(said, head)) == [("Ann Lee", "Is it?", 1.0, 2.0), ("SPEAKER_2", "Yes.", 2.0, 3.0)]


def test_words_of_ttml_keep_their_times() -> None:
    words = '<span begin="1.0" end="1.2">Is</span> <span begin="1.2" end="1.9">it</span><span begin="1.9">?</span>'
    document = ttml(f'<p begin="1.0" end="2.0" ttm:agent="S1"><span begin="1.0" end="2.0">{words}</span></p>')
    cues = parse_transcript(document.encode(), None).cues
    assert [(cue.text, cue.start_seconds, cue.is_glued) for cue in cues] == [
        ("Is", 1.0, False),
        ("it", 1.2, False),
        ("?", 1.9, True),
    ]


def test_youtubes_xml_is_read() -> None:
    first = '<transcript><text start="0.76" dur="1.32">it&amp;#39;s so</text><text start="62.5">yes</text></transcript>'
    assert read(DECLARATION + first) == [(None, "it's so", 0.76, 2.08), (None, "yes", 62.5, None)]
    words = '<p t="760" d="4000"><s>so</s><s t="240"> alive</s></p><p t="900" a="1">\n</p><p t="62500" d="1000">yes</p>'
    third = f'<timedtext format="3"><head><ws id="0"/></head><body><w t="0" id="1"/>{words}</body></timedtext>'
    assert read(third) == [(None, "so", 0.76, 4.76), (None, "alive", 1.0, 4.76), (None, "yes", 62.5, 63.5)]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (DECLARATION + "<Error><Code>AccessDenied</Code></Error>", "XML whose first element is <Error>"),
        (DECLARATION + "<rss><channel><title>Bread</title></channel></rss>", "first element is <rss>"),
        (DECLARATION + "<transcript><who>Ann</who></transcript>", "without a single caption"),
        ('<!DOCTYPE tt [<!ENTITY a "b">]>' + ttml('<p begin="1s">&a;</p>'), "XML that cannot be read"),
        ("[Script Info]\nTitle: x\n\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Yes.", "SubStation"),
        ("{25}{50}Is it alive?\n{75}{100}Yes.", "MicroDVD"),
        ("[8][21]Is it alive?\n[30][35]Yes.", "MPL2"),
        ("<SAMI>\n<BODY>\n<SYNC Start=760><P Class=EN>Yes.", "SAMI"),
        ("Scenarist_SCC V1.0\n\n00:00:00:22\t9420 9420", "SCC"),
        ("$FontName = Arial\n\n00:00:00:19 , 00:00:02:02 , Yes.", "STL"),
        ('callback({"segments": [{"start": 1, "text": "Yes."}]});', "JSONP"),
        ("start\tend\ttext\n760\t2080\tIs it alive?\n", "a table"),
        ('"Speaker Name","Start Time","Text"\nAnn,0:01,Yes.\n', "a table"),
        ("0.760000\t2.080000\tIs it alive?\n", "a table"),
        ('WEBVTT\n\n00:01.000 --> 00:02.000\n{"speakerName": "Ann", "spokenText": "Yes."}\n', "data for a program"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nsprite-1.jpg#xywh=0,0,160,90\n", "data for a program"),
        ("<html><body><noscript>Switch on JavaScript.</noscript></body></html>", "without a single paragraph"),
    ],
)
def test_other_kinds_are_refused_with_a_reason(document: str, message: str) -> None:
    with pytest.raises(TranscriptError, match=message):
        parse_transcript(document.encode(), None)


@pytest.mark.parametrize("document", ["In the end, time, text and words: all one.", "Speaker 1, start the text\nnow."])
def test_a_sentence_is_no_table(document: str) -> None:
    assert parse_transcript(document.encode(), None).format == "text"
