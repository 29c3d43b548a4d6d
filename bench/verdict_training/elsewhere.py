"""Sentences about other subjects than the corpus has: debates, of which some were read; news and encyclopedias.

What belongs here: which sentences of labelled sets give claims (their own labels are not looked at), and what readers
made of claims and stretches of the debates. What does not: sentences of the corpus (unread.py, examples.py), the
teacher that is asked about what nobody read (fine_tuning.py).

Nearly all readers' labels are of shows about software, and a large model tells better than a small one what is sound
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from assets.language.claims import judged_words
from assets.language.verdicts import CLAIM, PASSAGE
from bench.claim_training.examples import DEBATE_LENGTH, debates
from bench.labelled_places import labelled_rows
from bench.verdict_training.examples import CLAIM_LABELS, GRADES, Example, chances_of_label
from bench.verdict_training.unread import claims_of
from orchestration.evaluation.attribution import read_labelled
from orchestration.evaluation.entities import read_bio

DEBATED, DEBATE_CLIPS = "debates.tsv", "debate_clips.tsv"
DEBATES, NEWS, ENCYCLOPEDIA = "ct24_checkworthy", "reported_speech/valid.jsonl", "crossner_ai"
# Sentences of debates that score nearly as claims are taken too; of the others all, as far as they have such lengths.
LEAST_SCORE: Final = 0.4
SHORTEST, LONGEST = 6, 44
# Tokens of a corpus, put together as they are written.
_LOOSE: Final = re.compile(r"\s+([.,;:?!%)]|n't\b|'(?:s|re|ve|ll)\b)|(\()\s+")


def debated(folder: Path, labelled: Path) -> list[Example]:
    """Return the claims of debates that were read, with their labels; each sentence counts as an episode.

    Args:
        folder: of the labels: numbers of sentences, and what readers made of them.
        labelled: the folder with the sets named above.
    """
    texts = {one.number: one.text for one in debates(labelled / DEBATES)}
    return [
        Example(
            judged_words(texts[int(row["number"])]),
            CLAIM,
            chances_of_label(row["label"], CLAIM_LABELS),
            f"{DEBATES}/{row['number']}",
        )
        for row in labelled_rows(folder / DEBATED)
    ]


def debated_clips(folder: Path, labelled: Path) -> list[Example]:
    """Return the stretches of debates that were graded; those of one debate count as of one episode.

    Args:
        folder: of the labels: numbers of the first and the last sentence, and a grade.
        labelled: the folder with the sets named above.
    """
    texts = {one.number: one.text for one in debates(labelled / DEBATES)}
    found = []
    for row in labelled_rows(folder / DEBATE_CLIPS):
        first, last = int(row["first"]), int(row["last"])
        said = " ".join(texts[number] for number in range(first, last + 1))
        found.append(Example(said, PASSAGE, chances_of_label(row["grade"], GRADES), debate_of(first)))
    return found


def debate_of(number: int) -> str:
    """Return what a debate counts as for its stretches, by the number of one of its sentences: an episode."""
    return f"{DEBATES}/clips/{number // DEBATE_LENGTH}"


def claims_elsewhere(labelled: Path) -> list[str]:
    """Return sentences that may assert something, as claims are judged, each once.

    Args:
        labelled: the folder with the sets named above.
    """
    written = [one for one in _written(labelled) if SHORTEST <= len(one.split()) <= LONGEST]
    spoken = [one.text for one in debates(labelled / DEBATES)]
    return list(dict.fromkeys([*claims_of(spoken, LEAST_SCORE), *claims_of(written, 0.0)]))


def _written(labelled: Path) -> Iterator[str]:
    for one in read_labelled(labelled / NEWS):
        yield _put_together(one.tokens)
    for part in ("train.txt", "dev.txt"):
        for tokens, _tags in read_bio(labelled / ENCYCLOPEDIA / part):
            yield _put_together(tokens)


def _put_together(tokens: Sequence[str]) -> str:
    return _LOOSE.sub(lambda found: found[1] or found[2], " ".join(tokens))
