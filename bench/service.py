"""How `briefcast serve` bears many at once: readers who open pages, and sign up now and then.

    python -m bench.service [--clients 200] [--seconds 60] [--home HOME] [--json OUT]

The service runs as a process of its own on loopback, over the site of a home, or over pages of the usual size where
none is given. Every client keeps one connection and asks for the next thing as soon as it has the last: three pages,
then the form to sign up, filled in with an address that nobody had before. The limit for one client is off, for all of
them come from one address. What counts as an error: any answer but 200, a connection that breaks, a sign-up without a
mail.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import numpy as np

HOST: Final = "127.0.0.1"
PAGES: Final = 50
PAGE_BYTES: Final = 30_000
SAMPLE_SECONDS: Final = 2.0
_TOKEN: Final = re.compile(rb'name="form_token" value="([^"]+)"')
_NUMBERS: Final = count()


@dataclass(slots=True)
class Load:
    """What the clients saw: seconds of every answer by what was asked for, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "form": [], "sign_up": []})
    errors: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Serve, ask, print the figures; fail where anything went wrong."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.home, arguments.clients, arguments.seconds)
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")
    if figures["errors"] or figures["mails"] != figures["sign_ups"]:
        sys.exit(1)


def measure(folder: Path, home: Path | None, clients: int, seconds: float) -> dict[str, Any]:
    """Return the figures of a run in an empty folder."""
    pages = _lay_out_site(folder / "site", home / "site" if home else None)
    with socket.socket() as found:
        found.bind((HOST, 0))
        port = found.getsockname()[1]
    settings = {"BRIEFCAST_HOME": str(folder), "BRIEFCAST_SIGN_UPS_PER_CLIENT": "0", "BRIEFCAST_SUBSCRIBERS_URL": ""}
    command = [str(Path(sys.executable).with_name("briefcast")), "serve", "--port", str(port)]
    with (folder / "log").open("w") as log, subprocess.Popen(command, env=os.environ | settings, stderr=log) as server:
        try:
            _wait_until_it_answers(port)
            load, memory = asyncio.run(_play(server.pid, port, pages, clients, seconds))
            late = _wait_for_mails(folder / "outbox", len(load.seconds["sign_up"]))
        finally:
            server.send_signal(signal.SIGTERM)
    mails = len(list((folder / "outbox").glob("*.eml")))
    return _figures(load, memory, seconds) | {"mails": mails, "seconds_until_the_last_mail": round(late, 1)}


async def _play(
    pid: int, port: int, pages: list[str], clients: int, seconds: float
) -> tuple[Load, list[tuple[float, int]]]:
    """Let the clients at the server; return what they saw, and its memory over time."""
    load = Load()
    memory: list[tuple[float, int]] = []
    started = time.perf_counter()
    end = started + seconds

    async def watch() -> None:
        """Note the memory now and then."""
        while time.perf_counter() < end:
            memory.append((time.perf_counter() - started, _resident_kilobytes(pid)))
            await asyncio.sleep(SAMPLE_SECONDS)

    await asyncio.gather(watch(), *(_client(port, pages, number, end, load) for number in range(clients)))
    return load, memory


async def _client(port: int, pages: list[str], number: int, end: float, load: Load) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    cookie = ""
    turn = number
    while time.perf_counter() < end:
        try:
            for _ in range(3):
                turn += 1
                await _ask(reader, writer, load, "page", _get(pages[turn % len(pages)], cookie))
            answer = await _ask(reader, writer, load, "form", _get("/sign-up", cookie))
            token = _TOKEN.findall(answer)[0].decode()
            cookie = f"briefcast-form={token}"
            email = f"reader{next(_NUMBERS)}@example.org"
            await _ask(reader, writer, load, "sign_up", _post("/sign-up", cookie, f"form_token={token}&email={email}"))
        except (OSError, EOFError, IndexError) as error:
            load.errors[type(error).__name__] += 1
            return
    writer.close()


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, load: Load, kind: str, request: bytes
) -> bytes:
    """Send a request and return the whole answer; a connection's next request can follow."""
    started = time.perf_counter()
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"\r\ncontent-length: (\d+)", head)
    body = await reader.readexactly(int(length[1])) if length else b""
    load.seconds[kind].append(time.perf_counter() - started)
    status = head.split(b" ", 2)[1].decode()
    if status != "200":
        load.errors[f"{kind} {status}"] += 1
    return body


def _get(path: str, cookie: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nhost: {HOST}\r\ncookie: {cookie}\r\n\r\n".encode()


def _post(path: str, cookie: str, body: str) -> bytes:
    kind = "application/x-www-form-urlencoded"
    head = f"POST {path} HTTP/1.1\r\nhost: {HOST}\r\norigin: http://{HOST}\r\ncookie: {cookie}\r\ncontent-type: {kind}"
    return f"{head}\r\ncontent-length: {len(body)}\r\n\r\n{body}".encode()


def _figures(load: Load, memory: list[tuple[float, int]], seconds: float) -> dict[str, Any]:
    every = [value for values in load.seconds.values() for value in values]
    # The first third is for warming up: what is imported and cached once is no leak.
    later = [kilobytes for when, kilobytes in memory if when > seconds / 3]
    half = len(later) // 2
    return {
        "answers": len(every),
        "answers_a_second": round(len(every) / seconds),
        "sign_ups": len(load.seconds["sign_up"]),
        "errors": dict(load.errors),
        **{
            f"{kind}_milliseconds_{share}": round(float(np.percentile(values, share)) * 1000)
            for kind, values in {"all": every, **load.seconds}.items()
            for share in (50, 95, 99)
            if values
        },
        "megabytes_middle_third": round(float(np.mean(later[:half])) / 1024, 1),
        "megabytes_last_third": round(float(np.mean(later[half:])) / 1024, 1),
    }


def _resident_kilobytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def _lay_out_site(folder: Path, real: Path | None) -> list[str]:
    """Put a site into a folder; return the addresses of its pages."""
    if real is not None:
        folder.symlink_to(real.absolute())
        return [f"/{path.relative_to(real)}" for path in sorted(real.rglob("*.html"))[:1_000]]
    folder.mkdir(parents=True)
    for number in range(PAGES):
        (folder / f"{number}.html").write_text(f"<h1>Page {number}</h1>" + "<p>some words</p>" * (PAGE_BYTES // 17))
    return [f"/{number}.html" for number in range(PAGES)]


def _wait_until_it_answers(port: int) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the service did not start within a minute")


def _wait_for_mails(outbox: Path, count: int) -> float:
    """Wait until so many mails are written, two minutes at most; return for how long."""
    started = time.monotonic()
    while len(list(outbox.glob("*.eml"))) < count and time.monotonic() - started < 120:
        time.sleep(0.2)
    return time.monotonic() - started


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--json", type=Path, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    main()
