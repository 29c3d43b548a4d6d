"""Titles: which headlines a passage can be given, and how they are told apart by what they are worth."""

from __future__ import annotations

import pytest

from assets.insights.titles import claims_with_title, may_have_title, titles_by_worth, titles_of, with_what_follows
from tests.claiming import SENTENCE, claim


@pytest.mark.parametrize(
    ("headline", "sentence", "after"),
    [
        ("The port of Ostwick closed two of its four grain terminals", SENTENCE, ","),
        ("The port of Ostwick closed two of its four grain", SENTENCE, " … terminals, after the insurer left."),
        ("The terminals closed", "The terminals closed because the insurer left.", " … because the insurer left."),
        ("The terminals closed", "So the terminals closed.", "."),
        ("The terminals closed", "The terminals closed", "."),
        ("The terminals closed again", "The terminals, he says, soon closed again!", "!"),
        ("The terminals closed", "The port closed, and then the terminals closed, too.", ","),
        ("Grain was sold", "The terminals closed.", " …"),
        ("One two", "One two three four five six seven eight nine.", " … three four five six seven eight"),
    ],
)
def test_what_follows_a_headline_in_its_sentence_is_a_mark_or_the_next_six_words(
    headline: str, sentence: str, after: str
) -> None:
    assert with_what_follows(headline, sentence) == headline + after


def test_a_claim_without_a_headline_or_with_a_low_score_has_no_title() -> None:
    assert titles_of(claim("The port closed two terminals")) == ["The port closed two terminals"]
    assert titles_of(claim(None)) == []
    assert titles_of(claim("The port closed")) == []
    assert titles_of(claim("The port closed two terminals", score=0.005)) == []


@pytest.mark.parametrize("opening", ["As a result", "Speaking of grain", "However", "Ida continues"])
def test_a_headline_that_goes_on_from_what_was_said_before_is_no_title(opening: str) -> None:
    assert titles_of(claim(f"{opening}, the port closed two terminals")) == []


@pytest.mark.parametrize(
    "torn",
    [
        "The port has become so busy",
        "The port closed two terminals for",
        "The port and and its railway closed",
        "The port is the it's a large one",
        "The port opened an open source",
        "The port closed two terminals, and used",
        "The port closed two terminals, I don't know",
        "The port closed two terminals, you know",
        "The port closed two terminals, I guess",
        "The port closed two terminals, right",
        "The port closed two terminals, at least",
        "The port closed two terminals, as they should",
        "The port closed two terminals, if anybody is listening",
    ],
)
def test_what_was_torn_off_or_garbled_is_no_title(torn: str) -> None:
    assert titles_of(claim(torn, f"{torn} today.")) == []


@pytest.mark.parametrize(
    "whole",
    [
        "The port has closed two terminals so far",
        "The grain harbour is not so old",
        "Ransomware hit the IT department of the port",
        "The port's new crane is an add-on",
        "The port handled 4 4-axle cars",
        "The port had had two terminals",
        "Grain is much much cheaper by rail",
    ],
)
def test_what_looks_torn_off_or_garbled_and_is_not_is_a_title(whole: str) -> None:
    assert titles_of(claim(whole, f"{whole} today.")) == [whole]


def test_a_list_that_is_cut_after_its_first_is_no_title() -> None:
    listed = "The port has four kinds of cranes: gantries"

    assert titles_of(claim(listed, f"{listed}, jibs, luffers and derricks.")) == []
    assert titles_of(claim(listed, f"{listed}.")) == [listed]


def test_what_ends_its_sentence_is_not_torn_off() -> None:
    whole = "The era of cheap grain is over"

    assert titles_of(claim(whole, f"{whole}.")) == [whole]
    assert titles_of(claim(whole, f"{whole} the water of the north.")) == []


def test_a_headline_of_something_that_adds_something_is_a_title() -> None:
    assert titles_of(claim("Ostwick adds two terminals")) == ["Ostwick adds two terminals"]


def test_a_claim_that_was_read_for_its_titles_has_those_of_its_headlines_that_stand_alone() -> None:
    read = claim("The port closed") | {
        "headlines": ["The port closed two terminals", "They closed two terminals", "It"]
    }

    assert titles_of(read) == ["The port closed two terminals"]
    assert titles_of(claim("The port closed two terminals") | {"headlines": None}) == ["The port closed two terminals"]


