"""Which sentences stand alone and which lean on the one before, break off or stutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.standing import begins_alone, is_whole, stands_alone

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour master closed the old lock, and the barges waited outside.",
        'The mayor said "the lock stays shut", and nobody argued.',
        "We saw a very, very long queue of barges at the lock.",
        "The mayor says “it leaks”, and the master says “it holds”.",
        "The mayor wrote “the master said “it holds” to me”.",
        "The Plus Plus ferry leaves at nine every morning.",
        "Barges carry coal, you know, and grain...",
        "The leak got worse and worse and worse until the gates broke.",
    ],
)
def test_a_sentence_that_is_said_to_its_end_is_whole(sentence: str) -> None:
    assert is_whole(sentence)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The harbour -- the master closed the lock.", "a restart"),
        ("The lock was ... the gates leak.", "a restart"),
        ("In the in the harbour the gates leak.", "a stutter"),
        ("The gates, the gates leak at night.", "a stutter"),
        ("The gates of the lock leak, and so the master,", "cut"),
        ("The gates of the lock leak because of the", "cut"),
        ("The gates of the lock leak, because...", "cut"),
        ("The mayor sold the lock and …", "cut"),
        (": but the gates leak.", "the rest of another sentence"),
        ('The mayor said "the lock stays shut.', "half a quotation"),
        ("The lock is harder to close.” “The mayor is rich.", "halves of two quotations"),
        ("You know, I mean, the gates, like, leak, you know.", "more fillers than words"),
        ("The lock in the north - we paid for the gates in May.", "begun anew"),
        ("The gates are more— you know, the lock leaks.", "begun anew"),
    ],
)
def test_a_sentence_that_breaks_off_is_not_whole(sentence: str, why: str) -> None:
    assert not is_whole(sentence), why


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("It's faster than the railway.", False),
        ("And they moved the cranes.", True),  # only the parse can tell
        ("They have moved the cranes.", False),
        ("That is how barges float.", False),
        ("It's hard to float a barge in winter.", True),
        ("It turns out that barges float.", True),
        ("It was a large barge that sank.", False),
        ("Barges float.", True),
    ],
)
def test_the_first_words_may_tell_that_a_sentence_leans(sentence: str, *, alone: bool) -> None:
    assert begins_alone(sentence) is alone


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("The council closed the lock because it leaked.", True),
        ("He closed the lock in the spring.", False),
        ("We are starting to use it for the barges.", False),
        ("This lock has not been touched in three years.", False),
        ("This year the council closed the lock.", True),
        ("There's this wide gap between barges and railways.", True),
        ("That closing of the lock cost the town a harbour.", False),
        ("Ten years later, we rewrote it.", False),
        ("One was the lock, and the other the quay.", False),
        ("One of the locks leaks.", True),
        ("For the most part, they carry coal.", False),
        ("Many have moved to the north.", False),
        ("After making a fortune with barges and locks, he bought the harbour.", False),
        ("The harbour master says that he bought the lock.", True),
        ("Ida Holm says that she bought the lock.", True),
        ("My boss says that he bought the lock.", True),
        ("Many who own a barge live on it.", True),
        ("Some people are using it and dislike the noise.", False),
        ("The council has a lock and uses it.", True),
        ("We sold the lock to them.", False),
        ("The towns sold the lock that they had built.", True),
        ("Somebody says they saw the barge.", True),
        ("The harbour counts barges this way.", False),
        ("If a barge sinks, it blocks the lock.", True),
        ("Is the lock of the old harbour shut.", False),
        ("Because the lock leaked in the spring.", False),
    ],
)
def test_a_pronoun_needs_a_noun_before_it_in_the_sentence(nlp: Language, sentence: str, *, alone: bool) -> None:
    assert stands_alone(nlp(sentence)) is alone


def test_of_reported_speech_what_is_reported_has_to_stand_alone(nlp: Language) -> None:
    sentence = "He says that the council closed 40 percent of the locks."

    assert not stands_alone(nlp(sentence))
    assert stands_alone(nlp(sentence), sentence.index("the council"), len(sentence))
