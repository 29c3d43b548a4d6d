"""What a passage states, clause by clause: its words, what it denies, whose word it is; and its figures (figures.py).

What belongs here: reading one passage's clauses by rule. What does not: whether two passages disagree
(disagreement.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from assets.insights.figures import Figure, figures_of
from assets.insights.terms import terms, weight
from assets.language.lexicon import data, pattern
from assets.language.sentences import split

_FOLDER: Final = Path(__file__).with_name("data")
# "Need" alone is too little to tell what is denied.
_ENOUGH: Final = 0.7
# A capital inside a sentence makes a name.
_NAME: Final = re.compile(r"(?<=[\w,] )[A-Z][\w.-]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its telling words, those that it denies (no names), and those of a sentence that gives advice."""

    words: frozenset[str]
    denied: frozenset[str]
    advice: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statements:
    """A passage as it is compared with others; clauses in which others are quoted are left out."""

    clauses: tuple[Clause, ...]
    figures: tuple[Figure, ...]
    has_correction: bool
    has_report: bool
    has_condition: bool


@lru_cache(maxsize=50_000)
def statements(quote: str) -> Statements:
    """Read a passage."""
    sentences = [sentence.text for sentence in split(quote)]
    return Statements(
        clauses=tuple(clause for sentence in sentences for clause in _clauses(sentence)),
        figures=figures_of(sentences, terms(" ".join(_cues()["changes"]))),
        has_correction=bool(cue("correction").search(quote)),
        has_report=bool(cue("report").search(quote)),
        has_condition=bool(cue("condition").search(quote)),
    )


def _clauses(sentence: str) -> list[Clause]:
    advice = frozenset(terms(sentence)) if cue("advice").search(sentence) else frozenset[str]()
    found, is_report = [], False
    for part in _borders().split(sentence):
        # What somebody is quoted with ends where the speaker's own clause begins.
        is_report = bool(cue("report").search(part)) or (is_report and not cue("turn").match(part))
        words = frozenset(terms(part))
        if words and not is_report:
            found.append(Clause(words, _denied(part), advice))
    return found


def _denied(part: str) -> frozenset[str]:
    """Return the telling words behind a negation, with names only where little else is; two negations cancel out."""
    cues = [match for match in _negation().finditer(part) if not _idiom().match(part, match.start())]
    if len(cues) % 2 == 0:
        return frozenset()
    behind = part[cues[0].end() :]
    words = terms(behind)
    plain = words - terms(" ".join(_NAME.findall(behind)))
    return frozenset(plain if sum(map(weight, plain)) >= _ENOUGH else words)


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Return, for the stem of a word, the stems of the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for pair in _cues()["opposites"]:
        ones, others = (terms(side) for side in pair)
        for mine, theirs in ((ones, others), (others, ones)):
            for word in mine:
                found.setdefault(word, set()).update(theirs)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return a list of phrases of stances.yaml as one pattern."""
    return pattern(_cues()[name])


@cache
def _cues() -> Any:
    return yaml.safe_load((_FOLDER / "stances.yaml").read_text(encoding="utf-8"))


@cache
def _borders() -> re.Pattern[str]:
    return re.compile(r"[,;:—–]+\s|\s(?=(?:" + "|".join(_cues()["clause_openers"]) + r")\b)", re.IGNORECASE)


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:not|never|nobody|no one|none|cannot|neither|without|no)(?!\w)|n['’]t\b", re.IGNORECASE)


@cache
def _idiom() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase in data("cues")["no_negation"]), re.IGNORECASE)
