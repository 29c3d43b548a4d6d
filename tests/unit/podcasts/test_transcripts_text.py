from __future__ import annotations

import pytest

from assets.podcasts.transcripts.parse import parse_transcript


def read(document: str) -> list[tuple[str | None, str, float | None]]:
    return [(cue.speaker, cue.text, cue.start_seconds) for cue in parse_transcript(document.encode(), None).cues]


@pytest.mark.parametrize(
    "turn",
    [
        "{0} ({1}): {2}\n",
        "{0} [{1}]: {2}\n\n",
        "{0} ({1}):\n{2}\n\n",
        "{0}  {1}\n{2}\n\n",
        "{0}, {1}\n{2}\n\n",
        "{0} | {1}\n{2}\n\n",
        "{0} - {1}\n{2}\n\n",
        "{0}\n{1}\n{2}\n\n",
        "{1}\n{0}\n{2}\n\n",
        "{0}: [{1}] {2}\n\n",
        "{0}: {1} {2}\n",
        "{0}: ({1})\n{2}\n\n",
        "{0}: ({1}) {2}\n\n",
        "**{0}:** ({1}) {2}\n\n",
        "**{0}:** ({1})\n{2}\n\n",
        "[{1}] {0}: {2}\n",
        "[{1}] {0}\n{2}\n\n",
        "({1}) {0}: {2}\n",
        "{1} {0}: {2}\n",
        "{1} - {0}: {2}\n",
        "[{0}] [{1}] {2}\n",
        "[{0}] [{1}]\n{2}\n\n",
        "- {0} ({1}): {2}\n",
        "**{0}** ({1}): {2}\n\n",
        "**{0} ({1}):** {2}\n\n",
        "**{0}:** \\[{1}\\] {2}\n\n",
        "**{0}** [{1}]\n{2}\n\n",
        "**[{1}] {0}:** {2}\n\n",
        "[{1}] **{0}:** {2}\n\n",
        "### {0} [{1}]\n{2}\n\n",
    ],
)
@pytest.mark.parametrize("names", [("Ann Lee", "Bo"), ("Speaker 1", "Speaker 2"), ("SPEAKER_00", "SPEAKER_01")])
def test_names_with_times_are_found_in_every_layout(turn: str, names: tuple[str, str]) -> None:
    turns = [
        (names[0], "00:12", "Bread, they say."),
        (names[1], "01:02:05", "Is it?"),
        (names[0], "01:02:09", "It is."),
    ]
    seconds = [12.0, 3725.0, 3729.0]
    document = "".join(turn.format(*each) for each in turns)
    assert read(document) == [(name, words, start) for (name, _, words), start in zip(turns, seconds, strict=True)]


@pytest.mark.parametrize(
    "turn",
    [
        "{}: {}\n",
        "{}: {}\n\n",
        "{}:\n{}\n\n",
        "[{}]: {}\n\n",
        "{}\n{}\n\n",
        "- {}: {}\n",
        "**{}:** {}\n\n",
        "**{}**: {}\n\n",
        "**{}:**\n\n{}\n\n",
        "**{}**\n{}\n\n",
        "__{}__: {}\n\n",
        "__{}:__ {}\n\n",
        "_{}:_ {}\n\n",
        "*{}*: {}\n\n",
        "### {}:\n{}\n\n",
        "* **{}:** {}\n",
    ],
)
@pytest.mark.parametrize(
    "names", [("Ann Lee", "Bo"), ("ANN", "BO"), ("Élodie Durand", "Åsa (host)"), ("Speaker A", "Speaker B")]
)
def test_names_are_found_in_every_layout(turn: str, names: tuple[str, str]) -> None:
    turns = [(names[0], "Bread, they say."), (names[1], "Is it?"), (names[0], "It is."), (names[1], "Good.")]
    assert read("".join(turn.format(*each) for each in turns)) == [(name, words, None) for name, words in turns]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    document = "Ann: Bread is made of flour\nand water: both are needed.\nSalt: it helps.\n\nBo: Is it\nso?\n"
    assert read(document)[0] == ("Ann", "Bread is made of flour and water: both are needed.", None)
    assert read(document)[-1] == ("Bo", "Is it so?", None)


def test_a_wrapped_line_that_begins_like_a_label_is_words() -> None:
    document = "Ann: We use the\nStarter: it must be fed, as every starter.\n\nBo: Is it so?\n"
    assert read(document) == [
        ("Ann", "We use the Starter: it must be fed, as every starter.", None),
        ("Bo", "Is it so?", None),
    ]


def test_text_that_names_nobody_keeps_its_paragraphs() -> None:
    assert read("Bread is\nmade.\n\nIt rises.") == [(None, "Bread is made.", None), (None, "It rises.", None)]