@pytest.mark.parametrize(
    "rest", ["that leaks", "for barges of stone", "as a gift, not as a loan", "with two locks", "by closing the lock"]
)
def test_a_title_does_not_end_before_a_part_of_what_is_said(rest: str) -> None:
    title = "Ostwick gave its harbour a canal"

    assert titles_of(claim(title, f"{title} {rest}.")) == []
    assert titles_of(claim(title, f"{title}, {rest}.")) == ([] if rest.startswith("with") else [title])


def test_a_title_keeps_the_article_that_its_sentence_begins_with() -> None:
    sentence = "So the task of the council is to keep the lock open."

    assert titles_of(claim("Task of the council is to keep the lock open", sentence)) == []
    assert titles_of(claim("The task of the council is to keep the lock open", sentence)) != []


@pytest.mark.parametrize("doubt", ["My feeling, I don't know why, is that", "At the time", "It seems to be that"])
def test_doubt_and_time_that_stand_before_a_title_are_not_left_out(doubt: str) -> None:
    assert titles_of(claim("The council sold the lock", f"{doubt} the council sold the lock.")) == []


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("The harbour doubled its grain exports in 2023.", True),
        ("And so the harbour doubled its grain exports in 2023.", True),
        ("And they doubled their grain exports in 2023.", False),
        ("I doubled the grain exports of the harbour in 2023.", False),
        ("And I really feel like the harbour doubled its grain exports.", True),
        ("We found that the harbour doubled its grain exports.", True),
        ("If the harbour doubled its grain exports, prices fell.", True),
        ("It's hard to double the grain exports of a harbour.", True),
        ("It doubled the grain exports of the harbour in 2023.", False),
        ("The harbour doubled its grain exports in 2023?", False),
    ],
)
def test_a_sentence_is_read_for_a_title_only_where_its_opening_may_give_one(sentence: str, may: bool) -> None:
    assert may_have_title(sentence) is may


def test_claims_with_a_title_stand_by_segment() -> None:
    title = "The port of Ostwick closed two of its four grain terminals"
    whole, other = claim(title), claim(title, segment="segment-2")

    assert claims_with_title([whole, claim(None), other]) == {"segment-1": [whole], "segment-2": [other]}


def test_the_best_title_is_the_one_that_is_worth_most_and_of_equals_the_first() -> None:
    good, dull = "Rust's new borrow checker accepts more programs", "We had a lot of fun last week"
    first, second = (claim(good, f"{good}.") | {"char_start": start} for start in (3, 9))

    found = titles_by_worth([claim(dull, f"{dull}."), second, first], f"{dull}. {good}.")[0]

    assert found.claim is first
    assert 0 < titles_by_worth([claim(dull, f"{dull}.")], f"{dull}.")[0].worth < found.worth < 1


def test_of_the_headlines_of_a_claim_the_one_that_is_worth_most_is_its_title() -> None:
    good, cut = "Rust's new borrow checker accepts more programs", "Rust's new borrow checker accepts"
    read = claim(cut, f"{good}.") | {"headlines": [cut, good]}

    assert titles_by_worth([read], f"{good}.")[0].text == good


@pytest.mark.parametrize(
    "turn",
    [
        ", but it rejects some",
        ". However, it is slow",
        " today. The problem, of course, is its speed",
        ". Well, let me take that back",
    ],
)
def test_a_concession_is_no_title(turn: str) -> None:
    good = "Rust's new borrow checker accepts more programs"

    assert titles_by_worth([claim(good, f"{good}.")], f"{good}. It is fast.")
    assert titles_by_worth([claim(good, f"{good}.")], f"{good}{turn}.") == []


@pytest.mark.parametrize("before", ["Imagine that", "Let's say", "It closed, or", "It was like", "Ostwick and"])
def test_what_is_supposed_or_half_of_two_is_no_title(before: str) -> None:
    headline = "Marlow are building two new terminals"

    assert titles_of(claim(headline, f"Yesterday {headline}.")) == [headline]
    assert titles_of(claim(headline, f"{before} {headline}.")) == []


@pytest.mark.parametrize(
    "before",
    ["If the town pays,", "Maybe the town is rich, and", "For me,", "Unless it rains,", "It pays if you wait and"],
)
def test_what_stands_under_a_condition_or_may_be_is_no_title(before: str) -> None:
    headline = "Marlow builds two new terminals"

    assert titles_of(claim(headline, f"{before} {headline}.")) == []
    assert titles_of(claim(headline, f"Now that the town pays, {headline}.")) == [headline]


def test_a_name_that_was_misheard_makes_no_title() -> None:
    assert titles_of(claim("The port answers letters with chat GDP")) == []
    assert titles_of(claim("The port answers letters with ChatGPT")) != []


