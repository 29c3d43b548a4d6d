"""Whether two passages about the same thing contradict each other, and by what.

What belongs here: rules over two passages' statements. What does not: reading a passage (statements.py, figures.py),
agreement (relations.py). A contradiction is a strong word: each rule rather misses one than makes one up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import isfinite
from typing import Final

from assets.insights.figures import SPAN, Figure
from assets.insights.statements import Clause, Statements, opposites
from assets.insights.terms import weight

# Two figures measure the same thing where so many telling words around both are the same, with so much weight.
_SHARED_WORDS, _SHARED_WEIGHT = 2, 1.3
# Years and spans of time stand beside anything: they need more.
_MORE_WEIGHT: Final = 1.9
# A correction stands within so many figures of what it corrects; a count or a span of time is corrected by "not" alone.
_BESIDE: Final = 2
_BESIDE_WEIGHT: Final = 0.55
_NEED_DENIAL: Final = ("", SPAN, "year")
# How much of the clauses, and of what one of them denies, must be in the other one.
_CLAUSE_WEIGHT, _OF_SHORTER, _OF_LONGER, _OF_DENIED = 1.2, 0.6, 0.4, 0.5
_SUBJECT_WEIGHT: Final = 0.4
# Figures so near to each other, as a share, are the same, said roughly; four weeks are a month.
_ROUGHLY, _ROUGHLY_IN_TIME = 0.06, 0.09


def conflicting_figures(one: Statements, other: Statements) -> tuple[str, str] | None:
    """Return two amounts that cannot both be, the first passage's first; None where there are none.

    Either one passage corrects a figure that the other gives ("90 megawatts; the 140 that people quote …"), or both
    measure the same thing and have no figure for it in common.
    """
    if not (one.may_have_figures and other.may_have_figures):
        return None
    return _corrected(one, other) or _swapped(_corrected(other, one)) or _independent(one, other)


def _corrected(one: Statements, other: Statements) -> tuple[str, str] | None:
    """Return a figure of the first passage that the second one names too, and the one by which it corrects it."""
    for mine in one.figures:
        for at, named in enumerate(other.figures):
            if not _is_equal(mine, named) or (mine.unit in _NEED_DENIAL and not named.is_denied):
                continue
            # What corrects comes second ("18 percent, they say; it was 7"), but for "7 and not 18".
            is_put_last = named.is_denied or not named.unit or other.has("figures_denied")
            for theirs in other.figures[max(0, at - _BESIDE) if is_put_last else at : at + _BESIDE + 1]:
                is_new = _differ(theirs, mine) and not any(_is_equal(theirs, figure) for figure in one.figures)
                if is_new and _corrects(mine, named, theirs, other):
                    return mine.text, theirs.text
    return None


def _corrects(mine: Figure, named: Figure, theirs: Figure, other: Statements) -> bool:
    """Tell whether a passage that names a figure puts another one in its place."""
    is_about = _weight(theirs.around & (mine.around | named.around)) >= _BESIDE_WEIGHT
    if named.is_denied or other.has("figures_denied"):
        return is_about or theirs.points_back or not theirs.around
    is_same = not named.unit or _weight(mine.around & named.around) >= _BESIDE_WEIGHT
    return is_same and is_about and (other.has("correction") or (other.has("report") and _same_measure(named, theirs)))


def _swapped(pair: tuple[str, str] | None) -> tuple[str, str] | None:
    return pair and (pair[1], pair[0])


def _independent(one: Statements, other: Statements) -> tuple[str, str] | None:
    """Return figures for the same thing that differ, where neither passage has the other's figure."""
    for mine in one.figures:
        for theirs in other.figures:
            if (
                _differ(mine, theirs)
                and not (mine.is_date or theirs.is_date)
                and _same_measure(mine, theirs)
                and _same_kind(mine, theirs)
                and not (mine.starts_with - other.words and theirs.starts_with - one.words)
                and not any(_is_equal(mine, figure) for figure in other.figures)
                and not any(_is_equal(theirs, figure) for figure in one.figures)
            ):
                return mine.text, theirs.text
    return None


