"""Reading an episode: from its segments to rows of speech, mentions and claims.

What belongs here: the order of the steps, rows, processes. What does not: any step.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from assets.language import filters
from assets.language.pipeline import CLAIM_PIPES, NAME_PIPES, load_pipeline
from assets.language.sentences import Sentence, split
from assets.language.set_aside import Kind, kinds_of
from assets.podcasts.identifiers import stable_id

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

VERSION: Final = "language-2"
# Fixed, so that a result never depends on a setting: the models' last digits change with what is batched together.
BATCH_SENTENCES: Final = 256
# Episodes that wait for each process: enough to keep it busy, few enough to hold little text in memory.
QUEUED_EPISODES: Final = 3

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EpisodeText:
    """An episode to read: who is in it and its segments, rows of podcasts.schema.SEGMENTS in order."""

    episode_id: str
    show_id: str
    published_on: date
    people: tuple[str, ...]
    segments: tuple[Row, ...]
    notes: str = ""  # title and description, as the feed gives them


@dataclass(frozen=True, slots=True)
class EpisodeReading:
    """What was read from an episode, as rows of SPEECH, MENTIONS and CLAIMS."""

    episode_id: str
    published_on: date
    speech: list[Row]
    mentions: list[Row]
    claims: list[Row]
    word_count: int


@dataclass(frozen=True, slots=True)
class EpisodeFailure:
    """An episode that could not be read: a short code and the details."""

    episode_id: str
    published_on: date
    reason: str
    detail: str


@dataclass(slots=True)
class _Passage:
    """A sentence on its way through the pipeline."""

    segment: Row
    sentence: Sentence
    doc: Doc
    may_name: bool
    may_claim: bool


def read_episodes(
    episodes: Iterable[EpisodeText], *, model: str, process_count: int = 1
) -> Iterator[EpisodeReading | EpisodeFailure]:
    """Read episodes one by one, in the order given and as they are asked for; an episode that fails costs only itself.

    The rows are the same for every number of processes: an episode is read whole by one of them.
    """
    if process_count <= 1:
        for episode in episodes:
            yield _read_safely(model, episode)
        return
    pool = _processes(process_count)
    waiting: deque[Future[EpisodeReading | EpisodeFailure]] = deque()
    for episode in episodes:
        waiting.append(pool.submit(_read_safely, model, episode))
        if len(waiting) >= QUEUED_EPISODES * process_count:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@lru_cache(maxsize=1)
def _processes(count: int) -> ProcessPoolExecutor:
    """Return the processes that read; they are kept, as each takes 4 s to start and load the model."""
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


def processes_are_started() -> bool:
    """Tell whether `read_episodes` has processes at hand that cost nothing to start."""
    return _processes.cache_info().currsize > 0


def _read_safely(model: str, episode: EpisodeText) -> EpisodeReading | EpisodeFailure:
    nlp = load_pipeline(model)
    try:
        return read_episode(nlp, episode)
    except Exception as error:  # noqa: BLE001 - whatever one episode's words set off must not cost the others
        detail = f"{type(error).__name__}: {error}"
        return EpisodeFailure(episode.episode_id, episode.published_on, "unreadable_language", detail)


def read_episode(nlp: Language, episode: EpisodeText) -> EpisodeReading:
    """Read one episode with a pipeline of `load_pipeline`."""
    from assets.language.entities.recurrence import carry_over, names_of_notes

    kinds = kinds_of(episode.segments)
    spoken = [segment for segment, kind in zip(episode.segments, kinds, strict=True) if kind.name == "speech"]
    passages = _sift(nlp, spoken)
    with nlp.select_pipes(enable=[name for name in NAME_PIPES if name in nlp.component_names]):
        _run(nlp, passages)
        carry_over(nlp, [passage.doc for passage in passages], names_of_notes(nlp, episode.notes))
    with nlp.select_pipes(enable=[name for name in CLAIM_PIPES if name in nlp.component_names]):
        _run(nlp, [passage for passage in passages if passage.may_claim])
    return EpisodeReading(
        episode_id=episode.episode_id,
        published_on=episode.published_on,
        speech=[_speech_row(episode, *pair) for pair in zip(episode.segments, kinds, strict=True)],
        mentions=_mention_rows(episode, passages),
        claims=_claim_rows(episode, passages),
        word_count=sum(len(segment["text"].split()) for segment in episode.segments),
    )


def _sift(nlp: Language, segments: Sequence[Row]) -> list[_Passage]:
    sentences = [(segment, sentence) for segment in segments for sentence in split(segment["text"])]
    known = filters.inner_names(sentence.text for _segment, sentence in sentences)
    passages = []
    for segment, sentence in sentences:
        may_name, may_claim = filters.may_name(sentence.text, known), filters.may_claim(sentence.text)
        if may_name or may_claim:
            passages.append(_Passage(segment, sentence, nlp.make_doc(sentence.text), may_name, may_claim))
    return passages


def _run(nlp: Language, passages: Sequence[_Passage]) -> None:
    """Run the enabled components; a document is changed in place, and given back by those that make a new one."""
    docs = nlp.pipe((passage.doc for passage in passages), batch_size=BATCH_SENTENCES)
    for passage, doc in zip(passages, docs, strict=True):
        passage.doc = doc


def _full_names(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if " " in name})


def _speech_row(episode: EpisodeText, segment: Row, kind: Kind) -> Row:
    return {
        "segment_id": segment["segment_id"],
        "episode_id": episode.episode_id,
        "published_on": episode.published_on,
        "kind": kind.name,
        "kind_reason": kind.reason,
        "word_count": len(segment["text"].split()),
        "version": VERSION,
    }


def _mention_rows(episode: EpisodeText, passages: Iterable[_Passage]) -> list[Row]:
    from assets.language.entities.canonical import canonical, entity_key, is_lone

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
                "version": VERSION,
            }
        )
    return rows


def _claim_rows(episode: EpisodeText, passages: Iterable[_Passage]) -> list[Row]:
    rows = []
    for passage in passages:
        claim = passage.doc._.claim if passage.may_claim else None
        if claim is None:
            continue
        segment = passage.segment
        start = passage.sentence.start + claim.char_start
        cues: Mapping[str, Any] = {
            "attributed_to": claim.attribution.source if claim.attribution else segment["speaker"],
            "cue": claim.attribution.cue if claim.attribution else claim.modality_cue,
        }
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
                **cues,
                "modality": claim.modality,
                "polarity": claim.polarity,
                "is_prediction": claim.modality == "predicted",
                "has_number": claim.has_number,
                "claim_score": claim.score,
                "version": VERSION,
            }
        )
    return rows
