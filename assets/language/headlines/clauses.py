"""The clause that a headline is made of: where it is in the parse, how it opens, whether words of it are finished.

What belongs here: finding and judging clauses. What does not: what is lost with a part (losses.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.headlines.losses import CORRELATIVES, KEPT, is_condition, is_denied
from assets.language.headlines.wording import FINITE
from assets.language.lexicon import words
from assets.language.standing import is_empty, says_of_what

# Always dropped: interjections, vocatives, loose remarks.
_LOOSE: Final = ("intj", "meta", "dep", "parataxis", "dative_vocative")
# Verbs that only frame what follows when the speaker himself is their subject: "I think (that) it works".
_FRAMES: Final = ("think", "guess", "believe", "mean", "know", "feel", "say", "suppose", "suspect", "bet", "expect")
# "You know (that) it works" frames too; what "you might think" is as a rule what the speaker does not.
_FRAMES_OF_HEARER: Final = ("know", "mean")

_QUESTIONS: Final = ("WP", "WRB", "WDT", "WP$")
# Words that are nothing without their head.
_MODIFIERS: Final = ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "aux", "auxpass", "neg")
_PRONOUNS: Final = ("PRP", "DT", "EX", "WP", "WDT")


def main_clause(doc: Doc) -> Token:
    """Return the root of what is claimed: past frames such as "I think (that)", three at most."""
    root = next(token for token in doc if token.dep_ == "ROOT")
    seen = 0
    while seen < 3:
        inner = [child for child in root.children if child.dep_ == "ccomp" and child.i > root.i and not _asks(child)]
        subjects = [child.lower_ for child in root.children if child.dep_ == "nsubj"]
        frames = _FRAMES_OF_HEARER if subjects == ["you"] else _FRAMES
        if root.lower_ not in frames or subjects not in (["i"], ["we"], ["you"], []) or is_denied(root) or not inner:
            break
        root = inner[0]
        seen += 1
    return root


def _asks(verb: Token) -> bool:
    """Tell whether a clause is a question within a sentence: "what makes a good engineer stay"."""
    return any(child.tag_ in _QUESTIONS or child.lower_ in ("if", "whether") for child in verb.lefts)


def equal_clauses(main: Token) -> list[Token]:
    """Return the clauses that stand beside the main one with a subject of their own that says what it is.

    A condition that the main clause begins with holds for them too: they are none without it.
    """
    if any(is_condition(child) for child in main.lefts):
        return []
    return [
        token
        for token in main.subtree
        if token.dep_ == "conj"
        and token.head in (main, *main.conjuncts)
        and any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ not in _PRONOUNS for child in token.children)
    ]


def clause_core(root: Token) -> set[int]:
    """Return the tokens of the clause without what never belongs into a headline."""
    kept = {token.i for token in root.subtree}
    for token in root.subtree:
        is_loose = token.dep_ in _LOOSE and token != root and not token.ent_type_ and not _says_whose(token)
        if is_loose and token.lower_ not in ("kind", "sort"):
            kept -= {part.i for part in token.subtree}
    return kept - set(_opening(root, kept))


def _says_whose(remark: Token) -> bool:
    """Tell whether a loose remark says whose word the clause is: "critics claim", but not "I think"."""
    subjects = [child for child in remark.children if child.dep_ == "nsubj"]
    return remark.dep_ == "parataxis" and any(child.tag_ not in _PRONOUNS for child in subjects)


def _opening(root: Token, kept: set[int]) -> Iterator[int]:
    """The words before the clause proper: "and", "so", "because", "of course", "luckily," with their commas."""
    doc, at, begin = root.doc, min(kept), min(kept)
    while at in kept:
        length = _phrase_length(doc, at) or int(doc[at].text in (",", ";", ":") or _opens(root, doc[at], begin))
        if not length:
            break
        yield from range(at, at + length)
        at += length


def _opens(root: Token, token: Token, begin: int) -> bool:
    """Tell whether a word only leads over to the clause; `begin` is where the sentence does."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is None or after.dep_ in ("mark", "prep"):  # "even though", "instead of"
        return False
    before_comma = after.text == ","
    if token.i == begin and (
        (token.tag_ == "CC" and token.dep_ != "preconj") or (before_comma and token.lower_ in _openers())
    ):
        return True
    if before_comma and _is_called(root, token):
        return True
    is_loose = token.head == root and token.dep_ in ("cc", "mark", "advmod") and token.lower_ not in KEPT
    is_short = token.left_edge == token.right_edge
    return is_loose and is_short and ((token.dep_ == "advmod" and before_comma) or token.lower_ in _openers())


