"""The headline of a claim: its main clause in at most twelve of its own words, found by pruning its parse.

What belongs here: which words go, at what loss, and whether what is left is a finished clause. What does not: which
claim deserves a headline (insights).

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
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Span, Token

from assets.language.headlines.clauses import clause_core, equal_clauses, is_finished, main_clause
from assets.language.headlines.losses import loss_beside, removable_parts
from assets.language.headlines.wording import FINITE, is_stray, text_of, titled, without_stray_commas
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
# What stands before a noun, or before another of these, and is nothing for itself.
_LEFT_OF_NOUNS: Final = ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod")
# A dash or dots inside a headline: the sentence broke off there. A bracket: what stood in it went.
_ROUGH: Final = re.compile(r"--|[–—]|\s-\s|\.\.|…|[()\[\]]|,\s*-")
# "The title is", "one example is": about what is said, not about what there is.
_ABOUT_TALK: Final = re.compile(
    r"(?:the|my|one|another|some|our|first|an)\b(?:[\w' ]*) "
    r"(?:idea|title|quote|example|examples|theme|question|answer|headline|tagline|episode|show|course|point)"
    r"(?:[\w' ]*) (?:is|was|are|were)\b(?! that\b)",
    re.IGNORECASE,
)


def headline_of(doc: Doc) -> str | None:
    """Return the headline of a parsed sentence: starts with a capital, has no full stop; None where there is none.

    There is none where twelve words cannot hold what makes the sentence true, or the parse shows no finished clause.
    """
    main = main_clause(doc)
    best: frozenset[int] = frozenset()
    least = MOST_LOSS
    for clause in (main, *equal_clauses(main)):
        left_out = loss_beside(main, clause)
        found = _least_pruning(doc, clause, frozenset(clause_core(clause)), least - left_out)
        if found and (not best or found[1] + left_out < least):
            best, least = found[0], found[1] + left_out
    return titled(text_of(doc, best)) if best else None


def _least_pruning(doc: Doc, root: Token, core: frozenset[int], at_most: float) -> tuple[frozenset[int], float] | None:
    """Return the words of a finished clause of at most twelve words, and what is lost: the least that can be.

    Sets of parts are tried in the order of their loss (a heap of sums), so that the first that does is the best. One
    that is cut off where no sentence ends is taken where there is no other.
    """
    parts = removable_parts(root, core)
    begins_word = frozenset(i for i in core if not doc[i].is_punct and (i == 0 or doc[i - 1].whitespace_))
    heap: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    cut_off: tuple[frozenset[int], float] | None = None
    tries = MOST_TRIES
    while tries > 0:
        tries -= 1
        if not heap or heap[0][0] > at_most:
            break
        loss, chosen = heappop(heap)
        kept = core.difference(*(parts[index].tokens for index in chosen))
        if _fits(doc, kept, begins_word) and _is_in_one_piece(doc, kept) and is_finished(doc, root, kept):
            if _has_end(doc, kept):
                return kept, loss
            cut_off = cut_off or (kept, loss)
            tries = min(tries, MOST_TRIES_MORE)
        following = chosen[-1] + 1 if chosen else 0
        if following < len(parts):
            heappush(heap, (loss + parts[following].loss, (*chosen, following)))
            if chosen:
                heappush(heap, (loss + parts[following].loss - parts[chosen[-1]].loss, (*chosen[:-1], following)))
    return cut_off


def _fits(doc: Doc, kept: frozenset[int], begins_word: frozenset[int]) -> bool:
    # Counting is cheap, making the text is not: nine of ten sets are dismissed by the count.
    if len(kept & begins_word) > MOST_WORDS:
        return False
    text = text_of(doc, kept)
    is_rough = bool(_ROUGH.search(text) or _ABOUT_TALK.match(text)) or text.count(",") > MOST_COMMAS
    is_rough |= any(is_stray(doc[index]) for index in without_stray_commas(doc, sorted(kept)) if doc[index].text == ",")
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS and not is_rough


def _is_in_one_piece(doc: Doc, kept: frozenset[int]) -> bool:
    """Tell whether the words stood together but for fillers and what stood between commas, and begin with a phrase."""
    order = [index for index in sorted(kept) if not doc[index].is_punct]
    is_beginning = order[0] == 0 or not _belongs_to(doc[order[0] - 1], doc[order[0]])
    return is_beginning and all(_may_be_skipped(doc[one + 1 : other]) for one, other in pairwise(order))


def _has_end(doc: Doc, kept: frozenset[int]) -> bool:
    last = max(index for index in kept if not doc[index].is_punct)
    return last + 1 == len(doc) or _is_end(doc[last + 1])


def _belongs_to(before: Token, first: Token) -> bool:
    """Tell whether a headline that begins with a word lacks what stood before it: "that" of "that model"."""
    return before.dep_ in _LEFT_OF_NOUNS and before.i < first.i <= before.head.i and before.head.tag_ not in FINITE


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
    return words("fillers").union(words("soft_fillers"), words("empty_adverbs")).issuperset(gone) or (
        between[0].text == between[-1].text == ","
    )
