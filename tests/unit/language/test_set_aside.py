"""Which speech is set aside, as what, and why."""

from __future__ import annotations

import itertools
from itertools import islice

import pytest

from assets.language.schema import SEGMENT_KINDS
from assets.language.sentences import split
from assets.language.set_aside.kinds import Kind, kinds_of

# Talk that is never the same twice: words that come again, ten in a row, would make a teaser.
_TALK = "The river {0} carries less silt since dam {0} was raised, and delta {0} shrinks by a field a year."
TALK = _TALK.format("Ostwick")
SPONSOR = "This episode is brought to you by Plimsoll Rope, the rope that floats."

_NUMBERS = itertools.count()

Segment = dict[str, str | None]


def segment(text: str, speaker: str | None = "Ida Holm") -> Segment:
    return {"text": text, "speaker": speaker}


def talk(count: int, speaker: str | None = "Oskar Lind") -> list[Segment]:
    return [segment(_TALK.format(number), speaker) for number in islice(_NUMBERS, count)]


def prose(name: str, count: int = 4) -> str:
    return " ".join(_TALK.format(f"{name}{number}") for number in range(count))


def read(segments: list[Segment]) -> list[Kind]:
    return kinds_of(segments, [split(str(row["text"])) for row in segments])


def names_of(segments: list[Segment]) -> list[str]:
    return [kind.name for kind in read(segments)]


def aside_of(text: str, kind: str, speaker: str | None = "Bo Falk") -> str:
    """Return the words that are set aside as a kind in the midst of an episode."""
    middle = read([*talk(30, speaker and "Oskar Lind"), segment(text, speaker), *talk(30, speaker and "Oskar Lind")])[
        30
    ]
    return " ".join(text[aside.char_start : aside.char_end] for aside in middle.asides if aside.kind == kind)


def test_plain_talk_is_speech_and_needs_no_reason() -> None:
    kinds = read(talk(10))

    assert {(kind.name, kind.reason, kind.asides) for kind in kinds} == {("speech", None, ())}


def test_an_episode_without_segments_has_no_kinds() -> None:
    assert read([]) == []


def test_a_segment_without_words_is_speech() -> None:
    assert read([segment("")]) == [Kind("speech")]


def test_every_kind_is_one_of_the_closed_list_and_gives_its_reason() -> None:
    segments = [
        segment("Hello everyone, I'm your host Ida Holm."),
        *talk(30),
        segment(SPONSOR, "Bo Falk"),
        *talk(30),
        segment("Please rate and review us wherever you get your podcasts."),
        *talk(30),
        segment("Thanks for listening and see you next week."),
    ]

    kinds = read(segments)

    assert {kind.name for kind in kinds} == {"speech", "intro", "ad", "housekeeping", "outro"} <= set(SEGMENT_KINDS)
    assert [bool(kind.reason) for kind in kinds] == [kind.name != "speech" for kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        SPONSOR,
        "And now a word from our sponsor. Plimsoll Rope floats.",
        "Support for this show comes from Plimsoll Rope. Rope that floats, for people who fall in.",
        "Tired of wet rope? Plimsoll dries in an hour. Head to plimsoll.com/tide and use code QUAY20 at checkout.",
        "Get 20% off your first coil when you sign up today at plimsoll.com.",
        "Start your free trial today. There is no credit card required, and you can cancel anytime.",
        "Plimsoll is easy to use, it is built for sailors, and it helps you moor. Visit plimsoll.io to learn more.",
        "This message comes from Quay sponsor Plimsoll University. Learn more at plimsoll.edu.",
        "Support for Quay and the following message come from the Holm Family Foundation, for boats that float.",
        "Plimsoll makes a mattress that floats. Go to plimsoll.com slash quay and save $200. Terms apply.",
        "Big thanks to Plimsoll Rope for sponsoring the show.",
    ],
)
def test_an_advertisement_is_told_by_who_pays_or_by_what_is_offered(text: str) -> None:
    assert names_of([*talk(30), segment(text, "Bo Falk"), *talk(30)])[30] == "ad"


