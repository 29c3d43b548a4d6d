"""The step from passages to neighbours: what a day's file holds does not depend on when which day came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from assets.insights import index
from assets.insights.schema import PASSAGES as SCHEMA
from orchestration.digest import relate
from orchestration.lake import Lake
from orchestration.tables import INDEX, NEIGHBOURS, PASSAGES

FIRST = date(2025, 1, 30)
DAYS = [FIRST + timedelta(days=at) for at in range(4)]
WORDS = "harbour crane barley freight barge sunrise quay zinc plover tundra quartz velvet maple lantern copper".split()


def passages(day: date, count: int = 6) -> list[dict[str, Any]]:
    """The passages of a day, an episode each; all speak of a few things in a few words."""
    random = np.random.default_rng(day.toordinal())
    rows = []
    for at in range(count):
        quote = " ".join([*WORDS[:6], *random.choice(WORDS, 6)])
        vector = np.ones(8) + random.normal(size=8) / 3
        rows.append(
            dict.fromkeys(SCHEMA)
            | {
                "insight_id": f"{day}-{at}",
                "episode_id": f"{day}-{at}",
                "show_id": f"show {at}",
                "published_on": day,
                "quote": quote,
                "modality": "asserted",
                "entity_ids": [],
                "numbers": [],
                "vector": (vector / np.linalg.norm(vector)).tolist(),
            }
        )
    return rows


def arrive(lake: Lake, day: date, rows: Sequence[dict[str, Any]]) -> None:
    done = {row["episode_id"]: "made" for row in rows}
    lake.write_day(PASSAGES, day, pl.DataFrame(rows, schema=SCHEMA), done)


def files(lake: Lake) -> dict[date, list[dict[str, Any]]]:
    return {day: lake.read_day(NEIGHBOURS, day).to_dicts() for day in DAYS}


def test_whatever_the_order_in_which_days_come_the_files_are_the_same(tmp_path: Path) -> None:
    found = []
    for at, order in enumerate([DAYS, *list(permutations(DAYS))[5::6]]):
        lake = Lake(root=str(tmp_path / str(at)))
        lake.initialise()
        for day in order:
            arrive(lake, day, passages(day))
            relate.relate_days(lake, [day])
        found.append(files(lake))
    together = Lake(root=str(tmp_path / "together"))
    together.initialise()
    for day in DAYS:
        arrive(together, day, passages(day))
    relate.relate_days(together, DAYS)

    assert all(found[0].values())
    assert all(one == files(together) for one in found)


@pytest.mark.parametrize("writes", range(5))
def test_a_day_that_comes_late_is_related_whenever_the_run_is_killed(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    in_order = Lake(root=str(tmp_path / "in order"))
    in_order.initialise()
    for some, made in ((DAYS, in_order), (DAYS[1:], lake)):
        for day in some:
            arrive(made, day, passages(day))
        relate.relate_days(made, some)
    arrive(lake, DAYS[0], passages(DAYS[0]))

    with monkeypatch.context() as patch:
        patch.setattr(Lake, "write_day", killed_after(writes, Lake.write_day))
        with pytest.raises(KeyboardInterrupt):
            relate.relate_days(lake, DAYS)
    relate.relate_days(lake, DAYS)

    assert files(lake) == files(in_order)


def killed_after(count: int, write: Callable[..., None]) -> Callable[..., None]:
    """Return a function that writes so many times."""
    left = [count]

    def write_or_die(*arguments: object) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write(*arguments)

    return write_or_die


def test_a_day_whose_passages_changed_and_whose_turn_is_still_to_come_costs_no_other_day(lake: Lake) -> None:
    for day in DAYS:
        arrive(lake, day, passages(day))
    relate.relate_days(lake, DAYS)
    for day, count in ((DAYS[0], 5), (DAYS[2], 0)):
        arrive(lake, day, passages(day, count))

    relate.relate_days(lake, [DAYS[0]])
    relate.relate_days(lake, [DAYS[2]])

    assert files(lake)[DAYS[2]] == []
    assert files(lake)[DAYS[3]]


def test_a_passage_that_goes_is_nobodys_neighbour_any_more(lake: Lake) -> None:
    for day in DAYS:
        arrive(lake, day, passages(day))
    relate.relate_days(lake, DAYS)
    gone = passages(DAYS[0])[0]["insight_id"]
    assert gone in lake.read(NEIGHBOURS)["related_insight_id"].to_list()

    arrive(lake, DAYS[0], passages(DAYS[0])[1:])
    relate.relate_days(lake, [DAYS[0]])

    assert gone not in lake.read(NEIGHBOURS)["related_insight_id"].to_list()
    assert gone not in lake.read(INDEX)["insight_id"].to_list()


def test_a_day_that_is_added_leaves_what_is_there(lake: Lake) -> None:
    for day in DAYS[:3]:
        arrive(lake, day, passages(day))
    relate.relate_days(lake, DAYS[:3])
    before = files(lake)

    arrive(lake, DAYS[3], passages(DAYS[3]))
    outcome = relate.relate_days(lake, DAYS)

    assert outcome.day_count == 1
    assert {day: rows for day, rows in files(lake).items() if day != DAYS[3]} == {day: before[day] for day in DAYS[:3]}
    assert relate.relate_days(lake, DAYS).day_count == 0


def test_a_months_graph_is_made_once_and_anew_when_the_month_changes(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "LEAST_FOR_GRAPH", 5)
    made = []
    make = relate.make_graph
    monkeypatch.setattr(relate, "make_graph", lambda codes: (made.append(len(codes)), make(codes))[1])
    for day in DAYS[:3]:
        arrive(lake, day, passages(day))
    relate.relate_days(lake, DAYS[:3])
    arrive(lake, DAYS[3], passages(DAYS[3]))
    relate.relate_days(lake, [DAYS[3]])
    assert made == [12]  # January, of two days

    arrive(lake, DAYS[1], passages(DAYS[1], 4))
    relate.relate_days(lake, [DAYS[1]])
    relate.relate_days(lake, DAYS)
    arrive(lake, DAYS[3], passages(DAYS[3], 3))
    relate.relate_days(lake, [DAYS[3]])

    assert made == [12, 10]
