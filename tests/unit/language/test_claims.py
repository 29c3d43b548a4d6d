"""What a parsed sentence asserts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language import claims
from assets.language.claims import ClaimReader, claim_of, read_claim
from assets.language.scoring import claim_score

if TYPE_CHECKING:
    from spacy.language import Language

STRONG = "The port of Ostwick closed two of its four grain terminals last spring."


def test_a_claim_tells_its_quote_source_way_and_number(nlp: Language) -> None:
    sentence = "And the IEA says that the grid will not grow by 40 percent this decade."

    claim = read_claim(nlp(sentence), 0.75)

    assert claim.quote == sentence[claim.char_start :] == sentence.removeprefix("And ")
    assert claim.attribution is not None
    assert (claim.attribution.source, claim.attribution.cue) == ("the IEA", "says")
    assert (claim.modality, claim.modality_cue) == ("predicted", "will")
    assert claim.denial is not None
    assert [(str(quantity), sentence[quantity.start : quantity.end]) for quantity in claim.quantities] == [
        ("40 percent", "40 percent")
    ]
    assert claim.has_number
    assert claim.score == 0.75


def test_what_will_double_is_claimed_whatever_the_tagger_makes_of_the_verb(nlp: Language) -> None:
    doc = nlp("According to the IEA, electricity use by data centres will more than double by 2030.")

    claim = claim_of(doc, 0.9)

    assert claim is not None
    assert claim.headline == "Electricity use by data centres will more than double by 2030"


def test_the_pipeline_sets_the_claim_on_the_document(nlp: Language) -> None:
    doc = nlp(STRONG)

    assert doc._.claim == read_claim(doc, claim_score(STRONG))


@pytest.mark.parametrize("sentence", ["A long night on the river.", "The harbour, the cranes, the empty barges."])
def test_a_sentence_without_a_finite_clause_claims_nothing(nlp: Language, sentence: str) -> None:
    doc = nlp(sentence)

    assert doc._.claim is None


def test_a_sentence_that_was_scored_already_is_not_scored_again(nlp: Language) -> None:
    doc = nlp.make_doc(STRONG)
    doc._.claim_score = 0.625

    assert nlp(doc)._.claim.score == 0.625


@pytest.mark.parametrize(("score", "claims"), [(0.59, False), (0.6, True)])
def test_a_sentence_under_the_threshold_claims_nothing(nlp: Language, score: float, *, claims: bool) -> None:
    doc = nlp(STRONG)
    doc._.claim, doc._.claim_score = None, score

    assert (ClaimReader(0.6, 0.0, 0.0, 0.0)(doc)._.claim is not None) is claims


def test_a_sentence_with_the_score_of_a_claim_that_is_not_sound_has_none() -> None:
    strict, lenient = ClaimReader(0.5, 1.1, 1.1, 1.1), ClaimReader(0.5, 0.0, 0.0, 0.0)

    assert lenient.score(STRONG) == claim_score(STRONG) >= 0.5
    assert strict.score(STRONG) == 0.0


def test_what_names_or_counts_and_points_at_nothing_need_not_be_as_surely_sound() -> None:
    reader = ClaimReader(0.5, 1.1, 0.0, 1.1)
    firm = "The town of Ostwick lost 300 families to the flood of 1953."

    assert reader.score(firm) == claim_score(firm)
    assert reader.score(firm.replace("The town of Ostwick", "Our town")) == 0.0


def test_speech_without_marks_need_not_be_as_surely_sound() -> None:
    reader = ClaimReader(0.5, 1.1, 1.1, 0.0)
    unmarked = STRONG.rstrip(".").lower().replace(",", "")

    assert reader.score(STRONG) == 0.0
    assert reader.score(unmarked) == claim_score(unmarked)


def test_a_score_below_the_threshold_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "has_prospects", lambda _sentence: True)
    weak = "We were all there."

    assert 0 < ClaimReader(0.5, 1.1, 1.1, 1.1).score(weak) == claim_score(weak) < 0.5