def _differ(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit:
        return False
    if one.unit == "year":
        rough = 0.0
    else:
        share = _ROUGHLY_IN_TIME if one.unit.startswith(SPAN) else _ROUGHLY
        rough = share * max(abs(bound) for bound in (one.low, one.high, other.low, other.high) if isfinite(bound))
    return one.high + rough < other.low or other.high + rough < one.low


def _is_equal(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are the same; a bare number may stand for one with a unit ("it isn't 34")."""
    if one.unit != other.unit and other.unit:
        return False
    if one.unit == "year":
        return (one.low, one.high) == (other.low, other.high)
    # "At least 34" has 34 in common with "34".
    bounds = ((one.low, other.low), (one.high, other.high))
    return any(isfinite(mine) and abs(mine - theirs) <= 0.02 * max(1.0, abs(mine)) for mine, theirs in bounds)


def _same_measure(one: Figure, other: Figure) -> bool:
    if one.names and other.names and not one.names & other.names:
        return False
    shared = one.around & other.around
    least = _MORE_WEIGHT if one.unit == "year" or one.unit.startswith(SPAN) else _SHARED_WEIGHT
    return len(shared) >= _SHARED_WORDS and _weight(shared) >= least


def _same_kind(one: Figure, other: Figure) -> bool:
    """Tell whether both are changes or both levels, and not of different times."""
    is_of_other_time = bool(one.unit != "year" and one.times and other.times and not one.times & other.times)
    return one.is_change == other.is_change and not is_of_other_time


def opposed_clauses(one: Statements, other: Statements) -> bool:
    """Tell whether one passage affirms what the other denies, or says the opposite of the same thing."""
    # To read clauses takes longest: the other's are read where one of the first's may have its like among them.
    both_advise = one.has("advice") and other.has("advice")
    return any(
        _denies(mine, theirs) or _denies(theirs, mine) or _is_opposite(mine, theirs)
        for mine in one.clauses
        if both_advise or _may_be_same(mine, other.words)
        for theirs in other.clauses
    )


def _may_be_same(clause: Clause, words: frozenset[str]) -> bool:
    """Tell whether a clause can be the same (`_is_same`) as any of a passage with these words."""
    shared = clause.words & words
    total = _weight(shared) if len(shared) >= _SHARED_WORDS else 0.0
    # Most fail here; what follows takes longest.
    if total < _CLAUSE_WEIGHT:
        return False
    return total >= _OF_LONGER * _weight(word for word in clause.words if word not in opposites())


def _denies(denying: Clause, affirming: Clause) -> bool:
    """Tell whether what one clause denies is what the other affirms of the same subject, or advises."""
    if not denying.denied or affirming.denied or denying.contrary & affirming.words:
        return False
    least = _OF_DENIED * _weight(denying.denied)
    is_of_same_subject = _weight(denying.subject & affirming.words) >= _SUBJECT_WEIGHT
    if denying.denies_first in affirming.words and is_of_same_subject:
        return _weight(denying.denied & affirming.words) >= least and _is_same(denying.words, affirming.words)
    advised = affirming.advice
    if not denying.advice or denying.subject or _weight(denying.denied & advised) < least:
        return False
    beside = (denying.advice & advised) - denying.denied
    return len(denying.denied & advised) >= _SHARED_WORDS and _weight(beside) >= _SHARED_WEIGHT


def _is_opposite(one: Clause, other: Clause) -> bool:
    if bool(one.denied) != bool(other.denied) or one.contrary.isdisjoint(other.words):
        return False
    mine = {word for word in one.words if opposites().get(word, frozenset()) & other.words}
    theirs = {word for word in other.words if opposites().get(word, frozenset()) & one.words}
    # A clause that holds both ("rose here and fell there") is opposed to none.
    if not mine or mine & theirs or mine & other.words or theirs & one.words:
        return False
    return _is_same(one.words - mine, other.words - theirs)


def _is_same(one: Collection[str], other: Collection[str]) -> bool:
    shared = frozenset(one) & frozenset(other)
    shorter, longer = sorted((_weight(one), _weight(other)))
    total = _weight(shared)
    enough = max(_CLAUSE_WEIGHT, _OF_SHORTER * shorter, _OF_LONGER * longer)
    return len(shared) >= _SHARED_WORDS and total >= enough


def _weight(words: Iterable[str]) -> float:
    return sum(weight(word) for word in words)