@pytest.mark.parametrize(
    "text",
    [
        "They gave every farmer a free trial of the new seed.",
        "The building code changed after the fire.",
        "The team sponsored a bridge in its home town.",
        "The harbour was brought to its knees by a strike.",
        "Their product is fast, reliable and easy to use, and it helps developers build for the web.",
        "If you go to the town hall you can look up who owns the quay.",
        "A lot of my friends at Plimsoll are worried about the tolls of the delta.",
        "The cloud segment was supported by strong demand for barges.",
        "That part is supported by the evidence from the delta.",
        "Open enrollment starts in November, and enrollment closes on January 15th.",
        "Half of the news comes from state-sponsored news channels.",
    ],
)
def test_words_of_advertisements_in_plain_talk_set_nothing_aside(text: str) -> None:
    assert read([*talk(30), segment(text, "Bo Falk"), *talk(30)])[30] == Kind("speech")


def test_of_a_long_turn_only_the_advertisement_is_set_aside() -> None:
    pitch = "It comes in four colours. Use code QUAY20 at plimsoll.com. Thanks to Plimsoll for sponsoring the show."
    before, after = prose("a"), prose("b")
    text = f"{before} {SPONSOR} {pitch} {after}"

    kind = read([*talk(5), segment(text), *talk(20)])[5]

    assert (kind.name, kind.reason) == ("speech", None)
    assert [text[aside.char_start : aside.char_end] for aside in kind.asides] == [f"{SPONSOR} {pitch}"]
    assert kind.spares(0, len(before))
    assert not kind.spares(text.index(SPONSOR), text.index(SPONSOR) + 10)


def test_an_aside_of_a_co_host_within_an_advertisement_belongs_to_it() -> None:
    segments = [
        *talk(5),
        segment(SPONSOR, "Ida Holm"),
        segment("I tied my own boat up with it last summer.", "Bo Falk"),
        segment("Use code QUAY20 for your first coil.", "Ida Holm"),
        *talk(5),
    ]

    assert names_of(segments) == ["speech"] * 5 + ["ad"] * 3 + ["speech"] * 5


def test_talk_between_two_advertisements_far_apart_stays_speech() -> None:
    segments = [*talk(2), segment(SPONSOR), *talk(20), segment("Use code QUAY20 at plimsoll.com.", "Bo Falk"), *talk(9)]

    assert names_of(segments)[3:23] == ["speech"] * 20


def test_what_follows_an_announcement_after_a_heading_belongs_to_it_until_the_next() -> None:
    segments = [
        *talk(3),
        segment("It is now time for sponsored news!"),
        segment("Rope that floats"),
        segment("Plimsoll asked sailors what they lose most. It was rope. So now it floats, and it glows."),
        segment("The dam will go"),
        segment(prose("c")),
        *talk(3),
    ]

    assert names_of(segments)[3:8] == ["ad", "ad", "ad", "speech", "speech"]


@pytest.mark.parametrize(("named", "kind"), [("Plimsoll Rope Works", "ad"), ("It", "speech")])
def test_an_advertisement_goes_on_where_who_was_announced_is_spoken_of_again(named: str, kind: str) -> None:
    opening = segment("And this episode is brought to you by Plimsoll Rope Works.", None)
    story = [
        segment(f"{named} came up again when they said how harbours moor. {prose('rope', 3)}", None),
        *talk(9, None),
    ]
    end = segment(f"With {named} it is easy to use, it helps you moor, and it is built for sailors of any boat.", None)

    kinds = names_of([*talk(30, None), opening, *story, end, *talk(30, None)])

    assert kinds[30] == "ad"
    assert kinds[30 + len(story) + 1] == kind


def test_the_talk_that_is_back_after_a_break_is_no_part_of_it() -> None:
    back = "And we're back."
    talked = prose("back")

    assert aside_of(f"We'll be right back. {back} {talked}", "ad") == f"We'll be right back. {back}"


def test_after_the_offer_whoever_speaks_next_is_no_part_of_the_advertisement() -> None:
    segments = [
        *talk(30),
        segment(SPONSOR, "Bo Falk"),
        segment("Would it have held my boat in the storm?", "Ida Holm"),
        segment("It would have. Sign up today at plimsoll dot example with the offer code KNOT.", "Bo Falk"),
        segment("Okay, so ropes. What do I do on a borrowed boat?", "Ida Holm"),
        segment("You bring your own rope, and the harbour never has to lend you a thing.", "Oskar Lind"),
        *talk(30),
    ]

    assert names_of(segments)[30:36] == ["ad", "ad", "ad", "speech", "speech", "speech"]


