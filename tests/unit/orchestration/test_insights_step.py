"""The step from claims to passages: an episode that fails costs only itself."""

from __future__ import annotations

from typing import Any

import pytest

from assets.insights.passages import episode_passages
from orchestration.digest import insights
from orchestration.digest.plan import passages_after
from orchestration.lake import Lake
from orchestration.tables import CLAIMS, PASSAGES, SEGMENTS, UNDIGESTED
from tests.unit.orchestration.conftest import DAY, MakeFrame


def test_an_episode_whose_passages_cannot_be_chosen_is_quarantined_and_the_others_are_kept(
    lake: Lake, frame_of: MakeFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = [
        {"episode_id": name, "segment_id": f"{name}-1", "text": name, "published_on": DAY} for name in ("e1", "e2")
    ]
    lake.write_day(SEGMENTS, DAY, frame_of(SEGMENTS, *segments))
    lake.write_day(CLAIMS, DAY, frame_of(CLAIMS), {"e1": "a", "e2": "b"})

    def fails_on_one(*, segments: list[dict[str, Any]], **rows: Any) -> list[dict[str, Any]]:
        if segments[0]["episode_id"] == "e1":
            raise KeyError("tenfol")
        return episode_passages(segments=segments, **rows)

    monkeypatch.setattr(insights, "episode_passages", fails_on_one)
    outcome = insights.extract_days(lake, [DAY], lambda _count: None, model="none")

    assert outcome.quarantined_count == 1
    (row,) = lake.read_day(UNDIGESTED, DAY).to_dicts()
    assert (row["item_id"], row["reason"], row["detail"]) == ("e1", "undigested_passages", "KeyError: 'tenfol'")
    assert lake.done(PASSAGES, DAY) == passages_after({"e1": "a", "e2": "b"})
