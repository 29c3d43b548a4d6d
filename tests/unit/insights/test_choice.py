"""Choice: the most salient windows of an episode, none near a better one."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from assets.insights.salience import choice
from assets.insights.salience.choice import APART_SENTENCES, Salient, salient
from assets.insights.salience.spoken import spoken

CLAIM = "The harbour of Ostwick moved 40 percent more grain than all the railways of the north did in the same year."


def found(*texts: str, kind: str = "speech", count: int = 40) -> list[Salient]:
    segments: list[dict[str, Any]] = [
        {"segment_id": f"segment-{at}", "speaker": f"Speaker {at}", "text": text} for at, text in enumerate(texts)
    ]
    speech = [{"segment_id": row["segment_id"], "kind": kind, "asides": ()} for row in segments]
    return salient(spoken(segments, speech), [], count)


def test_the_most_salient_come_first() -> None:
    rows = found(
        *(f"Year {at}: {CLAIM}" for at in range(5)), "You click on that page, and then you see a lot of it " * 3
    )

    assert len(rows) > 1
    assert all(0 < later.salience <= earlier.salience < 1 for earlier, later in pairwise(rows))


def test_windows_of_one_turn_lie_apart_and_the_others_of_a_place_share_a_sentence_with_it() -> None:
    rows = found(" ".join(f"In year {at}, {CLAIM}" for at in range(12)))

    assert len(rows) > 1
    ordered = sorted(rows, key=lambda one: one.first)
    assert all(later.first - earlier.last > APART_SENTENCES for earlier, later in pairwise(ordered))
    assert all(other.overlaps(one.window) and other != one.window for one in rows for other in one.others)


def test_the_same_words_are_chosen_once_and_speech_set_aside_never() -> None:
    assert len(found(CLAIM, CLAIM)) == 1
    assert found(CLAIM, kind="ad") == []


def test_no_more_are_read_than_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(choice, "is_clip", lambda quote: read.append(quote) or 0.5)

    assert len(found(*(f"Year {at}: {CLAIM}" for at in range(9)), count=4)) == len(read) == 4
