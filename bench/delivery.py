"""Whether nobody gets a day twice and nobody is lost when the sender is killed, against a real mail server.

    python -m bench.delivery [--messages 1000] [--kills 6] [--json OUT]

A home is made with a published brief for that many subscribers. `briefcast deliver` sends it to a mail server on
loopback and is killed (SIGKILL) again and again in the middle: by turns when it has named a recipient and nothing of
the message has left, when the server has the message and has not answered, and a moment after the answer. Then it is
run to its end, and once more. Counted is what arrived, by Message-ID, against what the ledger says.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import polars as pl
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from assets.brief.schema import DAILY_BRIEF
from orchestration.delivery.ledger import open_ledger
from orchestration.settings import Settings
from orchestration.warehouse import connect

DAY: Final = date(2026, 3, 4)
Moment: TypeAlias = Literal["recipient", "message", "answer"]
MOMENTS: Final[tuple[Moment, ...]] = ("recipient", "message", "answer")


class Server:
    """A mail server that takes everything, and kills a process at a moment of its choice."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self._victim: int | None = None
        self._count = 0
        self._moment: Moment = "recipient"

    def kill(self, victim: int, after: int, moment: Moment) -> None:
        """Kill a process with the first message after `after` have arrived."""
        self._victim, self._count, self._moment = victim, after, moment

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient."""
        self._strike("recipient")
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Take a message."""
        message = message_from_bytes(envelope.original_content or b"", policy=default)
        self.arrived.append(str(message["Message-ID"]))
        self._strike("message")
        if self._moment == "answer" and self._victim is not None and len(self.arrived) >= self._count:
            threading.Timer(0.004, self._strike, ["answer"]).start()
        return "250 taken"

    def _strike(self, moment: Moment) -> None:
        if self._victim is not None and moment == self._moment and len(self.arrived) >= self._count:
            os.kill(self._victim, signal.SIGKILL)
            self._victim = None


def main() -> None:
    """Make the home, send and kill, print the figures."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.messages, arguments.kills)
    print(json.dumps(figures, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def measure(home: Path, message_count: int, kill_count: int) -> dict[str, Any]:
    """Return the figures; raise AssertionError where somebody got a day twice or was lost without a word."""
    settings = Settings(home=home)
    publish_brief(settings, message_count)
    server = Server()
    port = _free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        kills = []
        for number in range(kill_count):
            moment = MOMENTS[number % len(MOMENTS)]
            process = deliver(settings, port)
            server.kill(process.pid, message_count * (number + 1) // (kill_count + 1), moment)
            assert process.wait() == -signal.SIGKILL
            kills.append(f"{moment}, {len(server.arrived)} arrived")
        before, started = len(server.arrived), time.perf_counter()
        assert deliver(settings, port).wait() == 0
        per_second = (len(server.arrived) - before) / (time.perf_counter() - started)
        total = len(server.arrived)
        assert deliver(settings, port).wait() == 0
        assert len(server.arrived) == total, "a run with nothing left to send sent something"
    finally:
        controller.stop()
    return compare(settings, server.arrived, message_count) | {
        "kills": kills,
        "last_run_messages_a_second": round(per_second, 1),
    }


def compare(settings: Settings, arrived: list[str], message_count: int) -> dict[str, int]:
    """Return what arrived against what the ledger says."""
    with open_ledger(settings.deliveries_path) as ledger:
        settled = {f"<{DAY}.{d.subscriber_id}@brief.example>": status for d, status in ledger.settled(DAY).items()}
    copies = Counter(arrived)
    statuses = Counter(settled.values())
    assert set(copies) <= set(settled), "somebody got what the ledger knows nothing of"
    assert len(settled) == message_count, "the ledger has lost somebody"
    assert set(statuses) <= {"sent", "unknown"}, statuses
    assert all(count == 1 for count in copies.values()), "somebody got the day twice"
    assert all(copies[name] == 1 for name, status in settled.items() if status == "sent"), "sent, but did not arrive"
    doubtful = [name for name, status in settled.items() if status == "unknown"]
    return {
        "subscribers": message_count,
        "arrived": len(arrived),
        "arrived_twice": sum(count > 1 for count in copies.values()),
        "ledger_sent": statuses["sent"],
        "ledger_in_doubt": len(doubtful),
        "in_doubt_and_arrived": sum(name in copies for name in doubtful),
        "in_doubt_and_not_arrived": sum(name not in copies for name in doubtful),
    }


def deliver(settings: Settings, port: int) -> subprocess.Popen[bytes]:
    """Start `briefcast deliver` on the home."""
    own = {
        "BRIEFCAST_HOME": str(settings.home),
        "BRIEFCAST_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "BRIEFCAST_SMTP_MESSAGES_PER_SECOND": "10000",
        "BRIEFCAST_MAIL_FROM": "Briefcast <brief@brief.example>",
    }
    command = [sys.executable, "-c", "from orchestration.cli.app import app; app()", "deliver"]
    return subprocess.Popen(command, env=os.environ | own, stdout=subprocess.DEVNULL)


def publish_brief(settings: Settings, subscriber_count: int) -> None:
    """Write a published file with a brief of five insights for each subscriber, and the file of subscribers."""
    names = [f"s{number:05}" for number in range(subscriber_count)]
    entries = [{"id": name, "email": f"{name}@reader.example"} for name in names]
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.subscribers_path.write_text(yaml.safe_dump({"subscribers": entries}), encoding="utf-8")
    rows = pl.DataFrame([_row(name, rank) for name in names for rank in range(1, 6)], schema=DAILY_BRIEF)
    connection = connect(str(settings.published_path))
    try:
        connection.register("rows", rows.to_arrow())
        connection.execute("create table daily_brief as select * from rows")
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _row(subscriber_id: str, rank: int) -> dict[str, Any]:
    told = {
        "title": f"Port number {rank} moved more grain than the year before",
        "quote": "And then, what nobody had expected, the port moved more than the year before. " * 3,
        "speaker": "Ida Holm",
        "show_title": "Quay Notes",
        "evidence_url": f"https://quay.example/{rank}.mp3#t=754",
        "published_at": datetime(2026, 3, 3, 6, tzinfo=UTC),
    }
    link = told | {"insight_id": f"r{rank}", "relation": "supports", "explanation": "Both speak of the port."}
    return told | {
        "brief_date": DAY,
        "subscriber_id": subscriber_id,
        "rank": rank,
        "insight_id": f"i{rank}",
        "summary": "Ida Holm says: The port moved more than the year before.",
        "episode_title": "Grain",
        "start_seconds": 754.0,
        "reasons": ["fresh", "a clear claim"],
        "related": [link] * 3,
        "decided_at": datetime(2026, 3, 4, 6, tzinfo=UTC),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--json", type=Path, default=None)
    return parser.parse_args()


if __name__ == "__main__":
    main()
