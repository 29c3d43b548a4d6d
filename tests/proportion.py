"""Whether reading takes time in proportion to length: a ratio tells, a bound in seconds tells how busy a machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

SHORT = 10_000
TIMES_LONGER = 8
# Of eight times the length a linear reading takes eight times as long, a quadratic one 64 times.
MOST_TIMES_SLOWER = 24
# Where memory is short, what is read in milliseconds takes a second now and then; what is quadratic takes minutes.
NOISE_SECONDS = 5.0
TRIES = 3


def takes_time_in_proportion(read: Callable[[str], object], start: str, unit: str) -> bool:
    """Read a unit repeated to two lengths, after the same start; one of a few measurements has to be in proportion."""

    def seconds(length: int) -> float:
        document = start + unit * (length // len(unit))
        before = time.process_time()
        read(document)
        return time.process_time() - before

    def is_in_proportion() -> bool:
        took = seconds(TIMES_LONGER * SHORT)
        return took < NOISE_SECONDS or took < MOST_TIMES_SLOWER * seconds(SHORT)

    return any(is_in_proportion() for _ in range(TRIES))