def test_where_nobody_is_named_an_advertisement_ends_with_the_thanks() -> None:
    spots = [
        "It floats, and it helps you moor.",
        "Try it free at plimsoll.com.",
        "Thank you to Plimsoll for supporting the show.",
    ]
    segments = [*talk(5, None), segment(" ".join([SPONSOR, *spots]), None), *talk(20, None)]

    assert names_of(segments) == ["speech"] * 5 + ["ad"] + ["speech"] * 20


def test_greetings_near_the_start_and_what_leads_up_to_them_are_intro() -> None:
    segments = [
        segment("Water decides where people live."),
        segment("Hello everyone."),
        segment("Joining me today is Oskar Lind.", "Bo Falk"),
        *talk(30),
    ]

    assert names_of(segments) == ["intro"] * 3 + ["speech"] * 30


def test_a_news_flash_that_ends_with_thanks_is_no_opening_as_a_whole() -> None:
    flash = [*talk(4), segment("Thanks for listening.")]

    assert names_of(flash)[:4] == ["speech"] * 4


def test_news_between_two_greetings_is_kept() -> None:
    news = prose("d")
    text = f"Hello everyone. {news} Okay, let's get into it."

    kind = read([segment(text), *talk(30)])[0]

    assert kind.name == "speech"
    assert kind.spares(text.index(news), text.index(news) + len(news))


def test_a_greeting_far_into_the_episode_is_no_intro() -> None:
    assert names_of([*talk(30), segment("Hello everyone."), *talk(30)]) == ["speech"] * 61


def test_words_near_the_start_that_are_said_again_later_are_a_teaser() -> None:
    clip = "A harbour that never floods is a harbour that nobody bothered to measure properly in winter."
    segments = [segment(clip, "Oskar Lind"), segment("Hello everyone."), *talk(40), segment(clip), *talk(3)]

    kinds = read(segments)

    assert [kind.name for kind in kinds[:3]] == ["teaser", "intro", "speech"]
    assert kinds[0].reason
    assert kinds[42].name == "speech"


def test_from_the_first_farewell_near_the_end_on_everything_is_outro() -> None:
    segments = [*talk(40), segment("That's all for today."), segment("Mind the tide.", "Bo Falk")]

    assert names_of(segments) == ["speech"] * 40 + ["outro"] * 2


def test_a_farewell_in_the_middle_is_no_outro() -> None:
    assert names_of([*talk(30), segment("He told her: see you next week."), *talk(30)]) == ["speech"] * 61


@pytest.mark.parametrize(
    "plea",
    [
        "Please leave us a review.",
        "You can find us on the harbour forum.",
        "Before we get started, mind the gap.",
        "Subscribe to our newsletter for more.",
        "The links are in the show notes.",
        "Come by and say hi if you are in Ostwick.",
        "Leave us a voice message with your favorite crane.",
        "There will not be a Harbour episode next Monday.",
    ],
)
def test_of_a_long_segment_only_the_housekeeping_is_set_aside(plea: str) -> None:
    assert aside_of(f"{plea} {prose('e')}", "housekeeping") == plea


def test_housekeeping_is_told_from_talk_that_shares_its_words() -> None:
    assert aside_of(f"You can find salt marsh on both banks. {TALK}", "housekeeping") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Let me tell you a little bit about how the delta silts up.",
        "When we hear from our trading partners, the tolls always come first.",
        "Let's take a moment and talk about the tolls of the delta.",
        "They have a good chance of getting the dam built by the end of it.",
        "Most of the silt in the delta is produced by the hills.",
        "The harbour paper added a quarter of a million new subscribers.",
        "The league of ports gained two new members that year.",
        "You see more people live in Ostwick than ever before.",
        "We have ten years before we get to two degrees.",
        "They send me a bill for the water every month.",
        "If you would like to support local farms, the delta is the place.",
        "The episode was a turning point for the bank of Ostwick.",
        "And of course, the river knows no season.",
        "The island will become a full member of the union of ports.",
        "The town voted to join the European Community of harbours.",
        "The mayor wanted to smash the unions of the port.",
        "The bank hit the pause button on tolls.",
        "You can find them in almost every river of the north.",
        "It can take ten years before we begin to see silt.",
        "They catch fish and live on the ice.",
        "Patients reach out to me every week about the water.",
        "Tolls are not going to come down until next year.",
        "In the end both towns wanted peace.",
        "We'll see the new tolls next week.",
        "A levee is a very good way to stop the silt.",
        "This is for our children in the delta.",
    ],
)
def test_what_only_sounds_like_the_affairs_of_a_show_is_speech(sentence: str) -> None:
    spoken = f"{sentence} {prose('Ostwick')}"

    early, late = [*talk(30), segment(spoken, "Bo Falk"), *talk(30)], [*talk(60), segment(spoken, "Bo Falk")]

    assert read(early)[30] == Kind("speech")
    assert read(late)[60] == Kind("speech")


