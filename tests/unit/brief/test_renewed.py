"""What was sent before its episode was read anew."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from assets.brief.renewed import renewed_as, said_in

AT = datetime(2026, 3, 1, 6, tzinfo=UTC)
QUOTE = "The harbour of Ostwick lost a third of its grain to the railways, because its cranes stood still at night."


def insight(insight_id: str, quote: str, **changes: Any) -> dict[str, Any]:
    return {"insight_id": insight_id, "show_title": "Quay Notes", "published_at": AT, "quote": quote} | changes


def test_a_quote_of_which_a_word_was_corrected_is_the_same_insight() -> None:
    said = said_in([insight("other", "Nobody mends the gates of the lock."), insight("new", QUOTE)])

    assert renewed_as(insight("old", QUOTE.replace("grain", "corn")), said) == "new"


def test_another_passage_and_the_same_words_elsewhere_are_others() -> None:
    said = said_in([insight("new", QUOTE)])

    assert renewed_as(insight("old", "The cranes of the harbour were painted, because it was spring."), said) is None
    assert renewed_as(insight("old", QUOTE, show_title="Crane Talk"), said) is None
