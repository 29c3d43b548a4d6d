"""Manners towards hosts, without waiting: the clock and the sleep are the test's own."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from orchestration.http import FetchError, HostHeldError
from orchestration.http.manners import Manners
from orchestration.http.robots import Robots
from orchestration.scanning.hosts import HOSTS_AT_ONCE, each_by_host
from tests.unit.orchestration.conftest import NOW
from tests.unit.orchestration.loopback import answer, at_once, loopback
from tests.unit.orchestration.scans import quick_fetcher


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def taking_turns(manners: Manners, *hosts: str) -> list[str]:
    """Ask the hosts at the same time; return what began and ended in which order."""
    events: list[str] = []

    async def ask(host: str) -> None:
        async with manners.turn(host):
            events.append(f"+{host}")
            await asyncio.sleep(0)
            events.append(f"-{host}")

    async def ask_all() -> None:
        await asyncio.gather(*(ask(host) for host in hosts))

    asyncio.run(ask_all())
    return events


def test_a_host_is_asked_one_thing_at_a_time_and_hosts_side_by_side() -> None:
    events = taking_turns(Manners(), "a", "a", "b")
    assert events[:2] == ["+a", "+b"]
    assert [event for event in events if event.endswith("a")] == ["+a", "-a", "+a", "-a"]


def test_a_host_is_left_alone_for_a_while_after_a_request() -> None:
    clock = Clock()
    taking_turns(Manners(pause_seconds=0.5, clock=clock, sleep=clock.sleep), "quay.example", "quay.example")
    assert clock.slept == [0.5]


def test_the_first_request_of_a_host_and_the_one_after_a_long_time_do_not_wait() -> None:
    clock = Clock()
    manners = Manners(pause_seconds=0.5, clock=clock, sleep=clock.sleep)
    taking_turns(manners, "quay.example")
    clock.now += 10
    taking_turns(manners, "quay.example", "crane.example")
    assert clock.slept == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.7", "localhost", "::1"])
def test_this_machine_needs_no_pause(host: str) -> None:
    clock = Clock()
    taking_turns(Manners(pause_seconds=0.5, clock=clock, sleep=clock.sleep), host, host)
    assert clock.slept == []


def test_a_host_that_asked_for_patience_is_refused_until_then_and_the_others_are_not() -> None:
    clock = Clock()
    manners = Manners(clock=clock, sleep=clock.sleep)
    manners.hold("quay.example", 60)
    with pytest.raises(HostHeldError, match=r"quay\.example asked not to be asked again for 60 seconds") as caught:
        taking_turns(manners, "quay.example")
    assert caught.value.retry_after_seconds == 60
    assert taking_turns(manners, "crane.example") == ["+crane.example", "-crane.example"]
    clock.now += 60
    assert taking_turns(manners, "quay.example") == ["+quay.example", "-quay.example"]


def test_no_server_sees_two_requests_at_once() -> None:
    with loopback() as server:
        paths = [f"/{number}" for number in range(12)]
        server.routes |= {path: at_once(b"x") for path in paths} | {"/moved": answer(302, Location="/0")}

        async def ask() -> None:
            async with quick_fetcher() as fetcher, asyncio.TaskGroup() as group:
                for path in [*paths, "/moved"]:
                    group.create_task(fetcher.get(server.url(path)))

        asyncio.run(ask())
        assert len(server.paths) == 14
        assert server.most_at_once == 1


def test_work_is_done_by_host_in_order_and_no_more_hosts_at_once_than_the_cap() -> None:
    at_work: dict[str, int] = {}
    most = 0
    seen: dict[str, list[int]] = {}

    async def work(item: tuple[str, int]) -> str:
        nonlocal most
        host, number = item
        at_work[host] = at_work.get(host, 0) + 1
        assert at_work[host] == 1
        most = max(most, sum(at_work.values()))
        await asyncio.sleep(0)
        at_work[host] -= 1
        seen.setdefault(host, []).append(number)
        return f"{host}{number}"

    items = [(f"h{host}", number) for number in range(3) for host in range(2 * HOSTS_AT_ONCE)]
    done = asyncio.run(each_by_host(items, lambda item: f"http://{item[0]}/", work))
    assert done == [f"{host}{number}" for host, number in items]
    assert all(numbers == [0, 1, 2] for numbers in seen.values())
    assert most == HOSTS_AT_ONCE


def allowed(folder: Path, url: str, hours: int = 0) -> bool:
    async def ask() -> bool:
        async with quick_fetcher() as fetcher:
            return await Robots(fetcher, folder, "Briefcast/0.1 (+https://quay.example)", NOW + hours * HOUR).allow(url)

    return asyncio.run(ask())


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("rules", "page", "private"),
    [
        (b"User-agent: *\nDisallow: /private\n", True, False),
        (b"User-agent: Briefcast\nDisallow: /page\n\nUser-agent: *\nDisallow: /private\n", False, True),
        (b"User-agent: *\nDisallow: /\nAllow: /page\n", True, False),
        (b"", True, True),
    ],
)
def test_a_site_says_which_pages_a_program_may_fetch(tmp_path: Path, rules: bytes, page: bool, private: bool) -> None:
    with loopback() as server:
        server.routes["/robots.txt"] = answer(200, rules)
        assert allowed(tmp_path, server.url("/page")) == page
        assert allowed(tmp_path, server.url("/private/page")) == private


@pytest.mark.parametrize(("status", "expected"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_site_without_rules_allows_all_and_one_whose_rules_cannot_be_had_nothing(
    tmp_path: Path, status: int, expected: bool
) -> None:
    with loopback() as server:
        server.routes["/robots.txt"] = answer(status)
        assert allowed(tmp_path, server.url("/page")) == expected


def test_the_rules_of_a_site_are_asked_for_once_a_day(tmp_path: Path) -> None:
    with loopback() as server:
        server.routes["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /page\n")
        assert [allowed(tmp_path, server.url("/page"), hours) for hours in (0, 1, 23)] == [False] * 3
        assert server.paths == ["/robots.txt"]
        server.routes["/robots.txt"] = answer(404)
        assert allowed(tmp_path, server.url("/page"), hours=25)
        assert server.paths == ["/robots.txt"] * 2


def test_rules_are_asked_for_with_the_same_caution(tmp_path: Path) -> None:
    async def ask() -> bool:
        async with quick_fetcher(allow_private=False) as fetcher:
            return await Robots(fetcher, tmp_path, "Briefcast", NOW).allow(url)

    with loopback() as server:
        url = server.url("/page")
        assert not asyncio.run(ask())
        assert server.paths == []
    with pytest.raises(FetchError, match="not an http or https address"):
        asyncio.run(partial(Robots(quick_fetcher(), tmp_path, "Briefcast", NOW).allow, "file:///etc/hostname")())
