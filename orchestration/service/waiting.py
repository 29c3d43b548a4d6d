"""Those who wait for a mail: first come, first served, and some not before a while.

What belongs here: whose turn it is. What does not: sending (mailing.py).
"""

from __future__ import annotations

import heapq
import itertools
import queue
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from orchestration.subscribers.accounts import Asked

# In seconds: a mail server may be away for an hour, and some take a stranger only who comes again minutes later.
WAITS: Final = (60.0, 300.0, 900.0, 3_600.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who asked for a mail, and how often it was tried in vain."""

    asked: Asked
    tries: int = 0


class Waiting:
    """Those who wait. Any thread may add somebody; one alone takes them out and puts them off.

    Args:
        most: how many may wait, and how many may be put off.
        waits: how long somebody is put off, in seconds, the first time, the second ….
        clock: gives seconds that only ever grow.
    """

    def __init__(self, most: int, waits: Sequence[float] = WAITS, clock: Callable[[], float] = time.monotonic) -> None:
        self._new: queue.Queue[Turn | None] = queue.Queue(most)
        self._later: list[tuple[float, int, Turn]] = []
        self._order = itertools.count()
        self._most, self._waits, self._clock = most, waits, clock

    def add(self, asked: Asked) -> bool:
        """Add somebody; False: too many wait."""
        try:
            self._new.put_nowait(Turn(asked))
        except queue.Full:
            return False
        return True

    def put_off(self, turn: Turn) -> bool:
        """Have it be somebody's turn again after a while; False: it was tried often enough, or too many are put off."""
        if turn.tries >= len(self._waits) or len(self._later) >= self._most:
            return False
        due = self._clock() + self._waits[turn.tries]
        heapq.heappush(self._later, (due, next(self._order), Turn(turn.asked, turn.tries + 1)))
        return True

    def next_turns(self, most: int, seconds: float) -> list[Turn]:
        """Return whose turn it is, so many at most; none if it is nobody's within so many seconds, or after `wake`."""
        found: list[Turn] = []
        while len(found) < most and self._later and self._later[0][0] <= self._clock():
            found.append(heapq.heappop(self._later)[2])
        while len(found) < most:
            try:
                turn = self._new.get(timeout=0 if found else self._until_next(seconds))
            except queue.Empty:
                break
            if turn is None:
                break
            found.append(turn)
        return found

    def wake(self) -> None:
        """Have `next_turns` return without waiting any longer."""
        with suppress(queue.Full):  # then it does not wait
            self._new.put_nowait(None)

    def is_empty(self) -> bool:
        """Tell whether it is nobody's turn but those who were put off."""
        return self._new.empty()

    def _until_next(self, seconds: float) -> float:
        return min(seconds, max(0.0, self._later[0][0] - self._clock())) if self._later else seconds
