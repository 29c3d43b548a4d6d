"""Limits within a sliding window."""

from __future__ import annotations

import asyncio

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from orchestration.cli.serve import server_options
from orchestration.service.limits import SlidingWindow, client_key
from orchestration.settings import Settings


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_window_slides() -> None:
    clock = Clock()
    window = SlidingWindow(2, 60, clock)
    allowed = []
    for clock.now in (0, 30, 59, 60.5, 61, 90.5):
        allowed.append(window.allows("ida"))
    assert allowed == [True, True, False, True, False, True]
    assert window.allows("bo")


def test_no_limit_allows_everything_and_remembers_nobody() -> None:
    window = SlidingWindow(0, 60)
    assert all(window.allows("ida") for _ in range(1_000))
    assert len(window) == 0


def test_whoever_was_not_seen_within_the_window_is_forgotten_and_so_is_the_oldest_of_too_many() -> None:
    clock = Clock()
    window = SlidingWindow(2, 60, clock, most_keys=10)
    for number in range(1_000):
        window.allows(f"client {number}")
    assert len(window) == 10
    clock.now = 61
    window.allows("ida")
    assert len(window) == 1


@pytest.mark.parametrize(
    ("hosts", "is_one"),
    [
        (("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), True),
        (("2001:db8:1:2::1", "2001:db8:1:3::1"), False),
        (("192.0.2.1", "192.0.2.2"), False),
        (("::ffff:192.0.2.1", "::ffff:192.0.2.2"), False),
        (("anything", "else"), True),
    ],
)
def test_a_network_of_ipv6_is_one_client(hosts: tuple[str, str], is_one: bool) -> None:
    assert (client_key(hosts[0]) == client_key(hosts[1])) is is_one


@pytest.mark.parametrize(
    ("trusted", "client"), [("", "127.0.0.1"), ("192.0.2.7", "127.0.0.1"), ("127.0.0.1, 192.0.2.7", "203.0.113.9")]
)
def test_who_asks_is_what_x_forwarded_for_says_only_where_a_trusted_proxy_says_it(trusted: str, client: str) -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"][0])

    config = uvicorn.Config(app, **server_options(Settings(trusted_proxies=trusted)))
    config.load()
    scope = {"type": "http", "client": ("127.0.0.1", 5), "headers": [(b"x-forwarded-for", b"203.0.113.9")]}
    asyncio.run(config.loaded_app(scope, None, None))  # type: ignore[arg-type]

    assert seen == [client]
