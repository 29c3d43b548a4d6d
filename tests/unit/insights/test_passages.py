"""Passages: which stretches of an episode are kept, and what their rows say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from assets.insights.passages import FEWEST_PASSAGES, episode_passages, specificity
from assets.insights.schema import PASSAGES
from assets.language.sentences import split

DAY = date(2025, 3, 4)
CLAIM = "The harbour of Ostwick moved 40 percent more grain than all the railways of the north did in the same year."
OTHER = (
    "The new crane, which Marlow Freight paid for, lifts three times as much in an hour as the old one did in a day."
)
SHORT = "The crane works."
LEANING = "It works."


def segment(name: str, text: str, **changes: Any) -> dict[str, Any]:
    return {
        "segment_id": name,
        "episode_id": "episode-1",
        "show_id": "show-1",
        "published_on": DAY,
        "position": int(name.rpartition("-")[2]),
        "speaker": "Ida Holm",
        "start_seconds": 10.0,
        "text": text,
        "anchors": [],
    } | changes


def claims_of(row: dict[str, Any], score: float = 0.8, **changes: Any) -> list[dict[str, Any]]:
    """Every sentence of a segment as a claim."""
    return [
        {
            "segment_id": row["segment_id"],
            "char_start": sentence.start,
            "char_end": sentence.end,
            "quote": sentence.text,
            "headline": f"The headline at {sentence.start}",
            "speaker": row["speaker"],
            "attributed_to": row["speaker"],
            "modality": "asserted",
            "polarity": "affirmative",
            "claim_score": score,
        }
        | changes
        for sentence in split(row["text"])
    ]


def mention(row: dict[str, Any], text: str, label: str = "ORG") -> dict[str, Any]:
    start = row["text"].index(text)
    return {
        "segment_id": row["segment_id"],
        "entity_id": f"entity-{text}",
        "entity_name": text,
        "char_start": start,
        "char_end": start + len(text),
        "label": label,
    }


def passages_of(
    *segments: dict[str, Any],
    kinds: dict[str, str] | None = None,
    asides: Sequence[dict[str, Any]] = (),
    claims: Sequence[dict[str, Any]] | None = None,
    mentions: Sequence[dict[str, Any]] = (),
    read: Any = None,
    limit: int = 12,
) -> list[dict[str, Any]]:
    return episode_passages(
        segments=segments,
        speech=[
            {
                "segment_id": row["segment_id"],
                "kind": (kinds or {}).get(row["segment_id"], "speech"),
                "asides": asides,
            }
            for row in segments
        ],
        mentions=mentions,
        claims=[claim for row in segments for claim in claims_of(row)] if claims is None else claims,
        read=read,
        limit=limit,
    )


def numbered(count: int) -> list[dict[str, Any]]:
    """Turns with two sentences each, no two the same."""
    return [
        segment(f"segment-{at}", speaker=f"Speaker {at % 2}", text=f"Year {at}: {CLAIM} Then, in year {at}, {OTHER}")
        for at in range(count)
    ]


def test_a_row_has_the_columns_of_its_table_but_the_vector() -> None:
    (row, *_rest) = passages_of(segment("segment-1", f"{CLAIM} {OTHER}"))

    assert set(row) == set(PASSAGES) - {"vector"}


def test_no_passage_holds_a_sentence_that_is_set_aside() -> None:
    plea = " ".join(["Leave us a review wherever you listen."] * 3)
    text = f"{CLAIM} {plea} {OTHER}"
    start = text.index(plea)

    rows = passages_of(segment("segment-1", text), asides=[{"char_start": start, "char_end": start + len(plea)}])

    assert all(row["char_end"] <= start or start + len(plea) <= row["char_start"] for row in rows)
    assert {row["quote"] for row in rows} == {CLAIM, OTHER}


def test_a_quote_is_the_text_of_one_segment_between_its_offsets() -> None:
    segments = numbered(4)
    texts = {row["segment_id"]: row["text"] for row in segments}

    found = passages_of(*segments)

    assert len({row["segment_id"] for row in found}) == 4
    assert all(texts[row["segment_id"]][row["char_start"] : row["char_end"]] == row["quote"] for row in found)


def test_a_passage_has_20_to_70_words_and_three_sentences_at_most() -> None:
    text = " ".join(f"{SHORT} {CLAIM}" for _ in range(4))

    found = passages_of(segment("segment-1", text))

    assert found
    assert all(20 <= row["word_count"] == len(row["quote"].split()) <= 70 for row in found)
    assert all(len(split(row["quote"])) <= 3 for row in found)


@pytest.mark.parametrize(
    ("count", "kept"), [(19, 0), (20, 1), (70, 1), (71, 0)], ids=["too short", "shortest", "longest", "too long"]
)
def test_the_limits_of_length_are_inclusive(count: int, kept: int) -> None:
    text = f"{' '.join(['Grain'] * 9)} moved. {' '.join(['Salt'] * (count - 11))} stayed."
    row = segment("segment-1", text)
    whole = claims_of(row)[0] | {"char_end": len(text)}  # only the whole holds the claim

    assert len(passages_of(row, claims=[whole])) == kept


def test_passages_of_a_segment_do_not_overlap() -> None:
    text = " ".join(f"In year {at}, {sentence}" for at in range(9) for sentence in (CLAIM, OTHER))

    found = passages_of(segment("segment-1", text))

    assert len(found) > 2
    for one, other in combinations(found, 2):
        assert one["char_end"] <= other["char_start"] or other["char_end"] <= one["char_start"]


def test_speech_that_was_set_aside_gives_no_passage() -> None:
    kinds = {f"segment-{at}": kind for at, kind in enumerate(["ad", "speech", "teaser", "intro", "outro"])}

    found = passages_of(*numbered(5), kinds=kinds)

    assert {row["segment_id"] for row in found} == {"segment-1"}


def test_the_same_words_are_kept_once() -> None:
    found = passages_of(segment("segment-1", CLAIM), segment("segment-2", f"So, {CLAIM}"))

    assert [row["quote"] for row in found] == [CLAIM]


def test_no_passage_ends_with_a_question_or_lacks_a_claim() -> None:
    question = segment("segment-2", CLAIM.replace(".", "?"))

    assert passages_of(question) == []
    assert passages_of(segment("segment-1", CLAIM), claims=[]) == []


def test_a_claim_too_weak_for_the_table_is_read_for_its_headline() -> None:
    row = segment("segment-1", CLAIM)
    asked: list[str] = []

    def read(sentences: Sequence[tuple[dict[str, Any], Any]]) -> list[dict[str, Any]]:
        asked.extend(sentence.text for _segment, sentence in sentences)
        return [claim | {"headlines": [claim["headline"]]} for claim in claims_of(row, 0.2)]

    found = passages_of(row, claims=[], read=read)

    assert asked == [CLAIM]
    assert [one["quote"] for one in found] == [CLAIM]


def test_a_claim_is_read_for_other_headlines_and_the_best_is_the_title() -> None:
    row = segment("segment-1", CLAIM)
    better = "The harbour moved 40 percent more grain than the railways of the north did"

    def read(_sentences: object) -> list[dict[str, Any]]:
        return [claim | {"headlines": ["The harbour moved 40 percent", better]} for claim in claims_of(row, 0.2)]

    (found,) = passages_of(row, read=read)

    assert found["title"] == better
    assert found["claim_count"] == 1


@pytest.mark.parametrize(
    "headline",
    [
        "It works well for us",
        "And the crane works well",
        "The crane works -- well",
        "The crane, what is it?",
        "Crane works",
        "I saw the crane work",
    ],
)
def test_a_headline_that_leans_breaks_off_asks_or_says_nothing_is_none(headline: str) -> None:
    row = segment("segment-1", CLAIM)

    assert passages_of(row, claims=claims_of(row, headline=headline)) == []


def test_a_headline_about_the_matter_comes_before_one_about_who_talks() -> None:
    row = segment("segment-1", f"{CLAIM} {SHORT}")
    about_me, about_it = claims_of(row)
    about_me |= {"headline": "You saw the harbour move", "claim_score": 0.9}
    about_it |= {"headline": "The crane saves the port two hours a day", "claim_score": 0.3}

    assert passages_of(row, claims=[about_me, about_it])[0]["title"] == about_it["headline"]


def test_a_short_episode_gives_six_at_most_and_a_long_one_no_more_than_asked_for() -> None:
    assert len(passages_of(*numbered(20))) == FEWEST_PASSAGES
    assert len(passages_of(*numbered(120), limit=9)) == 9
    assert len(passages_of(*numbered(20), limit=2)) == 2


def test_the_best_comes_first() -> None:
    dull = segment(
        "segment-1",
        "I mentioned on the show earlier that you click the link on that page over there, and you like it.",
    )
    better = segment("segment-2", CLAIM, speaker="Ole Berg")

    found = passages_of(dull, better)

    assert [row["segment_id"] for row in found] == ["segment-2", "segment-1"]
    assert 0 < found[1]["salience"] < found[0]["salience"] < 1


def test_a_passage_that_would_lean_on_a_sentence_takes_it_in() -> None:
    leaning = "It lifts three times as much in an hour as all of the old cranes of the south together did in a day."
    row = segment("segment-1", f"{CLAIM} {leaning}")

    found = passages_of(row, claims=claims_of(row)[1:])

    assert [one["quote"] for one in found] == [row["text"]]


def test_neighbouring_stretches_give_one_passage() -> None:
    near = segment("segment-1", f"{CLAIM} {CLAIM} {CLAIM} {OTHER}")
    far = segment("segment-1", " ".join([CLAIM, *[SHORT] * 8, OTHER]))

    assert len(passages_of(near)) == 1
    assert len(passages_of(far)) == 2


def test_the_title_and_the_view_are_those_of_the_best_claim_inside() -> None:
    row = segment("segment-1", f"{CLAIM} {SHORT}")
    good, best = claims_of(row, headline="We had a lot of fun last week")
    best |= {
        "claim_score": 0.95,
        "headline": "The crane lifts more grain than a hundred dockers",
        "attributed_to": "the port office",
        "modality": "hedged",
    }

    found = passages_of(row, claims=[good, best])[0]

    assert found["quote"] == row["text"]
    assert (found["title"], found["attributed_to"], found["modality"]) == (
        "The crane lifts more grain than a hundred dockers",
        "the port office",
        "hedged",
    )
    assert found["claim_count"] == 2


def test_entities_and_numbers_are_those_within_the_quote() -> None:
    row = segment("segment-1", f"{CLAIM} Did Marlow Freight pay 5 euros?")

    found = passages_of(
        row,
        claims=[claims_of(row, 1.0)[0]],
        mentions=[mention(row, "Ostwick", "GPE"), mention(row, "Marlow Freight")],
    )[0]

    assert found["quote"] == CLAIM
    assert found["entity_ids"] == ["entity-Ostwick"]
    assert found["numbers"] == ["40 percent"]


def test_dates_and_sums_make_a_passage_specific_but_are_not_its_subject() -> None:
    row = segment("segment-1", CLAIM)
    named = [mention(row, "same year", "DATE"), mention(row, "40 percent", "MONEY")]

    (plain,), (dated,) = passages_of(row), passages_of(row, mentions=named)

    assert dated["entity_ids"] == []
    assert dated["specificity"] > plain["specificity"]


def test_the_second_is_the_one_at_which_the_quote_begins() -> None:
    anchors = [{"char_start": 0, "start_seconds": 100.0}, {"char_start": len(LEANING) + 1, "start_seconds": 104.0}]
    row = segment("segment-1", f"{LEANING} {CLAIM}", anchors=anchors)

    found = passages_of(row, claims=claims_of(row)[1:])[0]

    assert (found["char_start"], found["start_seconds"]) == (len(LEANING) + 1, 104.0)


def test_identifiers_are_stable_and_differ() -> None:
    first, second = passages_of(*numbered(4)), passages_of(*numbered(4))

    assert first == second
    assert len({row["insight_id"] for row in first}) == len(first)


def test_specificity_grows_with_names_and_numbers_and_stays_a_share() -> None:
    values = [specificity(numbers, names) for numbers, names in [(0, 0), (1, 0), (1, 1), (2, 5), (50, 50)]]

    assert values[0] == 0
    assert values == sorted(values)
    assert values[-1] <= 1
