"""Silver labels: what a base recogniser found in podcasts, made consistent over all sentences.

What belongs here: the rules that turn its guesses into labels to learn from. What does not: the base model
(speech.py), features and training (crf.py).

The small model calls one thing an organisation here and a place there, and misses it in the third sentence. Over many
episodes the errors differ and the name does not. So each name has one label everywhere: a listed name its own, a first
name a person's, any other the one that its contexts speak for (`Silver.learn_contexts`); and what is mostly found to be
a name is one everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

Name = tuple[str, ...]
Span = tuple[int, int, str]
Sentence = tuple[Sequence[str], Sequence[Span]]
# Predicts the tags of a sentence in which the words at these places are unknown.
Guess = Callable[[Sequence[str], Collection[int]], Sequence[str]]

# From this share of a name's occurrences on it is a name everywhere; below the other it is none anywhere.
MOSTLY: Final = 0.5
RARELY: Final = 0.2
FEWEST_OCCURRENCES: Final = 3
AGREED: Final = 0.8
LONGEST: Final = 5
# In how many sentences a name's contexts are looked at, and how much one context says against one guess of the base.
CONTEXTS: Final = 25
CONTEXT_WEIGHT: Final = 2


class Silver:
    """What is known of each name (its words), and with that the labels of any sentence."""

    def __init__(self, sentences: Sequence[Sentence], known: Mapping[Name, str], given: Collection[str]) -> None:
        self._known = known
        self._given = given
        self._votes: dict[Name, Counter[str]] = {}
        self._found: Counter[Name] = Counter()
        self._places: Counter[Name] = Counter()
        for words, spans in sentences:
            for start, end, label in spans:
                name = tuple(words[start:end])
                self._votes.setdefault(name, Counter())[label] += 1
                self._found[name] += 1
        for words, _spans in sentences:
            self._places.update(name for start, _end, name in _runs(words) if start and name in self._votes)

    def spans(self, sentence: Sentence) -> list[Span]:
        """Return the spans of a sentence by all that is known: the longest first where they overlap."""
        words, spans = sentence
        found = {(start, end) for start, end, _label in spans}
        candidates = [
            (start, end, label)
            for start, end, name in _runs(words)
            if (label := self._label_at(name, is_found=(start, end) in found, is_first=start == 0))
        ]
        chosen: list[Span] = []
        taken: set[int] = set()
        for start, end, label in sorted(candidates, key=lambda span: (span[0] - span[1], span[0])):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                chosen.append((start, end, label))
        return sorted(chosen)

    def is_trusted(self, name: Name) -> bool:
        """Tell whether a name's label is beyond doubt: listed, a first name's, or of several words and agreed on."""
        if self._listed(name) or name[0].lower() in self._given:
            return True
        votes = self._votes.get(name, Counter())
        agreed = len(name) > 1 and bool(votes) and max(votes.values()) >= AGREED * votes.total()
        # Full names of people are what the base model gets right even where it meets them once.
        return agreed and (votes.total() >= FEWEST_OCCURRENCES or bool(votes["PERSON"]))

    def learn_contexts(self, sentences: Iterable[Sentence], guess: Guess) -> None:
        """Let contexts vote for every other name: what would be guessed to stand there if it could not be seen."""
        seen: Counter[Name] = Counter()
        contexts: dict[Name, Counter[str]] = {}
        for sentence in sentences:
            for start, end, _label in self.spans(sentence):
                name = tuple(sentence[0][start:end])
                if seen[name] < CONTEXTS and not self.is_trusted(name):
                    seen[name] += 1
                    tag = guess(sentence[0], range(start, end))[start]
                    if tag != "O":
                        contexts.setdefault(name, Counter())[tag[2:]] += CONTEXT_WEIGHT
        for name, votes in contexts.items():
            own = self._votes[name]
            # The base model's word for a lone capitalised word that it does not know is GPE.
            doubtful = own["GPE"] if len(name) == 1 else 0
            self._votes[name] = own + votes
            self._votes[name]["GPE"] -= doubtful

    def _label_at(self, name: Name, *, is_found: bool, is_first: bool) -> str | None:
        listed = self._listed(name)
        if listed and not (is_first and len(name) == 1 and not is_found):
            return listed
        if name not in self._votes:
            return None
        often = self._places[name] >= FEWEST_OCCURRENCES
        share = self._found[name] / max(1, self._places[name], self._found[name])
        rarely = often and share < RARELY and len(name) == 1
        is_name = not rarely if is_found else often and share >= MOSTLY and not is_first
        return self._label(name) if is_name else None

    def _label(self, name: Name) -> str:
        if len(name) == 1 and name[0].lower() in self._given:
            return "PERSON"
        votes = self._votes[name]
        return min(votes, key=lambda label: (-votes[label], label))

    def _listed(self, name: Name) -> str | None:
        return self._known.get(name) or self._known.get(tuple(word.lower() for word in name))


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int, Name]]:
    """Give every few words in a row."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            yield start, end, tuple(words[start:end])
