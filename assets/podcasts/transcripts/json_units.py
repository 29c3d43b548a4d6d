"""What the numbers of a JSON transcript count where their names do not say it: seconds, or thousandths of them.

What belongs here: telling it by how fast somebody would have spoken. What does not: names that say it (json_fields.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from assets.podcasts.transcripts.base import TranscriptError
from assets.podcasts.transcripts.json_fields import Record, text_of, times_of, word_records

# Nobody speaks so slowly: what is written as whole seconds a word must be thousandths.
_SECONDS_A_WORD: Final = 30
# Where only starts are given, so many gaps between them are needed: a single one may be a long silence.
_GAPS: Final = 5
# No episode is so long: a hundred hours.
_LONGEST_SECONDS: Final = 360_000.0

_Span = tuple[float, float | None, int]


def unit_of(records: Sequence[Record]) -> float:
    """Return what the records' bare numbers count, in seconds: 1, or 0.001 where seconds would be absurd.

    Raises:
        TranscriptError: if both would be absurd: nobody can tell then what the times say.
    """
    spans = [span for record in records for span in _spans(record)]
    if not spans:
        return 1.0
    pace = _seconds_a_word(spans)
    is_whole = all(start.is_integer() and (end is None or end.is_integer()) for start, end, _ in spans)
    unit = 0.001 if is_whole and pace > _SECONDS_A_WORD else 1.0
    latest = unit * median(start for start, _, _ in spans)
    if latest > _LONGEST_SECONDS or (unit < 1 and pace * unit > _SECONDS_A_WORD):
        raise TranscriptError(
            f"JSON whose times are neither seconds nor milliseconds ({spans[-1][0]:,.0f}); "
            "nobody can tell when its words are spoken"
        )
    return unit


def _spans(record: Record) -> Iterator[_Span]:
    """Give start, end and number of words of a piece; of its words where the piece has no time."""
    start, end = times_of(record, 1.0)
    if start is not None:
        yield start, end, max(1, len(text_of(record).split()))
        return
    for word in word_records(record):
        start, end = times_of(word, 1.0)
        if start is not None:
            yield start, end, 1


def _seconds_a_word(spans: Sequence[_Span]) -> float:
    lasting = [(end - start, words) for start, end, words in spans if end is not None and end > start]
    if lasting:
        return sum(length for length, _ in lasting) / sum(words for _, words in lasting)
    gaps = [max(0.0, after[0] - before[0]) / before[2] for before, after in pairwise(spans)]
    return median(gaps) if len(gaps) >= _GAPS else 0.0
