"""What worth is learned from: passages that were read under their titles.

What belongs here: labels and texts. What does not: learning from them.

Labels stand in labels/insights.tsv, as places without text; a corpus gives the text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from assets.insights.titles import with_what_follows
from assets.insights.worth import VERDICTS, as_read
from assets.language.sentences import split
from assets.language.verdicts import CLAIM
from bench.headlines import headline_of
from bench.labelled_places import labelled_rows, text_of
from bench.podcast_claims import episode_transcripts
from bench.verdict_training.examples import Example

# The outputs that are about a passage under its title come after those about a text alone.
UNDER_TITLE: Final = slice(CLAIM.stop, CLAIM.stop + len(VERDICTS))


def read_insights(path: Path, corpus: Path) -> list[Example]:
    """Return the passages that were read, as the model reads them, with the share of readers for each verdict.

    Raises:
        LookupError: if an episode no longer has the passage that was labelled at its place.
    """
    transcripts = episode_transcripts(corpus)
    found = []
    for row in labelled_rows(path):
        if row["episode"] in transcripts:
            quote = text_of(row, transcripts)
            title = _with_what_follows(headline_of(quote.split(), row["words"]), quote)
            said = row["verdicts"].split()
            shares = np.array([said.count(verdict) / len(said) for verdict in VERDICTS])
            found.append(Example(as_read(title, quote), UNDER_TITLE, shares, row["episode"], has_shares=True))
    return found


def _with_what_follows(title: str, quote: str) -> str:
    """Return a title with what follows it in its sentence, where one sentence of the passage holds it."""
    shown = (with_what_follows(title, sentence.text) for sentence in split(quote))
    nowhere = with_what_follows(title, "")
    return next((one for one in shown if one != nowhere), with_what_follows(title, quote))
