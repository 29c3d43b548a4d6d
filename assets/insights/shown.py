"""Shown: which of a place's windows becomes the passage, and under which title.

What belongs here: that choice. What does not: which windows and titles there are (salience/, titles.py), what a reader
makes of the two together (worth.py), how salience adds up (odds.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from assets.insights.odds import salience_of_shown, salience_with_title
from assets.insights.persons import is_half_named
from assets.insights.salience.choice import Salient
from assets.insights.salience.windows import Window
from assets.insights.titles import Title, titles_by_worth
from assets.insights.worth import Worth, worth_of

# So many pairs of a window and a title are read of a place, of a window so many titles. Reading a pair takes 24 ms.
PAIRS, TITLES = 9, 3
# So many characters after a window may turn against what it says.
AFTER: Final = 60
# A place is read if one of its pairs has so much salience by passage and title alone: what has less comes last in a
# brief (assets.brief.ranking). One that is not read counts as what is worth so little, under a title as
# often wrong as titles are.
LEAST_READ: Final = 0.05
UNREAD: Final = Worth(0.02, 0.3)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A window that becomes a passage, its title and its salience, 0 to 1."""

    window: Window
    title: Title
    salience: float


def shown_of(
    place: Salient, titled: Mapping[str, Sequence[Row]], mentions: Mapping[str, Sequence[Row]]
) -> Shown | None:
    """Return what is shown of a place: of its windows and their titles the two that a reader would rather have.

    Args:
        place: its windows.
        titled: the claims that have a title, by segment (titles.claims_with_title). Where none is in a window of the
            place, nothing is shown. Where no pair is likely enough, the likeliest by passage and title alone is.
        mentions: rows of language.schema.MENTIONS, by segment.
    """
    found = [(salience_with_title(place.salience, pair[1].worth), *pair) for pair in pairs(place, titled, mentions)]
    if not found:
        return None
    likeliest = max(salience for salience, _window, _title in found)
    if likeliest < LEAST_READ:
        return next(_shown(one, UNREAD) for one in found if one[0] == likeliest)
    read = [_shown(one, worth_of(one[2].in_sentence, one[1].quote)) for one in found]
    return max(read, key=lambda one: one.salience)


def pairs(
    place: Salient, titled: Mapping[str, Sequence[Row]], mentions: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[Window, Title]]:
    """Give the windows of a place with their titles: the one with the best features first, its best title first.

    A title that several windows hold comes with each. There are `PAIRS` at most.
    """
    return islice(_all_pairs(place, titled, mentions), PAIRS)


def _all_pairs(
    place: Salient, titled: Mapping[str, Sequence[Row]], mentions: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[Window, Title]]:
    for window in (place.window, *place.others):
        segment = window.segment["segment_id"]
        inside = [claim for claim in titled.get(segment, ()) if window.holds(claim)]
        titles = titles_by_worth(inside, _with_what_comes(window))
        clear = (title for title in titles if not is_half_named(title, window, mentions.get(segment, ())))
        for title in islice(clear, TITLES):
            yield window, title


def _with_what_comes(window: Window) -> str:
    """Return the words of a window and some that follow: what turns against them may come after."""
    return str(window.segment["text"][window.start : window.end + AFTER])


def _shown(one: tuple[float, Window, Title], worth: Worth) -> Shown:
    salience, window, title = one
    return Shown(window, title, round(salience_of_shown(salience, worth.good, worth.wrong_title), 6))
