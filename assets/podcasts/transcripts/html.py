"""HTML transcripts: `<cite>Name:</cite><time>0:15</time><p>words</p>`, and what else shows publish.

What belongs here: what the elements say of the words: who speaks, from when on. What does not: reading HTML
(html_blocks.py), names and times within the words (headings.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from assets.podcasts.transcripts.base import Cue, Transcript, TranscriptError, clean
from assets.podcasts.transcripts.headings import Heading, certain_heading, headings, time_after_name
from assets.podcasts.transcripts.html_blocks import Block, Run, blocks_of
from assets.podcasts.transcripts.labels import believed_names, named_by_labels, split_label
from assets.podcasts.transcripts.times import clock_seconds, timed_cues

_TITLES: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_NAME_WORDS: Final = 6
_MARKS: Final = ":：-–—|· "
# A name that is only emphasised is believed where this share of the blocks begins with one that returns.
_EMPHASISED_SHARE: Final = 0.3


def parse_html(text: str) -> Transcript:
    """Read the paragraphs, lists and tables; a name holds until the next one, a time is that of the next words.

    Raises:
        TranscriptError: if the document holds no words, or more paragraphs than an episode can have.
    """
    blocks = [block for block in blocks_of(text) if block.tag != "th" and any(run.words.strip() for run in block.runs)]
    said = [_heading(block) for block in blocks]
    if not any(heading.name for heading in said):
        said = _named_by_lines(blocks, said)
    elif not any(run.kind == "name" for block in blocks for run in block.runs):
        said = _named_like_the_others(said)
    cues = _cues(blocks, said)
    if not cues:
        raise TranscriptError("HTML without a single paragraph of words")
    return Transcript("html", named_by_labels(cues))


def _cues(blocks: Sequence[Block], said: Sequence[Heading]) -> list[Cue]:
    """Return the cues of the blocks; nobody says the title of a page or chapter, but one that returns is a name."""
    titles = Counter(heading.rest for block, heading in zip(blocks, said, strict=True) if block.tag in _TITLES)
    # Where names stand as titles, one that stands once is a chapter's, or somebody's who is heard once: nobody is told.
    levels = {block.tag for block, heading in zip(blocks, said, strict=True) if titles[heading.rest] > 1}
    cues: list[Cue] = []
    speaker: str | None = None
    start: float | None = None
    is_apart = False
    for block, heading in zip(blocks, said, strict=True):
        if block.tag in _TITLES and not heading.name:
            is_named = titles[heading.rest] > 1
            speaker = heading.rest if is_named else None if block.tag in levels & set(_TITLES) else speaker
            is_apart = True
            continue
        speaker = heading.name or speaker
        start = start if heading.start_seconds is None else heading.start_seconds
        found, start = timed_cues(heading.rest, speaker, start)
        if found:
            found[0] = replace(found[0], after_break=is_apart and bool(cues))
            is_apart = False
        cues += found
    return cues


def _heading(block: Block) -> Heading:
    """Return what a block says before its words, and its words."""
    runs = list(_merged(block.runs))
    name: str | None = None
    start: float | None = None
    position = 0
    for position, run in enumerate(runs):
        after = next((later.words.strip() for later in runs[position + 1 :] if later.words.strip()), "")
        found = _named_or_timed(run, after, name, is_cell=block.tag == "tr")
        if found is None:
            break
        name, start = found.name or name, start if found.start_seconds is None else found.start_seconds
    else:
        position = len(runs)
    words = _words(runs[position:]).lstrip(_MARKS if name or start is not None else "")
    return time_after_name(Heading(words, name, start))


def _named_or_timed(run: Run, after: str, name: str | None, *, is_cell: bool) -> Heading | None:
    """Return what a run before the words says; None where it is words itself."""
    words = clean(run.words).replace("\n", " ")
    if not words.strip(_MARKS):
        return Heading("")
    if run.kind and (seconds := clock_seconds(words)) is not None:
        return Heading("", start_seconds=seconds)
    bare = words.strip(_MARKS)
    if name is not None or not run.kind or len(bare.split()) > _MOST_NAME_WORDS:
        return None
    if run.kind == "name":
        return certain_heading(words) or Heading("", bare)
    if (timed := certain_heading(words)) is not None and not timed.rest:
        return timed
    is_named = words.endswith((":", "：")) or after.startswith((":", "：")) or (is_cell and after)
    return Heading("", split_label(f"{bare}:")[0]) if is_named and split_label(f"{bare}:")[0] else None


def _merged(runs: Sequence[Run]) -> Iterator[Run]:
    """Join neighbours of one kind, so that a name of several elements is one; cells stay apart."""
    for kind, group in groupby(runs, key=lambda run: run.kind):
        if kind == "cell":
            yield from group
        else:
            yield Run(kind, "".join(run.words for run in group))


def _words(runs: Sequence[Run]) -> str:
    """Return the words of runs; a time among them stands in brackets, as times among words do."""
    parts = (
        f" [{run.words.strip('[]() ')}] " if run.kind == "time" and clock_seconds(run.words) is not None else run.words
        for run in runs
    )
    spaced = (f"{part} " if run.kind == "cell" else part for part, run in zip(parts, runs, strict=True))
    return " ".join("".join(spaced).split())


def _named_by_lines(blocks: Sequence[Block], said: Sequence[Heading]) -> list[Heading]:
    """Read names from the words where no element names anybody: `Name:`, emphasised names that return, names alone."""
    firsts = [next((run for run in block.runs if run.words.strip()), Run("", "")) for block in blocks]
    leads = [clean(run.words).strip(_MARKS) if run.kind == "emphasis" else "" for run in firsts]
    counts = Counter(lead for lead in leads if lead and split_label(f"{lead}:")[0])
    returning = {lead for lead, count in counts.items() if count > 1}
    if len(returning) > 1 and sum(counts[lead] for lead in returning) >= _EMPHASISED_SHARE * len(blocks):
        return [
            heading._replace(name=lead, rest=heading.rest.removeprefix(lead).lstrip(_MARKS))
            if lead in returning
            else heading
            for lead, heading in zip(leads, said, strict=True)
        ]
    lines = [line for heading in said for line in (heading.rest, "")]
    return [
        heading if found is None else _joined(heading, found)
        for heading, found in zip(said, headings(lines)[::2], strict=True)
    ]


def _named_like_the_others(said: Sequence[Heading]) -> list[Heading]:
    """Read `Name:` from the words where only some of the names are emphasised."""
    believed = believed_names([f"{heading.name}: {heading.rest}" if heading.name else heading.rest for heading in said])
    labels = [split_label(heading.rest) if not heading.name else (None, "") for heading in said]
    return [
        heading._replace(name=name, rest=rest) if name in believed else heading
        for heading, (name, rest) in zip(said, labels, strict=True)
    ]


def _joined(outer: Heading, inner: Heading) -> Heading:
    return inner if inner.start_seconds is not None else inner._replace(start_seconds=outer.start_seconds)
