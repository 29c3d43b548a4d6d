"""What a claim loses with a part of its sentence: names, numbers, conditions, complements weigh more than additions.

What belongs here: which parts may go, and their losses. What does not: which of them go (prune.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from assets.language.lexicon import words

# Parts that are weighed against each other; a sentence with more is too long for a true headline anyway.
MOST_PARTS: Final = 12
# What a claim loses with a part of this relation. Set by hand from reading headlines of talk and news; see loss_of.
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
# "A team that hasn't shipped", with no comma: which team is meant. "Systems that cannot be rewritten" are not systems.
_RESTRICTION_LOSS, _LOSS_OF_ALL_THAT_TELLS = 2.0, 4.0
# "A crash with an assistant is less dangerous": without it the subject is another one.
_SUBJECT_LOSS: Final = 3.0
# "You wouldn't think so, but it is": what is denied stands only beside what is said against it.
_CONTRAST_LOSS: Final = 4.0
_WORD_LOSS: Final = 0.05
# "If", "unless", "as long as": without its condition a claim says more than was said.
_CONDITIONS: Final = frozenset({"if", "unless", "until", "provided", "once", "without", "except"})
# Never dropped, whatever their relation: without them the clause would say something else.
KEPT: Final = frozenset(
    "not n't n’t never no only hardly almost nearly about up less more most few fewer least maybe perhaps probably "
    "possibly likely roughly around approximately over under rarely seldom sometimes often usually mostly "
    "supposedly allegedly potentially barely half twice every all any down back out off away together apart "
    "first last next other same main own right wrong apparently arguably presumably theoretically reportedly ideally "
    "hopefully seemingly conceivably occasionally traditionally historically originally previously initially "
    "temporarily scarcely".split()
)
# "I hardly think": as good as a "not".
_AS_GOOD_AS_NOT: Final = frozenset({"hardly", "scarcely", "barely", "rarely", "seldom"})
# "Saves every doctor an hour": how much, and no time.
_MEASURING: Final = frozenset({"a", "an", "half"})
COPULAS: Final = frozenset("be is are was were been being 's 're ’s ’re 'm am".split())
CORRELATIVES: Final = frozenset({"as", "so", "too", "such", "enough"})


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens that can go together, and what the claim loses with them."""

    tokens: frozenset[int]
    loss: float


def removable_parts(root: Token, core: frozenset[int]) -> list[Part]:
    """Return the parts that may go, those that lose least first, twelve at most."""
    found: dict[frozenset[int], Part] = {}
    for token in root.subtree:
        if token.i in core and token != root and may_go(token):
            tokens = frozenset(_with_connector(_whole(token))) & core
            if root.i not in tokens:
                part = Part(tokens, loss_of(token, core))
                found[tokens] = max(part, found.get(tokens, part), key=lambda one: one.loss)
    cheapest = sorted(found.values(), key=lambda part: (part.loss / len(part.tokens), min(part.tokens)))[:MOST_PARTS]
    return sorted(cheapest, key=lambda part: (part.loss, min(part.tokens)))


def may_go(token: Token) -> bool:
    """Tell whether a part may be left out at some loss: no object, no complement, nothing that keeps a claim true."""
    # A superlative or comparative says which one is meant: "the biggest misconception" is not the misconception.
    if token.dep_ not in _LOSSES or token.lower_ in KEPT or token.tag_ in ("WRB", "WDT", "WP", "JJS", "JJR", "RBS"):
        return False
    if token.dep_ == "advmod" and token.head.tag_ == "IN":  # "instead of", "right after"
        return False
    if token.dep_ == "npadvmod" and any(child.dep_ == "nummod" for child in token.head.children):  # "75 euros an hour"
        return False
    if token.dep_ == "npadvmod" and any(child.lower_ in _MEASURING for child in token.children):
        return False
    if token.lower_ == "pretty" and token.head.lower_ == "much":  # "pretty much done" is not "much done"
        return False
    # An adverb or adjective that others hang on ("much more") goes with its head or not at all.
    return token.dep_ not in ("advmod", "amod") or not any(part.lower_ in KEPT for part in token.subtree)