def test_times_on_lines_of_their_own_are_those_of_the_lines_below() -> None:
    assert read("0:12\nso bread is made\n1:00:15\nand it rises") == [
        (None, "so bread is made", 12.0),
        (None, "and it rises", 3615.0),
    ]


def test_lines_from_one_time_to_another_end_where_they_say() -> None:
    document = "[00:00.000 --> 00:04.000]  so bread\n[00:04.000 --> 01:00:06.500]  rises\n"
    cues = parse_transcript(document.encode(), None).cues
    assert [(cue.text, cue.start_seconds, cue.end_seconds) for cue in cues] == [
        ("so bread", 0, 4),
        ("rises", 4, 3606.5),
    ]


def test_a_time_that_is_said_is_words() -> None:
    assert read("We met at 10:30 in the morning.\n\n10:45 is late.") == [
        (None, "We met at 10:30 in the morning.", None),
        (None, "10:45 is late.", None),
    ]


def test_front_matter_is_not_said() -> None:
    assert read("---\ntitle: Bread\npeople:\n  - Ann\n---\n\nAnn: One.\n\nBo: Two.") == [
        ("Ann", "One.", None),
        ("Bo", "Two.", None),
    ]


def test_code_is_said_as_it_stands() -> None:
    assert read("**Ann:** The `<a>` tag and `**kwargs`.") == [("Ann", "The <a> tag and **kwargs.", None)]


def test_a_number_after_a_name_is_no_list() -> None:
    assert read("**Ann:** How many?\n\n**Bo:** 99. Not more.") == [
        ("Ann", "How many?", None),
        ("Bo", "99. Not more.", None),
    ]


def test_unpunctuated_speech_is_one_run_of_words() -> None:
    words = " ".join(["so bread is made of flour"] * 200)
    assert read("\n".join(words[start : start + 60] for start in range(0, len(words), 60)))[0][0] is None


def test_a_document_that_begins_with_a_rule_loses_nothing_and_is_read_at_once() -> None:
    turns = "".join(f"Ann: Hello {number}.\n\nBo: Hi {number}.\n\n" for number in range(100))
    assert len(read(f"---\n\n{turns}")) == 200
    assert [text for _, text, _ in read("---\n\nThe first.\n\nThe second.\n\n---\n\nThe third.")] == [
        "The first.",
        "The second.",
        "The third.",
    ]
    assert read("---\ntitle: New\n---\nAnn: Hello.\nBo: Hi.") == [("Ann", "Hello.", None), ("Bo", "Hi.", None)]


def test_a_name_may_have_any_space_and_an_instruction_with_a_number_is_no_name() -> None:
    turns = read("Ann\u00a0Lee: Hello.\nBo\u00a0Ray: Hi.\nStep 1: wait.\nAnn\u00a0Lee: Good.")
    assert [speaker for speaker, _, _ in turns] == ["Ann Lee", "Bo Ray", "Ann Lee"]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("WEBVTT\n\n60:01.000 --> 60:03.000\nAfter the hour.\n", (None, "After the hour.", 3601.0)),
        ("1\n00:60:01,000 --> 00:60:03,000\nAfter the hour.\n", (None, "After the hour.", 3601.0)),
        ("1\n-00:00:00,500 --> 00:00:02,000\nBefore it.\n", (None, "Before it.", 0.0)),
        ("WEBVTT\r\r\n\r\r\n00:00:01.000 --> 00:00:02.000\r\r\nHello.\r\r\n", (None, "Hello.", 1.0)),
        ('{"segments": [{"speaker": "Ann \\ud83d", "body": "Hi.", "startTime": 1}]}', ("Ann ?", "Hi.", 1.0)),
    ],
)
def test_captions_beyond_what_the_standard_allows_are_read(document: str, expected: tuple[str, str, float]) -> None:
    assert read(document) == [expected]


def test_who_is_a_heading_once_among_headings_that_are_names_is_not_taken_for_the_one_before() -> None:
    page = "<h3>Ann Lee</h3><p>Hello.</p><h3>Bo Ray</h3><p>I am Bo.</p><h3>Ann Lee</h3><p>Yes.</p>"
    assert [speaker for speaker, _, _ in read(page)] == ["Ann Lee", None, "Ann Lee"]


def test_what_a_program_writes_on_its_pages_is_not_said() -> None:
    document = (
        "This transcript was exported on May 02, 2024 - view latest version here.\n\n"
        "Ann: Bread is made of\nPage 1 of 3\nflour.\n\n- 1 -\n\nBo: It was transcribed by hand.\n\n"
        "Transcribed by https://otter.ai\n"
    )
    words = [(speaker, text) for speaker, text, _ in read(document)]
    assert words == [("Ann", "Bread is made of"), ("Ann", "flour."), ("Bo", "It was transcribed by hand.")]
