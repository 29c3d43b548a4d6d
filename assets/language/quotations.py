"""Quotations that run over several sentences, and headings: what is read out there, or played, no speaker claims.

What belongs here: where they stand in a segment or an episode. What does not: reported speech within a sentence
(attribution/).

Whose words they are is often told far away, or not at all ("the owner then goes, …"). Of a corpus's 6,500 claims 29
stood in one that had begun earlier; none of them was the speaker's own. A show of news has the titles of others' posts
as headings ("I use zip bombs to protect my server"): 16 of 1,900.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assets.language.reporting import entry_of
from assets.language.sentences import Sentence

# A quotation opens before a word and closes behind one; what never closes was opened by mistake.
_QUOTED: Final = re.compile(r"(?<![\w\"])\"(?=\w)[^\"]+(?<=[\w.,!?…)])\"(?!\w)|“(?=\w)[^“”]+”")
_MOST_CHARACTERS: Final = 2_000
_ARTICLES: Final = ("a", "an", "the", "this", "that")
# A title is no longer.
_MOST_HEADING_WORDS: Final = 15
_ENDED: Final = re.compile(r"[.?!…:;,–—-][\"'”’)\]]*$")


def headings(texts: Sequence[str]) -> set[int]:
    """Return the positions of the segments of an episode that are headings: a title without a mark at its end.

    Where fewer than half of the segments end with a mark, none is told from speech.
    """
    bare = {place for place, text in enumerate(texts) if not _ENDED.search(text.rstrip())}
    if 2 * len(bare) > len(texts):
        return set()
    return {place for place in bare if texts[place][:1].isupper() and len(texts[place].split()) <= _MOST_HEADING_WORDS}


def read_out(text: str, sentences: Sequence[Sentence]) -> set[int]:
    """Return the starts of those sentences of a segment that are nothing but a quotation, or a part of one.

    One that begins a quotation behind a colon is no more, where no word of saying leads to it: "The owner: “It leaks.”"
    """
    spans = [match.span() for match in _QUOTED.finditer(text) if len(match.group()) <= _MOST_CHARACTERS]
    return {
        sentence.start
        for sentence in sentences
        for start, end in spans
        if start < sentence.end <= end + 1 and _is_lead(text[sentence.start : max(sentence.start, start)].rstrip())
    }


def _is_lead(before: str) -> bool:
    """Tell whether what a sentence has before its quotation is nothing, an article, or at most whose it is."""
    words = [word for word in before.lower().rstrip(":").split() if word not in _ARTICLES]
    return not words or (before.endswith(":") and not any(entry_of(word, "VB")[0] for word in words))