def test_of_two_sentences_the_second_may_begin_after_an_and() -> None:
    for headline in ("People are building two new terminals", "Marlow builds two new terminals"):
        assert titles_of(claim(headline, f"The port is old and {headline}.")) == [headline]


@pytest.mark.parametrize(
    "rest",
    [
        ", or it closes them",
        ", who paid for it",
        ", where the grain is",
        " if the town pays",
        ", unless the town pays",
        ", at least in the north",
        ", with which nobody was happy",
    ],
)
def test_what_goes_on_with_another_half_is_not_finished(rest: str) -> None:
    headline = "The port opened two new terminals"

    assert titles_of(claim(headline, f"{headline}{rest}.")) == []


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("The port not only closed two terminals", "The port not only closed two terminals, but sold its cranes."),
        ("From one perspective, the port is full", "From one perspective, the port is full."),
        ("The port closed two terminals", "The port closed two terminals, which I don't know if you'd call it so."),
        ("Many people think that the port is full", "Many people think that the port is full."),
        ("Grain from the north is so cheap", "Grain from the north is so cheap that nobody grows it here."),
    ],
)
def test_half_of_a_pair_and_what_many_people_think_are_no_titles(headline: str, sentence: str) -> None:
    assert titles_of(claim(headline) | {"quote": sentence}) == []


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("The terminals are slow, you wait", "The terminals are slow, and because they are, you wait."),
        ("The port grows the town shrinks", "The port grows, which it should not, the town shrinks."),
        ("The port grows, it pays", "The port grows, unless it rains, it pays."),
    ],
)
def test_what_a_left_out_conjunction_joined_does_not_stand_together(headline: str, sentence: str) -> None:
    assert titles_of(claim(headline, sentence)) == []


def test_the_words_of_a_headline_are_those_that_stand_nearest_together() -> None:
    sentence = "We closed the port and we sold the crane."

    assert titles_of(claim("We sold the crane", sentence)) == ["We sold the crane"]


@pytest.mark.parametrize("turn", [", but it rejects some", ", although few use it"])
def test_a_concession_within_its_sentence_is_no_title(turn: str) -> None:
    assert titles_of(claim("Rust accepts more programs", f"Rust accepts more programs{turn}.")) == []


def test_a_title_does_not_end_with_the_subject_of_what_follows_brackets() -> None:
    after, behind = "The crews cheered after Ida Holm", "Ida Holm built a crane"

    assert titles_of(claim(after, f"{after} (a stoker) rang the bell.")) == []
    assert titles_of(claim(behind, f"{behind} (steel, nine tonnes) in the port of Marlow.")) == [behind]
    assert titles_of(claim(behind, f"{behind} (steel, nine tonnes) for the port of Marlow.")) == []
    assert titles_of(claim(behind, f"{behind} (steel, nine tonnes) I have never seen.")) == []


def test_one_of_several_quotations_is_no_title() -> None:
    listed = "Ida lists “The port needs four terminals” and “Grain needs no port at all.”"

    assert titles_of(claim("The port needs four terminals", listed)) == []
    assert titles_of(claim("The port needs four terminals", "The sign reads: “The port needs four terminals.”")) != []


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Harbour is closed for the winter", "The tolls are paid, or the harbour is closed for the winter."),
        ("The harbour closes for the winter", "Either the harbour closes for the winter, the town says, or it pays."),
        ("The harbour will either be sold", "The harbour will either be sold by the town or closed."),
    ],
)
def test_one_of_two_that_may_be_so_is_no_title(headline: str, sentence: str) -> None:
    assert titles_of(claim(headline, sentence)) == []


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("The harbour is not cheap either", "The harbour is not cheap either, as all know."),
        ("Cranes stand on either side of it", "Cranes stand on either side of it."),
        ("Voters of either party want the harbour", "Voters of either party want the harbour."),
        ("Cranes are not cheap either, the town says", "Cranes are not cheap either, the town says."),
        ("The harbour will either be sold or closed", "The harbour will either be sold or closed."),
        ("Large cranes lift heavy grain", "You can take either one or the other, and large cranes lift heavy grain."),
    ],
)
def test_an_either_that_is_whole_or_no_choice_stands_in_a_title(headline: str, sentence: str) -> None:
    assert titles_of(claim(headline, sentence)) == [headline]


