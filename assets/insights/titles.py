"""Titles: which claims have a headline that a passage can be given, and how good it is.

What belongs here: what makes a headline a title. What does not: making headlines (assets.language.headlines), what they
are worth by their words (assets.language.verdicts), which one a passage is shown under (shown.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from assets.insights.salience.openings import asks, stands_alone
from assets.language.scoring import word_score
from assets.language.sentences import quote_start
from assets.language.standing import begins_alone
from assets.language.verdicts import title_is_good

# A headline of fewer words says nothing, nor does that of a sentence with a lower score.
FEWEST_WORDS: Final = 4
LEAST_CLAIM: Final = 0.01
# How many words after a headline its reader is shown, and how many may be left out between two of its own.
SHOWN_AFTER: Final = 6
MOST_BETWEEN: Final = 7
CUT: Final = "…"
_MARKS: Final = ",;:.!?"
# A title before a "but" is a concession: of 584 that were read .075 were good, of those before another sentence .15.
# In its own sentence nothing that goes on so is a title: of 92 to which its reader gave .2 and more .35 were good and
# .23 said something else, of all .46 and .18. Before a sentence that begins so its odds are halved.
# What goes on with "or" and the like is not finished: 2 of 155 were good.
_TURNS: Final = frozenset(("but", "yet", "though", "although", "however", "except"))
_GOES_ON_WITH: Final = frozenset(("or", "who", "where"))
# Several quotations in one sentence are a list of what others say.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"”']?\s+")
_QUOTATION: Final = re.compile(r"“[^“”]+”|(?<![\w\"])\"[^\"]+\"(?!\w)")
# "Not only …" without its "but also"; what many people think is as a rule what the speaker does not.
_HALF: Final = re.compile(
    r"(?:\bnot|n['’]t) (?:only|merely)\b(?!.*\b(?:but|also)\b)|^(?:from|on) (?:the )?one (?:perspective|side|hand)\b|"
    r"^(?:many|most|some|a lot of) (?:people|folks|developers)(?: still)? (?:think|say|believe|claim|argue)\b",
    re.IGNORECASE,
)
# Left out inside a headline these join what did not belong together ("it is slow, [because you wait] you leave"): of
# 88 that were read one was good.
_JOINING: Final = frozenset("because but and therefore which that while if unless".split())
# The next sentence turns against what was said; what follows takes it back.
_TURNING: Final = re.compile(
    r"(?:but|yet|however|(?:even )?though|although|that (?:being )?said|"
    r"(?:the|one) (?:only |big |real |main )?(?:problem|catch|downside|trouble|issue))\b",
    re.IGNORECASE,
)
_TAKEN_BACK: Final = re.compile(
    r"\b(?:i don['’]t know (?:if|that|whether)|or maybe|maybe it['’]s|i['’]m not sure)\b", re.I
)
# "So cheap that …": cut off before the "that" it says nothing of how cheap.
_SO: Final = re.compile(r"\b(?:so|such)\b", re.IGNORECASE)
# Torn off, where its sentence goes on; garbled, or with a tail that says nothing, wherever it ends.
_TORN: Final = re.compile(
    r"(?<![-\w])(?:of|to|in|on|for|with|at|by|from|about|into|over|than|as|like)$|\ban? open[- ]source$|"
    r"(?<!not )(?<!\bdo )(?<!does )(?<!\bdid )\bso (?!far\b|ago\b)\w+$",
    re.IGNORECASE,
)
_GARBLED: Final = re.compile(
    r"^[^,]*, and \w+$|\b(?:the|an?) (?:it['’]s|they|he|she|we|you)\b|"
    r"(?<![\w'’.-])(?!(?:much|very|many|long|is|had|that|was)\b)([a-z]{2,}) \1(?![\w'’-])|"
    r", (?:I don['’]t know|I guess|you know|right|at least(?: \w+)?|if any(?:body|one)\b.*|as (?:they|you|we) should)$"
)
# Marks and openings of speech that was not finished, asks, or is about who talks.
_ROUGH: Final = re.compile(
    r"--|\.\.|…|[?;(]|\.$|\bi['’]m i\b|"
    r"^(?:and|but|or|so|with|who|where|why|how|is|are|can|could|would|wouldn['’]t|do|did|i|i['’]\w+)\b",
    re.IGNORECASE,
)
# "Ida continues, …": who speaks has been speaking.
_GOES_ON: Final = re.compile(r"\w+ (?:continues|adds|concludes|goes on|went on)[,:]", re.IGNORECASE)
_CONNECTIVES: Final = re.compile(
    r"(?:(?:and|but|so|or|well|yeah|yes|now|like|then|okay|right|oh|because|also|actually|you know|i mean|"
    r"(?:i|we)(?: \w+ly| also| just| still| do)*"
    r" (?:think|feel like|feel|believe|guess|suspect|found|know|bet)(?: that)?)\b,?\s*)*",
    re.IGNORECASE,
)
# What a sentence is not read for a headline that begins with it.
_NO_TITLE: Final = re.compile(r"(?:who|where|why|how|which|is|are|can|could|would|do|did|i)\b", re.IGNORECASE)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the claim that it is a headline of, and the chance, 0 to 1, that it is worth knowing and clear."""

    text: str
    claim: Row
    worth: float

    @property
    def in_sentence(self) -> str:
        """The title as its reader is shown it: with what follows it in its sentence."""
        return with_what_follows(self.text, self.claim["quote"])


