"""Headlines out of a sentence: clauses that are stated, from their subject to where a sentence could end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.headlines.prune import MOST_WORDS, headline_of, headlines_of

if TYPE_CHECKING:
    from spacy.language import Language


def marked(text: str) -> tuple[str, str]:
    """Return a text without its brackets, and what stands in them, with a capital."""
    before, rest = text.split("[")
    inside, after = rest.split("]")
    return before + inside + after, inside[:1].upper() + inside[1:]


@pytest.mark.parametrize(
    "text",
    [
        "I think that [dockers will become a gig economy inside of harbours], with everybody working for everybody.",
        "We found that [the gates leak], and so the town council of Ostwick closed the old canal for the winter.",
        "The problem with all of these old harbours on the river is that [there isn't any room for larger ships].",
        "The study of all of the mills along the northern river shows that [most mills closed before the war].",
        "The council raised the toll in spring, because [the canal costs more than it earns], as all know there.",
        "So [most towns don't have access to a harbour], and maybe don't want to build one for so very few ships.",
        "[Grain from the north is sold in Ostwick], and the families near the river, who are many, buy most of it.",
    ],
)
def test_a_clause_that_is_stated_gives_a_headline_however_long_its_sentence(nlp: Language, text: str) -> None:
    sentence, headline = marked(text)

    found = headlines_of(nlp(sentence), 8)

    assert headline in found
    assert all(len(one.split()) <= MOST_WORDS for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "I don't think that [the gates of the old canal leak], whatever the people near the river say about them.",
        "Nobody knows whether [the gates of the old canal leak], and nobody in the town of Ostwick asks about them.",
        "You think that [the gates of the old canal leak], but they are as tight as they were before the long war.",
        "Some people say that [the gates of the old canal leak], and the council of the town does not listen to them.",
        "We might find that [the gates of the old canal leak], and the council of the town would have to close them.",
        "The council repairs the road, although [the gates of the old canal leak], and nobody in the town knows why.",
        "If [the gates of the old canal leak], the council of the town will have to close them before the long winter.",
    ],
)
def test_what_is_denied_asked_supposed_or_told_by_others_gives_none(nlp: Language, text: str) -> None:
    sentence, headline = marked(text)

    assert headline not in headlines_of(nlp(sentence), 8)


@pytest.mark.parametrize(
    ("sentence", "false"),
    [
        ("Projects don't fail because the technology is wrong, and everybody knows that.", "The technology is wrong"),
        ("I no longer believe harbours are the right default.", "Harbours are the right default"),
        ("I hardly think the new ferry is worth its money.", "The new ferry is worth its money"),
        ("Ideally, every change ships behind a flag.", "Every change ships behind a flag"),
        ("Reportedly, the harbour lost five billion dollars last year.", "The harbour lost five billion dollars"),
        ("The fear is that the crane takes all the jobs.", "The crane takes all the jobs"),
        ("It's unlikely that cranes replace workers this decade.", "Cranes replace workers"),
        ("Back then we thought the canal was the answer to everything.", "The canal was the answer"),
        ("Remote work kills team productivity, critics claim.", "Remote work kills team productivity"),
        ("The canal, critics claim, is overkill for most towns.", "The canal is overkill for most towns"),
        ("The canal, critics claim, is overkill for most towns.", "Critics claim, is overkill for most towns"),
        (
            "Once the contract is signed, the vendor stops answering and the price doubles every year.",
            "The price doubles every year",
        ),
        ("Neither the council nor the mill pays workers on time.", "The council nor the mill pays workers on time"),
        ("We know what makes a good engineer stay at one company.", "What makes a good engineer stay at one company"),
        ("In China, electric cars outsell petrol cars.", "Electric cars outsell petrol cars"),
        ("The crane doesn't make sense for very small towns.", "The crane doesn't make sense for small towns"),
    ],
)
def test_no_headline_says_what_the_sentence_denies_doubts_restricts_or_gives_to_others(
    nlp: Language, sentence: str, false: str
) -> None:
    doc = nlp(sentence)

    assert all(not f"{one} ".startswith(f"{false} ") for one in [headline_of(doc), *headlines_of(doc, 8)])


@pytest.mark.parametrize("name", [".NET", "'90s"])
def test_a_word_that_begins_with_a_mark_keeps_its_space(nlp: Language, name: str) -> None:
    assert f"to {name} " in str(headline_of(nlp(f"The harbour moved back to {name} cranes last year.")))


def test_a_stretch_comes_with_and_without_words_that_say_nothing(nlp: Language) -> None:
    sentence = "The large crane of the town really lifts all of its grain, and the council never stops it."

    found = headlines_of(nlp(sentence), 8)

    assert "The large crane of the town really lifts all of its grain" in found
    assert "The large crane of the town lifts all of its grain" in found


@pytest.mark.parametrize("adverb", ["Maybe", "Sometimes"])
def test_an_adverb_before_the_subject_that_says_how_sure_or_how_often_stays(nlp: Language, adverb: str) -> None:
    sentence = f"{adverb} the best cranes are not new, and the council of the town knows it as well as we do."

    found = headlines_of(nlp(sentence), 8)

    assert "The best cranes are not new" not in found


def test_a_number_is_not_cut_off_from_its_percent(nlp: Language) -> None:
    sentence = "The crane earns 90% of the revenue of the harbour and ~85% of that comes from a single mill in town."

    found = headlines_of(nlp(sentence), 8)

    assert headlines_of(nlp("The crane earns 90% of the revenue."), 8) == ["The crane earns 90% of the revenue"]
    assert not any(headline.startswith("%") or headline.endswith(("85", "90")) for headline in found)


def test_a_condition_before_the_subject_is_not_left_out(nlp: Language) -> None:
    sentence = "As soon as the town grows and the harbour of the north is full, the cranes become important."

    assert "The cranes become important" not in headlines_of(nlp(sentence), 8)


def test_what_a_story_tells_is_not_stated(nlp: Language) -> None:
    sentence = "The myth of the harbour in the north, as everybody knows, is that the cranes lift coal."

    assert "The cranes lift coal" not in headlines_of(nlp(sentence), 8)


def test_pretty_stays_with_much(nlp: Language) -> None:
    found = headlines_of(nlp("Deployment pipelines are pretty much a commodity today."), 8)

    assert found
    assert not any("are much" in headline for headline in found)


@pytest.mark.parametrize(
    ("sentence", "torn"),
    [
        (
            "Now you no longer -- like, because the harbour doesn't store coal, you just don't know the price anymore.",
            "The harbour doesn't store coal, you don't know the price anymore",
        ),
        (
            "So 80% of people learning to sail will come to Ostwick, "
            "versus 50% of professional sailors will sail Ostwick.",
            "50% of professional sailors will sail Ostwick",
        ),
        (
            "The pilots of the harbour now lead the ferries the right way.",
            "The pilots of the harbour now lead the ferries the way",
        ),
        (
            "I think many crews left, because that was the tale that was sold, that Ostwick is the heir to Marlow, "
            "because Marlow does not pay, so everybody should go use Ostwick.",
            "Ostwick is the heir to Marlow",
        ),
    ],
)
def test_a_headline_does_not_lean_on_what_stood_before_it(nlp: Language, sentence: str, torn: str) -> None:
    assert torn not in headlines_of(nlp(sentence), 8)


@pytest.mark.parametrize(
    "text",
    [
        "The gates of the canal can be repaired by the town, or [the old harbour closes] for the whole of the winter.",
        "Either [the town repairs the gates] of the old canal this winter, or the harbour is closed by the council.",
    ],
)
def test_one_of_two_clauses_of_which_one_is_so_is_not_stated(nlp: Language, text: str) -> None:
    sentence, headline = marked(text)

    assert headline not in headlines_of(nlp(sentence), 8)


def test_a_choice_within_a_clause_leaves_it_stated(nlp: Language) -> None:
    sentence, headline = marked(
        "I think that [the town repairs the gates by hand or by crane], and the council of the old town pays for it."
    )

    assert headline in headlines_of(nlp(sentence), 8)
