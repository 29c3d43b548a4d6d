"""Who speaks: the names that a transcript's labels stand for, and how sure that is.

What belongs here: whose label it is, and what speakers say of themselves. What does not: comparing names (names.py),
finding labels (assets.podcasts.transcripts), where a speaker's stretch ends (segments.py).

A certainty tells how good the evidence is that the name is the right one, the transcript's own labels taken as right:
1.0  the transcript gives the full name;
0.9  it gives a first or last name or initials that fit one alone of the episode's people or of its own full names;
0.8  the same, of the people who are in many of the show's episodes;
0.7  it gives a machine's label, and the speaker says his name, which fits one of all these people alone;
0.6  it gives a short name that fits nobody alone, or the speaker of a machine's label says a full name that nobody has;
0.5  it gives a machine's label, and the speaker before welcomes one of the people by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

from assets.podcasts.names import bare_name, is_full, matched_name
from assets.podcasts.transcripts.base import Cue

# What machines and transcribers write who do not know the name.
_NO_NAME: Final = re.compile(
    r"(?:speaker (?:one|two|three|four|five|six)|narrator|announcer|voice-?over|audience(?: member)?)"
    r"|(?:(?:fe)?male )?(?:(?:co-?)?host|guest|presenter|moderator|interviewer|interviewee)(?:[ _#-]{0,2}\d{1,3})?"
    r"|(?:speaker|spk|spkr|participant|person|voice|track|channel|caller|talker)(?:[ _#-]{0,2}\d{1,3}|[ _#-][a-z])?"
    r"|both|all|everyone|everybody|(?:multiple|several|all|both) (?:speakers|voices|hosts|people)|group|crowd"
    r"|(?:(?:audio|video|news|film|movie) )?clip|recording|intro|outro|music|advertisement|commercial|automated voice"
    r"|(?:unknown|unidentified|other|male|female|man|woman)(?: (?:speaker|voice|person|man|woman))?(?: \d{1,3})?"
    r"|s[ _]?\d{1,3}|\d{1,3}|[a-z]|n/a|none|null|\W+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)
_WORD: Final = r"[^\W\d_a-z][\w’'-]{1,20}"
_NAME: Final = rf"({_WORD}(?: (?:[A-Z]\.|{_WORD}|de|da|van|von|der|den|la|le|al|bin|del|di)){{0,3}})"
_GREETING: Final = r"(?:(?:and|so|hi|hey|hello|well|everyone|everybody|there|folks|friends),? ){0,3}"
_ENDS: Final = r"(?=[.,!?;]|$| (?:and|from|your|with|here|at|I|we|of|the|co-?founder|founder|speaking)\b)"
# What speakers say of themselves at the beginning of a sentence; capitals are the proof that it is a name.
_OWN: Final = re.compile(
    rf"(?:^|[.!?,…] ){_GREETING}(?P<how>my name(?:'s|’s| is)|I(?:'m|’m| am)(?: your (?:co-?)?host,?)?|this is"
    rf"|your (?:co-?)?host,?|it(?:'s|’s) me,)(?-i: {_NAME}){_ENDS}",
    re.IGNORECASE,
)
# What is said to the one who speaks next.
_WELCOME: Final = re.compile(
    rf"(?:welcome(?: back)?(?: to (?:the|our) \w+)?|thanks for (?:joining|coming)[^.!?]{{0,30}}|hello|hi|hey),?"
    rf"(?-i: {_NAME})"
    rf"|(?:^|[.!?,] )(?-i:{_NAME}),? (?:welcome|thanks? (?:you )?for|(?:it(?:'s|’s) )?(?:great|good|nice) to have you)",
    re.IGNORECASE,
)
# Speakers introduce themselves in the first minutes; where no time is known, within so many words.
_OPENING_SECONDS: Final = 300.0
_OPENING_WORDS: Final = 900
_LAST_CHARACTERS: Final = 200


class Speaker(NamedTuple):
    """A speaker's name, None where nobody knows it, and how sure it is (0 to 1, None without a name)."""

    name: str | None
    certainty: float | None


NOBODY: Final = Speaker(None, None)


