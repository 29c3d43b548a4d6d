"""Manners towards hosts: one request at a time, a pause after it, none before the time that the host asked for.

What belongs here: whose turn it is. What does not: the request.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from orchestration.http.addresses import is_loopback
from orchestration.http.answers import HostHeldError


class Manners:
    """Gives each host's requests their turn.

    Args:
        pause_seconds: how long a host is left alone after a request; this machine itself needs no pause.
        clock: seconds that only ever grow.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        *,
        pause_seconds: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pause_seconds = pause_seconds
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}
        self._held_until: dict[str, float] = {}
        self._clock = clock
        self._sleep = sleep

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Give the host to the body alone.

        Raises:
            HostHeldError: if the host asked for patience that is not over.
        """
        async with self._turns[host]:
            self._refuse_if_held(host)
            wait = self._free_at.get(host, 0.0) - self._clock()
            if wait > 0:
                await self._sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = self._clock() + (0.0 if is_loopback(host) else self._pause_seconds)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long, because it asked for that."""
        self._held_until[host] = max(self._held_until.get(host, 0.0), self._clock() + seconds)

    def _refuse_if_held(self, host: str) -> None:
        left = self._held_until.get(host, 0.0) - self._clock()
        if left > 0:
            message = f"{host} asked not to be asked again for {left:,.0f} seconds"
            raise HostHeldError(message, retry_after_seconds=left)