def test_half_of_a_comparison_is_no_title() -> None:
    sentence = "The more the town grows, the more the harbour silts up."

    assert titles_of(claim("The more the harbour silts up", sentence)) == []
    assert titles_of(claim("More the harbour silts up", sentence)) == []
    assert titles_of(claim("The more the town grows", sentence)) == []
    assert titles_of(claim(sentence[:-1], sentence)) == [sentence[:-1]]
    assert titles_of(claim("The more expensive crane lifts grain", "The more expensive crane lifts grain.")) != []
    assert (
        titles_of(claim("The better crane lifts grain", "The better crane lifts grain, and the worse crane rusts."))
        != []
    )


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("The town has a plan for cranes many", ", like many, many towns"),
        ("The docks are emptied step", " by step"),
        ("The town has sold several", ", so to say, old cranes"),
    ],
)
def test_what_ends_in_a_word_that_belongs_to_what_comes_next_is_no_title(headline: str, rest: str) -> None:
    assert titles_of(claim(headline, f"{headline}{rest}.")) == []


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("Grain from the north is cheap", ", very cheap"),
        ("The town sells grain from port-to-port", " each day"),
        ("Of the cranes the town has sold several", ""),
    ],
)
def test_what_is_said_again_to_stress_it_is_a_title(headline: str, rest: str) -> None:
    assert titles_of(claim(headline, f"{headline}{rest}.")) == [headline]


@pytest.mark.parametrize(
    "headline",
    [
        "The company went under in the spring",
        "Company was sold in the spring",
        "The project's harbour was sold",
        "The tool quickly became very popular",
    ],
)
def test_a_lone_noun_that_only_its_hearers_know_makes_no_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "The company behind Marlow went under",
        "Companies went under in the spring",
        "A company was sold in the spring",
        "The company law of the north is old",
        "Paper was invented in the north",
        "Marlow's company was sold in the spring",
    ],
)
def test_a_noun_of_which_something_says_which_one_may_begin_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


@pytest.mark.parametrize(
    ("before", "headline"),
    [
        ("So in the past, you could moor for free.", "You moor there without any papers"),
        ("If you run a small boat, you pay nothing.", "You just moor at the gate"),
        ("And I think if you run a small boat, the gate is free. It works well, and", "you just moor at the gate"),
        ("If you run a small boat.", "The old gate is free of charge"),
        ("When you come by night, you pay twice.", "You're sent to the northern gate"),
    ],
)
def test_what_holds_only_under_a_sentence_before_is_no_title(before: str, headline: str) -> None:
    said = claim(headline, f"{headline}.")

    assert titles_by_worth([said], f"{before} {headline}.") == []
    assert titles_by_worth([said], f"The harbour is old. {headline}. {before}") != []


@pytest.mark.parametrize(
    ("before", "headline"),
    [
        ("In the past, you could moor for free.", "The new gate counts all the boats"),
        ("In the past, you could moor for free.", "You now pay at the gate"),
        ("In the past, you could moor. Today you pay, and", "you just moor at the gate"),
        ("In the past, the town was poor.", "You just moor at the gate"),
        ("You pay nothing, even if it rains.", "You just moor at the gate"),
        ("We built it, because if we wait, we pay.", "We're selling the old gate"),
        ("If it rains, the gate is closed.", "The gate is free of charge"),
    ],
)
def test_what_speaks_of_others_or_of_today_is_not_under_the_sentence_before(before: str, headline: str) -> None:
    assert titles_by_worth([claim(headline, f"{headline}.")], f"{before} {headline}.") != []


@pytest.mark.parametrize("doer", ["they built", "they're building", "that's leaking", "who've left the north"])
def test_a_title_does_not_end_before_what_says_which_one_is_meant(doer: str) -> None:
    title = "Ostwick paid for the lock"

    assert titles_of(claim(title, f"{title} {doer}.")) == []
    assert titles_of(claim(title, f"{title}, {doer}.")) == [title]


@pytest.mark.parametrize(
    ("rest", "is_whole"),
    [
        (", and it's never been full", False),
        (", and they just couldn't pay", False),
        (" and that cost is not small", False),
        (", and it's now full", True),
        (", and the barges never came", True),
    ],
)
def test_a_title_does_not_end_before_what_denies_it(rest: str, is_whole: bool) -> None:
    title = "Ostwick built a lock for barges"

    assert titles_of(claim(title, f"{title}{rest}.")) == ([title] if is_whole else [])


