"""The headline: at most twelve of the sentence's own words, and still the same claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.language.headlines.prune import MOST_WORDS, headline_of, headlines_of

if TYPE_CHECKING:
    from spacy.language import Language

SENTENCES = [
    "The canal carries coal.",
    "The town council of Ostwick, which met on Monday in the old customs house, closed the canal after a long and "
    "bitter debate that had divided the families of the town since the war.",
    "So, you know, the families near the river, who are many, build their houses on stilts because the water comes up "
    "every spring without any warning at all.",
    "When the mill closed, and nobody really expected that, the families who had worked there moved to the sea.",
    "I think that we believe that people know that the gates leak.",
]


def plain_words(text: str | None) -> list[str]:
    assert text is not None
    return re.findall(r"[\w'’-]+", text.lower())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_headline_is_short_starts_with_a_capital_and_has_no_full_stop(nlp: Language, sentence: str) -> None:
    headline = headline_of(nlp(sentence)) or ""

    assert 1 <= len(headline.split()) <= MOST_WORDS
    assert headline[0].isupper()
    assert headline[-1].isalnum()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_headline_has_the_sentence_s_own_words_in_their_order(nlp: Language, sentence: str) -> None:
    remaining = iter(plain_words(sentence))

    assert all(word in remaining for word in plain_words(headline_of(nlp(sentence))))


def test_a_short_sentence_is_its_own_headline(nlp: Language) -> None:
    assert headline_of(nlp("The canal carries coal.")) == "The canal carries coal"


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("It's hard to hire good engineers in a small town.", "It's hard to hire good engineers in a small town"),
        ("It turns out that most outages begin with a change.", "It turns out that most outages begin with a change"),
        ("There is no way to test a network without a network.", "There is no way to test a network without a network"),
        ("And when people know their hours, burnout falls.", "When people know their hours, burnout falls"),
        ("It lifts more grain than the old crane.", None),
        ("It's easy.", None),
        ("Which is why the gates of the canal leak.", None),
    ],
)
def test_a_headline_may_begin_with_a_pronoun_that_stands_for_nothing_said_before(
    nlp: Language, sentence: str, headline: str | None
) -> None:
    assert headline_of(nlp(sentence)) == headline


def test_what_the_speaker_thinks_is_the_headline_not_that_he_thinks_it(nlp: Language) -> None:
    assert headline_of(nlp("I think that the canal carries coal.")) == "The canal carries coal"


@pytest.mark.parametrize("frame", ["You might think that", "You'd think", "You may believe that"])
def test_what_the_hearer_may_think_is_no_headline(nlp: Language, frame: str) -> None:
    assert "The gates leak" not in headlines_of(nlp(f"{frame} the gates leak, but they are tight."), 9)


@pytest.mark.parametrize(
    ("sentence", "negation"),
    [
        ("The old mill by the river did not close after the war because of the coal price in the north.", "not"),
        ("The families of the mill never left the coast in the years after the long and bitter strike.", "never"),
        ("The harbour has no cranes for a turbine, although the council of the town had promised some.", "no"),
    ],
)
def test_a_headline_keeps_the_negation(nlp: Language, sentence: str, negation: str) -> None:
    headline = headline_of(nlp(sentence)) or ""

    assert len(headline.split()) <= MOST_WORDS
    assert negation in plain_words(headline)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The council in the north spent 40 million euros on a lock, which nobody in the town ever uses.", "40"),
        ("After the strike, which lasted a winter, the port lost 38 percent of its grain to the railways.", "38"),
        ("The new crane, which came by ship from the south, lifts three times as much as the old crane.", "three"),
    ],
)
def test_a_headline_keeps_the_numbers(nlp: Language, sentence: str, number: str) -> None:
    headline = headline_of(nlp(sentence)) or ""

    assert len(headline.split()) <= MOST_WORDS
    assert number in plain_words(headline)


def test_a_headline_is_not_cut_between_a_subject_and_its_verb(nlp: Language) -> None:
    sentence = "More broadly, TDS is a special case of Shipping-First Building and TDF is not."

    assert not (headline_of(nlp(sentence)) or "").endswith("TDF")


def test_what_alone_says_which_things_are_meant_is_not_left_out(nlp: Language) -> None:
    sentence = "The majority of the work in the harbour is done on barges that {}."

    assert headline_of(nlp(sentence.format("cannot be safely rebuilt"))) is None
    assert headline_of(nlp(sentence.replace("that {}", ""))) is not None


def test_quotation_marks_stand_in_pairs_or_not_at_all(nlp: Language) -> None:
    headline = headline_of(nlp('The foreman called the crane "a gift to the harbour of Ostwick.'))

    assert headline == "The foreman called the crane a gift to the harbour of Ostwick"


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        # what is said besides goes first: a second clause, a relative clause, an aside
        (
            "The new lock lets ships of any size into the canal, and the mills along the river are glad of it.",
            "The new lock lets ships of any size into the canal",
        ),
        (
            "Of course, the ferry, which is older than the bridge, carries most of the people who work at the mill.",
            "The ferry carries most of the people who work at the mill",
        ),
        # commas go with what stood between them
        (
            "The canal, in the view of the whole town council that met on Monday, is a disgrace.",
            "The canal is a disgrace",
        ),
        # a superlative says which one is meant
        (
            "The biggest mistake of the town was the narrow lock, which it built for coal barges in the north.",
            "The biggest mistake of the town was the narrow lock",
        ),
        # a lower-case letter at the start may be the name's own
        ("iBoat sells tickets.", "iBoat sells tickets"),
    ],
)
def test_the_headline_loses_as_little_as_it_can(nlp: Language, sentence: str, headline: str) -> None:
    assert headline_of(nlp(sentence)) == headline


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("A small town should keep its own ferry across the wide river, as long as somebody else pays for it.", "long"),
        ("If the council does not train two hundred welders next year, the harbour will not have its crane.", "if"),
        (
            "When people know their hours in advance, burnout falls in every study that the council has paid for.",
            "when",
        ),
    ],
)
def test_a_headline_keeps_the_condition_or_there_is_none(nlp: Language, sentence: str, condition: str) -> None:
    headline = headline_of(nlp(sentence))

    assert headline is None or condition in plain_words(headline)


def test_a_claim_that_twelve_words_cannot_hold_has_no_headline(nlp: Language) -> None:
    sentence = (
        "Among the 212 homes without walls the heating bill fell by 29 percent in 2021, by 31 percent in 2022 and by "
        "40 percent in 2023 if the 12 tenants on the 3 upper floors stayed."
    )

    assert headline_of(nlp(sentence)) is None


@pytest.mark.parametrize("sentence", ["Of course, for example, in fact.", "Well, yeah."])
def test_what_only_opens_a_sentence_has_no_headline(nlp: Language, sentence: str) -> None:
    assert headline_of(nlp(sentence)) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It carries coal.",
        "The canal, carries coal to the sea.",
        "The canal is opened with, a ribbon in the spring.",
        "The title of the talk is a canal for coal.",
        "Those barges carry coal to the sea.",
        "He -- the council closed the canal.",
        "You cannot have a council that has never once in a hundred years closed the old canal to barges of coal.",
        "The council would not close the canal for the coal of the north, but it did for that of the south.",
    ],
)
def test_what_would_lean_break_off_or_say_something_else_is_no_headline(nlp: Language, sentence: str) -> None:
    assert headline_of(nlp(sentence)) is None


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("And the canal carries coal.", "The canal carries coal"),
        ("So, for example, the canal carries coal.", "The canal carries coal"),
        ("In addition, the canal carries coal.", "The canal carries coal"),
        ("In addition to the road, the canal carries coal.", "In addition to the road, the canal carries coal"),
    ],
)
def test_words_that_lead_over_from_what_was_said_before_go(nlp: Language, sentence: str, headline: str) -> None:
    assert headline_of(nlp(sentence)) == headline


def test_a_price_keeps_what_it_is_the_price_of(nlp: Language) -> None:
    sentence = "On the slide that the council had seen in May, Norrland Atomic sells power at 75 euros a megawatt hour."

    assert headline_of(nlp(sentence)) == "Norrland Atomic sells power at 75 euros a megawatt hour"


def test_what_is_denied_keeps_the_word_that_says_how_much(nlp: Language) -> None:
    sentence = (
        "The council of the old town will not just close the northern lock, but it will fill the canal with stones."
    )

    assert "will not close" not in (headline_of(nlp(sentence)) or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "The council of the small northern town closed the old soft coal canal in the very hard winter of the strike.",
        "Norrland Atomic sells power from its small modular reactor in the north at 75 euros a megawatt hour.",
    ],
)
def test_no_words_go_from_the_middle_of_a_phrase(nlp: Language, sentence: str) -> None:
    headline = headline_of(nlp(sentence))

    assert headline is None or headline in sentence


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("Ada, we closed the canal of Ostwick.", "We closed the canal of Ostwick"),
        ("So Ada, we closed the canal of Ostwick.", "We closed the canal of Ostwick"),
        (
            "So the canal itself is, like I said, a way to carry coal from Ostwick, which lies inland.",
            "The canal itself is a way to carry coal from Ostwick",
        ),
    ],
)
def test_whom_the_speaker_talks_to_and_stray_commas_go(nlp: Language, sentence: str, headline: str) -> None:
    assert headline_of(nlp(sentence)) == headline


def test_several_headlines_of_a_sentence_are_different_true_to_its_words_and_finished_ones_come_first(
    nlp: Language,
) -> None:
    sentence = "All dockers are now trained divers, because the course is paid by the harbour council of the town."

    found = headlines_of(nlp(sentence), 4)

    assert found[0] == "All dockers are now trained divers"
    assert 1 < len(found) == len(set(found)) <= 4
    assert headlines_of(nlp(sentence), 1) == found[:1]
    for headline in found:
        remaining = iter(plain_words(sentence))
        assert all(word in remaining for word in plain_words(headline))
        assert len(headline.split()) <= MOST_WORDS


def test_one_of_several_headlines_may_be_a_list(nlp: Language) -> None:
    sentence = "The dam feeds mills, farms, docks and homes."

    assert headline_of(nlp(sentence)) is None
    assert headlines_of(nlp(sentence), 4)[0] == "The dam feeds mills, farms, docks and homes"


def test_no_headline_of_several_loses_a_condition_or_what_a_denial_stands_against(nlp: Language) -> None:
    contrast = "The crane will not take the dockers' jobs, but a docker with a crane will take those of all the others."
    condition = "The old harbour moves more grain than the railways if the locks upstream stay open all through winter."

    assert "The crane will not take the dockers' jobs" not in headlines_of(nlp(contrast), 6)
    assert not any(headline.endswith("railways") for headline in headlines_of(nlp(condition), 6))


def test_a_question_has_no_headlines(nlp: Language) -> None:
    assert headlines_of(nlp("Which is why the gates of the canal leak."), 4) == []


def test_a_headline_with_one_word_too_many_leaves_its_first_the_out(nlp: Language) -> None:
    doc = nlp(
        "My prediction is that the price of computing for machine learning will fall by half by 2028, because too "
        "many sheds are being built at once."
    )

    assert "Price of computing for machine learning will fall by half by 2028" in headlines_of(doc, 8)


def test_a_year_that_a_preposition_asks_for_counts_nothing(nlp: Language) -> None:
    doc = nlp("But I expect that by 2029 most banks in Europe will have stopped accepting passwords from customers.")

    assert not [headline for headline in headlines_of(doc, 8) if headline.startswith("2029")]


def test_how_much_is_no_time_that_may_go(nlp: Language) -> None:
    assert headlines_of(nlp("Calder Hospital says that its AI scribe saves every doctor an hour a day."), 8) == []
