"""The headline of a claim: its main clause in at most twelve of its own words, found by pruning its parse.

What belongs here: which words go, at what loss, and whether what is left is a finished clause. What does not: which
claim deserves a headline (insights).

A part of a sentence that can be left out (a relative clause, an adverbial, a second main clause …) has a loss: how much
the claim says less, or says something else, without it. Of all ways to get down to twelve words the one that loses
least is taken; where even that one loses what makes the claim true, there is no headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise, zip_longest
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.lexicon import words

MOST_WORDS: Final = 12
FEWEST_WORDS: Final = 3
# More than this is lost: the headline would claim something else than the sentence.
MOST_LOSS: Final = 6.9
# Parts that are weighed against each other; a sentence with more is too long for a true headline anyway.
MOST_PARTS: Final = 12
# Ways that are tried before a sentence is given up: a bound on time, reached by run-on sentences alone.
MOST_TRIES: Final = 200

# Always dropped: interjections, vocatives, loose remarks.
_LOOSE: Final = ("intj", "meta", "dep", "parataxis", "dative_vocative")
# What a claim loses with a part of this relation. Set by hand from reading headlines of talk and news; see _loss.
_LOSSES: Final = {
    "appos": 1.0,
    "relcl": 1.5,
    "advcl": 1.5,
    "conj": 1.0,
    "npadvmod": 1.0,
    "advmod": 0.8,
    "amod": 2.0,
    "prep": 1.6,
    "acl": 2.0,
}
# What a part of these relations says is said besides: without it the headline tells less, but nothing else.
_ADDED: Final = ("conj", "relcl", "appos")
_NUMBER_LOSS: Final = 3.0
_NAME_LOSS: Final = 1.0
_CONDITION_LOSS: Final = 5.0
_COMPLEMENT_LOSS: Final = 4.0
_WORD_LOSS: Final = 0.05
# A dash or dots inside a headline: the sentence broke off there.
_ROUGH_LOSS: Final = 2.5
# "If", "unless", "as long as": without its condition a claim says more than was said.
_CONDITIONS: Final = frozenset({"if", "unless", "until", "provided", "once", "without", "except"})
# Verbs that only frame what follows when the speaker himself is their subject: "I think (that) it works".
_FRAMES: Final = ("think", "guess", "believe", "mean", "know", "feel", "say", "suppose", "suspect", "bet", "expect")
# Never dropped, whatever their relation: without them the clause would say something else.
_KEPT: Final = frozenset(
    "not n't n’t never no only hardly almost nearly about up less more most few fewer least maybe perhaps probably "
    "possibly likely roughly around approximately over under rarely seldom sometimes often usually mostly "
    "supposedly allegedly potentially barely half twice every all any down back out off away together apart".split()
)
_COPULAS: Final = frozenset("be is are was were been being 's 're ’s ’re 'm am".split())
_CORRELATIVES: Final = frozenset({"as", "so", "too", "such", "enough"})
# Tags, as parts of speech would need a component that nothing else needs.
_PRONOUNS: Final = ("PRP", "DT", "EX", "WP", "WDT")
_LEADING: Final = ("CC", "IN", "MD", "VB", "VBD", "VBP", "VBZ")
_QUOTES: Final = ('"', "*", "`")
_ROUGH: Final = re.compile(r"--|[–—]|\s-\s|\.\.|…")
_DANGLING: Final = re.compile(r"[\s,.;:–—-]+$")


@dataclass(frozen=True, slots=True)
class _Part:
    """Tokens that can go together, and what the claim loses with them."""

    tokens: frozenset[int]
    loss: float


def headline_of(doc: Doc) -> str | None:
    """Return the headline of a parsed sentence: starts with a capital, has no full stop; None where there is none.

    There is none where twelve words cannot hold what makes the sentence true, or the parse shows no finished clause.
    """
    main = _main_clause(doc)
    best: frozenset[int] = frozenset()
    least = MOST_LOSS
    for clause in (main, *_equal_clauses(main)):
        left_out = _left_out(main, clause)
        found = _least_pruning(doc, clause, frozenset(_core(clause)), least - left_out)
        if found and (not best or found[1] + left_out < least):
            best, least = found[0], found[1] + left_out
    return _titled(_text(doc, best)) if best else None


def _equal_clauses(main: Token) -> list[Token]:
    """Return the clauses that stand beside the main one with a subject of their own that says what it is."""
    return [
        token
        for token in main.subtree
        if token.dep_ == "conj"
        and token.head in (main, *main.conjuncts)
        and any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ not in _PRONOUNS for child in token.children)
    ]


def _left_out(main: Token, clause: Token) -> float:
    """Return what is lost where an equal clause is taken in the place of the main one."""
    inside = {token.i for token in clause.subtree}
    outside = [token for token in main.subtree if token.i not in inside]
    return _LOSSES["conj"] + _content_loss(outside) * 0.3 if clause != main else 0.0


def _core(root: Token) -> set[int]:
    """Return the tokens of the clause without what never belongs into a headline."""
    kept = {token.i for token in root.subtree}
    for token in root.subtree:
        if token.dep_ in _LOOSE and token != root and not token.ent_type_ and token.lower_ not in ("kind", "sort"):
            kept -= {part.i for part in token.subtree}
    return kept - set(_opening(root, kept))


def _least_pruning(doc: Doc, root: Token, core: frozenset[int], at_most: float) -> tuple[frozenset[int], float] | None:
    """Return the words of a finished clause of at most twelve words, and what is lost: the least that can be.

    Sets of parts are tried in the order of their loss (a heap of sums), so that the first that does is the best.
    """
    parts = _parts(root, core)
    begins_word = frozenset(i for i in core if not doc[i].is_punct and (i == 0 or doc[i - 1].whitespace_))
    rough = _ROUGH_LOSS * len(_ROUGH.findall(_text(doc, core)))
    heap: list[tuple[float, tuple[int, ...]]] = [(rough, ())]
    for _ in range(MOST_TRIES):
        if not heap or heap[0][0] > at_most:
            return None
        loss, chosen = heappop(heap)
        kept = core.difference(*(parts[index].tokens for index in chosen))
        if _fits(doc, kept, begins_word) and _is_finished(doc, root, kept):
            return kept, loss
        following = chosen[-1] + 1 if chosen else 0
        if following < len(parts):
            heappush(heap, (loss + parts[following].loss, (*chosen, following)))
            if chosen:
                heappush(heap, (loss + parts[following].loss - parts[chosen[-1]].loss, (*chosen[:-1], following)))
    return None


def _fits(doc: Doc, kept: frozenset[int], begins_word: frozenset[int]) -> bool:
    # Counting is cheap, making the text is not: nine of ten sets are dismissed by the count.
    return len(kept & begins_word) <= MOST_WORDS and FEWEST_WORDS <= len(_text(doc, kept).split()) <= MOST_WORDS


def _main_clause(doc: Doc) -> Token:
    root = next(token for token in doc if token.dep_ == "ROOT")
    seen = 0
    while seen < 3:
        inner = [child for child in root.children if child.dep_ == "ccomp" and child.i > root.i]
        subjects = [child.lower_ for child in root.children if child.dep_ == "nsubj"]
        negated = any(child.dep_ == "neg" for child in root.children)
        if root.lower_ not in _FRAMES or subjects not in (["i"], ["we"], ["you"], []) or negated or not inner:
            break
        root = inner[0]
        seen += 1
    return root


def _opening(root: Token, kept: set[int]) -> Iterator[int]:
    """The words before the clause proper: "and", "so", "because", "of course", "luckily," with their commas."""
    start = min(kept)
    phrase = next((words for words in _phrases() if _starts_with(root.doc, start, words)), ())
    yield from range(start, start + len(phrase))
    for token in root.subtree:
        if token.i not in kept or token.i < start + len(phrase):
            continue
        is_loose = token.head == root and token.dep_ in ("cc", "mark", "advmod") and token.lower_ not in _KEPT
        is_short = token.left_edge == token.right_edge
        is_aside = token.dep_ == "advmod" and token.i + 1 < len(token.doc) and token.nbor().text == ","
        if not (is_loose and is_short and (is_aside or token.lower_ in _openers())):
            break
        if token.i + 1 < len(token.doc) and token.nbor().dep_ == "mark":  # "even though"
            break
        yield token.i


def _phrases() -> list[tuple[str, ...]]:
    return sorted((tuple(phrase.split()) for phrase in words("opening_phrases")), key=len, reverse=True)


def _starts_with(doc: Doc, start: int, phrase: Sequence[str]) -> bool:
    return all(start + place < len(doc) and doc[start + place].lower_ == word for place, word in enumerate(phrase))


def _openers() -> frozenset[str]:
    return words("fillers") | words("soft_fillers") | {"because", "that", "then", "just", "really", "even", "since"}


def _parts(root: Token, core: frozenset[int]) -> list[_Part]:
    """Return the parts that may go, those that lose least first, twelve at most."""
    found: dict[frozenset[int], _Part] = {}
    for token in root.subtree:
        if token.i in core and token != root and _may_go(token):
            tokens = frozenset(_with_connector(_whole(token))) & core
            if root.i not in tokens:
                part = _Part(tokens, _loss(token, core))
                found[tokens] = max(part, found.get(tokens, part), key=lambda one: one.loss)
    cheapest = sorted(found.values(), key=lambda part: (part.loss / len(part.tokens), min(part.tokens)))[:MOST_PARTS]
    return sorted(cheapest, key=lambda part: (part.loss, min(part.tokens)))


def _may_go(token: Token) -> bool:
    # A superlative or comparative says which one is meant: "the biggest misconception" is not the misconception.
    if token.dep_ not in _LOSSES or token.lower_ in _KEPT or token.tag_ in ("WRB", "WDT", "WP", "JJS", "JJR", "RBS"):
        return False
    # An adverb or adjective that others hang on ("much more") goes with its head or not at all.
    return token.dep_ not in ("advmod", "amod") or not any(part.lower_ in _KEPT for part in token.subtree)


def _whole(token: Token) -> Token:
    """Return what has to go with a part: all of "as long as somebody hosts it", not its second half alone."""
    head = token.head
    correlated = any(child.lower_ in _CORRELATIVES and child.dep_ == "advmod" for child in head.children)
    if head.tag_.startswith(("RB", "JJ")) and head.dep_ in ("advmod", "acomp", "amod", "advcl") and correlated:
        return head
    return token


def _loss(token: Token, core: frozenset[int]) -> float:
    """Return what the claim loses with a part.

    A number, a name, a condition, the complement of a verb that asks for one ("depends on"), a restriction of a noun
    ("teams under twenty"), and a noun of several each weigh more than what merely adds.
    """
    parts = [part for part in _whole(token).subtree if part.i in core]
    loss = _LOSSES[token.dep_] + _content_loss(parts) * (0.3 if token.dep_ in _ADDED else 1.0)
    loss += _CONDITION_LOSS * _is_condition(token, parts)
    return loss + _COMPLEMENT_LOSS * (_completes(token) or _whole(token) != token)


def _content_loss(parts: Sequence[Token]) -> float:
    loss = _WORD_LOSS * len(parts)
    loss += _NUMBER_LOSS * any(part.tag_ == "CD" or part.ent_type_ in ("MONEY", "PERCENT") for part in parts)
    return loss + _NAME_LOSS * any(part.ent_type_ in ("PERSON", "ORG", "PRODUCT", "GPE") for part in parts)


def _is_condition(token: Token, parts: Sequence[Token]) -> bool:
    if token.dep_ not in ("advcl", "advmod", "prep"):
        return False
    marks = {part.lower_ for part in parts if part.dep_ in ("mark", "advmod", "prep")} | {token.lower_}
    # "When people know their hours, burnout falls": in the present tense it is a condition, not a time.
    general = bool(marks & {"when", "whenever"}) and token.tag_ in ("VBZ", "VBP")
    return bool(marks & _CONDITIONS) or {"as", "long"} <= marks or general


def _completes(token: Token) -> bool:
    """Tell whether the clause leans on the part: without it, it would be cut off or say something else."""
    head = token.head
    if head.lower_ in _COPULAS and token.dep_ != "conj":
        # "It was back", "that's six minutes faster": the verb says nothing without.
        return not any(child.dep_ in ("attr", "acomp", "ccomp") for child in head.children)
    if token.dep_ == "prep":
        bare = not any(child.dep_ in ("dobj", "attr", "acomp", "ccomp", "xcomp") for child in head.children)
        only = sum(child.dep_ == "prep" for child in head.children) == 1
        return token.lower_ in ("of", "than") or (
            head.tag_.startswith(("VB", "MD")) and bare and only and token.i > head.i
        )
    if token.dep_ == "conj":
        return not token.tag_.startswith("VB") and token.tag_ != "MD"
    if token.dep_ == "advcl":
        # "spend a third of their time keeping it alive": what the time is spent on.
        return token.tag_ == "VBG" and token.i > head.i and not any(part.dep_ == "mark" for part in token.children)
    if token.dep_ == "relcl":
        return token.doc[token.left_edge.i - 1].text != "," and head.lower_ in words("empty_nouns")
    return token.dep_ == "acl"


def _with_connector(token: Token) -> set[int]:
    """Return a token's subtree and, for a coordinated clause, the "and" or "but" before it."""
    parts = {part.i for part in token.subtree}
    if token.dep_ == "conj":
        connectors = [part.i for part in token.head.children if part.dep_ in ("cc", "preconj") and part.i < token.i]
        parts |= set(connectors[-1:])
    return parts


