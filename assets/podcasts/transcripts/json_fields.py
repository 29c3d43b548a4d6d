"""What one record of a JSON transcript says: its words, who says them, from when until when.

What belongs here: names of fields and what their values mean. What does not: where the records stand (json_shapes.py),
what a number counts whose name does not say it (json_units.py).

Every program writes names in a way of its own: `plain_keys` takes case, underscores and hyphens out of them, so that
`start_time`, `startTime` and `StartTime` are one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from assets.podcasts.transcripts.times import clock_seconds, duration_seconds

Record = Mapping[str, Any]
_TEXTS: Final = tuple("body text transcript utf8 punctuatedword word value content display sentence".split())
_WORD_LISTS: Final = ("words", "segs", "elements", "result")
_ALTERNATIVES: Final = ("alternatives", "nbest")
_SPEAKERS: Final = tuple("speakername speaker voice speakerlabel speakerid speakertag name".split())
_NAMES: Final = ("name", "displayname", "label")
_STARTS: Final = tuple("starttime start tstart startoffset beginoffset begin ts from offset timestamp time".split())
_ENDS: Final = tuple("endtime end endoffset endts to".split())
_LENGTHS: Final = ("duration", "dduration", "dur")
# What a name of a time ends with, and what its number counts then, in seconds; None where the name does not say it.
_UNITS: Final[Mapping[str, float | None]] = {
    "": None,
    **dict.fromkeys(("ms", "inms", "msec", "millis", "milliseconds", "inmilliseconds"), 0.001),
    **dict.fromkeys(("ticks", "inticks"), 1e-7),
    **dict.fromkeys(("sec", "secs", "seconds", "inseconds"), 1.0),
}
_Names = Mapping[str, tuple[int, float | None]]


def _ranked(names: Sequence[str]) -> _Names:
    """Return, for each name with each ending, its place among them and what its number counts."""
    pairs = [(name + ending, unit) for name in names for ending, unit in _UNITS.items()]
    return {name: (rank, unit) for rank, (name, unit) in enumerate(pairs)}


_START_NAMES: Final = _ranked(_STARTS)
_END_NAMES: Final = _ranked(_ENDS)
_LENGTH_NAMES: Final = _ranked(_LENGTHS)


def plain_keys(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose names have no case, underscores and hyphens; `json.loads` takes it as `object_hook`."""
    return {plain_key(name): value for name, value in record.items()}


def plain_key(name: str) -> str:
    """Return a name without case, underscores and hyphens."""
    return name.replace("_", "").replace("-", "").lower()


def text_of(record: Record) -> str:
    """Return the text of a piece of speech as it stands."""
    if alternative := alternative_of(record):
        return text_of(alternative)
    return next((value for key in _TEXTS if isinstance(value := record.get(key), str)), "")


def alternative_of(record: Record) -> Record:
    """Return the first of the ways in which a piece may have been heard; empty where none is given."""
    for key in _ALTERNATIVES:
        alternatives = record.get(key)
        first = alternatives[0] if isinstance(alternatives, list) and alternatives else None
        if isinstance(first, Mapping):
            return first
    return {}


def word_records(record: Record) -> list[Record]:
    """Return the words of a piece of speech that has them one by one, or of what was heard in it."""
    for key in _WORD_LISTS:
        words = record.get(key)
        if isinstance(words, list):
            return [word for word in words if isinstance(word, Mapping)]
    alternative = alternative_of(record)
    return word_records(alternative) if alternative else _timed_words(record.get("timestamps"))


def _timed_words(rows: Any) -> list[Record]:
    """Return words that stand as rows of word, start and end."""
    rows = rows if isinstance(rows, list) else []
    return [
        {"word": row[0], "start": row[1], "end": row[2]}
        for row in rows
        if isinstance(row, list) and len(row) == 3 and isinstance(row[0], str)
    ]


def speaker_of(record: Record) -> str | None:
    """Return the speaker's name or label: also a number, and the name of a speaker who is a record."""
    for key in _SPEAKERS:
        value = record.get(key)
        if isinstance(value, Mapping):
            value = next((value[name] for name in _NAMES if name in value), None)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1000:
            return str(value)
        if isinstance(value, str) and value.strip():
            # Half an emoji, cut off by somebody, cannot be stored.
            return " ".join(value.encode(errors="replace").decode().split())
    alternative = alternative_of(record)
    return speaker_of(alternative) if alternative else None


def times_of(record: Record, unit: float, begin: float = 0.0) -> tuple[float | None, float | None]:
    """Return start and end in seconds, None where they are not given; an end before the start is none.

    Args:
        record: a piece of speech or a word.
        unit: what a number counts, in seconds, whose name does not say it.
        begin: the start of the piece, in seconds, that a word's offset counts from.
    """
    for key, inner_unit in (("timestamps", unit), ("offsets", 0.001)):
        if isinstance(inner := record.get(key), Mapping):
            return times_of(inner, inner_unit)
    if isinstance(instances := record.get("instances"), list) and instances and isinstance(instances[0], Mapping):
        return times_of(instances[0], unit)
    start, end = _first_time(record, _START_NAMES, unit), _first_time(record, _END_NAMES, unit)
    both = record.get("timestamp")
    if isinstance(both, Sequence) and not isinstance(both, str) and len(both) == 2:
        start, end = _seconds(both[0], unit), _seconds(both[1], unit)
    if (offset := _seconds(record.get("toffsetms"), 0.001)) is not None:
        start = round(begin + offset, 3)
    if start is not None and end is None and (length := _first_time(record, _LENGTH_NAMES, unit)) is not None:
        end = round(start + length, 3)
    return start, None if start is not None and end is not None and end < start else end


def _first_time(record: Record, names: _Names, unit: float) -> float | None:
    keys = sorted((key for key in record if key in names), key=lambda key: names[key][0])
    found: Iterator[float | None] = (_seconds(record[key], names[key][1] or unit) for key in keys)
    return next((seconds for seconds in found if seconds is not None), None)


def _seconds(value: Any, unit: float) -> float | None:
    if isinstance(value, str):
        written = clock_seconds(value) if ":" in value else duration_seconds(value)
        if written is not None:
            return written
    if isinstance(value, Mapping) and "seconds" in value:
        whole, rest = _seconds(value["seconds"], 1.0), _seconds(value.get("nanos", 0), 1e-9)
        return None if whole is None else round(whole + (rest or 0.0), 3)
    try:
        seconds = float(value) * unit
    except (TypeError, ValueError, OverflowError):
        return None
    return round(seconds, 3) if math.isfinite(seconds) and seconds >= 0 else None
