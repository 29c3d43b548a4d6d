"""What a parsed sentence asserts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.claims import ClaimReader, read_claim, score_sentence

if TYPE_CHECKING:
    from spacy.language import Language

STRONG = "Marlow Freight moved 40 percent more grain than the railways because its barges run at night."
WEAK = "I kind of went down there to see it, you know, like, whatever."


def test_a_claim_tells_its_quote_source_way_and_number(nlp: Language) -> None:
    sentence = "And the IEA says that the grid will not grow by 40 percent this decade."

    claim = read_claim(nlp(sentence))

    assert claim.quote == sentence[claim.char_start :] == sentence.removeprefix("And ")
    assert claim.attribution is not None
    assert (claim.attribution.source, claim.attribution.cue) == ("the IEA", "says")
    assert (claim.modality, claim.modality_cue) == ("predicted", "will")
    assert claim.denial is not None
    assert [(str(quantity), sentence[quantity.start : quantity.end]) for quantity in claim.quantities] == [
        ("40 percent", "40 percent")
    ]
    assert claim.has_number


def test_the_pipeline_sets_the_claim_on_the_document(nlp: Language) -> None:
    doc = nlp(STRONG)

    assert doc._.claim == read_claim(doc)


@pytest.mark.parametrize("sentence", ["A long night on the river.", "The harbour, the cranes, the empty barges."])
def test_a_sentence_without_a_finite_clause_claims_nothing(nlp: Language, sentence: str) -> None:
    doc = nlp(sentence)

    assert doc._.claim is None
    assert score_sentence(doc) == 0.0


def test_a_specific_claim_scores_higher_than_a_rambling_recollection(nlp: Language) -> None:
    assert 0 < score_sentence(nlp(WEAK)) < 0.5 < score_sentence(nlp(STRONG)) < 1


def test_a_sentence_that_leans_on_what_came_before_scores_lower(nlp: Language) -> None:
    alone, leaning = "The barges carry more grain than the railways.", "They carry more grain than the railways."

    assert score_sentence(nlp(leaning)) < score_sentence(nlp(alone))


def test_a_reader_with_a_threshold_lets_weak_sentences_go(nlp: Language) -> None:
    doc = nlp(STRONG)
    score = read_claim(doc).score

    doc._.claim = None
    assert ClaimReader(score + 0.01)(doc)._.claim is None
    assert ClaimReader(score)(doc)._.claim is not None
