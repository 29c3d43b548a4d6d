"""Items: where a new one begins in an episode that is read out as a list under labels that come back.

"Cheapest crane: the Halden 3. … Cheapest crane is the Marlow. …": what stands before such a label belongs to something
else, be it a teaser or the end of the item before.

What belongs here: finding the labels, and the sentences that begin with one. What does not: words that turn to
something else in any talk (openings.py), windows (windows.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from assets.language.lexicon import words

# A label comes back: what stands before a colon once may as well go on from the sentence before ("Bottom line: …").
FEWEST_TIMES: Final = 2
_LEAD: Final = r"(?:(?:and|my|our|the)\s+)*"
# Two or three words: one alone is most often an appeal ("Look: …"). What leads to a quotation is who says it.
_LABEL: Final = re.compile(rf"{_LEAD}(\w[\w-]*(?: \w[\w-]*){{1,2}}):\s+(?![\s\"“‘'])", re.IGNORECASE)
_FIRST_WORDS: Final = re.compile(rf"{_LEAD}((\w[\w-]* \w[\w-]*)(?![\w'’-])(?: \w[\w-]*(?![\w'’-]))?)", re.IGNORECASE)


def open_items(sentences: Sequence[str]) -> list[bool]:
    """Tell of each sentence of an episode whether it opens an item: it begins with a label, be it without the colon."""
    times = Counter(label for sentence in sentences if (label := _label_of(sentence)))
    labels = {label for label, count in times.items() if count >= FEWEST_TIMES}
    return [not labels.isdisjoint(_first_words_of(sentence)) for sentence in sentences]


def _first_words_of(sentence: str) -> list[str]:
    """Return the first three words of a sentence and the first two, in lower case, behind what leads to a label."""
    found = _FIRST_WORDS.match(sentence)
    return [words_of_it.lower() for words_of_it in found.groups()] if found else []


def _label_of(sentence: str) -> str | None:
    """Return the label that a sentence begins with, in lower case: "in short:" and "think of it:" are none."""
    found = _LABEL.match(sentence)
    if found is None:
        return None
    label = found[1].lower()
    first, *_others, last = label.split()
    return None if {first, last} & (words("function_words") | words("pointers")) else label
