"""A home that was never recorded: shows, episodes, passages and subscribers made by a stated rule and a fixed seed.

What belongs here: the rule, and how made rows are written. What does not: what is measured on them (subscribers.py,
million.py).

Every day has `PASSAGES_A_DAY` passages of 40 shows, an episode each. A passage speaks of one of 60 subjects, of
which each has its own words, names one or two of 300 entities, every third a number, and is tied to two earlier
passages of its subject: one tie in twelve restates, the others support or share the subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
import yaml

from assets.insights.vectors import embed
from orchestration import tables
from orchestration.lake import Lake
from orchestration.tables import LakeTable

SEED: Final = 20_260_301
SHOWS, SUBJECTS, ENTITIES = 40, 60, 300
PASSAGES_A_DAY: Final = 400
ZONES: Final = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Australia/Sydney")
_SYLLABLES: Final = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
# Words that a model of meaning knows, so that subjects lie apart.
_THINGS: Final = (
    "grid battery solar turbine harbour freight grain silo hospital nurse vaccine clinic school teacher exam budget "
    "rent mortgage inflation wage strike railway tunnel bridge engine rocket orbit satellite chip compiler database "
    "encryption browser privacy court verdict treaty border refugee election ballot senate glacier drought reef salmon "
    "forest wildfire novel painter orchestra cinema goalkeeper marathon referee cheese vineyard bakery soil compost "
    "tractor antibody protein genome telescope neutrino enzyme"
).split()

Row = dict[str, Any]
Floats: TypeAlias = npt.NDArray[np.float32]


def fill_lake(lake: Lake, first: date, day_count: int, passages_a_day: int = PASSAGES_A_DAY) -> None:
    """Write the tables that the warehouse is built from, of `day_count` days; more days leave the first as they are."""
    random = np.random.default_rng(SEED)
    lake.initialise()
    shows = [
        {
            "show_id": f"show{at}",
            "title": f"Show {_name(at)}",
            "status": "active",
            "feed_url": f"https://show{at}.example/feed",
        }
        for at in range(SHOWS)
    ]
    write(lake, tables.FEEDS, shows)
    episodes: list[Row] = []
    earlier: dict[int, list[tuple[str, Any]]] = {}
    things = embed(_THINGS)
    meanings = dict(zip(_THINGS, things - things.mean(axis=0), strict=True))
    for number in range(day_count):
        day = first + timedelta(days=number)
        passages = [_passage(random, day, number * passages_a_day + at) for at in range(passages_a_day)]
        for row in passages:
            row["vector"] = _vector(row["quote"], meanings)
        episodes += episodes_of(passages, day)
        write(lake, tables.SEGMENTS, [segment_of(row) for row in passages])
        write(lake, tables.SPEECH, [part_of(row) | {"kind": "speech", "word_count": 30} for row in passages])
        write(lake, tables.MENTIONS, [mention for row in passages for mention in _mentions(row)])
        write(lake, tables.NEIGHBOURS, [link for row in passages for link in _links(random, row, earlier)])
        for row in passages:
            row["vector"] = row["vector"].tolist()
        write(lake, tables.PASSAGES, passages)
    write(lake, tables.EPISODES, episodes)


def subscribers_file(count: int) -> bytes:
    """Return a file of subscribers with mixed wishes: some of everything, one in ten of nothing."""
    random = np.random.default_rng(SEED + 1)
    entries = []
    for at in range(count):
        entry: Row = {"id": f"reader-{at:05}", "time_zone": str(random.choice(ZONES))}
        if at % 10:
            entry["interests"] = _some(random, [f"Entity {_name(n)}" for n in range(ENTITIES)], 4)
            entry["subjects"] = _some(random, _THINGS[:SUBJECTS], 3)
            entry["follow"] = {
                "shows": _some(random, [f"Show {_name(n)}" for n in range(SHOWS)], 2),
                "people": _some(random, [_speaker(n) for n in range(200)], 2),
            }
            entry["mute"] = {"shows": _some(random, [f"show{n}" for n in range(SHOWS)], 2)}
        if at % 3 == 0:
            entry["most_per_show"] = 1
        entries.append(entry)
    return yaml.dump({"subscribers": entries}, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)).encode()


def _passage(random: np.random.Generator, day: date, number: int) -> Row:
    subject = int(random.integers(SUBJECTS))
    words = [_THINGS[(subject + at) % len(_THINGS)] if at % 3 == 0 else str(random.choice(_THINGS)) for at in range(18)]
    entities = sorted({int(random.integers(ENTITIES)) for _ in range(1 + number % 2)})
    names = " and ".join(f"Entity {_name(entity)}" for entity in entities)
    numbers = [f"{int(random.integers(13, 90))} percent"] if number % 3 == 0 else []
    quote = f"{names} says that the {_THINGS[subject]} needs {' '.join(words)} {' '.join(numbers)}".strip() + "."
    show, episode = number % SHOWS, f"{day}-{number % SHOWS}"
    return {
        "insight_id": f"{number:016x}",
        "episode_id": episode,
        "show_id": f"show{show}",
        "segment_id": f"s{number}",
        "published_on": day,
        "char_start": 0,
        "char_end": len(quote),
        "title": f"{names} on {_THINGS[subject]}",
        "summary": f"Somebody says: {quote}",
        "quote": quote,
        "speaker": _speaker(int(random.integers(200))),
        "attributed_to": None,
        "modality": "asserted",
        "polarity": "negative" if number % 9 == 0 else "affirmative",
        "start_seconds": float(number % 3000),
        "word_count": len(quote.split()),
        "claim_count": 1,
        "salience": round(float(random.beta(4, 3)), 4),
        "specificity": round(float(random.beta(4, 3)), 4),
        "entity_ids": [f"e{entity}" for entity in entities],
        "numbers": numbers,
        "version": "synthetic",
        "subject": subject,
    }


def _vector(quote: str, meanings: Mapping[str, Floats]) -> Floats:
    """Return where the things of a quote point together: reading each quote would take longer than what is measured."""
    total = np.sum([meanings[word] for word in quote.rstrip(".").split() if word in meanings], axis=0)
    unit: Floats = total / np.linalg.norm(total)
    return unit


def _links(random: np.random.Generator, row: Row, earlier: dict[int, list[tuple[str, Any]]]) -> list[Row]:
    mates = earlier.setdefault(row["subject"], [])
    links = []
    for at in sorted({int(random.integers(len(mates))) for _ in range(2)} if mates else ()):
        other, vector = mates[at]
        kind = int(random.integers(12))
        relation = "restates" if kind == 0 else "supports" if kind < 5 else "same_subject"
        similarity = min(0.79, max(0.25, float(vector @ row["vector"])))
        links.append(
            {
                "insight_id": row["insight_id"],
                "related_insight_id": other,
                "published_on": row["published_on"],
                "similarity": similarity,
                "relation": relation,
                "shared_entity_count": 0,
                "shared_entity_names": [],
                "explanation": "They share a subject.",
                "version": "synthetic",
            }
        )
    mates.append((row["insight_id"], row["vector"]))
    return links


def episodes_of(passages: Sequence[Row], day: date) -> list[Row]:
    """Return the episodes that a day's passages are of."""
    shows = {row["episode_id"]: row["show_id"] for row in passages}
    # Every hour of the day has its episodes: for some readers the day is over before the last of them.
    return [
        {
            "episode_id": episode,
            "show_id": show,
            "guid": episode,
            "title": f"About {episode}",
            "published_on": day,
            "published_at": datetime(day.year, day.month, day.day, at % 24, tzinfo=UTC),
            "people": [],
            "first_seen_at": datetime(day.year, day.month, day.day, 23, tzinfo=UTC),
        }
        for at, (episode, show) in enumerate(sorted(shows.items()))
    ]


