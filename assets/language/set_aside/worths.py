"""What a sentence weighs for an advertisement: its cues, by the names and the weights of set_aside.yaml.

What belongs here: one sentence, and who it thanks. What does not: where an advertisement begins and ends (ads.py), the
phrases themselves (data/set_aside.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from assets.language.lexicon import data
from assets.language.set_aside.lines import Line, cue_in, cues

_THANKED: Final = re.compile(
    r"\b[Tt]hank(?:s|ing| you)?,? (?:to )?(?:our (?:good )?friends (?:over )?at )?([A-Z][\w&-]+)"
)
# Whom thanks name is described right after them, or after one more sentence.
DESCRIBED: Final = 2
# So many pitches count.
MOST_PITCHES: Final = 3


@dataclass(frozen=True, slots=True)
class Worth:
    """What a sentence weighs for an advertisement, and which cues say so, by the names of set_aside.yaml."""

    value: float
    opens: str | None
    closes: str | None
    offers: frozenset[str]
    pitches: frozenset[str]

    @property
    def is_plain_spoken(self) -> bool:
        """Whether it says that it advertises, or offers something, rather than only sounding like it."""
        return bool(self.opens or self.closes or self.offers)


def worth_of(lines: Sequence[Line]) -> Worth:
    """Return what the first of these lines weighs."""
    text = lines[0].text
    closes = cue_in(text, "ad", "closes")
    # "Thanks to our friends at Plimsoll Rope for sponsoring" ends more often than it begins.
    opens = None if closes else cue_in(text, "ad", "opens")
    if closes and _is_described(text, lines[1:]):
        opens, closes = closes, None
    offers, pitches = _found(text, "offers"), _found(text, "pitches")
    weigh = weights()
    value = weigh["opens"] * bool(opens) + weigh["closes"] * bool(closes) + weigh["offers"] * min(2, len(offers))
    return Worth(value + weigh["pitches"] * min(MOST_PITCHES, len(pitches)), opens, closes, offers, pitches)


def _is_described(thanks: str, following: Iterable[Line]) -> bool:
    """Tell whether it goes on with who is thanked: "Thank Plimsoll Rope for sponsoring us. Plimsoll Rope makes …"."""
    found = _THANKED.search(thanks)
    return found is not None and any(line.text.startswith(found.group(1)) for line in following)


def _found(text: str, name: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in cues("ad", name).finditer(text))


@cache
def weights() -> Mapping[str, float]:
    """Return the weights by their names in set_aside.yaml."""
    found: Mapping[str, float] = data("set_aside")["ad"]["weights"]
    return found
