"""In what way a sentence puts something forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.lexicon import data, pattern
from assets.language.modality import modality_of
from assets.language.schema import MODALITIES

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("sentence", "modality", "cue"),
    [
        ("The lock gates leak.", "asserted", None),
        ("The town should sell the lock.", "recommended", "should"),
        ("You have to drain the basin first.", "recommended", "have to"),
        ("I would recommend the small boats.", "recommended", "I would recommend"),
        ("If the gates break, the basin drains.", "hypothetical", "If"),
        ("If somebody saw the plans, the basin drains.", "hypothetical", "If"),
        ("The basin would have drained.", "hypothetical", "would"),
        ("We will drain the basin.", "predicted", "will"),
        ("They are going to drain the basin.", "predicted", "going to"),
        ("The basin might be empty.", "hedged", "might"),
        ("I think the basin is empty.", "hedged", "think"),
        ("The basin is probably empty.", "hedged", "probably"),
        ("As far as I know the basin is empty.", "hedged", "As far as I know"),
        ("If I remember right, the basin is empty.", "hedged", "If I remember right"),
        ("He used to sleep on the quay.", "recalled", "used to"),
        ("One of the things that we built was a lock.", "recalled", "was"),
        ("My understanding is that the gates leak.", "hedged", "My understanding is"),
        ("So the basin I think is empty.", "hedged", "I think"),
        ("I've seen the bills of the lock, and I think that the town pays too much.", "hedged", "think"),
        ("We expect that the tolls rise.", "predicted", "expect"),
        ("We will add two locks next year.", "predicted", "will"),
        ("You should dredge the basin, let's say, every two years.", "recommended", "should"),
        ("You had better close the gates before the flood.", "recommended", "You had better"),
        ("The harbour is set to double its grain.", "predicted", "is set to"),
        ("Three years ago our gates were steel.", "recalled", "Three years ago"),
        ("We sailed to Marlow in a barge.", "recalled", "sailed"),
        ("My first job was on a barge.", "recalled", "was"),
        ("My job is on a barge.", "asserted", None),
        ("For three winters I had a shop on the quay.", "recalled", "had"),
        ("The town had nine schools in 2010.", "asserted", None),
        ("I have a shop on the quay.", "asserted", None),
        ("I worked for a mill in Marlow; the owners sold flour and bread.", "recalled", "worked"),
        ("The mill sells flour and bread; I worked there.", "asserted", None),
        ("Marlow Lock will, by default, list every barge that leaks.", "asserted", None),
        ("Marlow Lock will list every barge that leaks.", "predicted", "will"),
        ("The lock is now a bridge, if anybody is wondering.", "asserted", None),
        ("The lock is now a bridge if you didn't know that.", "asserted", None),
        ("If you've never walked the quay, the town has forty locks.", "asserted", None),
        ("If you own a barge, the town just opened a lock for barges.", "asserted", None),
        ("If you've been using the ferry, the town has sold the ferry.", "asserted", None),
        ("If you close the gates, the basin drains.", "hypothetical", "If"),
        ("If you close the gates, you have won.", "hypothetical", "If"),
        ("If you haven't paid, the gates stay shut.", "hypothetical", "If"),
        ("You have to pay the harbour every month.", "asserted", None),
        ("In Ostwick, for you to own a barge, you need to pass a test.", "asserted", None),
        ("Tolls will get higher as the barges get heavier.", "predicted", "will"),
        ("The lock has a bridge, and this probably does not surprise you.", "asserted", None),
        ("The lock is old, and the gates probably leak.", "asserted", None),
        ("The Harbour Democrats will win the seats.", "predicted", "will"),
        ("Sea levels will rise by a metre by 2100.", "predicted", "will"),
        ("In ten years half of all barges will run on batteries.", "predicted", "will"),
        ("In 1812 the admiral would take the harbour.", "asserted", None),
        ("The admiral would go on to lose 400 ships.", "asserted", None),
        ("Originally, the mill would grind rye for the whole valley.", "asserted", None),
        ("The second lock is opening next year.", "predicted", "is opening next year"),
        ("The second lock was opening next year's season.", "asserted", None),
        ("The newest gate looks like it was hung in August.", "hedged", "looks like it"),
        ("The newest gate looks like a door.", "asserted", None),
        ("The bank could not pay its debts.", "asserted", None),
        ("The mayor allegedly took bribes.", "hedged", "allegedly"),
        ("It's possible that the gates leak.", "hedged", "It's possible that"),
        ("There's a good chance that the gates hold.", "hedged", "There's a good chance that"),
    ],
)
def test_a_cue_gives_the_modality(nlp: Language, sentence: str, modality: str, cue: str | None) -> None:
    assert modality in MODALITIES
    assert modality_of(nlp(sentence)) == (modality, cue)


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("I think the town should act.", "recommended"),
        ("If the gates break, the basin will drain.", "hypothetical"),
        ("I think the tolls are going to rise.", "predicted"),
        ("Perhaps the gates used to leak.", "hedged"),
        ("I'd never seen the canal before the war.", "asserted"),
        ("I'd close the lock in winter.", "hypothetical"),
        ("I'd have closed the lock in winter.", "hypothetical"),
        ("If you dredge the basin, you have to close the lock.", "hypothetical"),
        ("Let's imagine that the gates are open.", "hypothetical"),
    ],
)
def test_of_several_modalities_the_first_in_order_counts(nlp: Language, sentence: str, modality: str) -> None:
    assert modality_of(nlp(sentence))[0] == modality


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor showed goodwill.",
        "The mighty gates hold.",
        "If you look at the basin, the gates are steel.",
        "If you want to see the basin, there is a path behind the gates.",
        "If you saw the harbour plans, the gates are steel.",
        "If you go back ten years, the gates were steel.",
        "Ida says that she'd never seen the canal.",
        "If you zoom out, the price of coal falls every year.",
        "The town should have sold the lock.",
        "The tool will list every gate that leaks.",
        "The gates that we used to open are steel.",
        "The town is larger than we're used to.",
        "Three years ago the gates were steel.",
        "I said that the tolls would rise.",
        "The dam that we rely on was built by the town.",
        "Three years ago the US banned barges.",
        "The gates were used to hold the water.",
        "The contract expects a signature.",
        "We let the barges in now.",
        "The crew spent two hours over the next few days in the lock.",
        "I'm going to tell you that the gates are steel.",
        "The pilots are trained to predict the tide.",
        "You have to drain the basin because the gates are steel.",
        "By 2022 the company had lost half of its barges.",
        "The old mill was closed by 2022.",
        "The limit is set to 500 barges a day.",
        "The northern mills had better margins than the southern mills.",
        "The locks make sure that the water stays in the basin.",
        "Loading a barge is much faster than it used to be.",
        "You don't have to drain the basin every spring.",
    ],
)
def test_a_cue_that_says_nothing_about_the_main_clause_gives_none(nlp: Language, sentence: str) -> None:
    assert modality_of(nlp(sentence)) == ("asserted", None)


def test_fillers_before_the_start_are_not_read(nlp: Language) -> None:
    sentence = "I mean, let's see, the gates are steel."

    assert modality_of(nlp(sentence), start=len("I mean, let's see, "))[0] == "asserted"


def test_a_run_of_marks_costs_no_time_to_look_for_a_cue_in() -> None:
    hostile = " ".join("word" + "!" * 40 for _ in range(8))
    phrase = next(one for one in data("cues")["modality"]["hedged"] if "?P<cue>" in one)

    assert pattern([phrase]).search(hostile) is None


@pytest.mark.parametrize(
    ("sets_none", "sets_one"),
    [
        ("If you're out of the loop, a kiln is an oven for bricks.", "If you're out of the house, the kiln is cold."),
        ("If you aren't familiar with quinoa, it is a seed.", "If you aren't familiar with the tide, you drown."),
        ("If people aren't aware, Ida Holm won the race in 1950.", "If people aren't aware of the tide, they drown."),
        ("If you've seen the film, there's a whale in it.", "If you've seen a whale, you have been lucky."),
        (
            "If I'm just reading from the label, the syrup is made of corn.",
            "If you're reading by candle, your eyes hurt.",
        ),
        ("The choir draws hundreds, if not thousands.", "The choir draws thousands, if not banned."),
        ("It wasn't clear if the queen would rule.", "The water isn't clear if you stir it."),
        ("She isn't sure if the wound is deep.", "She isn't ill if the wound is clean."),
        ("You don't get a seat, unless you pay the guard.", "Unless you pay the guard, you don't get a seat."),
        ("There's a shelter behind the dam if you need one.", "There's a fine if you park here."),
        ("If you walk along the quay, you'll see that the gates leak.", "If you pull the rope, the gates leak."),
    ],
)
def test_a_clause_that_the_statement_does_not_hang_on_sets_no_condition(
    nlp: Language, sets_none: str, sets_one: str
) -> None:
    assert modality_of(nlp(sets_none)) == ("asserted", None)
    assert modality_of(nlp(sets_one))[0] == "hypothetical"


def test_a_speaker_who_may_be_mistaken_hedges(nlp: Language) -> None:
    assert modality_of(nlp("If I'm not mistaken, the king died in 1603."))[0] == "hedged"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("I would wager that every choir in the north is short of tenors.", "hedged"),
        ("I'd bet that the patient is asleep.", "hedged"),
        ("I would sell the piano.", "hypothetical"),
        ("My guess, without having seen the bill, is that the town pays too much.", "hedged"),
        ("My house, without having a roof, is cold.", "asserted"),
        ("One dish of the north is the stew with rye bread, parsley and beans I think on top.", "hedged"),
        ("Back in the day you would buy bread from a cart.", "asserted"),
        ("Back in the day the king would have lost the crown.", "hypothetical"),
        ("When I was at school you would buy bread from a cart back in the day.", "recalled"),
        ("We've got a stew that's like soup.", "asserted"),
        ("We got a stew that was like soup.", "recalled"),
    ],
)
def test_would_of_opinion_or_of_old_habit_is_no_condition(nlp: Language, sentence: str, modality: str) -> None:
    assert modality_of(nlp(sentence))[0] == modality


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Holm Ovens will let you bake two loaves at once.", "asserted"),
        ("Holm Ovens will let the baker go.", "predicted"),
        ("Holm Ovens will typically bake two loaves at once.", "asserted"),
        ("Holm Ovens will bake two loaves at once.", "predicted"),
        ("Holm Ovens will let you bake two loaves next year.", "predicted"),
        ("90% of the bakers that open a shop will fail.", "predicted"),
        ("The pedal will by default fail.", "asserted"),
        ("Ten years from now there's no reason to believe that farms need oxen.", "predicted"),
        ("The bank was fined by the court, and it is going to be sold.", "predicted"),
        ("The bank was fined by the court, and it was going to be sold.", "asserted"),
        ("The bank was fined by the court, and it is going under.", "asserted"),
        ("The choir sang a joke, and he is going to laugh.", "asserted"),
    ],
)
def test_what_is_to_come_is_told_from_what_is_done_whenever(nlp: Language, sentence: str, modality: str) -> None:
    assert modality_of(nlp(sentence))[0] == modality


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("You could bake the bread with rye, with oats, with anything else.", "asserted"),
        ("You could lose the match.", "hedged"),
        ("You could be ill.", "hedged"),
        ("Another team could win the match.", "hedged"),
    ],
)
def test_what_anybody_is_able_to_do_is_no_doubt(nlp: Language, sentence: str, modality: str) -> None:
    assert modality_of(nlp(sentence))[0] == modality


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("I'm not sure how old the bridge is, but the inn was a mill once.", "asserted"),
        ("I'm not sure, but the inn was a mill once.", "hedged"),
        ("I've never gone, but a lot of the choirs seem to have more women.", "hedged"),
        ("Because that's how you heal a wound; you should keep it clean.", "recommended"),
    ],
)
def test_what_a_disclaimer_leads_up_to_counts(nlp: Language, sentence: str, modality: str) -> None:
    assert modality_of(nlp(sentence))[0] == modality
