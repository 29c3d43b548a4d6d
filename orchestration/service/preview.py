"""The preview: tomorrow's brief as it would be by some wishes, from what is known today.

What belongs here: choosing for one, by the code that chooses for all. What does not: the candidates (archive.py), how a
preview looks (templates/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assets.brief.clean import clean_text
from assets.brief.ranking import Told, choose_briefs
from assets.brief.subscribers import Subscriber
from assets.insights.vectors import embed
from orchestration.service.archive import Archive


@dataclass(frozen=True, slots=True)
class Previewed:
    """One insight of a preview."""

    title: str
    summary: str
    speaker: str | None
    show_title: str
    published_on: Any
    what_is_new: str | None
    reasons: Sequence[str]


def preview(archive: Archive, subscriber: Subscriber, told: Told) -> list[Previewed]:
    """Return tomorrow's insights for a subscriber, best first.

    Args:
        archive: what may be chosen.
        subscriber: with the wishes to try, whether they are kept or not.
        told: what that subscriber was sent.
    """
    choices = choose_briefs(
        archive.pool,
        [subscriber],
        {subscriber.id: told},
        brief_date=archive.tomorrow,
        embed=embed,
        entity_names=archive.entity_names,
    )
    return [_previewed(archive.pool.rows[one.place], one.what_is_new, one.reasons) for one in choices]


def _previewed(row: dict[str, Any], what_is_new: str | None, reasons: Sequence[str]) -> Previewed:
    return Previewed(
        title=clean_text(row["title"]),
        summary=clean_text(row["summary"] or row["quote"]),
        speaker=clean_text(row["speaker"]) if row["speaker"] else None,
        show_title=clean_text(row["show_title"]),
        published_on=row["published_on"],
        what_is_new=clean_text(what_is_new) if what_is_new else None,
        reasons=[clean_text(reason) for reason in reasons],
    )