def known_speakers(cues: Sequence[Cue], people: Sequence[str], regulars: Sequence[str] = ()) -> dict[str, Speaker]:
    """Return whom each label of a transcript stands for.

    Args:
        cues: of the transcript.
        people: names of the episode's people.
        regulars: names of those who are in many of the show's episodes.
    """
    labels = list(dict.fromkeys(cue.speaker for cue in cues if cue.speaker))
    named = [label for label in labels if not _NO_NAME.fullmatch(bare_name(label))]
    full = [bare_name(label) for label in named if is_full(bare_name(label))]
    speakers = {label: _of_name(label, people, full, regulars) for label in named}
    nameless = [label for label in labels if label not in speakers]
    if nameless:
        everybody = list(dict.fromkeys([*people, *full, *regulars]))
        turns = list(_opening_turns(cues))
        introduced = _introduced(turns, everybody)
        welcomed = _welcomed(turns, everybody, {speaker.name for speaker in introduced.values()})
        speakers |= {label: introduced.get(label) or welcomed.get(label) or NOBODY for label in nameless}
    return speakers


def regulars_before(episodes: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return, by episode, the names of those who were in two or more of its show's episodes before it.

    Only earlier ones count: so a new episode changes nothing for those that were read before.

    Args:
        episodes: rows of schema.EPISODES.
    """
    counts: dict[str, Counter[str]] = {}
    regulars: dict[str, tuple[str, ...]] = {}
    for episode in sorted(episodes, key=lambda row: (row["published_at"], row["episode_id"])):
        seen = counts.setdefault(episode["show_id"], Counter())
        regulars[episode["episode_id"]] = tuple(sorted(name for name, count in seen.items() if count > 1))
        seen.update({person["name"] for person in episode["people"]})
    return regulars


def _of_name(label: str, people: Sequence[str], full: Sequence[str], regulars: Sequence[str]) -> Speaker:
    name = bare_name(label)
    if is_full(name):
        return Speaker(matched_name(name, people) or matched_name(name, regulars) or name, 1.0)
    if (person := matched_name(name, people) or matched_name(name, full)) is not None:
        return Speaker(person, 0.9)
    if (regular := matched_name(name, regulars)) is not None:
        return Speaker(regular, 0.8)
    return Speaker(name, 0.6)


def _opening_turns(cues: Sequence[Cue]) -> Iterator[tuple[str | None, str]]:
    """Give label and words of each turn of the opening."""
    count = 0
    for label, turn in groupby(cues, key=lambda cue: cue.speaker):
        said: list[str] = []
        for cue in turn:
            is_timed = cue.start_seconds is not None
            if (is_timed and (cue.start_seconds or 0) > _OPENING_SECONDS) or (not is_timed and count > _OPENING_WORDS):
                break
            said.append(cue.text)
            count += cue.text.count(" ") + 1
        if said:
            yield label, " ".join(" ".join(said).split())


def _introduced(turns: Iterable[tuple[str | None, str]], everybody: Sequence[str]) -> dict[str, Speaker]:
    """Return who says his own name; nobody where a label's words give two names."""
    found: dict[str, set[Speaker]] = {}
    for label, words in turns:
        for match in _OWN.finditer(words) if label else ():
            speaker = _self_named(match, everybody)
            if speaker is not None:
                found.setdefault(label or "", set()).add(speaker)
    return {label: speakers.pop() for label, speakers in found.items() if len(speakers) == 1}


def _self_named(match: re.Match[str], everybody: Sequence[str]) -> Speaker | None:
    name, how = match.group(2), match.group("how").lower()
    if (person := matched_name(name, everybody)) is not None:
        return Speaker(person, 0.7)
    # "This is Python Bytes" and "I'm German" name no person.
    is_certain = how.startswith(("my name", "your", "it"))
    return Speaker(name, 0.6) if is_certain or (is_full(name) and not how.startswith("this")) else None


def _welcomed(
    turns: Sequence[tuple[str | None, str]], everybody: Sequence[str], taken: set[str | None]
) -> dict[str, Speaker]:
    """Return who speaks right after one of the people was welcomed by name, where one name alone is given so."""
    found: dict[str, set[str]] = {}
    for (_, before), (label, _after) in pairwise(turns):
        for match in _WELCOME.finditer(before[-_LAST_CHARACTERS:]) if label else ():
            person = matched_name(match.group(1) or match.group(2), everybody)
            if person is not None and person not in taken:
                found.setdefault(label or "", set()).add(person)
    named = {label: names.pop() for label, names in found.items() if len(names) == 1}
    return {label: Speaker(name, 0.5) for label, name in named.items() if list(named.values()).count(name) == 1}
