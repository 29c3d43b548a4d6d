"""The headline of a claim: its main clause in at most twelve of its own words, found by pruning its parse.

What belongs here: which words go, at what loss, and whether what is left is a finished clause. What does not: stretches
of clauses inside (spans.py), which claim deserves a headline (insights).

A part of a sentence that can be left out (a relative clause, an adverbial, a second main clause …) has a loss: how much
the claim says less, or says something else, without it. Of all ways to get down to twelve words the one that loses
least is taken; where even that one loses what makes the claim true, there is no headline.

Words go from the beginning, from between two commas, and from the end, if that can be, where a sentence could have
ended (`_is_end`).
Of 420 headlines read, those with a hole elsewhere were wrong in 55 of 100 ("soft deletion is common" is not "deletion
is common"), those cut off before other words in 40, the others in 16.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Span, Token

from assets.language.headlines.clauses import clause_core, equal_clauses, is_finished, main_clause
from assets.language.headlines.losses import loss_beside, removable_parts
from assets.language.headlines.spans import stretches
from assets.language.headlines.wording import FINITE, is_stray, is_word, text_of, titled, without_stray_commas
from assets.language.lexicon import words

MOST_WORDS: Final = 12
FEWEST_WORDS: Final = 3
# More than this is lost: the headline would claim something else than the sentence.
MOST_LOSS: Final = 4.5
# Ways that are tried before a sentence is given up: a bound on time, reached by run-on sentences alone.
MOST_TRIES: Final = 200
# Where there is one already, if cut off.
MOST_TRIES_MORE: Final = 20
# Half of the headlines with more commas were wrong.
MOST_COMMAS: Final = 1
# Where somebody reads several and chooses, lists may stand. No more may be lost: who reads them does not see what was
# ("AI will not take a lawyer's job", but a lawyer with AI will).
MOST_COMMAS_OF_MANY: Final = 3
# What stands before a noun, or before another of these, and is nothing for itself.
_LEFT_OF_NOUNS: Final = ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod")
_COMPARING: Final = ("versus", "vs", "vs.", "than", "unlike")
# A dash or dots inside a headline: the sentence broke off there. A bracket: what stood in it went.
_ROUGH: Final = re.compile(r"--|[–—]|\s-\s|\.\.|…|[()\[\]]|,\s*-")
# "The title is", "one example is": about what is said, not about what there is.
_ABOUT_TALK: Final = re.compile(
    r"(?:the|my|one|another|some|our|first|an)\b(?:[\w' ]*) "
    r"(?:idea|title|quote|example|examples|theme|question|answer|headline|tagline|episode|show|course|point)"
    r"(?:[\w' ]*) (?:is|was|are|were)\b(?! that\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pruning:
    """The words that are kept of a sentence, what is lost with the others, and whether a sentence could end there."""

    kept: frozenset[int]
    loss: float
    has_end: bool


def headline_of(doc: Doc) -> str | None:
    """Return the headline of a parsed sentence: starts with a capital, has no full stop; None where there is none.

    There is none where twelve words cannot hold what makes the sentence true, or the parse shows no finished clause.
    """
    best: _Pruning | None = None
    for clause, left_out in _clauses(doc):
        at_most = min(MOST_LOSS, best.loss if best else MOST_LOSS) - left_out
        found = _first(_prunings(doc, clause, at_most, MOST_COMMAS, MOST_TRIES_MORE))
        if found and (best is None or found.loss + left_out < best.loss):
            best = replace(found, loss=found.loss + left_out)
    return titled(text_of(doc, best.kept)) if best else None


def headlines_of(doc: Doc, count: int) -> list[str]:
    """Return what could be the headline of a parsed sentence, so many at most: who reads them chooses.

    Stretches of every clause that is stated, and what pruning leaves of the main ones. Those that end where a sentence
    could come first; of these, those that lose least.
    """
    found = [
        (False, loss, titled(text_of(doc, kept)))
        for root, kept, loss in stretches(doc, MOST_WORDS)
        if loss <= MOST_LOSS and _has_end(doc, kept) and _is_headline(doc, root, kept)
    ]
    found += [
        (not pruning.has_end, pruning.loss + left_out, titled(text_of(doc, pruning.kept)))
        for clause, left_out in _clauses(doc)
        for pruning in _prunings(doc, clause, MOST_LOSS - left_out, MOST_COMMAS_OF_MANY, MOST_TRIES)
    ]
    return list(dict.fromkeys(text for *_order, text in sorted(found)))[:count]


def _first(prunings: Iterable[_Pruning]) -> _Pruning | None:
    """Return the first that ends where a sentence could; where none does, the first."""
    cut_off = None
    for pruning in prunings:
        if pruning.has_end:
            return pruning
        cut_off = cut_off or pruning
    return cut_off


def _clauses(doc: Doc) -> Iterator[tuple[Token, float]]:
    """Give the main clause, and those beside it, each with what is lost where it stands alone."""
    main = main_clause(doc)
    for clause in (main, *equal_clauses(main)):
        yield clause, loss_beside(main, clause)


def _prunings(doc: Doc, root: Token, at_most: float, commas: int, patience: int) -> Iterator[_Pruning]:
    """Give the finished clauses of at most twelve words that are left of one, in the order of what is lost.

    Sets of parts are tried in the order of their loss (a heap of sums), so many in all, and after one that does so many
    more as `patience` says.
    """
    core = frozenset(clause_core(root))
    parts = removable_parts(root, core)
    begins_word = frozenset(i for i in core if not doc[i].is_punct and (i == 0 or doc[i - 1].whitespace_))
    heap: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    tries = MOST_TRIES
    while tries > 0 and heap and heap[0][0] <= at_most:
        tries -= 1
        loss, chosen = heappop(heap)
        # Counting is cheap, making the text is not: nine of ten sets are dismissed by the count.
        kept = core.difference(*(parts[index].tokens for index in chosen))
        if len(kept & begins_word) <= MOST_WORDS and _is_headline(doc, root, kept, commas):
            yield _Pruning(kept, loss, _has_end(doc, kept))
            tries = min(tries, patience)
        following = chosen[-1] + 1 if chosen else 0
        if following < len(parts):
            heappush(heap, (loss + parts[following].loss, (*chosen, following)))
            if chosen:
                heappush(heap, (loss + parts[following].loss - parts[chosen[-1]].loss, (*chosen[:-1], following)))


def _is_headline(doc: Doc, root: Token, kept: frozenset[int], commas: int = MOST_COMMAS_OF_MANY) -> bool:
    return _fits(doc, kept, commas) and _is_in_one_piece(doc, kept) and is_finished(doc, root, kept)


def _fits(doc: Doc, kept: frozenset[int], commas: int) -> bool:
    text = text_of(doc, kept)
    is_rough = bool(_ROUGH.search(text) or _ABOUT_TALK.match(text)) or text.count(",") > commas
    is_rough |= any(is_stray(doc[index]) for index in without_stray_commas(doc, sorted(kept)) if doc[index].text == ",")
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS and not is_rough


def _is_in_one_piece(doc: Doc, kept: frozenset[int]) -> bool:
    """Tell whether the words stood together but for fillers and what stood between commas, and begin with a phrase."""
    order = [index for index in sorted(kept) if is_word(doc[index])]
    first = doc[order[0]]
    is_beginning = first.i == 0 or not (_leans_on(first.nbor(-1), first, kept) or first.text == "%")
    # "One is a special case and the other | is not": what stands before a verb is its subject, before "%" its number.
    after = doc[order[-1] + 1] if order[-1] + 1 < len(doc) else None
    if after is not None and (after.tag_ in FINITE or after.text == "%"):
        return False
    return is_beginning and all(_may_be_skipped(doc[one + 1 : other]) for one, other in pairwise(order))


def _has_end(doc: Doc, kept: frozenset[int]) -> bool:
    last = max(index for index in kept if is_word(doc[index]))
    return last + 1 == len(doc) or _is_end(doc[last + 1])


def _leans_on(before: Token, first: Token, kept: frozenset[int]) -> bool:
    """Tell whether a headline that begins with a word lacks what stood before it.

    That is "that" of "that model", "because" of "because it leaks, they moan", and what is compared, "versus"; not a
    "the", which headlines leave out where they have no room for it.
    """
    if before.lower_ in _COMPARING:
        return True
    # "By 2029 most banks" is read as if there were 2029 of them: what comes next is what the preposition asks for.
    if before.dep_ == "prep" and not any(child.i > before.i for child in before.children):
        return True
    if before.lower_ == "the":
        return False
    if before.dep_ == "mark":
        return before.head.i in kept and before.head.dep_ == "advcl" and before.head.head.i in kept
    is_of_noun = before.dep_ in _LEFT_OF_NOUNS and not before.head.tag_.startswith(("VB", "MD"))
    return is_of_noun and before.i < first.i <= before.head.i


def _is_end(after: Token) -> bool:
    """Tell whether a sentence may end before a word: a mark, another clause, what tells only when or where."""
    if after.is_punct or after.lower_ in words("clause_openers"):
        return True
    siblings = list(after.head.children)
    if after.dep_ == "cc":
        following = next((child for child in siblings if child.dep_ == "conj" and child.i > after.i), after)
        return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in following.children)
    has_object = any(child.dep_ in ("dobj", "nsubjpass") and child.i < after.i for child in siblings)
    return has_object and (after.dep_ == "advmod" or after.lower_ in words("circumstances"))


def _may_be_skipped(between: Span) -> bool:
    gone = [token.lower_ for token in between if not token.is_punct]
    # "Not just Postgres" is not "not Postgres".
    if gone and between.start > 0 and between.doc[between.start - 1].lower_ in words("denials"):
        return False
    # "No sense for very small teams" says nothing of small teams.
    is_denied = any(token.lower_ in words("denials") for token in between.doc[: between.start])
    if is_denied and not words("empty_adverbs").isdisjoint(gone):
        return False
    return words("fillers").union(words("soft_fillers"), words("empty_adverbs")).issuperset(gone) or (
        between[0].text == between[-1].text == ","
    )
