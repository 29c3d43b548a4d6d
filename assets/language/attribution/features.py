"""What the tagger of reported speech sees of each word: its place in the parse, around the words that report.

What belongs here: features as short strings. What does not: their weights (tagger.py). No word stands in a
feature but the closed classes (prepositions, pronouns, auxiliaries …) and the words of reporting.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from assets.language.reporting import entry_of

_CLOSED: Final = frozenset("IN DT PRP PRP$ WDT WP WP$ WRB TO MD CC RP EX PDT POS HYPH , . : `` '' -LRB- -RRB-".split())
_AUXILIARIES: Final = frozenset(
    "be is are was were been being am 's 're 'm have has had having 've 'd do does did doing n't not never".split()
)
# How far up the parse a word looks for one that reports, and how many of those it sees.
_MOST_STEPS: Final = 15
_MOST_ROLES: Final = 2
_COMPLEMENTS: Final = {
    "nsubj": "S",
    "nsubjpass": "S",
    "ccomp": "C",
    "xcomp": "X",
    "dobj": "O",
    "prep": "P",
    "acl": "A",
}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as its own features and those of its neighbours see it."""

    form: str  # itself in a closed class, the base of a word that reports, else its tag
    tag: str
    dep: str
    report: str  # class of a word that reports with its part of speech, "aux", "v" for other verbs, else ""
    quote: str
    head: int
    side: str  # "<" where it stands before its head
    frame: str  # which complements it has


def features_of(doc: Doc) -> list[list[str]]:
    """Return the features of each word of a parsed text of one sentence or more."""
    words = _words(doc)
    lefts = [token.left_edge.i for token in doc]
    rights = [token.right_edge.i for token in doc]
    roles = [_roles(words, index) for index in range(len(words))]
    edges = [_edge(index, path, lefts, rights) for index, path in enumerate(roles)]
    starts = [token.is_sent_start is True for token in doc]
    return [_features(words, index, roles, edges, starts) for index in range(len(words))]


def quote_states(texts: Sequence[str]) -> list[str]:
    """Return for each word whether it opens "(" or closes ")" a quotation, stands inside "I" or outside "O" one."""
    states, inside = [], False
    for text in texts:
        if text == "“" or (text == '"' and not inside):
            inside = True
            states.append("(")
        elif text in ("”", '"'):
            states.append(")" if inside else ")?")
            inside = False
        else:
            states.append("I" if inside else "O")
    return states


def _words(doc: Doc) -> list[_Word]:
    frames: list[set[str]] = [set() for _token in doc]
    for token in doc:
        if token.dep_ in _COMPLEMENTS:
            frames[token.head.i].add(_COMPLEMENTS[token.dep_])
    quotes = quote_states([token.text for token in doc])
    found = []
    for token, quote, frame in zip(doc, quotes, frames, strict=True):
        low, tag, head = token.lower_.replace("’", "'"), token.tag_, token.head.i
        report, base = _report(low, tag)
        form = low if tag in _CLOSED or report == "aux" else base if len(report) > 1 else tag
        side = "<" if token.i < head else ">"
        found.append(_Word(form, tag, token.dep_, report, quote, head, side, "".join(sorted(frame))))
    return found


def _report(low: str, tag: str) -> tuple[str, str]:
    if low in _AUXILIARIES:
        return "aux", low
    if low == "according":
        return "according", low
    name, base = entry_of(low, tag)
    if name is None:
        return ("v" if tag[:2] == "VB" else ""), base
    return tag[0].lower() + name, base


def _roles(words: Sequence[_Word], index: int) -> list[tuple[int, int]]:
    """Return the nearest reporting words above a word, each with the child of it through which the way leads."""
    found: list[tuple[int, int]] = []
    below = index
    for _step in range(_MOST_STEPS):
        above = words[below].head
        if above == below:
            break
        if len(words[above].report) > 1 and words[above].report != "aux":
            found.append((above, below))
            if len(found) == _MOST_ROLES:
                break
        below = above
    return found


def _edge(index: int, path: Sequence[tuple[int, int]], lefts: Sequence[int], rights: Sequence[int]) -> str:
    """Return whether a word begins (L) or ends (R) the phrase through which it hangs on a reporting word."""
    if not path:
        return ""
    child = path[0][1]
    return ("L" if index == lefts[child] else "") + ("R" if index == rights[child] else "")


def _features(
    words: Sequence[_Word],
    index: int,
    roles: Sequence[Sequence[tuple[int, int]]],
    edges: Sequence[str],
    starts: Sequence[bool],
) -> list[str]:
    word, head = words[index], words[words[index].head]
    above = words[head.head]
    found = [
        "1",
        "w" + word.form,
        "t" + word.tag,
        "d" + word.dep,
        "k" + word.report,
        "q" + word.quote,
        f"td{word.tag}{word.dep}",
        f"kd{word.report}{word.dep}",
        f"h{head.form}{word.dep}",
        f"hk{head.report}{word.dep}{word.side}",
        f"ht{head.tag}{word.dep}",
        f"hd{word.dep}{head.dep}",
        f"gk{above.report}{head.dep}{word.dep}",
        f"f{word.report}{word.frame}",
        f"fd{word.frame}{word.dep}{word.tag[:2]}",
    ]
    if starts[index]:
        found.append("start")
    if index + 1 == len(words) or starts[index + 1]:
        found.append("end")
    found += _role_features(words, index, roles[index], edges[index])
    for offset in (-3, -2, -1, 1, 2, 3):
        near = index + offset
        if 0 <= near < len(words):
            found += _near_features(words, index, offset, roles[near], edges[near])
        elif abs(offset) == 1:
            found.append(f"{offset}none")
    return found


def _role_features(words: Sequence[_Word], index: int, path: Sequence[tuple[int, int]], edge: str) -> list[str]:
    if not path:
        return ["r-"]
    word = words[index]
    cue, child = words[path[0][0]], words[path[0][1]]
    link = child.side + child.dep
    role = f"{cue.report}{link}"
    found = [
        f"r{role}",
        f"re{role}{edge}",
        f"rw{cue.form}{link}",
        f"rf{role}{cue.frame}",
        f"rt{cue.report[0]}{link}{word.tag}",
        f"rq{child.dep}{word.quote}",
        f"rd{cue.report[0]}{link}{cue.dep}",
    ]
    if child.tag in ("PRP", "NNP", "NN", "NNS"):
        found.append(f"rc{cue.report}{child.dep}{child.tag}{word.tag}")
    if len(path) > 1:
        outer, inner = words[path[1][0]], words[path[1][1]]
        found.append(f"r2{cue.report}{child.dep}{outer.report}{inner.dep}")
        found.append(f"ro{outer.report}{inner.side}{inner.dep}")
    return found


def _near_features(
    words: Sequence[_Word], index: int, offset: int, path: Sequence[tuple[int, int]], edge: str
) -> list[str]:
    near, word = words[index + offset], words[index]
    found = [f"{offset}w{near.form}"]
    if abs(offset) < 3:
        found += [f"{offset}t{near.tag}", f"{offset}d{near.dep}", f"{offset}k{near.report}", f"{offset}q{near.quote}"]
    if abs(offset) == 1:
        found += [f"{offset}ww{near.form}_{word.form}", f"{offset}tt{near.tag}_{word.tag}"]
        if path:
            found.append(f"{offset}r{words[path[0][0]].report}{words[path[0][1]].dep}{edge}")
    return found
