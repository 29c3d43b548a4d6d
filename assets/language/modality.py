"""In what way a sentence puts something forward: asserted, hedged, predicted, hypothetical, recommended or recalled.

What belongs here: the rules, one a modality. What does not: whose view it is (attribution/), what is denied
(negation.py), by when a prediction comes true (horizon.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Doc, Token

from assets.language.clauses import frames_of, own_subject_of, subject_of, verbs_of
from assets.language.conditions import condition_of, is_would
from assets.language.habits import is_ability, is_habit, is_hindsight
from assets.language.modal_clauses import FIRST_PERSON, ModalClause, is_aside, is_first_person, modal_words

_PAST: Final = ("had", "was", "were", "did")
_HAVE: Final = ("have", "has", "'ve", "’ve")
_OWN: Final = frozenset("i we me us my our myself ourselves".split())
_PERSONS: Final = (*FIRST_PERSON, "you", "he", "she")
_FUTURE: Final = frozenset("will wo ll 'll shall".split())
_POLITE: Final = frozenset(
    "like love say argue think call guess imagine want prefer recommend suggest add agree wager bet venture".split()
)


def modality_of(doc: Doc, start: int = 0) -> tuple[str, str | None]:
    """Return the modality (one of schema.MODALITIES) of a parsed sentence and its cue, None for a plain assertion.

    Where several hold, the first of recommended, hypothetical, predicted, hedged, recalled counts.

    Args:
        doc: the parsed sentence.
        start: where what is said begins in its text, behind fillers.
    """
    frames, head = frames_of(doc)
    clause = ModalClause(doc, doc.text, start, tuple(frames), tuple(verbs_of(head)), subject_of(head))
    for name, cue_in in _RULES:
        cue = cue_in(clause)
        if cue is not None:
            return name, cue
    return "asserted", None


def _recommended(clause: ModalClause) -> str | None:
    """Find advice: "should", "let's", "I recommend", an imperative, "you have to" where it follows from nothing.

    "Should have done" is regret, "must have been" a guess.
    """
    auxiliaries = [*clause.auxiliaries]
    is_past = any(aux.lower_ == "have" for aux in auxiliaries)
    for aux in auxiliaries:
        if aux.lower_ in ("should", "ought", "must") and not is_past:
            return str(aux.text)
    verb = clause.verbs[0]
    if len(clause.verbs) > 1 and clause.person == "you" and verb.lower_ in ("have", "need", "got"):
        told = any(token.lower_ in ("because", "so", "since") for token in clause.doc[1:])
        is_denied = any(child.dep_ == "neg" for child in verb.children)
        if not (told or is_denied or clause.phrase("required")) and not any(
            token.dep_ == "advcl" and condition_of(token) for token in clause.doc
        ):
            return str(clause.doc[verb.i : verb.i + 2].text)
    if (clause.phrase("hypothetical") or "").lower().startswith("let"):
        return None
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and clause.subject is None and not any(clause.auxiliaries):
        return str(verb.text)
    return clause.phrase("recommended")


def _hypothetical(clause: ModalClause) -> str | None:
    """Find a condition, real or not, and what would be."""
    heads = {*clause.verbs, *clause.frames}
    for token in clause.doc:
        if (token.dep_ == "advcl" and token.head in heads) or token.dep_ == "ROOT":
            mark = condition_of(token)
            if mark is not None:
                return str(mark.text)
    # "Last year I said that it would grow": what was to come, seen from then.
    was_said = any(frame.tag_ in ("VBD", "VBN") for frame in clause.frames)
    for aux in clause.auxiliaries:
        if (
            is_would(aux)
            and not was_said
            and not is_hindsight(clause, aux)
            and not (clause.person in FIRST_PERSON and clause.verbs[-1].lower_ in _POLITE)
        ):
            return str(aux.text)
        if aux.lower_ == "could" and any(other.lower_ == "have" for other in clause.auxiliaries):
            return "could have"
    return clause.phrase("hypothetical")


def _predicted(clause: ModalClause) -> str | None:
    """Find what is to come: "will", "is going to", "expect"; not the will of habit ("the tool will list them")."""
    if clause.person in FIRST_PERSON and clause.verbs[-1].lower_ in modal_words("announcing"):
        return None
    for verb in (*clause.verbs, *_joined(clause)):
        if _is_going_to(verb):
            return str(clause.doc[verb.i : min(verb.i + 2, len(clause.doc))].text)
    for aux in clause.auxiliaries:
        if aux.lower_.replace("’", "'") in _FUTURE and not is_habit(clause):
            return str(aux.text)
    for verb in (clause.verbs[0], *clause.frames):
        if verb.lower_ in modal_words("expecting") and any(child.dep_ in ("ccomp", "xcomp") for child in verb.children):
            return str(verb.text)
    # "I spent the next few days on it": what was to come then.
    is_past = clause.verbs[0].tag_ == "VBD" or any(aux.tag_ == "VBD" for aux in clause.auxiliaries)
    return None if is_past else clause.own_phrase("predicted")


def _joined(clause: ModalClause) -> Iterator[Token]:
    """Give the verbs of statements about things that are joined to the clause: "tolls rose, and they are going to".

    What a person is going to do is mostly told beside the statement: "it is a pun, and he is going to laugh".
    """
    for verb in clause.verbs[0].conjuncts:
        subject = own_subject_of(verb)
        if verb.i > clause.verbs[0].i and subject is not None and subject.lower_ not in _PERSONS:
            yield verb


def _is_going_to(verb: Token) -> bool:
    """Tell of what is to come; not of "was going to"."""
    return (
        verb.lower_ in ("going", "gon")
        and any(child.dep_ == "xcomp" for child in verb.children)
        and not any(aux.lower_ in ("was", "were") for aux in verb.children)
    )


def _hedged(clause: ModalClause) -> str | None:
    """Find doubt or opinion about what is put forward: "I think", "might", "probably", "it seems"."""
    for frame in (*clause.frames, *_opinions_beside(clause)):
        if is_first_person(frame) and frame.lower_ in modal_words("opinions"):
            return str(frame.text)
        if frame.lower_ in modal_words("seeming"):
            return str(frame.text)
    for aux in clause.auxiliaries:
        is_able = aux.lower_ == "could" and (
            any(child.dep_ == "neg" for child in aux.head.children) or is_hindsight(clause, aux) or is_ability(clause)
        )
        if aux.lower_ in ("might", "may", "could") and not is_able:
            return str(aux.text)
    near, doubtful = {*clause.verbs, *clause.frames}, modal_words("doubtful")
    for token in clause.doc:
        if token.lower_ in doubtful and (token.head in near or (token.head.head in near and not is_aside(token.head))):
            return str(token.text)
    for verb in clause.verbs:
        if verb.lower_ in modal_words("seeming"):
            return str(verb.text)
    return clause.phrase("hedged")


def _opinions_beside(clause: ModalClause) -> Iterator[Token]:
    """Give the verbs of what "I" or "we" say beside the clause, joined to it or put into it.

    So in "I have seen the bills, and I think that it pays" and "the mill with the red roof is I think closed".
    """
    outermost = clause.frames[0] if clause.frames else clause.verbs[0]
    for verb in outermost.conjuncts:
        if is_first_person(verb) and any(child.dep_ == "ccomp" for child in verb.children):
            yield verb
    for verb in (*clause.frames, *clause.verbs):
        yield from (child for child in verb.children if child.dep_ == "parataxis" and is_first_person(child))


def _recalled(clause: ModalClause) -> str | None:
    """Find memory: "I remember", "used to", "years ago" where the speakers are in it, what they tell of their past."""
    phrase = clause.own_phrase("recalled")
    if phrase is None and any(token.lower_ in _OWN and token.text != "US" for token in clause.doc):
        phrase = clause.own_phrase("ago")
    if phrase is not None:
        return phrase
    verb = clause.frames[0] if clause.frames else clause.verbs[0]
    helpers = verb.children if clause.frames else clause.auxiliaries
    # "We've got" is no past, whatever the tagger says.
    has_now = any(aux.lower_ in _HAVE for aux in verb.children if aux.dep_ == "aux")
    pasts = [verb] if verb.tag_ == "VBD" and not has_now else [aux for aux in helpers if aux.lower_ in _PAST]
    own = is_first_person(verb) if clause.frames else clause.is_own
    is_past = pasts and own and not any(child.lower_ == "now" for child in verb.children)
    return str(pasts[0].text) if is_past and verb.lower_ not in modal_words("talk") else None


_RULES: Final[tuple[tuple[str, Callable[[ModalClause], str | None]], ...]] = (
    ("recommended", _recommended),
    ("hypothetical", _hypothetical),
    ("predicted", _predicted),
    ("hedged", _hedged),
    ("recalled", _recalled),
)