def _is_called(root: Token, token: Token) -> bool:
    """Tell whether a name before the clause is whom the speaker talks to: "Brian, I set up a server"."""
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    return token.tag_ == "NNP" and subject is not None and subject.left_edge.i > token.i + 1


def _phrase_length(doc: Doc, start: int) -> int:
    """Return how many words of an opening phrase stand here: "in addition," but not "in addition to"."""
    length = next((len(phrase) for phrase in _phrases() if _starts_with(doc, start, phrase)), 0)
    return 0 if start + length < len(doc) and doc[start + length].tag_ in ("IN", "TO") and length else length


def _phrases() -> list[tuple[str, ...]]:
    return sorted((tuple(phrase.split()) for phrase in words("opening_phrases")), key=len, reverse=True)


def _starts_with(doc: Doc, start: int, phrase: Sequence[str]) -> bool:
    return all(start + place < len(doc) and doc[start + place].lower_ == word for place, word in enumerate(phrase))


def _openers() -> frozenset[str]:
    return words("fillers") | words("soft_fillers") | {"because", "that", "then", "just", "really", "even", "since"}


def is_finished(doc: Doc, root: Token, kept: frozenset[int]) -> bool:
    """Tell whether the words that are left are a clause: a subject, a finite verb, and an end that asks for no more."""
    subjects = [child for child in root.children if child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")]
    if not subjects or subjects[0].i not in kept or _leans(subjects[0]):
        return False
    if doc[min(kept)].lower_ in words("pointers") and not is_empty(doc[min(kept)]):
        return False
    if sum(child.dep_ in ("nsubj", "nsubjpass") for child in root.children) > 1 or not _is_finite(root):
        return False
    if max(kept) >= len(doc) - 2 and doc[-1].text in ("...", "…"):  # The sentence broke off.
        return False
    if any(child.dep_ == "mark" and child.i in kept and child.i < subjects[0].i for child in root.children):
        return False
    if doc[min(kept)].tag_ in FINITE and min(kept) < subjects[0].i:  # a question, or a torn sentence
        return False
    if not says_of_what(doc[index] for index in sorted(kept)):
        return False
    if any(_is_bereft(doc[index], kept) for index in kept):
        return False
    last = max(index for index in kept if not doc[index].is_punct)
    if doc[last].lower_ in words("unfinished") or doc[last].tag_ in ("IN", "DT", "CC", "PRP$", "WRB", "WDT", "TO"):
        # "what it is good for", "the grid we depend on": an end like this may be the sentence's own.
        return bool(doc[last].tag_ in ("IN", "RP") and last == root.right_edge.i and doc[last].head.tag_ != "NN")
    return doc[last].lower_ not in CORRELATIVES


def _is_finite(verb: Token) -> bool:
    """Tell whether a verb, or what helps it, has a tense: "the app to be bogged down" is no clause."""
    helpers = [child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    # The plural of the present is often taken for an infinitive: "families build".
    return any(tag in FINITE for tag in (verb.tag_, *helpers)) or (verb.tag_ == "VB" and "TO" not in helpers)


def _leans(subject: Token) -> bool:
    """Tell whether a subject says what it is only to who heard the sentence before: "it", "those", "that model"."""
    if is_empty(subject) or subject.tag_ in ("WDT", "WP"):
        return False
    return subject.lower_ in words("pointers") or any(
        child.dep_ == "det" and child.lower_ in words("pointers") for child in subject.children
    )


def _is_bereft(token: Token, kept: frozenset[int]) -> bool:
    """Tell whether a word has lost what it stood before: a preposition all of it, a modifier its noun."""
    if token.dep_ in _MODIFIERS:
        return token.head.i not in kept
    if token.tag_ != "IN":
        return False
    after = [child.i for child in token.rights if not child.is_punct]
    return not kept.intersection(after) if after else token.i + 1 not in kept and token.i != max(kept)