def part_of(row: Row) -> Row:
    """Return the columns of a passage by which whatever is of its segment is found."""
    return {name: row[name] for name in ("segment_id", "episode_id", "published_on")}


def segment_of(row: Row) -> Row:
    """Return the segment that a passage is the whole of."""
    return part_of(row) | {
        "position": int(row["segment_id"][1:]),
        "speaker": row["speaker"],
        "text": row["quote"],
        "transcript_sha256": "0" * 64,
        "transcript_format": "vtt",
        "version": "synthetic",
    }


def _mentions(row: Row) -> list[Row]:
    return [
        part_of(row)
        | {
            "mention_id": f"{row['segment_id']}-{entity}",
            "entity_id": entity,
            "entity_name": f"Entity {_name(int(entity[1:]))}",
            "char_start": 0,
            "char_end": 1,
            "text": f"Entity {_name(int(entity[1:]))}",
            "label": "ORG",
            "version": "synthetic",
        }
        for entity in row["entity_ids"]
    ]


def write(lake: Lake, table: LakeTable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows to a table, into the days that they are of; columns that they lack are null."""
    frame = pl.DataFrame([{name: row.get(name) for name in table.schema} for row in rows], schema=table.schema)
    if table.partition_column is None:
        lake.write(table, frame)
        return
    for (day,), part in frame.partition_by(table.partition_column, as_dict=True).items():
        lake.write_day(table, day, part)


def _some(random: np.random.Generator, values: Sequence[str], most: int) -> list[str]:
    count = int(random.integers(most + 1))
    return sorted({str(random.choice(values)) for _ in range(count)})


def _name(number: int) -> str:
    return "".join(_SYLLABLES[(number // 20**place) % 20] for place in range(2)).capitalize()


def _speaker(number: int) -> str:
    return f"{_name(number)} {_name(number * 7 + 3)}son"
