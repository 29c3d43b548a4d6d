"""Reading an episode: from its segments to rows of speech, mentions and claims.

What belongs here: the order of the steps, rows. What does not: any step; many episodes (processes.py).

The steps are a cascade: each takes only what the one before it leaves. Sentences are split and set aside by rule; those
that may hold a name are searched for names; those whose words score as a claim are parsed. What is done already is not
redone: a new version of the claims takes the speech and the mentions that are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from assets.language import filters, versions
from assets.language.columns import attribution_columns, manner_columns
from assets.language.pipeline import CLAIM_PIPES, CLAIM_READER, NAME_PIPES, PARSE_PIPES, stamp
from assets.language.quotations import read_out
from assets.language.scoring import word_score
from assets.language.sentences import Sentence, split
from assets.language.set_aside.kinds import Aside, Kind, kinds_of
from assets.language.standing import begins_alone, is_whole
from assets.podcasts.identifiers import stable_id

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Fixed, so that a result never depends on a setting: the models' last digits change with what is batched together.
BATCH_SENTENCES: Final = 256
# How many sentences back a pronoun may find the person whom it means.
NEAR_SENTENCES: Final = 2
# How many headlines of a sentence a passage is given to choose from.
MOST_HEADLINES: Final = 8

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EpisodeText:
    """An episode to read: who is in it and its segments, rows of podcasts.schema.SEGMENTS in order.

    `notes` are its title and description, as the feed gives them. `speech` and `mentions` are what was read of it
    before, None where they are to be read again.
    """

    episode_id: str
    show_id: str
    published_on: date
    people: tuple[str, ...]
    segments: tuple[Row, ...]
    notes: str = ""
    speech: tuple[Row, ...] | None = None
    mentions: tuple[Row, ...] | None = None


@dataclass(frozen=True, slots=True)
class EpisodeReading:
    """What was read from an episode, as rows of SPEECH, MENTIONS and CLAIMS."""

    episode_id: str
    published_on: date
    speech: list[Row]
    mentions: list[Row]
    claims: list[Row]
    word_count: int


@dataclass(slots=True)
class _Passage:
    """A sentence on its way through the pipeline."""

    segment: Row
    sentence: Sentence
    doc: Doc
    may_claim: bool


def read_episode(nlp: Language, episode: EpisodeText, *, is_thorough: bool = False) -> EpisodeReading:
    """Read one episode.

    Args:
        nlp: a pipeline of `load_pipeline`.
        episode: what to read.
        is_thorough: search every sentence for names and parse every sentence, whatever the filters say: what the
            cascade is measured against.
    """
    from assets.language.entities.recurrence import carry_over, names_of_notes

    sentences = [split(segment["text"]) for segment in episode.segments]
    kinds = _kinds(episode, sentences)
    passages = _sift(nlp, episode, sentences, kinds, is_thorough=is_thorough)
    mentions = episode.mentions
    if mentions is None:
        with nlp.select_pipes(enable=[name for name in NAME_PIPES if name in nlp.component_names]):
            _run(nlp, passages)
            carry_over(nlp, [passage.doc for passage in passages], names_of_notes(nlp, episode.notes))
        mentions = tuple(_mention_rows(nlp, episode, passages))
    _name(passages, mentions)
    with nlp.select_pipes(enable=[name for name in CLAIM_PIPES if name in nlp.component_names]):
        _run(nlp, [passage for passage in passages if passage.may_claim])
    return EpisodeReading(
        episode_id=episode.episode_id,
        published_on=episode.published_on,
        speech=[_speech_row(episode, *pair) for pair in zip(episode.segments, kinds, strict=True)],
        mentions=list(mentions),
        claims=_claim_rows(nlp, episode, passages),
        word_count=sum(len(segment["text"].split()) for segment in episode.segments),
    )


def read_sentences(nlp: Language, episode: EpisodeText, sentences: Iterable[tuple[Row, Sentence]]) -> list[Row]:
    """Return what chosen sentences of an episode assert that have a headline, as rows of CLAIMS, whatever their score.

    What is worth hearing need not be worth checking, and a passage of it needs a headline too. The score is that of the
    words alone (scoring.word_score). Besides the columns of CLAIMS a row has `headlines`, at least one to choose from.

    Args:
        nlp: a pipeline of `load_pipeline`.
        episode: with its mentions.
        sentences: each with the segment that it is in, in order.
    """
    from assets.language.claims import claim_of
    from assets.language.headlines.prune import headlines_of

    passages = [_Passage(segment, sentence, nlp.make_doc(sentence.text), True) for segment, sentence in sentences]
    _name(passages, episode.mentions or ())
    with nlp.select_pipes(enable=[name for name in PARSE_PIPES if name in nlp.component_names]):
        _run(nlp, passages)
    headlines = [headlines_of(passage.doc, MOST_HEADLINES) for passage in passages]
    for passage, some in zip(passages, headlines, strict=True):
        # Most have none: the rest of what they assert is then not asked for.
        if some:
            passage.doc._.claim = claim_of(passage.doc, round(word_score(passage.sentence.text), 4))
    claimed = [some for passage, some in zip(passages, headlines, strict=True) if passage.doc._.claim]
    rows = _claim_rows(nlp, episode, passages)
    return [row | {"headlines": some} for row, some in zip(rows, claimed, strict=True)]


def _kinds(episode: EpisodeText, sentences: Sequence[Sequence[Sentence]]) -> list[Kind]:
    if episode.speech is None:
        return kinds_of(episode.segments, sentences)
    return [kind_of(row) for row in episode.speech]


def kind_of(row: Row) -> Kind:
    """Return the kind of a segment from its row of SPEECH."""
    return Kind(row["kind"], row["kind_reason"], tuple(Aside(**aside) for aside in row["asides"]))


def _sift(
    nlp: Language,
    episode: EpisodeText,
    sentences: Sequence[Sequence[Sentence]],
    kinds: Sequence[Kind],
    *,
    is_thorough: bool,
) -> list[_Passage]:
    """Return the sentences of content that may hold a name or be a claim."""
    content = [
        (segment, sentence, sentence.start in quoted)
        for segment, found, kind in zip(episode.segments, sentences, kinds, strict=True)
        for quoted in [read_out(segment["text"], found)]
        for sentence in found
        if kind.spares(sentence.start, sentence.end)
    ]
    known = filters.inner_names(sentence.text for _segment, sentence, _is_quoted in content)
    reader: Any = nlp.get_pipe(CLAIM_READER)
    passages = []
    for segment, sentence, is_quoted in content:
        may_name = episode.mentions is None and (is_thorough or filters.may_name(sentence.text, known))
        score = reader.score(sentence.text) if not is_quoted and _may_assert(sentence.text) else 0.0
        may_claim = score >= reader.threshold or is_thorough
        if may_name or may_claim:
            passage = _Passage(segment, sentence, nlp.make_doc(sentence.text), may_claim)
            passage.doc._.claim_score = score
            passages.append(passage)
    return passages


def _may_assert(sentence: str) -> bool:
    """Tell by its words whether a sentence may be a claim: a statement, whole, that does not begin with "it is"."""
    return filters.is_statement(sentence) and is_whole(sentence) and begins_alone(sentence)


def _run(nlp: Language, passages: Sequence[_Passage]) -> None:
    """Run the enabled components; a document is changed in place, and given back by those that make a new one."""
    docs = nlp.pipe((passage.doc for passage in passages), batch_size=BATCH_SENTENCES)
    for passage, doc in zip(passages, docs, strict=True):
        passage.doc = doc


def _name(passages: Iterable[_Passage], mentions: Iterable[Row]) -> None:
    """Give the sentences their names from the rows, so that claims see the same names fresh and stored."""
    of_segment = {
        key: list(rows) for key, rows in groupby(sorted(mentions, key=_place), key=lambda row: row["segment_id"])
    }
    for passage in passages:
        sentence = passage.sentence
        spans = [
            passage.doc.char_span(
                row["char_start"] - sentence.start,
                row["char_end"] - sentence.start,
                label=row["label"],
                alignment_mode="expand",
            )
            for row in of_segment.get(passage.segment["segment_id"], [])
            if sentence.start <= row["char_start"] and row["char_end"] <= sentence.end
        ]
        passage.doc.set_ents([span for span in spans if span])


def _place(row: Row) -> tuple[str, int]:
    return row["segment_id"], row["char_start"]


def _full_names(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if " " in name})


def _speech_row(episode: EpisodeText, segment: Row, kind: Kind) -> Row:
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


def _mention_rows(nlp: Language, episode: EpisodeText, passages: Iterable[_Passage]) -> list[Row]:
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


def _names_before(passages: Sequence[_Passage], place: int) -> list[str]:
    """Return the people named in the same segment shortly before a passage, the nearest last."""
    here = passages[place].segment
    near = passages[max(0, place - NEAR_SENTENCES) : place]
    return [
        ent.text for passage in near if passage.segment is here for ent in passage.doc.ents if ent.label_ == "PERSON"
    ]


def _claim_rows(nlp: Language, episode: EpisodeText, passages: Sequence[_Passage]) -> list[Row]:
    version = stamp(nlp, versions.CLAIMS)
    rows = []
    for place, passage in enumerate(passages):
        claim = passage.doc._.claim if passage.may_claim else None
        if claim is None:
            continue
        segment = passage.segment
        start = passage.sentence.start + claim.char_start
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
                    claim, segment["speaker"], passage.sentence.start, _names_before(passages, place)
                ),
                "has_number": claim.has_number,
                **manner_columns(claim, passage.sentence.start, episode.published_on),
                "claim_score": claim.score,
                "version": version,
            }
        )
    return rows
