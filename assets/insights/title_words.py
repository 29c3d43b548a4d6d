"""Where the words of a headline stand in the text that it was made of, and what stands around them.

What belongs here: finding the words. What does not: what follows from their surroundings (title_rules.py,
title_leads.py, title_cuts.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# How many words may be left out between two of a headline's own.
MOST_BETWEEN: Final = 7
_MARKS: Final = ".,;:!?…–—-()\"'“”’"


@dataclass(frozen=True, slots=True)
class InText:
    """The words of a text, and the places among them of a headline's; none where it does not stand there."""

    words: Sequence[str]
    places: Sequence[int]

    @property
    def before(self) -> str:
        """What stands before the headline."""
        return " ".join(self.words[: self.places[0]]) if self.places else ""

    @property
    def own(self) -> str:
        """The words of the headline, those left out between them, and all their marks."""
        return " ".join(self.words[self.places[0] : self.places[-1] + 1]) if self.places else ""

    @property
    def rest(self) -> str:
        """What follows the headline, from its last word on."""
        return " ".join(self.words[self.places[-1] :]) if self.places else ""

    @property
    def next_word(self) -> str:
        """The word that follows the headline, in lower case; "" at the end."""
        last = self.places[-1] if self.places else len(self.words)
        return plain(self.words[last + 1]) if last + 1 < len(self.words) else ""

    @property
    def goes_on_at_once(self) -> bool:
        """Whether no mark stands between the headline and what follows it."""
        return bool(self.places) and self.words[self.places[-1]][-1] not in _MARKS

    @property
    def left_out(self) -> list[str]:
        """The words, in lower case, that stand between those of the headline."""
        own = set(self.places)
        between = range(self.places[0], self.places[-1]) if self.places else ()
        return [plain(self.words[place]) for place in between if place not in own]


def in_text(headline: str, text: str) -> InText:
    """Find a headline in the text that it was made of.

    Its words stand there in order, a few others between them at most; of several such stretches the one that ends first
    counts, of these the shortest.
    """
    words = text.split()
    wanted, plain_words = [plain(word) for word in headline.split()], [plain(word) for word in words]
    found = (_places_from(start, wanted, plain_words) for start in range(len(words)))
    return InText(words, min(filter(None, found), key=lambda places: (places[-1], -places[0]), default=[]))


def plain(word: str) -> str:
    """Return a word in lower case without the marks around it."""
    return word.strip(".,;:!?()\"'“”").lower()


def _places_from(start: int, wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    places: list[int] = []
    for word in wanted:
        begin = places[-1] + 1 if places else start
        within = words[begin : begin + 1 + (MOST_BETWEEN if places else 0)]
        if word not in within:
            return []
        places.append(begin + within.index(word))
    return places
