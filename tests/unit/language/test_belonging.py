"""Which sentences say whose firm they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.belonging import names_its_firm, tells_of_unnamed_firm

if TYPE_CHECKING:
    from spacy.language import Language


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


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("We built a lock that closes by itself.", True),
        ("So we were using Marlow barges at first.", True),
        ("We didn't mend the gates at any point.", True),
        ("We had tried to close the lock by hand.", True),
        ("Right now we mend all the gates of the lock by hand.", True),
        ("For now, we are moving the barges to the quay.", True),
        ("We have a lock that we currently mend by hand.", True),
        ("We don't mend the gates at the moment.", False),
        ("We are short of locks right now.", False),
        ("Right now we have just opened a lock.", False),
        ("At Marlow we currently mend the gates by hand.", False),
        ("At Northern Locks we built a gate that closes by itself.", False),
        ("When I worked in Ostwick, we built a gate.", False),
        ("In 2013 we sold the lock to a mill.", False),
        ("We at Marlow built a gate that closes by itself.", False),
        ("We spent ten years at Marlow with the gates.", False),
        ("We saw a queue of barges at the lock.", False),
        ("We used to keep the barges in the harbour.", False),
        ("We build locks that close by themselves.", False),
        ("We have built a lock that closes by itself.", False),
        ("We've got a lock that closes by itself.", False),
        ("I think we built too many locks.", False),
        ("The town built a lock that we like.", False),
    ],
)
def test_what_we_did_once_has_to_say_who_we_are(nlp: Language, sentence: str, *, does: bool) -> None:
    assert tells_of_unnamed_firm(nlp(sentence)) is does


def test_what_a_country_did_is_everybodys(nlp: Language) -> None:
    doc = nlp("We sold the old harbour to France.")
    doc.set_ents(
        [doc.char_span(len("We sold the old harbour to "), len("We sold the old harbour to France"), label="GPE")]
    )

    assert not tells_of_unnamed_firm(doc)
