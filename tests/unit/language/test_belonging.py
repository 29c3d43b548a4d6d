"""Which sentences say whose firm they speak of."""

from __future__ import annotations

import pytest

from assets.language.belonging import names_its_firm


@pytest.mark.parametrize(
    "sentence",
    [
        "At Northern Locks our customers pay by the barge.",
        "Our company, Northern Locks, mends gates.",
        "Our team at Marlow mends four gates a year.",
        "The company I work for is called Northern Locks, and the company mends gates.",
        "Our roads flood every spring.",
        "We have forty locks that nobody mends.",
        "The company that mends the gates has forty customers.",
        "My shop on the quay sold flour and bread.",
        "Our hospitals lack staff and beds in every winter.",
        "Our state employs engineers for the locks.",
        "Our hunger for foreign products has doubled since 2000.",
        "Our gross domestic product fell by four percent.",
        "Our State Department sued the mill in 2020.",
        "The company we now call Marlow mends gates.",
    ],
)
def test_a_firm_that_is_named_and_what_is_no_firm_s_are_clear(sentence: str) -> None:
    assert names_its_firm(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our customers pay by the barge.",
        "We have our dredging and towing section that earns more than Marlow.",
        "Our sales and support team mends forty gates a year.",
        "The company I work for mends forty gates a year.",
        "The startup where we met sold flour to Marlow.",
    ],
)
def test_what_is_said_of_our_firm_leaves_open_which_it_is(sentence: str) -> None:
    assert not names_its_firm(sentence)
