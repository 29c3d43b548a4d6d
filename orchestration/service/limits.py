"""Limits: how often something may happen within a span of time.

What belongs here: counting. What does not: what is limited (sign_up.py).

The counts are this process's own: they are gone when it ends, and a service of several processes allows that many times
as much.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Final

# A network hands a household, or a machine, this much of IPv6: one client.
_IPV6_PREFIX: Final = 64
MOST_KEYS: Final = 100_000


class SlidingWindow:
    """Allows each key so many times within any span of so many seconds.

    Args:
        limit: how many times; 0: as often as anybody likes.
        seconds: the span.
        clock: gives seconds that only ever grow.
        most_keys: how many keys are remembered; beyond, the one that was seen longest ago is forgotten.
    """

    def __init__(
        self, limit: int, seconds: float, clock: Callable[[], float] = time.monotonic, most_keys: int = MOST_KEYS
    ) -> None:
        self._limit, self._seconds, self._clock, self._most_keys = limit, seconds, clock, most_keys
        # By the last time: whoever was not seen within the span stands at the front.
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str) -> bool:
        """Count one time more and return whether it is within the limit; one that is not does not count."""
        if not self._limit:
            return True
        with self._lock:
            now = self._clock()
            self._forget(now)
            times = self._times.setdefault(key, deque())
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._limit:
                return False
            times.append(now)
            self._times.move_to_end(key)
            return True

    def __len__(self) -> int:
        return len(self._times)

    def _forget(self, now: float) -> None:
        while self._times:
            key, times = next(iter(self._times.items()))
            if times and times[-1] > now - self._seconds and len(self._times) < self._most_keys:
                return
            del self._times[key]


def client_key(host: str | None) -> str:
    """Return who a client's address stands for: itself, or its network of IPv6."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return "?"  # one for all of them: whoever may write what is no address could be a new client each time
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
    return str(address)
