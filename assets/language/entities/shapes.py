"""Names that their shape gives away: a first name before a last one, an organisation's last word.

What belongs here: rules over capitals and small closed lists. What does not: names that are listed (known.py) or
learned (tagger.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assets.language.entities.known import given_names, known_labels
from assets.language.lexicon import words


def shaped(tokens: Sequence[str], everyday: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Give the names among the words of a sentence: first word, word after the last, label.

    A run of capitalised words is an organisation or a place if its last word says so ("Calder Hospital", "Mill Creek"),
    or a place if its first does ("Port Ellery"); it is a person if it is a first name and one or two words that are no
    everyday ones ("Daniel Keller"). A listed name in the run speaks against all of them.

    Args:
        tokens: the words of the sentence.
        everyday: common words in lower case.
    """
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and _is_capitalised(tokens[end]):
            end += 1
        if end - start > 1:
            yield from _of_run(tokens, start, end, everyday)
        start = max(end, start + 1)


def _of_run(tokens: Sequence[str], start: int, end: int, everyday: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    lowered = [token.lower() for token in tokens[start:end]]
    if start == 0 and lowered[0] in everyday and lowered[0] not in given_names():
        start, lowered = 1, lowered[1:]  # "When Barack Obama": the first word of a sentence is capitalised anyway
    if len(lowered) < 2 or any(token in known_labels() for token in tokens[start:end]):
        return
    if lowered[-1] in words("organisation_heads"):
        yield start, end, "ORG"
    elif lowered[-1] in words("place_heads") or (lowered[0] in words("place_openers") and len(lowered) == 2):
        yield start, end, "GPE"
    elif lowered[0] in given_names() and len(lowered) < 4 and not everyday.intersection(lowered):
        yield start, end, "PERSON"


def _is_capitalised(token: str) -> bool:
    return token[:1].isupper() and token[1:2].islower() and token.replace("-", "").replace("'", "").isalpha()
