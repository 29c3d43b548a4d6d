"""Reading many episodes: in this process or in several, an episode a time.

What belongs here: processes, and what an episode that fails to be read costs. What does not: reading one (read.py).
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Final, NoReturn, Protocol, TypeVar

from assets.language.episode import EpisodeReading, EpisodeText
from assets.language.pipeline import load_pipeline
from assets.language.read import read_episode

# Episodes that wait for each process: enough to keep it busy, few enough to hold little text in memory.
QUEUED_EPISODES: Final = 3


class OfEpisode(Protocol):
    """What is worked on for an episode, by whose key it is named when it fails."""

    @property
    def episode_id(self) -> str:
        """The key of the episode."""


Item = TypeVar("Item", bound=OfEpisode)
Given = TypeVar("Given")
Result = TypeVar("Result")


class ProcessKilledError(RuntimeError):
    """A process was killed, as for want of memory, and trying again did not help."""


@dataclass(frozen=True, slots=True)
class EpisodeFailure:
    """An episode that could not be read: a short code and the details."""

    episode_id: str
    published_on: date
    reason: str
    detail: str


def _raise_killed(item: OfEpisode) -> NoReturn:
    raise ProcessKilledError(
        f"the process at work on episode {item.episode_id} was killed twice, the second time with no other beside it; "
        "most often memory runs out; give Briefcast more of it"
    )


def read_episodes(
    episodes: Iterable[EpisodeText], *, model: str, process_count: int = 1
) -> Iterator[EpisodeReading | EpisodeFailure]:
    """Read episodes one by one, in the order given and as they are asked for; an episode that fails costs only itself.

    The rows are the same for every number of processes: an episode is read whole by one of them.

    Raises:
        ProcessKilledError: if a process is killed by the language model itself.
    """
    killed = partial(_failure_of_killed, model, process_count)
    return in_processes(partial(_read_safely, model), episodes, process_count=process_count, killed=killed)


def in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    process_count: int,
    killed: Callable[[Item], Result] = _raise_killed,
) -> Iterator[Result]:
    """Do the work for each item, in this process or in several; results come in the order of the items.

    When one of several processes is killed, all end. What they had not done is tried once more, in new ones.

    Args:
        work: can be pickled, as a function of a module or a `partial` of one.
        items: taken as they are asked for, a few ahead of the results.
        process_count: 1 does all in this process.
        killed: gives the result of an item whose process is killed again at the second try.

    Raises:
        ProcessKilledError: if there is such an item and nothing else is given as `killed`.
    """
    if process_count <= 1:
        yield from map(work, items)
        return
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    for item in items:
        waiting.append((item, _submit(process_count, work, item)))
        if len(waiting) >= QUEUED_EPISODES * process_count:
            yield from _next(work, waiting, process_count, killed)
    while waiting:
        yield from _next(work, waiting, process_count, killed)


def _next(
    work: Callable[[Item], Result],
    waiting: deque[tuple[Item, Future[Result]]],
    process_count: int,
    killed: Callable[[Item], Result],
) -> Iterator[Result]:
    """Give the next result or, where a process was killed, all that are waited for, each item tried by itself.

    Only of an item that has the processes to itself can be told that it is the one to blame.
    """
    if not _was_killed(waiting[0][1]):
        yield waiting.popleft()[1].result()
        return
    _end_processes(process_count)
    while waiting:
        item, future = waiting.popleft()
        again = _submit(process_count, work, item) if _was_killed(future) else future
        if _was_killed(again):
            _end_processes(process_count)
            yield killed(item)
        else:
            yield again.result()


def _submit(count: int, work: Callable[[Given], Result], given: Given) -> Future[Result]:
    """Hand work to the processes; where one was killed, it fails as the work does that they had already."""
    try:
        return _processes(count).submit(work, given)
    except BrokenProcessPool as error:
        failed: Future[Result] = Future()
        failed.set_exception(error)
        return failed


def _was_killed(future: Future[Result]) -> bool:
    """Tell, once the work has ended, whether it did so with its process."""
    return isinstance(future.exception(), BrokenProcessPool)


@lru_cache(maxsize=1)
def _processes(count: int) -> ProcessPoolExecutor:
    """Return the processes that read; they are kept, as each takes 4 s to start and load the model."""
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


def _end_processes(count: int) -> None:
    """Let go of the processes after one was killed: the others are ended with it, and such a pool takes no work."""
    _processes(count).shutdown(wait=False)
    _processes.cache_clear()


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


def _failure_of_killed(model: str, process_count: int, episode: EpisodeText) -> EpisodeFailure:
    """Return the failure of an episode that killed its process twice: its own fault, if the model can be loaded."""
    if _was_killed(_submit(process_count, _load, model)):
        _end_processes(process_count)
        raise ProcessKilledError(
            f"a process is killed when it loads the language model {model}: most often memory runs out; "
            "give Briefcast more of it, or let it use fewer processes"
        )
    detail = "its process was killed twice, the second time with no other beside it: most often memory runs out"
    return EpisodeFailure(episode.episode_id, episode.published_on, "unreadable_language", detail)


def _load(model: str) -> None:
    """Load the language model into this process; it cannot be sent to another as a result."""
    load_pipeline(model)
