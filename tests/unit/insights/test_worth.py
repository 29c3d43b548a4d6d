"""Worth: what the model makes of passages, alone and under titles; each pair has one that readers would put first."""

from __future__ import annotations

from assets.insights.worth import is_clip, worth_of

THOUGHT = (
    "The best engineers I know delete more code than they write, because every line that you keep is a line that "
    "somebody has to understand, test and repair for as long as the product lives."
)
WAY = (
    "So if you go to the website and you click on the link over there, you will see a page with a button on it, and "
    "then you click on that and you can sign up for the thing."
)
GOOD = "The best engineers delete more code than they write."
TORN = "A line that somebody has to … understand, test and repair for as"


def test_a_complete_thought_is_rather_a_clip_than_a_way_through_a_website() -> None:
    assert 0 < is_clip(WAY) < 0.2 < 0.7 < is_clip(THOUGHT) < 1


def test_of_two_titles_of_a_passage_the_whole_one_is_good_and_the_torn_one_wrong() -> None:
    whole, torn = worth_of(GOOD, THOUGHT), worth_of(TORN, THOUGHT)

    assert whole.good > torn.good
    assert whole.wrong_title < torn.wrong_title


def test_a_way_through_a_website_is_not_worth_knowing_under_any_title() -> None:
    assert worth_of("You will see a page with a button on it.", WAY).good < 0.2 < worth_of(GOOD, THOUGHT).good