def _whole(token: Token) -> Token:
    """Return what has to go with a part: all of "as long as somebody hosts it", not its second half alone."""
    head = token.head
    correlated = any(child.lower_ in CORRELATIVES and child.dep_ == "advmod" for child in head.children)
    if head.tag_.startswith(("RB", "JJ")) and head.dep_ in ("advmod", "acomp", "amod", "advcl") and correlated:
        return head
    return token


def loss_of(token: Token, core: frozenset[int] | None = None) -> float:
    """Return what the claim loses with a part, as far as it is in the core of the clause.

    A number, a name, a condition, the complement of a verb that asks for one ("depends on"), a restriction of a noun
    ("teams under twenty"), and a noun of several each weigh more than what merely adds.
    """
    parts = [part for part in _whole(token).subtree if core is None or part.i in core]
    loss = _LOSSES[token.dep_] + _content_loss(parts) * (0.3 if token.dep_ in _ADDED else 1.0)
    loss += _CONDITION_LOSS * is_condition(token) + _CONTRAST_LOSS * _is_contrast(token)
    before = token.doc[token.left_edge.i - 1]
    if token.dep_ == "relcl" and before.text != ",":
        loss += _LOSS_OF_ALL_THAT_TELLS if _is_bare(before) else _RESTRICTION_LOSS
    loss += _SUBJECT_LOSS * _tells_subject(token)
    return loss + _COMPLEMENT_LOSS * (_completes(token) or _whole(token) != token)


def is_denied(verb: Token) -> bool:
    """Tell whether a verb is denied: "don't think", "no longer believe", "hardly know"."""
    parts = (part for child in verb.children if child.dep_ in ("neg", "advmod") for part in child.subtree)
    return any(part.dep_ == "neg" or part.lower_ in _AS_GOOD_AS_NOT or part.lower_ == "no" for part in parts)


def _content_loss(parts: Sequence[Token]) -> float:
    loss = _WORD_LOSS * len(parts)
    loss += _NUMBER_LOSS * any(part.tag_ == "CD" or part.ent_type_ in ("MONEY", "PERCENT") for part in parts)
    return loss + _NAME_LOSS * any(part.ent_type_ in ("PERSON", "ORG", "PRODUCT", "GPE") for part in parts)


def _is_bare(noun: Token) -> bool:
    """Tell whether nothing else says which or what kind of thing a noun means."""
    told = ("det", "poss", "amod", "compound", "nummod", "prep", "nmod", "appos")
    return noun.tag_ in ("NN", "NNS") and not any(child.dep_ in told for child in noun.children)


def is_condition(token: Token) -> bool:
    """Tell whether a part sets a condition."""
    if token.dep_ not in ("advcl", "advmod", "prep"):
        return False
    # Its own marks: what is said "because" of something that is so only "if" is no condition of the claim.
    marks = {part.lower_ for part in token.children if part.dep_ in ("mark", "advmod")} | {token.lower_}
    # "When people know their hours, burnout falls": in the present tense it is a condition, not a time.
    general = bool(marks & {"when", "whenever"}) and token.tag_ in ("VBZ", "VBP")
    return bool(marks & _CONDITIONS) or {"as", "long"} <= marks or {"as", "soon"} <= marks or general


def _tells_subject(token: Token) -> bool:
    """Tell whether a part says, without a comma, which subject is meant."""
    is_close = token.doc[token.left_edge.i - 1].text != ","
    return is_close and token.dep_ in ("prep", "acl", "relcl") and token.head.dep_ in ("nsubj", "nsubjpass")


def _is_contrast(token: Token) -> bool:
    """Tell whether a part is the "but" of a clause that denies something."""
    head = token.head
    connectors = {child.lower_ for child in head.children if child.dep_ == "cc" and child.i < token.i}
    return token.dep_ == "conj" and "but" in connectors and any(child.dep_ == "neg" for child in head.children)


def _completes(token: Token) -> bool:
    """Tell whether the clause leans on the part: without it, it would be cut off or say something else."""
    head = token.head
    if head.lower_ in COPULAS and token.dep_ != "conj":
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


def loss_beside(main: Token, clause: Token) -> float:
    """Return what is lost where an equal clause is taken in the place of the main one."""
    inside = {token.i for token in clause.subtree}
    outside = [token for token in main.subtree if token.i not in inside]
    return _LOSSES["conj"] + _content_loss(outside) * 0.3 if clause != main else 0.0
