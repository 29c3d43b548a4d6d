"""Reading many episodes: in this process or in several, an episode a time.

What belongs here: processes, and what an episode that fails to be read costs. What does not: reading one (read.py).
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Final, TypeVar

from assets.language.episode import EpisodeReading, EpisodeText
from assets.language.pipeline import load_pipeline
from assets.language.read import read_episode

# Episodes that wait for each process: enough to keep it busy, few enough to hold little text in memory.
QUEUED_EPISODES: Final = 3

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class EpisodeFailure:
    """An episode that could not be read: a short code and the details."""

    episode_id: str
    published_on: date
    reason: str
    detail: str


def read_episodes(
    episodes: Iterable[EpisodeText], *, model: str, process_count: int = 1
) -> Iterator[EpisodeReading | EpisodeFailure]:
    """Read episodes one by one, in the order given and as they are asked for; an episode that fails costs only itself.

    The rows are the same for every number of processes: an episode is read whole by one of them.
    """
    return in_processes(partial(_read_safely, model), episodes, process_count=process_count)


def in_processes(work: Callable[[Item], Result], items: Iterable[Item], *, process_count: int) -> Iterator[Result]:
    """Do the work for each item, in this process or in several; results come in the order of the items.

    Args:
        work: can be pickled, as a function of a module or a `partial` of one.
        items: taken as they are asked for, a few ahead of the results.
        process_count: 1 does all in this process.
    """
    if process_count <= 1:
        yield from map(work, items)
        return
    pool = _processes(process_count)
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) >= QUEUED_EPISODES * process_count:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@lru_cache(maxsize=1)
def _processes(count: int) -> ProcessPoolExecutor:
    """Return the processes that read; they are kept, as each takes 4 s to start and load the model."""
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


def processes_are_started() -> bool:
    """Tell whether there are processes at hand that cost nothing to start."""
    return _processes.cache_info().currsize > 0


def _read_safely(model: str, episode: EpisodeText) -> EpisodeReading | EpisodeFailure:
    nlp = load_pipeline(model)
    try:
        return read_episode(nlp, episode)
    except Exception as error:  # noqa: BLE001 - whatever one episode's words set off must not cost the others
        detail = f"{type(error).__name__}: {error}"
        return EpisodeFailure(episode.episode_id, episode.published_on, "unreadable_language", detail)
