"""Claims as the tests of titles make them."""

from __future__ import annotations

from typing import Any

SENTENCE = "The port of Ostwick closed two of its four grain terminals, after the insurer left."


def claim(
    headline: str | None, quote: str = SENTENCE, score: float = 0.6, segment: str = "segment-1"
) -> dict[str, Any]:
    """Return a claim with one headline, as titles are made of it."""
    return {"segment_id": segment, "char_start": 0, "headline": headline, "quote": quote, "claim_score": score}
