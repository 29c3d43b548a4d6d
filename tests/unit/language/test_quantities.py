"""Quantities, read from figures and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.quantities import quantities, quantities_of

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell by 38 percent.", ["38 percent"]),
        ("It fell by 38%.", ["38 percent"]),
        ("They built 6,000 homes.", ["6000 homes"]),
        ("It cost $3.5 million.", ["3500000 dollars"]),
        ("It cost €20.", ["20 euros"]),
        ("It cost twenty-two million euros.", ["22000000 euros"]),
        ("They moved seventy five thousand tonnes.", ["75000 tonnes"]),
        ("Three years passed.", ["3 years"]),
        ("In 2019 sales fell by 3 percent.", ["3 percent"]),
        ("The 2016 elections cost 40 lives.", ["40 lives"]),
        ("In 2020 nine million people moved.", ["9000000 people"]),
        ("It fell from 12 percent in 2010 to 8 percent in 2020.", ["12 percent", "8 percent"]),
        ("It cost $1.5 bn to build and $1.5 tn to run.", ["1500000000 dollars", "1500000000000 dollars"]),
        ("A 401k plan is a plan.", []),
        ("Seven in ten sailors drown.", ["70 percent"]),
        ("It took ten fifteen years.", []),
        ("Half a million people moved.", ["500000 people"]),
        ("It took two and a half years.", ["2.5 years"]),
        ("It grew two and a half times.", ["2.5 times"]),
        ("The bank raised rates by half a percent, then by a quarter of a point.", ["0.5 percent", "0.25 points"]),
        ("Half the barges carry half a load.", ["50 percent"]),
        ("There was a 5 percentage point increase.", ["5 percent"]),
    ],
)
def test_a_quantity_is_a_value_and_a_unit(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


def test_several_quantities_stand_in_order_and_each_once() -> None:
    assert quantities("It took 40 men 3 weeks, then another 40 men and 3 percent of the budget.") == [
        "40 men",
        "3 weeks",
        "3 percent",
    ]


def test_words_and_figures_of_one_amount_are_the_same_quantity() -> None:
    assert quantities("four hundred ships") == quantities("400 ships") == ["400 ships"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nobody counted the ships.",
        "It opened in 1999.",
        "One of the two, and the three of them.",
        "Anyone often tens.",
    ],
)
def test_years_and_bare_small_counts_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_a_bare_count_above_twelve_is_one() -> None:
    assert quantities("There were 13.") == ["13"]
    assert quantities("There were 12.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 to 50 percent of them left.", ["40 to 50 percent"]),
        ("Between 40 and 50 percent left.", ["40 to 50 percent"]),
        ("It costs $20 to $30 million.", ["20000000 to 30000000 dollars"]),
        ("It costs $3-5 million.", ["3000000 to 5000000 dollars"]),
        ("It rose from 2019 to $3.5 billion.", ["3500000000 dollars"]),
        ("It grew over the past 10, 15 years.", ["10 to 15 years"]),
        ("Give it 20, maybe 30 minutes.", ["20 to 30 minutes"]),
        ("It opened in 2010, 15 years later it closed.", ["15 years"]),
        ("There were 40, 30 days later.", ["40", "30 days"]),
        ("It costs $20, 30 years on.", ["20 dollars", "30 years"]),
    ],
)
def test_a_range_has_two_ends(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A third of the barges sank.", ["33.3 percent"]),
        ("Two thirds of the barges sank.", ["66.7 percent"]),
        ("Half the barges sank.", ["50 percent"]),
        ("One in five barges sank.", ["20 percent"]),
        ("It is three times faster.", ["3 times"]),
        ("It is 10x faster.", ["10 times"]),
        ("Tolls doubled.", ["2 times"]),
        ("Tolls grew tenfold.", ["10 times"]),
        ("It went from 0 to 0 million users.", ["0 users"]),
        ("It triples the tolls.", ["3 times"]),
        ("A million barges passed.", ["1000000 barges"]),
        ("A hundred and fifty ships passed.", ["150 ships"]),
        ("It has 100k visitors.", ["100000 visitors"]),
        ("Tolls rose by three point five percent.", ["3.5 percent"]),
        ("It cost two point five billion dollars.", ["2500000000 dollars"]),
        ("It is twice the size.", ["2 times"]),
    ],
)
def test_shares_are_percent_and_multiples_are_times(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They ride the Marlow 3 boats.",
        "BoatOS 3 comes with a map.",
        "BoatOS 3.5 means nothing.",
        "The harbour opened back in the '80s.",
        "The harbour opened in the early two thousands.",
        "The harbour opened in late '90.",
        "It listens on port 8080.",
        "The R-10 turbine hums.",
        "The second half of the year was dry.",
        "A third party owns the quay.",
        "Version 20.10.1 of the chart is out.",
        "Three quarters of a million homes burned.",
        "There is a third option.",
        "Every fifth grader knows it, and a fifth grader wrote it.",
        "They double down on barges.",
        "It runs twice a week.",
    ],
)
def test_numbers_of_names_and_fractions_in_idioms_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They moored two in 2023.", []),
        ("They moored one in twenty twenty three.", []),
        ("There were 9 in 2021 and 14 in 2022.", ["14"]),
        ("The pump scored 2 out of 0 there.", []),
        ("The pump scored 9 out of 5 there.", []),
        ("The pump scored 4 out of 5 there.", ["80 percent"]),
        ("One in two thousand barges sinks.", ["0.1 percent"]),
    ],
)
def test_a_share_is_of_no_year_and_of_nothing_smaller_than_the_part(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In twenty twenty four they moored forty barges.", ["40 barges"]),
        ("It opened in nineteen eighty.", []),
        ("It was dry between nineteen ninety and two thousand.", []),
        ("In two thousand and eight the quay sank.", []),
        ("Two thousand and eight barges sank.", ["2008 barges"]),
        ("Twenty one barges sank.", ["21 barges"]),
        ("\u017fixty barges sank.", ["60 barges"]),
        ("Between forty and fifty barges sank.", ["40 to 50 barges"]),
    ],
)
def test_a_year_in_words_is_no_quantity(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize("text", ["The lock opens at 10:30.", "The lock opens at 14:30 sharp."])
def test_a_time_of_day_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3M announced a new rope.", []),
        ("The 70B model reads the gauge.", []),
        ("It cost $3M.", ["3000000 dollars"]),
        ("It cost 20M euros.", ["20000000 euros"]),
        ("It has 5m visitors.", ["5000000 visitors"]),
        ("It has 5M visitors.", ["5000000 visitors"]),
    ],
)
def test_a_capital_m_or_b_is_a_scale_of_money_and_of_what_is_counted(text: str, expected: list[str]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("40 percent of the captains left.", [("40 percent", "captains")]),
        ("The town built 6,000 new homes.", [("6000", "new homes")]),
        ("The tolls fell by 38 percent.", [("38 percent", "tolls")]),
        ("They fell by 38 percent.", [("38 percent", None)]),
        ("The pump holds 5 tonnes of water.", [("5 tonnes", "water")]),
    ],
)
def test_the_parse_says_what_a_quantity_measures(
    nlp: Language, sentence: str, expected: list[tuple[str, str | None]]
) -> None:
    found = quantities_of(nlp(sentence))

    assert [(str(quantity), quantity.measures) for quantity in found] == expected


def test_places_count_from_the_start_of_the_sentence_though_only_its_end_is_read(nlp: Language) -> None:
    sentence = "Well, 12 years and 40 barges are gone."

    found = quantities_of(nlp(sentence), start=len("Well, "))

    assert [sentence[quantity.start : quantity.end] for quantity in found] == ["12 years", "40 barges"]