def _is_finished(doc: Doc, root: Token, kept: frozenset[int]) -> bool:
    """Tell whether the words that are left are a clause: a subject, a finite verb, and an end that asks for no more."""
    subjects = [child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")]
    if not subjects or subjects[0].i not in kept:
        return False
    if any(_is_bereft(doc[index], kept) for index in kept):
        return False
    last = max(index for index in kept if not doc[index].is_punct)
    if doc[last].lower_ in words("unfinished") or doc[last].tag_ in ("IN", "DT", "CC", "PRP$", "WRB", "WDT", "TO"):
        # "what it is good for", "the grid we depend on": an end like this may be the sentence's own.
        return bool(doc[last].tag_ in ("IN", "RP") and last == root.right_edge.i and doc[last].head.tag_ != "NN")
    return doc[last].lower_ not in _CORRELATIVES


def _is_bereft(token: Token, kept: frozenset[int]) -> bool:
    """Tell whether a preposition has lost all that it stood before."""
    if token.tag_ != "IN":
        return False
    after = [child.i for child in token.rights if not child.is_punct]
    return not kept.intersection(after) if after else token.i + 1 not in kept and token.i != max(kept)


def _text(doc: Doc, kept: Iterable[int]) -> str:
    order = _without_stray_commas(doc, sorted(kept))
    pieces = []
    for index, after in zip_longest(order, order[1:]):
        joined = after == index + 1
        pieces.append(doc[index].text + (doc[index].whitespace_ if joined else " "))
    text = " ".join("".join(pieces).split())
    text = re.sub(r"\s+([,.;:!?%'’])", r"\1", text)
    text = re.sub(r"(?:,\s*)+(?=[,.])|^[\"“.,;:\s–—-]*[.,;:–—-]\s*", "", text)
    return _DANGLING.sub("", text.rstrip(".!?… "))


def _without_stray_commas(doc: Doc, order: list[int]) -> list[int]:
    """Drop the commas around what was left out, and one that would now part a verb or an "and" from what follows."""
    drop = set()
    for before, after in pairwise(order):
        if after > before + 1 and doc[after].text == ",":
            drop |= {before, after} if doc[before].text == "," else {after} if doc[before].tag_ in _LEADING else set()
    return [index for index in order if index not in drop]


def _titled(title: str) -> str:
    """Quotation marks in pairs or not at all, a capital at the start."""
    for mark in _QUOTES:
        title = title.replace(mark, "") if title.count(mark) % 2 else title
    title = title.replace("“", "").replace("”", "") if title.count("“") != title.count("”") else title
    # "iPhone" and "uv" write themselves small, but only the first shows it.
    return title if title[1:2].isupper() else title[:1].upper() + title[1:]
