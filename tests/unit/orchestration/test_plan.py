"""The plan of a digest: which days, which episodes of a day, and how days are put together into runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.insights import neighbours, passages, vectors
from assets.language import versions
from assets.podcasts import segments as segmentation
from orchestration.digest.plan import (
    Outcome,
    Work,
    day_ranges,
    neighbours_after,
    passages_after,
    pending_days,
    read_after,
    segmented,
    work_of,
)
from orchestration.lake import Lake
from orchestration.tables import EPISODES, NEIGHBOURS, PASSAGES, SEGMENTS, TRANSCRIPTS
from tests.unit.orchestration.conftest import DAY, MakeFrame

MODEL = "a_model"
NEXT_DAY = DAY + timedelta(days=1)


def scanned(lake: Lake, frame_of: MakeFrame, *episodes: tuple[str, date, str], person: str = "Ida") -> None:
    """Put episodes (key, day, hash of the transcript) into the lake; an empty hash stands for a failed fetch."""
    lake.write(
        EPISODES,
        frame_of(
            EPISODES,
            *(
                {
                    "episode_id": key,
                    "published_on": day,
                    "show_id": "show",
                    "people": [{"name": person, "role": "host"}],
                }
                for key, day, _ in episodes
            ),
        ),
    )
    lake.write(
        TRANSCRIPTS,
        frame_of(
            TRANSCRIPTS,
            *(
                {"episode_id": key, "is_chosen": True, "status": "ok" if sha256 else "error", "sha256": sha256 or None}
                for key, _, sha256 in episodes
            ),
        ),
    )


def digested(lake: Lake, frame_of: MakeFrame, model: str = MODEL) -> None:
    """Record every day as digested to the end."""
    for day, target in segmented(lake).items():
        lake.write_day(SEGMENTS, day, frame_of(SEGMENTS), target)
        done = neighbours_after(passages_after(read_after(target, model)))
        lake.write_day(NEIGHBOURS, day, frame_of(NEIGHBOURS), done)


def test_days_with_fetched_transcripts_are_pending_and_failed_ones_are_not(lake: Lake, frame_of: MakeFrame) -> None:
    scanned(lake, frame_of, ("e1", NEXT_DAY, "aa"), ("e2", DAY, "bb"), ("e3", date(2025, 1, 1), ""))
    assert pending_days(lake, MODEL) == [DAY, NEXT_DAY]


def test_an_empty_lake_has_nothing_pending(lake: Lake) -> None:
    assert pending_days(lake, MODEL) == []


def test_a_digested_day_is_not_pending(lake: Lake, frame_of: MakeFrame) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"))
    digested(lake, frame_of)
    assert pending_days(lake, MODEL) == []


def test_only_the_day_of_a_changed_transcript_is_pending_again(lake: Lake, frame_of: MakeFrame) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"), ("e2", NEXT_DAY, "bb"))
    digested(lake, frame_of)
    scanned(lake, frame_of, ("e1", DAY, "aa"), ("e2", NEXT_DAY, "corrected"))
    assert pending_days(lake, MODEL) == [NEXT_DAY]


def test_a_day_whose_last_episode_is_gone_is_pending_so_that_its_rows_go_too(lake: Lake, frame_of: MakeFrame) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"))
    digested(lake, frame_of)
    scanned(lake, frame_of)
    assert segmented(lake) == {DAY: {}}
    assert pending_days(lake, MODEL) == [DAY]


def test_another_language_model_makes_every_day_pending(lake: Lake, frame_of: MakeFrame) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"))
    digested(lake, frame_of)
    assert pending_days(lake, "another_model") == [DAY]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (segmentation, "VERSION"),
        (versions, "SPEECH"),
        (versions, "MENTIONS"),
        (versions, "CLAIMS"),
        (passages, "VERSION"),
        (vectors, "VERSION"),
        (neighbours, "VERSION"),
    ],
)
def test_a_new_version_of_any_step_makes_every_day_pending(
    lake: Lake, frame_of: MakeFrame, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"))
    digested(lake, frame_of)
    monkeypatch.setattr(module, name, "a version to come")
    assert pending_days(lake, MODEL) == [DAY]


def test_a_new_version_of_a_step_leaves_the_steps_before_it_as_they_are(
    lake: Lake, frame_of: MakeFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"))
    before = segmented(lake), read_after({"e1": "print"}, MODEL)
    monkeypatch.setattr(passages, "VERSION", "a version to come")
    assert (segmented(lake), read_after({"e1": "print"}, MODEL)) == before


def test_the_people_of_an_episode_belong_to_its_fingerprint(lake: Lake, frame_of: MakeFrame) -> None:
    scanned(lake, frame_of, ("e1", DAY, "aa"))
    before = segmented(lake)
    scanned(lake, frame_of, ("e1", DAY, "aa"), person="Olav")
    assert segmented(lake)[DAY].keys() == before[DAY].keys()
    assert segmented(lake) != before


def test_work_names_the_episodes_that_are_new_or_changed(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write_day(PASSAGES, DAY, frame_of(PASSAGES), {"same": "1", "changed": "1", "gone": "1"})
    target = {"same": "1", "new": "1", "changed": "2"}
    assert work_of(lake, PASSAGES, {DAY: target}) == [Work(DAY, target, ("changed", "new"))]


def test_a_day_that_only_lost_an_episode_is_work_without_stale_episodes(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write_day(PASSAGES, DAY, frame_of(PASSAGES), {"same": "1", "gone": "1"})
    assert work_of(lake, PASSAGES, {DAY: {"same": "1"}}) == [Work(DAY, {"same": "1"}, ())]


def test_days_without_work_are_left_out_and_the_others_are_in_order(lake: Lake, frame_of: MakeFrame) -> None:
    lake.write_day(PASSAGES, DAY, frame_of(PASSAGES), {"e1": "1"})
    later = NEXT_DAY + timedelta(days=1)
    work = work_of(lake, PASSAGES, {later: {"e3": "1"}, NEXT_DAY: {"e2": "1"}, DAY: {"e1": "1"}})
    assert [item.day for item in work] == [NEXT_DAY, later]


def test_outcomes_add_up() -> None:
    assert Outcome(1, 2, 3, 4).plus(Outcome(10, 20, 30, 40)) == Outcome(11, 22, 33, 44)


def days(*numbers: int) -> list[date]:
    return [date(2025, 1, 1) + timedelta(days=number) for number in numbers]


def ranges(*pairs: tuple[int, int]) -> list[tuple[date, date]]:
    return [(days(first)[0], days(last)[0]) for first, last in pairs]


@pytest.mark.parametrize(
    ("given_days", "at_most", "expected"),
    [
        ((), 8, []),
        ((4,), 8, [(4, 4)]),
        ((3, 1, 2, 2), 8, [(1, 3)]),
        ((1, 2, 5, 9), 8, [(1, 2), (5, 5), (9, 9)]),
        ((1, 2, 5, 9), 2, [(1, 5), (9, 9)]),  # the smaller gap is bridged
        ((1, 5, 9), 1, [(1, 9)]),
    ],
)
def test_days_are_run_in_few_ranges(
    given_days: Sequence[int], at_most: int, expected: Sequence[tuple[int, int]]
) -> None:
    assert day_ranges(days(*given_days), at_most) == ranges(*expected)


@given(st.sets(st.integers(0, 400), min_size=1, max_size=40), st.integers(1, 8))
def test_ranges_cover_every_day_without_overlap_and_begin_and_end_on_one(numbers: set[int], at_most: int) -> None:
    wanted = set(days(*numbers))
    found = day_ranges(wanted, at_most)
    assert 1 <= len(found) <= at_most
    assert all(first in wanted and last in wanted for first, last in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    assert all(any(first <= day <= last for first, last in found) for day in wanted)
