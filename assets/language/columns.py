"""The columns of a claim's row that tell whose view it is and in what way it is put forward.

What belongs here: from offsets in the sentence to those in the segment, null where there is nothing. What does not:
finding any of it (attribution/, modality.py, negation.py, quantities.py, horizon.py), the rest of the row (rows.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assets.language.attribution.pronouns import is_part, person_meant
from assets.language.horizon import horizon_of

if TYPE_CHECKING:
    from assets.language.claims import Claim

Row = dict[str, Any]


def attribution_columns(claim: Claim, speaker: str | None, offset: int, names_before: Sequence[str]) -> Row:
    """Return whose view a claim is, the cue, and the places of source, cue and content.

    Args:
        claim: the claim.
        speaker: who is talking, and whose view it is where nobody else is named.
        offset: where the claim's sentence begins in the segment's text.
        names_before: people named shortly before, whom a pronoun may mean.
    """
    found = claim.attribution
    if found is None:
        spans: tuple[tuple[int, int] | None, ...] = (None, None, None)
        whose, cue = speaker, claim.modality_cue
    else:
        spans = (found.source_span, found.cue_span, found.content_span)
        others = [name for name in names_before if not is_part(name, speaker)]
        whose, cue = person_meant(found.source, others) or found.source, found.cue
    return {
        "attributed_to": whose,
        "cue": cue,
        **_places(dict(zip(("source", "cue", "content"), spans, strict=True)), offset),
    }


def manner_columns(claim: Claim, offset: int, published_on: date) -> Row:
    """Return modality, polarity and what is denied, horizon of a prediction, quantities.

    Args:
        claim: the claim.
        offset: where its sentence begins in the segment's text.
        published_on: the day to which "next year" relates.
    """
    is_prediction = claim.modality == "predicted"
    horizon = horizon_of(claim.quote, published_on) if is_prediction else None
    denied = (claim.denial.scope_start, claim.denial.scope_end) if claim.denial else None
    return {
        "modality": claim.modality,
        "polarity": "negative" if claim.denial else "affirmative",
        **_places({"negation": denied}, offset),
        "is_prediction": is_prediction,
        "horizon_start": horizon.start if horizon else None,
        "horizon_end": horizon.end if horizon else None,
        "quantities": [
            {
                "low": quantity.low,
                "high": quantity.high,
                "unit": quantity.unit,
                "measures": quantity.measures,
                "char_start": offset + quantity.start,
                "char_end": offset + quantity.end,
            }
            for quantity in claim.quantities
        ],
    }


def _places(spans: dict[str, tuple[int, int] | None], offset: int) -> Row:
    return {
        f"{name}_{side}": None if span is None else offset + span[index]
        for name, span in spans.items()
        for index, side in enumerate(("start", "end"))
    }
