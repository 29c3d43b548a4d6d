"""What a parsed sentence asserts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.attribution import Attribution
from assets.language.claims import ClaimReader, read_claim

if TYPE_CHECKING:
    from spacy.language import Language

STRONG = "Marlow Freight moved 40 percent more grain than the railways because its barges run at night."
WEAK = "I kind of went down there to see it, you know, like, whatever."


def test_a_claim_tells_its_quote_source_way_and_number(nlp: Language) -> None:
    sentence = "And the IEA says that the grid will not grow by 40 percent this decade."

    claim = read_claim(nlp(sentence))

    assert claim.quote == sentence[claim.char_start :] == sentence.removeprefix("And ")
    assert claim.attribution == Attribution("the IEA", "says")
    assert (claim.modality, claim.modality_cue) == ("predicted", "will not")
    assert claim.polarity == "negative"
    assert claim.has_number


def test_the_pipeline_sets_the_claim_on_the_document(nlp: Language) -> None:
    doc = nlp(STRONG)

    assert doc._.claim == read_claim(doc)


@pytest.mark.parametrize("sentence", ["A long night on the river.", "The harbour, the cranes, the empty barges."])
def test_a_sentence_without_a_finite_clause_claims_nothing(nlp: Language, sentence: str) -> None:
    doc = nlp(sentence)

    assert doc._.claim is None


def test_a_specific_claim_scores_higher_than_a_rambling_recollection(nlp: Language) -> None:
    assert 0 < read_claim(nlp(WEAK)).score < 0.5 < read_claim(nlp(STRONG)).score < 1


def test_a_sentence_that_was_scored_already_is_not_scored_again(nlp: Language) -> None:
    doc = nlp.make_doc(STRONG)
    doc._.claim_score = 0.125

    assert nlp(doc)._.claim.score == 0.125


def test_a_reader_with_a_threshold_lets_weak_sentences_go(nlp: Language) -> None:
    doc = nlp(STRONG)
    score = read_claim(doc).score

    doc._.claim = None
    assert ClaimReader(score + 0.01)(doc)._.claim is None
    assert ClaimReader(score)(doc)._.claim is not None