def test_where_to_watch_the_show_is_no_part_of_the_advertisement_before() -> None:
    sponsor = "This episode is sponsored by Plimsoll Rope. You get a $200 free credit, more on that later."
    plugs = "Of course, follow us on the socials. And to listen along, watch the show live, head over to quay.fm/live."

    assert aside_of(f"{sponsor} {plugs} {prose('Ostwick')}", "ad") == sponsor


def test_what_a_show_sells_for_itself_is_an_advertisement_where_it_says_so() -> None:
    announced = "This episode is brought to you by us."
    wares = "Support our work through our courses. Check out Bo's tide tables course. And we have Patreon supporters."

    assert aside_of(f"{announced} {wares} {prose('Ostwick')}", "ad") == f"{announced} {wares}"


def test_the_courses_of_a_show_are_no_advertisement_where_nothing_is_announced() -> None:
    assert aside_of("My course on tides took four years of work at the harbour.", "ad") == ""


@pytest.mark.parametrize(
    "offer",
    [
        "This is the last chance to go and join us on the boat. We're going to close enrollment on Friday.",
        "It takes place in a villa, and quay.fm slash villa is the link. Click the link in your player.",
    ],
)
def test_a_place_on_a_course_that_is_offered_is_an_advertisement(offer: str) -> None:
    assert aside_of(f"{prose('Ostwick')} {offer} {prose('Ansel')}", "ad") == offer


def test_plugs_within_an_opening_and_a_farewell_are_housekeeping() -> None:
    opening = "Hello everyone, I'm your host Ida Holm. Follow us on Mastodon. Let's get started."
    farewell = "Thanks for listening. Leave us a review on the way out. See you next week."

    kinds = read([segment(opening), *talk(30), segment(farewell)])

    assert [aside.kind for aside in kinds[0].asides] == ["intro", "housekeeping", "intro"]
    assert [aside.kind for aside in kinds[-1].asides] == ["outro", "housekeeping", "outro"]


def test_thanks_begin_an_advertisement_that_goes_on_with_who_is_thanked() -> None:
    advertisement = (
        "And we want to thank Plimsoll for sponsoring this episode. Plimsoll is a rope that is purpose built for heavy "
        "water. Sailors can coil, store, and cut it with one hand, at night, in the rain, and without a knife. So, "
        "dear listener, let me ask you a question. How would a rope that floats for days change the way you moor? It "
        "weighs a third of what hemp does, and the harbours of the whole northern coast have taken to it since May. "
        "For long nights, Plimsoll helps you sleep. It's designed to hold. Try it for free at plimsoll.com. Thanks, "
        "Plimsoll, for supporting the show."
    )

    assert aside_of(f"{prose('Ems')} {advertisement} {prose('Ostwick')}", "ad", None) == advertisement


def test_an_announcement_reaches_to_the_offer_that_is_worth_more_alone() -> None:
    story = " ".join(f"The rope held in storm {number} when nobody on the quay believed it." for number in range(17))
    offer = "It's designed to hold, and Plimsoll helps you sleep. Try it for free at plimsoll.com. Use code QUAY20."
    advertisement = f"This episode is brought to you by Plimsoll. {story} {offer} Thanks, Plimsoll, for sponsoring us."

    assert aside_of(f"{prose('Ems')} {advertisement} {prose('Ostwick')}", "ad", None) == advertisement
