"""Whether a sentence stands alone: it says what it speaks of, and it is whole.

What belongs here: what leans on the sentence before, and what breaks off, by words and by the parse. What does not:
what a sentence is worth (scoring.py), headlines, which have a stricter rule (headlines/clauses.py).

Of 100 claims drawn at random before there was this rule, 38 leaned and 17 were broken off or stuttered; of 200 drawn
after it 24 % had something wrong, most often still one of the two. Of 110 drawn after that, read more strictly, 31 %
had: six of eight with a dash before a pronoun, and most with an "it" or "them" that no noun of its number stood before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from assets.language.lexicon import words
from assets.language.sentences import quote_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POINTING_VERBS: Final = (
    r"['’](?:s|re|d|ll|ve)|is|was|are|were|has|have|had|will|would|can|could|does|do|did|doesn|didn|don|won|isn"
)
# "It turns out that", "it's hard to": the pronoun stands for what follows in the sentence.
_FOLLOWED: Final = re.compile(
    r"\bit(?:['’]s| is| was| would be| will be| takes| took| turns| seems| appears| makes sense)\b"
    r"(?! (?:how|that|to|what)\b)(?:(?! (?:a|an|the|my|our|your)\b) [\w'’-]+){0,5}? (?:to|that|how|whether)\b",
    re.IGNORECASE,
)
_STUTTER: Final = re.compile(r"\b([a-z]+(?:['’][a-z]+)?(?: [a-z]+(?:['’][a-z]+)?)?),? \1\b", re.IGNORECASE)
# "Worse and worse and worse", "again and again and again": said so on purpose.
_EVER_MORE: Final = re.compile(r"\b(more|less|over|again|on|up|\w+er|worse)(?: and \1\b)+", re.IGNORECASE)
_NO_STUTTER: Final = frozenset(
    "had that very really super many long so way more much no yes bye blah far never".split()
)
_RESTART: Final = re.compile(r"--|\s[-–—]\s*[,.]|\.\.+\s*\w|…\s*\w|\bI,? (?:mean|guess),? I\b")
# "I have been - I paid for it": a dash, and the sentence begins anew.
_ANEW: Final = re.compile(
    r"(?:\s[-–]\s|\s?—\s?)(?:i|it|this|that|what|we|you|they|he|she|there|so|and|like|well|in my)(?:['’]\w+)?\b",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"[,:;–—-]\s*[\"”’)]*$")
_LEANING: Final = re.compile(
    r"\b(?:i|you|we|he|she|it|they|me|him|her|us|them|my|your|our|his|its|their|this|that|these|those|there|here|ones?|"
    r"such|same|other|another|both|things?|stuff)\b",
    re.IGNORECASE,
)
_NAMED_OR_COUNTED: Final = re.compile(r"(?<=[\w,;:] )[A-Z]\w|\d")
_FILLERS: Final = re.compile(
    r"\b(?:you know|i mean|sort of|kind of)\b|, like,|(?<=\w) like (?=\w+ like )", re.IGNORECASE
)
_MOST_FILLERS: Final = 2
# "This week", "these days", "this episode" point to the day of the speech, not to a sentence.
_OF_THE_DAY: Final = frozenset(
    "week weeks month months year years hours minutes seconds morning afternoon evening day days time weekend summer "
    "winter spring fall autumn decade century "
    "quarter season podcast episode show world country planet industry space".split()
)
# Nouns of turns of phrase, which no pronoun stands for: "for the most part, they".
_NO_ANTECEDENT: Final = (
    frozenset("part case fact example instance course end way sort kind lot bit point".split()) | _OF_THE_DAY
)
# Something said of it at once, and "this" brings in something new: "there's this gap between", "this thing called".
_INTRODUCED: Final = ("prep", "relcl", "acl")
_COUNTING: Final = frozenset("one ones some others another both many most several few".split())
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_NOUNS: Final = ("NN", "NNS", "NNP", "NNPS")
_SEVERAL: Final = ("NNS", "NNPS")
_SINGULAR: Final = frozenset({"it", "itself"})
_PLURAL: Final = frozenset({"they", "them", "those", "these"})
_PERSONAL: Final = frozenset({"he", "she"})
# Endings of nouns that a "he" may stand for, and such nouns that have none of them.
_PERSON_ENDINGS: Final = ("er", "or", "ist", "ian", "ee", "man", "men", "ant", "ent", "one", "body")
_PEOPLE: Final = frozenset(
    "guy friend boss person kid child children dad mom wife wives husband son girl boy colleague ceo cto host guest "
    "analyst architect expert pilot chef coach nurse folks people".split()
)
_ANYBODY: Final = frozenset("someone somebody anyone anybody everyone everybody nobody one folks people".split())
# "We collect logs this way": what was said before says which.
_VAGUE: Final = frozenset(
    {"way", "point", "case", "thing", "one", "kind", "sort", "approach", "side", "stuff", "reason"}
)
_DEMONSTRATIVES: Final = frozenset({"this", "that", "these", "those"})
_TRAILING: Final = re.compile(r"\s*(?:\.{2,}|…)\W*$")
_INVERTED: Final = ("VBZ", "VBP", "VBD", "MD")


def is_whole(sentence: str) -> bool:
    """Tell by its characters whether a sentence is said to its end: no restart, no stutter, no half of a quotation."""
    if _RESTART.search(sentence) or _CUT.search(sentence) or sentence.count('"') % 2 or _is_half_quoted(sentence):
        return False
    if sentence.startswith((":", ",", ";")) or _ANEW.search(sentence) or _last_word(sentence) in words("unfinished"):
        return False
    if any(
        _is_stutter(found[1], found[0][-len(found[1]) :])
        for found in _STUTTER.finditer(_EVER_MORE.sub(r"\1", sentence))
    ):
        return False
    return len(_FILLERS.findall(sentence)) <= _MOST_FILLERS


def is_firm(sentence: str) -> bool:
    """Tell by its words whether a sentence names or counts something, and has no word that could lean on another."""
    return _LEANING.search(sentence) is None and _NAMED_OR_COUNTED.search(sentence) is not None


def begins_alone(sentence: str) -> bool:
    """Tell by its first words whether a sentence may stand alone: not "it's faster", "they moved", "this is how"."""
    quote = sentence[quote_start(sentence) :]
    return _pointing().match(quote) is None or _FOLLOWED.match(quote) is not None


def stands_alone(doc: Doc, start: int = 0, end: int | None = None) -> bool:
    """Tell by its parse whether a sentence, or what is said between two characters of it, says what it speaks of.

    A pronoun of the third person, or a noun with "this" or "that", needs a noun before it in the sentence that it can
    stand for. A sentence that begins with its verb is a question, or torn; one that is only a "because" or a "that"
    lacks its main clause.
    """
    root = next(token for token in doc if token.dep_ == "ROOT")
    if any(child.dep_ == "mark" and child.i < root.i for child in root.children):
        return False
    end = len(doc.text) if end is None else end
    tokens = [token for token in doc if start <= token.idx < end and not token.is_punct]
    if not tokens or (tokens[0].tag_ in _INVERTED and tokens[0].dep_ in ("ROOT", "aux", "auxpass")):
        return False
    return says_of_what(tokens)


def says_of_what(tokens: Iterable[Token]) -> bool:
    """Tell whether each pronoun of the third person among the words has a noun before it that it can stand for.

    "It" stands for one thing and "they" for several, or for a subject: "somebody … they". Of "this way" and the like no
    noun before it says which.
    """
    has_one = has_several = has_person = False
    for token in tokens:
        if not has_one and not has_several and _points(token):
            return False
        if token.lower_ in _VAGUE and any(child.lower_ in _DEMONSTRATIVES for child in token.children):
            return False
        if token.lower_ in _SINGULAR and not has_one and _points(token):
            return False
        if token.lower_ in _PLURAL and not has_several and _points(token):
            return False
        if token.lower_ in _PERSONAL and not has_person:
            return False
        has_person |= may_be_person(token)
        if token.tag_ in _NOUNS and token.lower_ not in _NO_ANTECEDENT:
            has_several |= token.tag_ in _SEVERAL or has_one or token.dep_ in _SUBJECTS
            has_one |= token.tag_ not in _SEVERAL
        has_several |= token.lower_ in _ANYBODY
    return True


def may_be_person(token: Token) -> bool:
    """Tell whether a word may mean a person: a name, or a noun for people."""
    if token.ent_type_:
        return bool(token.ent_type_ == "PERSON")
    noun = token.lower_.removesuffix("s")
    may_be = bool({noun, token.lower_} & (_PEOPLE | _ANYBODY)) or noun.endswith(_PERSON_ENDINGS)
    return token.tag_ in ("NNP", "NNPS") or (may_be and token.tag_ in ("NN", "NNS"))


def is_empty(token: Token) -> bool:
    """Tell whether a pronoun stands for nothing said before: "it's hard to say", "there is no way"."""
    if token.lower_ == "it":
        return _FOLLOWED.match(token.doc.text, token.idx) is not None
    return token.dep_ == "expl" and token.tag_ == "EX"


def _points(token: Token) -> bool:
    if token.lower_ in _COUNTING and token.dep_ in _SUBJECTS:
        return not any(child.dep_ in _INTRODUCED for child in token.children)
    if token.lower_ not in words("pointers") or token.dep_ == "expl" or token.tag_ in ("EX", "IN", "WDT", "WP", "RB"):
        return False
    if token.dep_ == "det":
        head = token.head
        is_told = token.lower_ == "this" and any(child.dep_ in _INTRODUCED for child in head.children)
        return head.lower_ not in _OF_THE_DAY and not is_told
    return not is_empty(token)


def _last_word(sentence: str) -> str:
    """Return the last word where no mark ends the sentence: "the firm I work for." may end so, "for my" may not.

    Dots that trail off end nothing: "because …".
    """
    said = _TRAILING.sub("", sentence)
    return said.rsplit(maxsplit=1)[-1].lower() if said.strip() else ""


def _is_stutter(once: str, again: str) -> bool:
    # "Plus Plus" is a name; "very very" is meant.
    return again.islower() and once.lower() not in _NO_STUTTER


def _is_half_quoted(sentence: str) -> bool:
    """Tell whether a quotation is not whole: it ends without having begun (“… harder.” “It is …”), or does not end."""
    depths = [*accumulate({"“": 1, "”": -1}.get(character, 0) for character in sentence)]
    return min(depths, default=0) < 0 or depths[-1:] not in ([], [0])


@cache
def _pointing() -> re.Pattern[str]:
    pronouns = "|".join(("it", "that", "this", "they", "he", "she", "these", "those"))
    return re.compile(rf"(?:{pronouns})(?:\s*(?:{_POINTING_VERBS}))\b", re.IGNORECASE)
