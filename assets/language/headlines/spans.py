"""Headlines that are a stretch of a sentence: from the subject of one of its clauses to where a sentence could end.

What belongs here: which stretches may stand for what was said, and what is lost around them. What does not: headlines
that leave out words in between (prune.py), which of several is taken (assets.insights.titles).

Pruning weighs parts against each other and gives up long sentences: of 370 sentences of salient passages it found
headlines of 88. Here every clause that is stated gives some, long as its sentence may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.headlines.losses import loss_of, may_go
from assets.language.headlines.stated import SUBJECTS, stated_clauses
from assets.language.headlines.wording import is_word
from assets.language.lexicon import words

# Words that stand before the subject and only lead over to it: they may go at no loss. Of adverbs only some.
_LEADS: Final = ("cc", "mark", "intj", "punct", "meta", "parataxis", "dep", "ccomp")
_EMPTY_LOSS: Final = 0.5
# Headlines leave the first "the" out where they have no room for it.
_ARTICLE: Final = "the"
_ARTICLE_LOSS: Final = 0.3
_SUPPOSING: Final = ("if", "unless", "whether", "when")


def stretches(doc: Doc, most_words: int) -> Iterator[tuple[Token, frozenset[int], float]]:
    """Give stretches of at most so many words of a parsed sentence, each with its verb and what is lost around it.

    Whether they are finished is not asked here.
    """
    for verb in stated_clauses(doc):
        for start, before in _starts(verb):
            has_article = doc[start].lower_ == _ARTICLE
            for kept, between in _from(doc, verb, start, most_words + has_article):
                behind = _loss_behind(doc, kept)
                if behind is None or not _is_whole(verb, kept):
                    continue
                if _count(doc, kept) <= most_words:
                    yield verb, kept, before + between + behind
                else:
                    yield verb, kept - {start}, before + between + behind + _ARTICLE_LOSS


def _from(doc: Doc, verb: Token, start: int, most_words: int) -> Iterator[tuple[frozenset[int], float]]:
    """Give the stretches from a place on, with and without words that say nothing ("really"), and what that loses."""
    empty = frozenset(token.i for token in doc if token.lower_ in words("empty_adverbs") and may_go(token))
    for end in range(verb.i, len(doc)):
        every = frozenset(range(start, end + 1))
        if _count(doc, every - empty) > most_words:
            break
        if is_word(doc[end]) and end not in empty:
            if _count(doc, every) <= most_words:
                yield every, 0.0
            if every & empty:
                yield every - empty, _EMPTY_LOSS


def _count(doc: Doc, kept: frozenset[int]) -> int:
    return sum(not doc[at].is_punct and (at == 0 or bool(doc[at - 1].whitespace_)) for at in kept)


def _is_whole(verb: Token, kept: frozenset[int]) -> bool:
    """Tell whether nothing in a stretch hangs on a word outside."""
    inside = (verb.doc[at] for at in kept if at != verb.i and not verb.doc[at].is_punct)
    return all(token.head.i in kept and token.head != token for token in inside)


def _starts(verb: Token) -> Iterator[tuple[int, float]]:
    """Give where a clause may begin, with what is lost before it: its subject, and what is put before that."""
    subject = min(child.left_edge.i for child in verb.children if child.dep_ in SUBJECTS)
    fronted = [child for child in verb.lefts if child.i < subject and not _leads_over(child)]
    if any(child.i < subject and child.lower_ in _SUPPOSING for child in verb.lefts):
        return
    if fronted:
        yield fronted[0].left_edge.i, 0.0
    if all(may_go(child) and not _says_where(child) for child in fronted):
        yield subject, sum(map(loss_of, fronted))


def _says_where(token: Token) -> bool:
    """Tell whether what is put before the subject says of where or when alone it holds: "in China", "at Google"."""
    return token.dep_ == "prep" and any(part.ent_type_ or part.tag_ in ("NNP", "CD") for part in token.subtree)


def _leads_over(token: Token) -> bool:
    """Tell whether a part before the subject says nothing of it: "so", but not "maybe" or "traditionally"."""
    return token.dep_ in _LEADS or (token.dep_ == "advmod" and token.lower_ in words("fillers") | words("soft_fillers"))


def _loss_behind(doc: Doc, kept: frozenset[int]) -> float | None:
    """Return what is lost with what stands behind the stretch; None where some of it has to stay."""
    behind = [
        token
        for token in doc[max(kept) + 1 :]
        if token.head.i in kept and not token.is_punct and token.dep_ != "cc" and not _gives_reason(token)
    ]
    return sum(map(loss_of, behind)) if all(map(may_go, behind)) else None


def _gives_reason(token: Token) -> bool:
    return token.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "because" for child in token.children)
