"""The text of a WebVTT cue as a tree of nodes: https://www.w3.org/TR/webvtt1/#webvtt-cue-text-parsing-rules.

What belongs here: the standard's tokens and tree, to the letter. What does not: cues (vtt.py), and what of a tree is
speech by whom (voices.py).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from assets.podcasts.transcripts.times import standard_seconds

_ANNOTATED: Final = frozenset({"v", "lang"})
_ELEMENTS: Final = frozenset({"c", "i", "b", "u", "ruby", "rt"}) | _ANNOTATED
# A start tag: its name, its classes, and what follows the first white space.
_START: Final = re.compile(r"([^\t\n\f .]*)((?:\.[^\t\n\f .]*)*)(?:[\t\n\f ](.*))?", re.DOTALL)
_SPACES: Final = re.compile(r"[\t\n\f\r ]+")


@dataclass(slots=True)
class Node:
    """A node of a cue's text.

    `kind` is an element's name (c, i, b, u, ruby, rt, v, lang), "text", "timestamp", or "root". `value` is the words of
    a text, the voice's name, or the language; `seconds` is a timestamp's.
    """

    kind: str
    value: str = ""
    classes: tuple[str, ...] = ()
    seconds: float | None = None
    children: list[Node] = field(default_factory=list)


class _Token(NamedTuple):
    kind: str
    value: str


def parse_cue_text(text: str) -> Node:
    """Return the root of the tree of a cue's text. Any text has one; time and memory are linear in its length."""
    root = Node("root")
    open_nodes = [root]
    for token in _tokens(text.replace("\x00", "\ufffd")):
        current = open_nodes[-1]
        if token.kind == "text":
            current.children.append(Node("text", token.value))
        elif token.kind == "start":
            _open(token.value, open_nodes)
        elif token.kind == "end":
            _close(token.value, open_nodes)
        elif (seconds := standard_seconds(token.value)) is not None:
            current.children.append(Node("timestamp", token.value, seconds=seconds))
    return root


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        tag = text.find("<", position)
        words = text[position : tag if tag >= 0 else None]
        if words:
            yield _Token("text", html.unescape(words))
        if tag < 0:
            return
        # A tag that nothing closes takes the rest.
        end = text.find(">", tag)
        body = text[tag + 1 : end if end >= 0 else None]
        yield _tag(body)
        position = end + 1 if end >= 0 else len(text)


def _tag(body: str) -> _Token:
    if body.startswith("/"):
        return _Token("end", body[1:])
    if body[:1] in set("0123456789"):
        return _Token("timestamp", body)
    return _Token("start", body)


def _open(tag: str, open_nodes: list[Node]) -> None:
    match = _START.fullmatch(tag)
    name, classes, annotation = match.groups() if match else ("", "", None)
    if name not in _ELEMENTS or (name == "rt" and open_nodes[-1].kind != "ruby"):
        return
    value = _SPACES.sub(" ", html.unescape(annotation or "")).strip(" ") if name in _ANNOTATED else ""
    node = Node(name, value, tuple(part for part in classes.split(".") if part))
    open_nodes[-1].children.append(node)
    open_nodes.append(node)


def _close(name: str, open_nodes: list[Node]) -> None:
    current = open_nodes[-1].kind
    if name == current and name in _ELEMENTS:
        open_nodes.pop()
    elif name == "ruby" and current == "rt":
        del open_nodes[-2:]
