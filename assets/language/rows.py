"""Rows of what was read of an episode: its speech, the mentions and the claims in it.

What belongs here: keys, places in the segment, versions. What does not: reading (read.py), the columns that tell whose
view a claim is and in what way it is put (columns.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from assets.language import versions
from assets.language.attribution.pronouns import NEAR_CHARACTERS
from assets.language.columns import attribution_columns, manner_columns
from assets.language.episode import EpisodeText, ReadSentence, Row
from assets.language.pipeline import stamp
from assets.language.set_aside.kinds import Kind
from assets.podcasts.identifiers import stable_id

if TYPE_CHECKING:
    from spacy.language import Language


def speech_row(episode: EpisodeText, segment: Row, kind: Kind) -> Row:
    """Return the row of SPEECH of a segment."""
    return {
        "segment_id": segment["segment_id"],
        "episode_id": episode.episode_id,
        "published_on": episode.published_on,
        "kind": kind.name,
        "kind_reason": kind.reason,
        "asides": [asdict(aside) for aside in kind.asides],
        "word_count": len(segment["text"].split()),
        "version": versions.SPEECH,
    }


def mention_rows(nlp: Language, episode: EpisodeText, passages: Iterable[ReadSentence]) -> list[Row]:
    """Return the rows of MENTIONS of what the documents of an episode's sentences name."""
    from assets.language.entities.canonical import canonical, entity_key, is_lone

    version = stamp(nlp, versions.MENTIONS)
    named = [(passage, ent) for passage in passages for ent in passage.doc.ents]
    present = _full_names((*episode.people, *(segment["speaker"] or "" for segment in episode.segments)))
    mentioned = _full_names(ent.text for _passage, ent in named if ent.label_ == "PERSON")
    rows = []
    for passage, ent in named:
        name, label = canonical(ent.text, ent.label_, present, mentioned)
        # Two shows' Chris are two people, as far as reading an episode can tell (linking.py).
        key = (entity_key(name), episode.show_id) if is_lone(name, label) else (entity_key(name),)
        start = passage.sentence.start + ent.start_char
        segment_id = passage.segment["segment_id"]
        rows.append(
            {
                "mention_id": stable_id("mention", segment_id, start, ent.text),
                "entity_id": stable_id("entity", *key),
                "entity_name": name,
                "episode_id": episode.episode_id,
                "segment_id": segment_id,
                "published_on": episode.published_on,
                "char_start": start,
                "char_end": start + len(ent.text),
                "text": ent.text,
                "label": label,
                "version": version,
            }
        )
    return rows


def _names_before(people: Sequence[Row], start: int) -> list[str]:
    """Return those of a segment's people, rows of MENTIONS, who are named shortly before an offset."""
    return [row["text"] for row in people if start - NEAR_CHARACTERS <= row["char_start"] < start]


def claim_rows(
    nlp: Language, episode: EpisodeText, passages: Iterable[ReadSentence], mentions: Iterable[Row]
) -> list[Row]:
    """Return the rows of CLAIMS of the sentences whose document has a claim.

    Args:
        nlp: the pipeline that read them.
        episode: theirs.
        passages: the sentences.
        mentions: the episode's rows of MENTIONS: whom a pronoun means is looked up there, whatever else was read.
    """
    version = stamp(nlp, versions.CLAIMS)
    people: dict[str, list[Row]] = {}
    for row in mentions:
        if row["label"] == "PERSON":
            people.setdefault(row["segment_id"], []).append(row)
    rows = []
    for passage in passages:
        claim = passage.doc._.claim if passage.may_claim else None
        if claim is None:
            continue
        segment = passage.segment
        start = passage.sentence.start + claim.char_start
        source = passage.sentence.start + (claim.attribution.source_span[0] if claim.attribution else 0)
        rows.append(
            {
                "claim_id": stable_id("claim", segment["segment_id"], start, claim.quote),
                "episode_id": episode.episode_id,
                "show_id": episode.show_id,
                "segment_id": segment["segment_id"],
                "published_on": episode.published_on,
                "char_start": start,
                "char_end": start + len(claim.quote),
                "quote": claim.quote,
                "headline": claim.headline,
                "speaker": segment["speaker"],
                **attribution_columns(
                    claim,
                    segment["speaker"],
                    passage.sentence.start,
                    _names_before(people.get(segment["segment_id"], ()), source),
                ),
                "has_number": claim.has_number,
                **manner_columns(claim, passage.sentence.start, episode.published_on),
                "claim_score": claim.score,
                "version": version,
            }
        )
    return rows


def _full_names(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if " " in name})
