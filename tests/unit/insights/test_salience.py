"""Salience: which windows there are, and what makes people prefer one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from assets.insights.salience.cues import cue_counts, cue_names, words_of
from assets.insights.salience.features import window_features
from assets.insights.salience.items import open_items
from assets.insights.salience.openings import closes, stands_alone
from assets.insights.salience.score import salience, shipped_weights
from assets.insights.salience.spoken import Spoken, spoken
from assets.insights.salience.windows import all_windows, window_at
from tests.proportion import takes_time_in_proportion

LONG = "The harbour of Ostwick moved far more grain than all the railways of the north did in the very same dry year."
LEANING = "It moved far more grain than all the railways of the north put together did in the very same dry year too."


def talk(*turns: tuple[str | None, str]) -> Spoken:
    segments: list[dict[str, Any]] = [
        {"segment_id": f"segment-{place}", "position": place, "speaker": speaker, "text": text}
        for place, (speaker, text) in enumerate(turns)
    ]
    return spoken(segments, [{"segment_id": one["segment_id"], "kind": "speech", "asides": None} for one in segments])


def quotes(episode: Spoken) -> list[str]:
    windows = all_windows(episode)
    return [window_at(episode, *pair).quote for pair in zip(windows.first, windows.last, strict=True)]


@pytest.mark.parametrize(
    "opening",
    [
        "The crane works.",
        "It's hard to lift grain.",
        "There is no crane.",
        "No one lifts grain.",
        "Those who lift win.",
    ],
)
def test_what_needs_nothing_before_it_stands_alone(opening: str) -> None:
    assert stands_alone(opening)


@pytest.mark.parametrize(
    "opening",
    [
        "It lifts grain.",
        "That's the crane.",
        "They lift.",
        "Because it rained.",
        "For example, grain.",
        "No, it rained.",
        "As I was saying, grain is cheap.",
        "",
    ],
)
def test_what_points_answers_or_goes_on_does_not(opening: str) -> None:
    assert not stands_alone(opening)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It works well.", True),
        ("Cool stuff.", False),
        ("It works…", False),
        ("It --", False),
        ("Does it?", False),
        ("It works, you know.", False),
    ],
)
def test_a_passage_does_not_end_where_speech_breaks_off_asks_or_appeals(sentence: str, expected: bool) -> None:
    assert closes(sentence) is expected


def test_a_window_takes_in_the_sentence_that_it_would_lean_on() -> None:
    found = quotes(talk(("Ida", f"{LONG} {LEANING}")))

    assert found == [LONG, f"{LONG} {LEANING}"]


def test_a_window_stays_within_its_segment_and_opens_no_quotation_that_it_does_not_close() -> None:
    assert quotes(talk(("Ida", LONG), ("Ole", LONG))) == [LONG, LONG]
    assert quotes(talk(("Ida", f'"{LONG}'))) == []


def test_cues_are_words_and_phrases() -> None:
    counts = dict(
        zip(cue_names(), cue_counts(words_of("You know, people don’t always agree on 12 things.")), strict=True)
    )

    assert (counts["filler"], counts["generic"], counts["negation"], counts["absolute"], counts["number"]) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert counts["emotion"] == 0


def test_every_feature_has_a_weight_and_a_finite_value() -> None:
    episode = talk(("Ida", f"{LONG} {LONG}"), ("Ole", "Why is that?"), ("Ida", LONG))

    features, vectors = window_features(episode, all_windows(episode), [])

    assert set(features) == set(shipped_weights().features)
    assert all(np.isfinite(values).all() and len(values) == len(vectors) for values in features.values())


def test_features_of_the_talk_tell_who_answers_and_who_reacts() -> None:
    episode = talk(("Ole", "Why is grain moved?"), ("Ida", LONG), ("Ole", "Wow, that's a great point."))

    features, _vectors = window_features(episode, all_windows(episode), [])

    assert features["is_answer"].tolist() == [1.0]
    assert features["reaction"].tolist() == [1.0]
    assert features["speaker_asks"][0] < 0 < features["speaker_share"][0]


def test_speakers_count_for_nothing_where_none_is_known() -> None:
    episode = talk((None, LONG), (None, LONG))

    features, _vectors = window_features(episode, all_windows(episode), [])

    assert set(features["speaker_share"]) == {0.5}
    assert set(features["speaker_asks"]) == {0.0}


def test_claims_count_by_their_rank_whatever_the_scale_of_their_score() -> None:
    episode = talk(("Ida", LONG), ("Ida", f"Grain! {LONG}"))
    ends = [(place, sentence.end) for place, sentence in zip(episode.segment_of, episode.sentences, strict=True)]
    claims = [
        {"segment_id": f"segment-{segment}", "char_end": end, "claim_score": 0.1 * place}
        for place, (segment, end) in enumerate(ends)
    ]
    scaled = [claim | {"claim_score": claim["claim_score"] / 7} for claim in claims]

    one, other = (window_features(episode, all_windows(episode), rows)[0] for rows in (claims, scaled))

    assert one["best_claim"].tolist() == other["best_claim"].tolist()
    assert one["best_claim"].max() == 1.0


def test_salience_is_a_chance_and_prefers_an_opinion_to_chatter() -> None:
    opinion = (
        "I think the biggest problem of our whole industry is that people are afraid to fail, because failing is hard."
    )
    chatter = "I was, you know, on this show the other day, and you click the link on that page, or something like it."
    episode = talk(("Ida", opinion), ("Ole", chatter))
    windows = all_windows(episode)

    chances = salience(episode, windows, [])

    assert [window_at(episode, *pair).quote for pair in zip(windows.first, windows.last, strict=True)] == [
        opinion,
        chatter,
    ]
    assert 0 < chances[1] < chances[0] < 1


def test_an_episode_without_a_window_has_no_salience() -> None:
    episode = talk(("Ida", "Yes."))

    assert salience(episode, all_windows(episode), []).tolist() == []


def test_a_window_does_not_go_on_over_a_label_that_opens_another_item() -> None:
    teaser = "Dockers learn to knit."
    items = [f"Cheapest crane: the Halden. {LONG}", f"{teaser} Cheapest crane goes to Marlow. {LONG}"]
    items.append(f"{teaser} And our cheapest crane: the Berg. {LONG}")

    found = quotes(talk(*(("Ida", f"{LONG} {item}") for item in items)))

    assert f"Cheapest crane goes to Marlow. {LONG}" in found
    assert not [quote for quote in found if teaser in quote and "heapest" in quote]
    assert not [quote for quote in found if quote.startswith(LONG) and "heapest" in quote]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["Cheapest crane: the Halden.", "Cheapest crane: the Berg."], [True, True]),
        (["Cheapest crane: the Halden.", "It lifts.", "Cheapest crane is the Berg."], [False, False, False]),
        (["Look: it lifts.", "Look: it works.", "Look at that."], [False, False, False]),
        (["In short: it lifts.", "In short: it works."], [False, False]),
        (['Ida Holm says: "It lifts."', 'Ida Holm says: "It works."'], [False, False]),
        (['Ida Holm says:  "It lifts."', 'Ida Holm says:  "It works."'], [False, False]),
        (["The best crane: Berg.", "My best crane: Holm.", "Best cranes lift."], [True, True, False]),
    ],
    ids=["twice", "once", "one word", "no noun", "who says it", "two spaces", "another word"],
)
def test_a_label_of_two_or_three_words_that_comes_back_opens_an_item(
    sentences: list[str], expected: list[bool]
) -> None:
    assert open_items(sentences) == expected


def test_labels_are_looked_for_in_time_in_proportion_to_the_text() -> None:
    def read(text: str) -> list[bool]:
        return open_items([f"Crane {place}: lifts." for place in range(len(text) // 10)] * 2)

    assert takes_time_in_proportion(read, "", "x")
