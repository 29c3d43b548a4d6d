"""A sender that is killed again and again, against a real mail server: nobody gets the day twice, nobody is lost."""

from __future__ import annotations

from pathlib import Path

from bench.delivery import measure


def test_a_killed_sender_sends_each_exactly_once_or_not_at_all_as_the_ledger_says(tmp_path: Path) -> None:
    figures = measure(tmp_path, message_count=40, kill_count=3)

    assert figures["ledger_sent"] + figures["ledger_in_doubt"] == 40
    assert figures["arrived_twice"] == 0
    # Killed before the message left, and after it was taken: each left one claim that nobody settled.
    assert figures["in_doubt_and_not_arrived"] >= 1
    assert figures["in_doubt_and_arrived"] >= 1