def claims_with_title(claims: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the claims (rows of language.schema.CLAIMS) that have a headline that is a title, by segment."""
    found: dict[str, list[Row]] = {}
    for claim in claims:
        if titles_of(claim):
            found.setdefault(claim["segment_id"], []).append(claim)
    return found


def titles_by_worth(claims: Iterable[Row], passage: str) -> list[Title]:
    """Return the titles of a passage's claims, those that are worth most first; of equals what was said first.

    Args:
        claims: rows of language.schema.CLAIMS.
        passage: the words in which they stand.
    """
    titles = [
        Title(text, claim, _worth(text, claim["quote"], passage)) for claim in claims for text in titles_of(claim)
    ]
    return sorted(titles, key=lambda title: (-title.worth, title.claim["char_start"]))


def titles_of(claim: Row) -> list[str]:
    """Return the headlines of a claim that can be understood alone, say something and were finished.

    A claim that was read for its titles has several `headlines` (assets.language.read.read_sentences), others one.
    """
    if claim["claim_score"] < LEAST_CLAIM:
        return []
    headlines = claim.get("headlines") or [claim["headline"]]
    return [headline for headline in headlines if headline and _is_title(headline, claim["quote"])]


def _worth(headline: str, sentence: str, passage: str) -> float:
    """Return the chance that a title is good; that of a concession has half the odds."""
    chance = title_is_good(with_what_follows(headline, sentence))
    return chance / (2 - chance) if _is_turned(headline, passage) else chance


def _is_title(headline: str, sentence: str) -> bool:
    following = _next_word(headline, sentence)
    if (
        following in _GOES_ON_WITH
        or following in _TURNS
        or (following == "that" and _SO.search(headline))
        or _HALF.search(headline)
        or (following and _TORN.search(headline))
        or _GARBLED.search(headline)
    ):
        return False
    if len(headline.split()) < FEWEST_WORDS or _ROUGH.search(headline) or _GOES_ON.match(headline):
        return False
    if not _JOINING.isdisjoint(_left_out(headline, sentence)) or _is_listed(headline, sentence):
        return False
    if _TAKEN_BACK.search(_rest(headline, sentence)):
        return False
    return stands_alone(headline) and begins_alone(headline)


def _is_listed(headline: str, sentence: str) -> bool:
    """Tell whether a headline is one of several quotations of its sentence."""
    quoted = [_plain(words) for words in _QUOTATION.findall(sentence)]
    return len(quoted) > 1 and any(_plain(headline) in words for words in quoted)


def with_what_follows(headline: str, sentence: str) -> str:
    """Return a headline as its reader is shown it: with the mark of its sentence there, or " … " and six words."""
    words, places = sentence.split(), _places(headline, sentence)
    if not places:
        return f"{headline} {CUT}"
    last = places[-1]
    mark = words[last][-1]
    if last + 1 == len(words) or mark in _MARKS:
        return headline + (mark if mark in _MARKS else ".")
    return f"{headline} {CUT} {' '.join(words[last + 1 : last + 1 + SHOWN_AFTER])}"


def _next_word(headline: str, text: str) -> str:
    """Return the word that follows a headline in the text that it was made of, in lower case; "" at the end."""
    words, places = text.split(), _places(headline, text)
    return _plain(words[places[-1] + 1]) if places and places[-1] + 1 < len(words) else ""


def _is_turned(headline: str, passage: str) -> bool:
    """Tell whether what follows a headline in its passage, or the next sentence there, turns against it."""
    if _next_word(headline, passage) in _TURNS:
        return True
    _said, *following = _SENTENCE_END.split(_rest(headline, passage), maxsplit=1)
    return bool(following and _TURNING.match(following[0]))


def _rest(headline: str, text: str) -> str:
    """Return what follows a headline in the text that it was made of, from its last word on."""
    places = _places(headline, text)
    return " ".join(text.split()[places[-1] :]) if places else ""


def _left_out(headline: str, sentence: str) -> list[str]:
    """Return the words, in lower case, that stood between those of a headline."""
    places = _places(headline, sentence)
    words = sentence.split()[places[0] : places[-1]] if places else []
    return [_plain(word) for place, word in enumerate(words, start=places[0] if places else 0) if place not in places]


def _places(headline: str, text: str) -> list[int]:
    """Return the places of a headline's words in the text that it was made of; none where they do not stand there.

    They stand in order, a few others between them at most; of several such stretches the one that ends first counts, of
    these the shortest.
    """
    wanted, words = ([_plain(word) for word in words.split()] for words in (headline, text))
    found = (_places_from(start, wanted, words) for start in range(len(words)))
    return min(filter(None, found), key=lambda places: (places[-1], -places[0]), default=[])


def _places_from(start: int, wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    places: list[int] = []
    for word in wanted:
        begin = places[-1] + 1 if places else start
        within = words[begin : begin + 1 + (MOST_BETWEEN if places else 0)]
        if word not in within:
            return []
        places.append(begin + within.index(word))
    return places


def _plain(word: str) -> str:
    return word.strip(".,;:!?()\"'“”").lower()


def may_have_title(sentence: str) -> bool:
    """Tell by its words whether it pays to read a sentence for a title."""
    said = _CONNECTIVES.sub("", sentence[quote_start(sentence) :], count=1)
    if _NO_TITLE.match(said) or asks(said) or not stands_alone(said):
        return False
    return word_score(sentence) >= LEAST_CLAIM
