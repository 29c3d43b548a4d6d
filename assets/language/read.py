"""Reading an episode: from its segments to rows of speech, mentions and claims.

What belongs here: the order of the steps. What does not: any step, rows (rows.py), many episodes (processes.py).

The steps are a cascade: each takes only what the one before it leaves. Sentences are split and set aside by rule; those
that may hold a name are searched for names; those whose words score as a claim are parsed. What is done already is not
redone: a new version of the claims takes the speech and the mentions that are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from assets.language import filters
from assets.language.belonging import names_its_firm
from assets.language.episode import EpisodeReading, EpisodeText, ReadSentence, Row
from assets.language.openings import points_back
from assets.language.pipeline import CLAIM_PIPES, CLAIM_READER, NAME_PIPES, PARSE_PIPES
from assets.language.quotations import headings, read_out
from assets.language.retractions import taken_back
from assets.language.rows import claim_rows, mention_rows, speech_row
from assets.language.scoring import word_score
from assets.language.sentences import Sentence, split
from assets.language.set_aside.kinds import Aside, Kind, kinds_of
from assets.language.standing import begins_alone, is_whole

if TYPE_CHECKING:
    from spacy.language import Language

# Fixed, so that a result never depends on a setting: the models' last digits change with what is batched together.
BATCH_SENTENCES: Final = 256
# How many headlines of a sentence a passage is given to choose from.
MOST_HEADLINES: Final = 8


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
        mentions = tuple(mention_rows(nlp, episode, passages))
    _name(passages, mentions)
    with nlp.select_pipes(enable=[name for name in CLAIM_PIPES if name in nlp.component_names]):
        _run(nlp, [passage for passage in passages if passage.may_claim])
    return EpisodeReading(
        episode_id=episode.episode_id,
        published_on=episode.published_on,
        speech=[speech_row(episode, *pair) for pair in zip(episode.segments, kinds, strict=True)],
        mentions=list(mentions),
        claims=claim_rows(nlp, episode, passages, mentions),
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

    passages = [ReadSentence(segment, sentence, nlp.make_doc(sentence.text), True) for segment, sentence in sentences]
    _name(passages, episode.mentions or ())
    with nlp.select_pipes(enable=[name for name in PARSE_PIPES if name in nlp.component_names]):
        _run(nlp, passages)
    headlines = [headlines_of(passage.doc, MOST_HEADLINES) for passage in passages]
    for passage, some in zip(passages, headlines, strict=True):
        # Most have none: the rest of what they assert is then not asked for.
        if some:
            passage.doc._.claim = claim_of(passage.doc, round(word_score(passage.sentence.text), 4))
    claimed = [some for passage, some in zip(passages, headlines, strict=True) if passage.doc._.claim]
    rows = claim_rows(nlp, episode, passages, episode.mentions or ())
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
) -> list[ReadSentence]:
    """Return the sentences of content that may hold a name or be a claim."""
    titles = headings([segment["text"] for segment in episode.segments])
    content = [
        (segment, sentence, place in titles or sentence.start in unclaimed)
        for place, (segment, found, kind) in enumerate(zip(episode.segments, sentences, kinds, strict=True))
        for unclaimed in [read_out(segment["text"], found) | taken_back(found)]
        for sentence in found
        if kind.spares(sentence.start, sentence.end)
    ]
    known = filters.inner_names(sentence.text for _segment, sentence, _is_unclaimed in content)
    reader: Any = nlp.get_pipe(CLAIM_READER)
    passages = []
    for segment, sentence, is_unclaimed in content:
        may_name = episode.mentions is None and (is_thorough or filters.may_name(sentence.text, known))
        score = reader.score(sentence.text) if not is_unclaimed and may_assert(sentence.text) else 0.0
        may_claim = score >= reader.threshold or is_thorough
        if may_name or may_claim:
            passage = ReadSentence(segment, sentence, nlp.make_doc(sentence.text), may_claim)
            passage.doc._.claim_score = score
            passages.append(passage)
    return passages


def may_assert(sentence: str) -> bool:
    """Tell by its words whether a sentence may be a claim: a statement, whole, that leans on no other sentence."""
    is_said = filters.is_statement(sentence) and is_whole(sentence)
    return is_said and begins_alone(sentence) and not points_back(sentence) and names_its_firm(sentence)


def _run(nlp: Language, passages: Sequence[ReadSentence]) -> None:
    """Run the enabled components; a document is changed in place, and given back by those that make a new one."""
    docs = nlp.pipe((passage.doc for passage in passages), batch_size=BATCH_SENTENCES)
    for passage, doc in zip(passages, docs, strict=True):
        passage.doc = doc


def _name(passages: Iterable[ReadSentence], mentions: Iterable[Row]) -> None:
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
