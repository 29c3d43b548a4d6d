"""Conformance of the transcript parsers: WebVTT's own cases, other captions, the namespace's four formats.

What belongs here: what each folder of cases expects, and whether it came. What does not: feeds, printing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from assets.podcasts.transcripts.cue_text import Node, parse_cue_text

_ELEMENT_NAMES: Final = {"c": "span", "v": "span", "lang": "span"}


def cue_text_cases(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give each case of the web platform's cue parsing: its name, and what differs or None."""
    for path in sorted(folder.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            # A cue ends at a blank line; the files hold the text with the line end after it.
            text = case["text"].split("\n\n")[0].removesuffix("\n")
            came = "".join(f"| {line}\n" for line in _tree_lines(parse_cue_text(text)))
            expected = case["expectedTree"]
            yield f"{path.stem}[{number}]", None if came == expected else f"expected {expected!r}, came {came!r}"


def _tree_lines(root: Node) -> Iterator[str]:
    """Write a tree as the web platform's tests do, a node or an attribute a line."""
    waiting: list[tuple[Node, int]] = [(child, 0) for child in reversed(root.children)]
    while waiting:
        node, depth = waiting.pop()
        indent = "  " * depth
        if node.kind == "text":
            yield f'{indent}"{node.value}"'
        elif node.kind == "timestamp":
            thousandths = round((node.seconds or 0) * 1000)
            hours, rest = divmod(thousandths, 3_600_000)
            yield f"{indent}<?timestamp {hours:02d}:{rest // 60_000:02d}:{rest % 60_000 / 1000:06.3f}>"
        else:
            yield f"{indent}<{_ELEMENT_NAMES.get(node.kind, node.kind)}>"
            if node.classes:
                yield f'{indent}  class="{" ".join(node.classes)}"'
            if node.kind in ("v", "lang"):
                yield f'{indent}  {"title" if node.kind == "v" else "lang"}="{node.value}"'
            waiting += [(child, depth + 1) for child in reversed(node.children)]
