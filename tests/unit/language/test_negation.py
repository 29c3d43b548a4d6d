"""What a sentence denies. Sentences mark the words that negation covers: {scope}."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.language.negation import denial_of, negations_of

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    "sentence",
    [
        "The gates do not leak.",
        "The gates don't leak.",
        "The gates cannot hold.",
        "Nobody mends the gates.",
        "The thing is that it doesn't float.",
        "The canal is not long.",
        "She said that the gates never leak.",
        "I don't think the gates leak.",
        "There's no reason to wait.",
        "The town has no harbour, and it grows.",
        "No harbour in the north is cheaper.",
        "We hardly ever use the lock.",
        "They are not going to drain the basin.",
        "I have never seen a barge carry coal.",
        "Ida Holm says: “No harbour is cheaper.”",
        "I doubt that the drug cures anything.",
        "The company denied that it sold the barges.",
        "Nobody believes that the dam is safe.",
        "One of the things that you see in harbours is that the gates don't close.",
        "The trouble with barges is that they can't turn.",
        "There's no like harbour in the north.",
        "The idea is that the lock doesn't leak.",
        "The gates don't leak; the basin is full.",
        "My theory is that the barge doesn't float.",
        "The lock doesn't leak, I don't think.",
        "Bread has never been cheaper than rice.",
        "The choir has never been good.",
        "The stew is sort of not a soup.",
        "The pain is kind of not bearable.",
        "The bridge is not too long.",
        "I'm not a fan of tea, but the town drinks it.",
        "I've never visited Rome, but it is on my list.",
        "I don't smoke, but the doctor does.",
        "Because the cut bled for days; it did not heal.",
        "The stew is kind of not a soup.",
    ],
)
def test_a_sentence_denies_where_what_it_puts_forward_is_negated(nlp: Language, sentence: str) -> None:
    assert denial_of(nlp(sentence)) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "The gates leak.",
        "The myth is that the barge doesn't float.",
        "One of the misconceptions is that the barge doesn't float.",
        "The gates leak; the basin isn't full.",
        "It wasn't until 1971 that the women of the port got the vote.",
        "No fewer than forty sailors drowned.",
        "It was not simply a war about the tolls.",
        "The knot is noted in another log.",
        "She didn't say that the gates leak.",
        "The ferry runs without a licence.",
        "The ferry is not only fast but cheap.",
        "There is no doubt that the gates leak.",
        "It's no secret that the mill loses money.",
        "There is no question that the mill loses money.",
        "The town grows because nobody leaves it.",
        "It wasn't long before the gates leaked.",
        "Ferry Not Far is a company.",
        "One of the things that you don't see is that the gates leak.",
        "I'm not familiar with the rules of cricket, but I believe it lasts five days.",
        "I'm not sure how long you have been here, but the inn was a mill once.",
        "I've never visited Rome, but most of the fountains run on springs.",
        "I'm not a doctor, but the drug works.",
        "There's never been a better time for cyclists.",
        "Bread has never been cheaper.",
        "The stew is sort of a soup.",
        "The stew is a soup that is sort of not finished.",
        'Everybody knows this book by Ida Holm called "Cold Water Does Not Boil".',
        "The inn opened not too long ago.",
        "Because I think most doctors agree that the flu is back; it's no longer tied to winter.",
    ],
)
def test_a_negation_of_something_else_leaves_the_sentence_affirmative(nlp: Language, sentence: str) -> None:
    assert denial_of(nlp(sentence)) is None


@pytest.mark.parametrize(
    "marked",
    [
        "The gates do not {leak}, and the pumps run.",
        "The gates don't {leak} because they are new.",
        "Nobody {mends the gates}.",
        "The ferry runs without {a licence}.",
        "The town has no {harbour}, and it grows.",
        "They are not {going to drain the basin}.",
    ],
)
def test_a_negation_reaches_as_far_as_its_clause(nlp: Language, marked: str) -> None:
    expected = re.search(r"\{(.*)\}", marked)
    sentence = re.sub(r"[{}]", "", marked)

    found = negations_of(nlp(sentence))

    assert expected is not None
    assert [sentence[one.scope_start : one.scope_end] for one in found] == [expected.group(1)]
