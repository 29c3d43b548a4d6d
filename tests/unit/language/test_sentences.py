"""Sentences: their offsets, and where a quote of one begins."""

from __future__ import annotations

import pytest

from assets.language.sentences import MOST_WORDS, UNMARKED_WORDS, quote_start, split


def test_each_sentence_stands_at_its_offsets_without_white_space() -> None:
    text = "  The pump broke.  Nobody noticed! Did the alarm ring?\nIt did. "

    found = split(text)

    assert [sentence.text for sentence in found] == [
        "The pump broke.",
        "Nobody noticed!",
        "Did the alarm ring?",
        "It did.",
    ]
    assert [text[sentence.start : sentence.end] for sentence in found] == [sentence.text for sentence in found]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Holm closed the ward on Monday.",
        "The fee rose to 3.5 percent in a week.",
        "She asked J. P. Marlow for the keys.",
        "They sell bolts, nuts, etc. Nothing else.",
        "Last week Sen. Ida Holm proposed a toll.",
        "On Jan. 6 the gates broke.",
        "The gates close at 9 p.m. Eastern time.",
    ],
)
def test_a_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert [sentence.text for sentence in split(text)] == [text]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    found = split('He said "the crane fell." Then he left.')

    assert [sentence.text for sentence in found] == ['He said "the crane fell."', "Then he left."]


def test_speech_without_marks_is_cut_between_sentences_and_loses_no_word() -> None:
    sentences = ["the pump broke on monday", "and then we called the harbour master", "he said that nobody had noticed"]
    text = " ".join(sentences)

    found = split(text)

    assert " ".join(sentence.text for sentence in found) == text
    assert [text[sentence.start : sentence.end] for sentence in found] == [sentence.text for sentence in found]
    assert len(found) > 1
    assert all(any(words.startswith(sentence.text.split()[0]) for words in sentences) for sentence in found)


def test_what_goes_on_too_long_is_cut() -> None:
    words = [f"word{number}" for number in range(2 * MOST_WORDS + 5)]

    found = split(" ".join(words) + ".")

    assert all(len(sentence.text.split()) <= MOST_WORDS for sentence in found)
    assert " ".join(sentence.text for sentence in found).split() == [*words[:-1], f"{words[-1]}."]


def test_a_long_sentence_with_marks_stays_whole() -> None:
    text = ", ".join(["they sold the crane"] * 12) + "."

    assert [sentence.text for sentence in split(text)] == [text]


@pytest.mark.parametrize("around", [("", ""), ("", " It fell."), ("It fell. ", ""), ("  ", "  ")])
def test_white_space_around_a_sentence_is_no_word_of_it(around: tuple[str, str]) -> None:
    before, after = around
    longest = ", ".join(["They sold the crane"] * (MOST_WORDS // 4)) + "."
    unmarked = " ".join(["crane"] * (UNMARKED_WORDS - 1))

    assert longest in [sentence.text for sentence in split(f"{before}{longest}{after}")]
    assert [sentence.text for sentence in split(f" {unmarked} ")] == [unmarked]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_words_make_no_sentence(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("So, you know, and the ferry sank.", "the ferry sank."),
        ("Um, the ferry sank.", "the ferry sank."),
        ("But the ferry sank.", "the ferry sank."),
        ("So the ferry sank.", "the ferry sank."),
        ("I mean, the ferry sank.", "the ferry sank."),
        ("So many ferries sank.", "So many ferries sank."),
        ("Like Rust, Zig has no garbage collector.", "Like Rust, Zig has no garbage collector."),
        ("Like, it sank.", "it sank."),
        ("Right angles are hard to saw.", "Right angles are hard to saw."),
        ("Andrew sank the ferry.", "Andrew sank the ferry."),
    ],
)
def test_a_quote_begins_after_fillers_and_connectives_only(sentence: str, quote: str) -> None:
    assert sentence[quote_start(sentence) :] == quote


def test_a_sentence_of_fillers_alone_is_kept_whole() -> None:
    assert quote_start("And um, okay ") == 0