def test_a_list_that_is_cut_after_its_second_is_no_title() -> None:
    listed = "Ostwick spends its tolls on dredging, widening"

    assert titles_of(claim(listed, f"{listed}, painting, lighting and mending its locks.")) == []
    assert titles_of(claim("The lock is closed, sadly", "The lock is closed, sadly, says the whole town.")) != []


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_title_does_not_end_in_the_midst_of_what_is_quoted(marks: str) -> None:
    title, (opening, closing) = "Ida Holm wrote: The lock is closed", marks
    quoted = f"Ida Holm wrote: {opening}The lock is closed"

    assert titles_of(claim(title, f"{quoted}, and the barges left.{closing}")) == []
    assert titles_of(claim(title, f"{quoted}{closing}, and the barges left.")) == [title]
    assert titles_of(claim(title, f"{quoted}.{closing}")) == [title]


@pytest.mark.parametrize(
    "before",
    [
        "And then",
        "Barges were slow, and now",
        "The old lock leaks, versus",
        "It seems like every town, every village,",
        "In theory,",
        "For the foreseeable future,",
        "When we were there last Tuesday,",
        "One of the things we believed was that",
        "They said",
        "Some people just think that",
        "Ida Holm thinks",
    ],
)
def test_a_step_of_a_story_a_time_and_another_who_says_so_are_not_left_out(before: str) -> None:
    title = "Ostwick builds a lock for barges"

    assert titles_of(claim(title, f"{before} {title}.")) == []


@pytest.mark.parametrize("before", ["I think", "We think that", "Ida Holm says", "Over the last month,", "So"])
def test_what_stands_before_a_title_and_takes_nothing_away_may_be_left_out(before: str) -> None:
    title = "Ostwick builds a lock for barges"

    assert titles_of(claim(title, f"{before} {title}.")) == [title]


def test_what_another_is_quoted_for_is_no_title() -> None:
    title = "Ostwick builds a lock for barges"

    assert titles_of(claim(title, f"Ida says, “{title}.”")) == []
    assert titles_of(claim(title, f"I said, “{title}.”")) == [title]


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ("With a small boat,", False),
        ("There is a rule at Ostwick;", False),
        ("And I think", True),
        ("So", True),
        ("", True),
    ],
)
def test_what_you_may_do_is_a_title_only_without_what_it_is_said_of(before: str, may: bool) -> None:
    title = "You moor there without any papers"

    assert titles_of(claim(title, f"{before} {title}.")) == ([title] if may else [])


@pytest.mark.parametrize(
    "headline",
    [
        "At the same time, the lock is closed",
        "By the way, the lock is closed",
        "In Ostwick I remember the old lock",
        "Nowadays, I think the lock is closed",
        "When we see the town open the lock",
        "Before the town opened the lock",
        "The rule of the lock is If it leaks it closes",
        "There's a reason that the lock is closed",
        "There are still some big problems with the lock",
        "The lock serves the town in two ways",
        "Barges come in these three sizes",
        "Mooring at the lock is really hard",
        "The lock of Ostwick is super-important",
        "The new lock is very simple to use",
        "There's a company that repairs old locks",
        "There was this recent study on the old locks",
        "You can moor at the quay of Ostwick",
        "We say the lock is too slow",
        "Mending the lock is like baking something",
        "The town repairs its locks and things like that",
        "Suddenly, the gates of the lock were open",
    ],
)
def test_what_is_beside_the_point_or_only_announces_or_praises_is_no_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "In Ostwick the old lock is closed",
        "When it rains, the town opens the lock",
        "The rule of the lock is older than Ida Holm",
        "There's a lock for barges in Ostwick",
        "There's no problem with the lock",
        "There's one lock for each company in Ostwick",
        "You need papers to moor in Ostwick",
        "The lock has been closed since May",
        "The lock of Ostwick suddenly opened its gates",
        "Something in the lock of Ostwick leaks",
        "The lock saves the town a long detour",
        "The lock serves three kinds of barges",
        "Mooring at the lock is harder than at the quay",
        "The lock of Ostwick is a simple gate",
    ],
)
def test_what_says_when_and_what_it_announces_or_praises_is_a_title(headline: str) -> None:
    assert titles_of(claim(headline, f"{headline}.")) == [headline]


@pytest.mark.parametrize("hedge", ["essentially", "almost", "pretty much", "for the most part,"])
def test_a_hedge_that_a_title_leaves_out_makes_it_no_title(hedge: str) -> None:
    title = "The new lock takes all the barges"

    assert titles_of(claim(title, f"The new lock {hedge} takes all the barges.")) == []
    assert titles_of(claim(title, "The new lock also takes all the barges.")) == [title]
