"""The index that the search page reads: an inverted index in small files, each of which is a script.

What belongs here: words to postings, and how they are laid out in files. What does not: what is indexed (the queries of
orchestration/site), searching (static/search.js, which takes words apart in the same way).

A browser may load a script where it may not fetch a file: so the search also works from disk. The index is made of
volumes, such as a year, of which a new day changes only the last. A volume numbers its records from 0 and has files of
two kinds: `w-<letters>.js`, the postings of the words that begin with these letters, and `d-<number>.js`, what is shown
of `BLOCK` records.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import shorten
from typing import Any, Final

from assets.brief.site.paths import page_path
from assets.brief.site.text import readable
from assets.brief.words import tokens

BLOCK: Final = 50
SNIPPET_CHARACTERS: Final = 240
# No word of a language that is looked for is longer; what is longer was made to be.
MOST_LETTERS: Final = 32
# A word that stands in every fourth record tells nothing, where there are enough to say so.
COMMON_SHARE: Final = 0.25
COMMON_COUNT: Final = 200
# From how many records on a file's name has one letter more, so that most files have less than 50 kB.
MORE_LETTERS: Final = (300, 3_000, 30_000)

Row = Mapping[str, Any]
Postings = dict[str, tuple[list[int], list[int]]]


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its files by name, and what the search page must know before it asks for them."""

    name: str
    record_count: int
    letter_count: int
    files: Mapping[str, str]

    def entry(self) -> dict[str, Any]:
        """Return the entry in the list of volumes; its version tells a browser that its copies are old."""
        digest = hashlib.sha256("".join(f"{name}{text}" for name, text in sorted(self.files.items())).encode())
        return {
            "name": self.name,
            "count": self.record_count,
            "letters": self.letter_count,
            "block": BLOCK,
            "words": sorted(name[2:-3] for name in self.files if name.startswith("w-")),
            "version": digest.hexdigest()[:12],
        }


def make_volume(name: str, records: Sequence[Row]) -> Volume:
    """Return the volume of some records.

    Args:
        name: of the volume, and of its folder.
        records: `folder` and `key` of the page, its `title`, a `line` about it, the `text` that is shown, and `words`
            that are searched besides; in an order that later ones do not change.
    """
    letter_count = sum(len(records) >= least for least in MORE_LETTERS)
    files = {f"w-{letters}.js": words for letters, words in _word_files(name, records, letter_count)}
    for number in range(0, len(records), BLOCK):
        block = f"d-{number // BLOCK}"
        files[f"{block}.js"] = script(
            f"{name}/{block}", [_shown(record) for record in records[number : number + BLOCK]]
        )
    return Volume(name, len(records), letter_count, files)


def script(name: str, value: object) -> str:
    """Return a file of the index: it hands its value to the search page."""
    return f"briefcast({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))})\n"


def index_words(text: str) -> list[str]:
    """Return the words of a text as they are indexed: small letters, without marks upon them or a plural s."""
    bare = text
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        bare = "".join(character for character in parts if not unicodedata.combining(character))
    return [word for word in tokens(bare) if len(word) <= MOST_LETTERS]


def letters_of(word: str, count: int) -> str:
    """Return the letters by which a word's file is named: ASCII letters and digits, anything else is an underscore."""
    letters = (word + "_" * count)[:count]
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in letters)


def _shown(record: Row) -> list[str]:
    return [
        page_path(record["folder"], record["key"]),
        readable(record["title"], SNIPPET_CHARACTERS),
        readable(record["line"] or "", SNIPPET_CHARACTERS),
        shorten(readable(record["text"] or ""), SNIPPET_CHARACTERS, placeholder=" …"),
    ]


def _word_files(name: str, records: Sequence[Row], letter_count: int) -> Iterator[tuple[str, str]]:
    shelves: dict[str, dict[str, list[list[int]]]] = {}
    for word, (in_title, in_text) in sorted(_postings(records).items()):
        if len(records) >= COMMON_COUNT and len(in_title) + len(in_text) > COMMON_SHARE * len(records):
            continue
        shelves.setdefault(letters_of(word, letter_count), {})[word] = [_steps(in_title), _steps(in_text)]
    for letters, words in shelves.items():
        yield letters, script(f"{name}/w-{letters}", words)


def _postings(records: Iterable[Row]) -> Postings:
    """Return in which records a word stands: in the title, or only elsewhere."""
    postings: Postings = {}
    for number, record in enumerate(records):
        title = set(index_words(record["title"]))
        rest = " ".join(record[column] or "" for column in ("line", "text", "words"))
        for word in title:
            postings.setdefault(word, ([], []))[0].append(number)
        for word in set(index_words(rest)) - title:
            postings.setdefault(word, ([], []))[1].append(number)
    return postings


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return rising numbers as the steps between them, which are shorter to write."""
    return [*numbers[:1], *(later - earlier for earlier, later in pairwise(numbers))]
