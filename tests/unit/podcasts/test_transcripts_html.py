# ruff: noqa: E501 - a document stands on one line
from __future__ import annotations

import pytest

from assets.podcasts.transcripts.parse import parse_transcript


def read(document: str) -> list[tuple[str | None, str, float | None]]:
    transcript = parse_transcript(document.encode(), "text/plain")
    assert transcript.format == "html"
    return [(cue.speaker, cue.text, cue.start_seconds) for cue in transcript.cues]


@pytest.mark.parametrize(
    "document",
    [
        "<cite>Ann Lee:</cite><time>1:02</time><p>Is it <b>really</b> alive?</p><cite>Bo :</cite><time>1:00:05</time><p>Yes.</p>",
        "<p><cite>Ann Lee</cite> <time>1:02</time> Is it really alive?</p><p><cite>Bo</cite> <time>1:00:05</time> Yes.</p>",
        "<p><strong>Ann Lee (01:02):</strong> Is it really alive?</p><p><strong>Bo (1:00:05):</strong> Yes.</p>",
        "<p><strong>Ann Lee</strong> <em>01:02</em></p><p>Is it really alive?</p><p><strong>Bo</strong> <em>1:00:05</em></p><p>Yes.</p>",
        "<p>[00:01:02] Ann Lee</p><p>Is it really alive?</p><p>[01:00:05] Bo</p><p>Yes.</p>",
        "<p>[00:01:02] Ann Lee: Is it really alive?</p><p>[01:00:05] Bo: Yes.</p>",
        "<p>Ann Lee&nbsp; 1:02<br/>Is it really alive?</p><p>Bo&nbsp; 1:00:05<br/>Yes.</p>",
        '<p><a href="#t=62">01:02</a> <b>Ann Lee:</b> Is it really alive?</p><p><a href="#">1:00:05</a> <b>Bo:</b> Yes.</p>',
        "<dl><dt>Ann Lee <time>1:02</time></dt><dd>Is it really alive?</dd><dt>Bo <time>1:00:05</time></dt><dd><p>Yes.</p></dd></dl>",
        "<table><tr><th>Who</th><th>When</th><th>What</th></tr><tr><td>Ann Lee</td><td>01:02</td><td>Is it really alive?</td></tr>"
        "<tr><td><b>Bo</b></td><td>1:00:05</td><td><p>Yes.</p></td></tr></table>",
        "<table><tr><td>01:02</td><td>Ann Lee:</td><td>Is it really alive?</td></tr><tr><td>1:00:05</td><td>Bo:</td><td>Yes.</td></tr></table>",
        '<div class="turn"><span class="speaker-name">Ann Lee</span><span class="timestamp">01:02</span><p>Is it really alive?</p></div>'
        '<div class="turn"><span class="speaker-name">Bo</span><span class="timestamp">1:00:05</span><p>Yes.</p></div>',
        "<p>Ann Lee: (<a href='#62'>01:02</a>)<br>Is it really alive?</p><p>Bo: (<a href='#'>1:00:05</a>)<br>Yes.</p>",
        "<p><strong>Ann Lee:</strong> (01:02) Is it really alive?</p><p><strong>Bo:</strong> (1:00:05) Yes.</p>",
        "<h3>Ann Lee [01:02]</h3><p>Is it really alive?</p><h3>Bo [1:00:05]</h3><p>Yes.</p>",
    ],
)
def test_names_and_times_are_found_however_a_page_sets_them(document: str) -> None:
    assert read(document) == [("Ann Lee", "Is it really alive?", 62.0), ("Bo", "Yes.", 3605.0)]


TURNS = [("Ann", "One <b>bold:</b> word."), ("Bo", "Two."), ("Ann", "Three."), ("Bo", "Four.")]


@pytest.mark.parametrize(
    "turn",
    [
        "<p><strong>{}:</strong> {}</p>",
        "<p><b>{}</b>: {}</p>",
        "<p><strong>{}</strong><br>{}</p>",
        "<p><strong>{}</strong> {}</p>",
        "<h2>{}</h2><p>{}</p>",
        "<p>{}: {}</p>",
        "<p>{}</p><p>{}</p>",
        "<ul><li><b>{}:</b> {}</li></ul>",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
    ],
)
def test_names_need_no_times(turn: str) -> None:
    page = "<!DOCTYPE html><html><head><title>x</title></head><body><h1>Bread</h1>{}</body></html>"
    found = read(page.format("".join(turn.format(*pair) for pair in TURNS)))
    assert found == [(name, words.replace("<b>", "").replace("</b>", ""), None) for name, words in TURNS]


def test_titles_of_chapters_are_not_said_and_set_apart_what_follows() -> None:
    cues = parse_transcript(b"<h2>Flour</h2><p>Ann: One.</p><h2>Water</h2><p>Two.</p><p>Bo: Three.</p>", None).cues
    assert [(cue.speaker, cue.text, cue.after_break) for cue in cues] == [
        ("Ann", "One.", False),
        ("Ann", "Two.", True),
        ("Bo", "Three.", False),
    ]


def test_a_name_that_is_cited_within_words_is_words() -> None:
    assert read("<p><cite>Ann:</cite> I read <cite>The Book of Bread</cite> and <b>Note:</b> liked it.</p>") == [
        ("Ann", "I read The Book of Bread and Note: liked it.", None)
    ]


def test_a_page_that_names_nobody_keeps_its_words() -> None:
    assert read("<p>Bread is <em>good</em>.</p><p>It <strong>rises</strong>.</p>") == [
        (None, "Bread is good.", None),
        (None, "It rises.", None),
    ]


def test_what_frames_a_page_is_not_said() -> None:
    page = "<body><nav>Home</nav><script>x</script><p>Ann: One.</p><p>Bo: Two.</p><footer>Imprint</footer></body>"
    assert read(page) == [("Ann", "One.", None), ("Bo", "Two.", None)]
