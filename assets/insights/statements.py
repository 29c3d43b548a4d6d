"""What a passage states, clause by clause: its words, what it denies, whose word it is; and its figures (figures.py).

What belongs here: reading one passage's clauses by rule. What does not: whether two passages disagree
(disagreement.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from assets.insights.figures import Figure, figures_of, may_give_figures
from assets.insights.terms import terms, tokens, weight
from assets.language.lexicon import pattern
from assets.language.sentences import split

_FOLDER: Final = Path(__file__).with_name("data")
# "Need" alone is too little to tell what is denied.
_ENOUGH: Final = 0.7
# A capital inside a sentence makes a name.
_NAME: Final = re.compile(r"(?<=[\w,] )[A-Z][\w.-]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its telling words, the words that say the opposite of one, and all of its sentence's that gives advice.

    Where it denies something: the words before the negation, those behind (no names), and the first that is no verb of
    having or doing ("does not need Kubernetes" denies Kubernetes).
    """

    words: frozenset[str]
    contrary: frozenset[str]
    advice: frozenset[str]
    subject: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    denies_first: str = ""


class Statements:
    """A passage as it is compared with others, each part read when it is first asked for.

    Most pairs of a large archive are told apart by what is read fast: their words, and whether they give figures.
    """

    def __init__(self, quote: str) -> None:
        """Take a passage's quote."""
        self._quote = quote
        self._has: dict[str, bool] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """All telling words; each of a clause's is among them."""
        return terms(self._quote)

    @cached_property
    def may_have_figures(self) -> bool:
        """Whether there is anything that may be a figure."""
        return may_give_figures(self._quote)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses but those in which others are quoted."""
        return tuple(clause for sentence in self._sentences for clause in _clauses(sentence))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in order."""
        return figures_of(self._sentences, _stems("changes"))

    def has(self, name: str) -> bool:
        """Tell whether a phrase of a list of stances.yaml stands anywhere."""
        if name not in self._has:
            self._has[name] = bool(cue(name).search(self._quote))
        return self._has[name]

    @cached_property
    def _sentences(self) -> list[str]:
        return [sentence.text for sentence in split(self._quote)]


@lru_cache(maxsize=50_000)
def statements(quote: str) -> Statements:
    """Return what a passage states."""
    return Statements(quote)


# What is asked or supposed denies nothing, and a time limit behind a negation is told by its figure.
_NOT_STATED: Final = re.compile(
    r"\s*(?:if|unless|until|when|whether|in case)\b|.*\b(?:by|before|until) (?:19|20|21)\d\d\b",
    re.IGNORECASE | re.DOTALL,
)


def _clauses(sentence: str) -> list[Clause]:
    advice = terms(sentence) if cue("advice").search(sentence) else frozenset[str]()
    found, is_report = [], False
    for part in _borders().split(sentence):
        # What somebody is quoted with ends where the speaker's own clause begins.
        is_report = bool(cue("report").search(part)) or (is_report and not cue("turn").match(part))
        words = terms(part)
        if words and not is_report:
            contrary = frozenset[str]().union(*(opposites().get(word, ()) for word in words))
            is_stated = not sentence.rstrip().endswith("?") and not _NOT_STATED.match(part)
            found.append(Clause(words, contrary, advice, *(_denied(part) if is_stated else ())))
    return found


def _denied(part: str) -> tuple[frozenset[str], frozenset[str], str]:
    """Return the telling words before a negation and behind it, and the first of these; two negations cancel out."""
    part = cue("no_denial").sub(" ", part)
    cues = list(_negation().finditer(part))
    if len(cues) % 2 == 0:
        return frozenset(), frozenset(), ""
    behind = part[cues[0].end() :]
    in_order = [word for token in tokens(behind) for word in terms(token)]
    first = next((word for word in in_order if word not in _stems("light_verbs")), "")
    words = frozenset(in_order)
    plain = words - terms(" ".join(_NAME.findall(behind)))
    denied = plain if sum(map(weight, plain)) >= _ENOUGH else words
    return terms(part[: cues[0].start()]), denied, first


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
def _stems(name: str) -> frozenset[str]:
    return terms(" ".join(_cues()[name]))


@cache
def _cues() -> Any:
    return yaml.safe_load((_FOLDER / "stances.yaml").read_text(encoding="utf-8"))


@cache
def _borders() -> re.Pattern[str]:
    return re.compile(r"[,;:—–]+\s|\s(?=(?:" + "|".join(_cues()["clause_openers"]) + r")\b)", re.IGNORECASE)


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:not|never|nobody|no one|none|cannot|neither|no)(?!\w)|n['’]t\b", re.IGNORECASE)
