"""Which statements contradict each other: those of the sample shows that do, and pairs that only look like it."""

from __future__ import annotations

import pytest

from assets.insights.disagreement import conflicting_figures, opposed_clauses
from assets.insights.statements import statements

WINTER = (
    "The average household in the Aarhus winter trial cut its heating bill by 38 percent compared with the"
    " gas boiler it "
    "had before."
)
UNINSULATED = (
    "The famous 38 percent off the heating bill in the Aarhus winter trial is an average over everybody. "
    "Among the homes "
    "with no wall insulation the heating bill fell by 29 percent, which is less than 38 and a good deal "
    "more than the 11 "
    "percent that Desmond Achebe quotes."
)
TERRACES = (
    "Once you take out the homes where the tax cut did the work, the Aarhus winter trial cut the average "
    "heating bill by "
    "11 percent and not by 38."
)
SICK_DAYS = (
    "In the first year of the four-day week at Brightwater Insurance sick days fell by 34 percent, resignations halved."
)
WITHOUT_FLU = (
    "The four-day week at Brightwater Insurance cut sick days by 9 percent, once you leave out the year "
    "with the bad flu "
    "that they compared it with. Nine percent is still good, but it isn't 34."
)
OTHER_INSURERS = (
    "The four-day week at Brightwater Insurance cut sick days by 15 percent when you compare it with other insurers in "
    "the same two winters. The company's own 34 ignores the flu, and the 9 that the hospital people quote "
    "removes too much."
)
REGAINED = (
    "The Kestrel study followed 3,200 patients in 40 clinics for two years after they stopped taking GLP-1 drugs. On "
    "average they regained two thirds of the lost weight within twelve months."
)
REGISTRY = (
    "There's a registry at Calder Hospital now with 800 patients who came off GLP-1 drugs last year. They regained 40 "
    "percent of the lost weight within twelve months, and not two thirds as in the Kestrel study."
)
MINUTES = "The AI scribe at Calder Hospital saves each doctor sixteen minutes a day, and I've seen the timing sheets."
AN_HOUR = (
    "Calder Hospital says that its AI scribe saves every doctor an hour a day. In my own practice it saves me twenty."
)
SEVENTY = (
    "The AI scribe at Calder Hospital, which listens to the visit and writes up the note, saves each doctor seventy "
    "minutes a day."
)
FIRST_REACTOR = (
    "Norrland Atomic will connect its first small modular reactor in Luleå to the grid in 2031, and the second one "
    "eighteen months later."
)
PUT_BACK = (
    "Norrland Atomic now says that its first small modular reactor in Luleå will reach the grid in 2032 and not "
    "in 2031."
)
LATE = (
    "Norrland Atomic needs 900 certified welders for its small modular reactor in Luleå, and the whole of "
    "northern Sweden "
    "trains 60 a year. I can't see that reactor running before 2036, and it won't be physics that holds it up."
)
WELDERS = "Norrland Atomic needs 400 certified welders in Luleå by 2028 and today we've got 70."
NOT_BEFORE = "Small modular reactors will not power a single data centre in Europe before 2035."
PRICE = "Henrik Vasa told the Swedish radio that the price of 75 euros a megawatt hour has not changed."
CONTRACT = (
    "On the slide, Norrland Atomic sells power from its small modular reactor at 75 euros a megawatt hour."
    " In the contract "
    "that they actually sent me it was 120 euros."
)
DOUBLE = "According to the IEA, electricity use by data centres will more than double by 2030."
HALF_MORE = (
    "The IEA says that data centres will more than double their electricity use by 2030, and I think it'll"
    " be more like "
    "50 percent."
)
CAMPUS = (
    "The Tallow Creek campus draws 140 megawatts, which is more than the other 52,000 people of this town use together."
)
ON_THE_METER = (
    "The Tallow Creek campus draws 90 megawatts on a busy day. The 140 megawatts that people quote is what"
    " our contract "
    "allows us to draw in 2028, and nobody has ever seen it on the meter."
)
WASTE_HEAT = "The waste heat of the Tallow Creek campus warms 6,000 homes through our district heating."
FEWER_HOMES = "The waste heat of the Tallow Creek campus warms 1,800 homes this winter, not 6,000."
CLOUD_BILL = (
    "Marlowe Logistics cut its cloud bill by 40 percent when we moved from OpenAI's large model to a small "
    "language model."
)
AVERAGE_BILL = (
    "Marlowe Logistics says that a small language model cut its cloud bill by 40 percent, but among the 60"
    " firms in our "
    "Delft survey the same move cut the average bill by 12 percent."
)
TAKEOVERS = (
    "Fennel Bank moved 2.1 million customers from passwords to passkeys, and in the twelve months after the switch "
    "account takeovers fell by 92 percent."
)
ANNUAL_REPORT = (
    "Fennel Bank says on podcasts that passkeys cut account takeovers by 92 percent. In its own annual report account "
    "takeovers fell by 61 percent, because the report counts business customers like us."
)
TRAFFIC = "In its first year the congestion charge in Port Ellery cut traffic in the zone by 18 percent."
COUNTERS = (
    "The council says that traffic in the zone fell by 18 percent. According to the university's own counters, the "
    "congestion charge in Port Ellery cut traffic by just 7 percent."
)

FIGURES = {
    "heating bill: the trial, the homes without insulation": (WINTER, UNINSULATED),
    "heating bill: the trial, the first winter": (WINTER, TERRACES),
    "heating bill: the homes without insulation, the first winter": (UNINSULATED, TERRACES),
    "sick days: the firm, the hospital": (SICK_DAYS, WITHOUT_FLU),
    "sick days: the firm, the survey": (SICK_DAYS, OTHER_INSURERS),
    "sick days: the hospital, the survey": (WITHOUT_FLU, OTHER_INSURERS),
    "weight regained": (REGAINED, REGISTRY),
    "scribe: an hour, sixteen minutes": (AN_HOUR, MINUTES),
    "scribe: seventy minutes, sixteen": (SEVENTY, MINUTES),
    "scribe: seventy minutes, an hour": (SEVENTY, AN_HOUR),
    "reactor: 2031, 2032": (FIRST_REACTOR, PUT_BACK),
    "reactor: 2031, not before 2036": (FIRST_REACTOR, LATE),
    "reactor: 2032, not before 2036": (PUT_BACK, LATE),
    "reactor: 2031, not before 2035": (FIRST_REACTOR, NOT_BEFORE),
    "welders": (WELDERS, LATE),
    "denied by then": (
        "Fusion reactors will not power homes by 2030.",
        "Fusion reactors will power homes by 2028.",
    ),
    "price of power": (PRICE, CONTRACT),
    "electricity of data centres": (DOUBLE, HALF_MORE),
    "power of the campus": (CAMPUS, ON_THE_METER),
    "homes heated": (WASTE_HEAT, FEWER_HOMES),
    "cloud bill": (CLOUD_BILL, AVERAGE_BILL),
    "account takeovers": (TAKEOVERS, ANNUAL_REPORT),
    "traffic": (TRAFFIC, COUNTERS),
}
DENIALS = {
    "heat pumps in solid-wall houses": (
        "Heat pumps do not work in uninsulated solid-wall houses.",
        "Desmond Achebe says that heat pumps don't work in solid-wall houses until somebody has insulated "
        "the walls. With "
        "respect, heat pumps do work in uninsulated solid-wall houses.",
    ),
    "insulation or radiators first": (
        "A typical family should spend its first 2,000 pounds on draughts and radiators and not on external wall "
        "insulation, which costs ten times as much.",
        "In our terraces wall insulation alone cut the gas that people burn by 41 percent, and families should do it "
        "before they spend a penny on a new heater.",
    ),
    "burnout": ("The four-day week does cut burnout.", "The four-day week does not cut burnout."),
    "covering drugs": (
        "Covering GLP-1 drugs will pay for itself within three years for an employer who keeps its staff.",
        "Covering GLP-1 drugs does not pay for itself for an employer like us.",
    ),
    "passkeys": (
        "Passkeys do work on shared workstations, because you scan a code with your own phone.",
        "Passkeys do not work on shared workstations in a hospital.",
    ),
    "writing": (
        "Small language models do not write well, and nobody should ask them to.",
        "Small language models do write well when the letter always has the same shape.",
    ),
    "Kubernetes: should and should not": (
        "Teams under twenty engineers should not run Kubernetes.",
        "A team under twenty engineers should run Kubernetes, as long as somebody else hosts it.",
    ),
    "Kubernetes: need and should": (
        "A team of nine engineers does not need Kubernetes, and mine admitted it.",
        "A team under twenty engineers should run Kubernetes, as long as somebody else hosts it.",
    ),
    "shops": (
        "The congestion charge did not hurt the shops of Port Ellery.",
        "The congestion charge did hurt the shops of Port Ellery, or it hurt mine.",
    ),
    "opposite words": (
        "Shipping costs between the two harbours rose last spring.",
        "Shipping costs between the two harbours fell last spring.",
    ),
}
NO_CONTRADICTIONS = {
    "two firms": (
        SICK_DAYS,
        "Our crews in Tallow Creek were happier and their sick days fell by a fifth, but we needed nine more people.",
    ),
    "two things measured": (
        TRAFFIC,
        "Takings in our four shops fell by 14 percent in the first year of the congestion charge.",
    ),
    "the same figure, said roughly": (
        "The course holds 280 hours of German subtitles.",
        "The course holds 283.9 hours of German subtitles.",
    ),
    "a figure that both have": (UNINSULATED, "The heating bill fell by 29 percent among the homes with no insulation."),
    "two shares of one whole": (
        "70 percent of the carbon of a computer comes from making the computer.",
        "70 percent of the carbon happens in making the computer, and only 20 percent of it is in using it at home.",
    ),
    "another reactor": (
        FIRST_REACTOR,
        "They told our council that a small modular reactor could run at Tallow Creek by 2034, three years later.",
    ),
    "somebody else is quoted": (
        "Somebody says that passkeys don't work on shared workstations.",
        "Passkeys do work on shared workstations.",
    ),
    "a negation that denies nothing": (
        "The blog was written by none other than the creator of the framework.",
        "The creator of the framework has written a blog.",
    ),
    "something else is denied": (
        "The packager does not use Docker to build images.",
        "Think about how the packager builds images.",
    ),
    "two countries": (
        "Spain gets 20 percent of its electricity from solar panels, the grid operator reports.",
        "Poland gets 5 percent of its electricity from solar panels, the grid operator reports.",
    ),
    "not only": (
        "The drought hit 20 percent of the farms in the valley.",
        "The drought hit not only 20 percent of the farms in the valley but 45 percent of the vineyards.",
    ),
    "a price a month and a year": (
        "The storage plan for a household costs $20 a month.",
        "The storage plan for a household costs $240 a year.",
    ),
    "hours a day and a week": (
        "Nurses at Calder Hospital work 12 hours a day on the night shift.",
        "Nurses at Calder Hospital work 60 hours a week on the night shift.",
    ),
    "a wage an hour and hours": (
        "Nurses earn 30 dollars an hour on the night shift.",
        "Nurses work 12 hours on the night shift.",
    ),
    "how often and how long": (
        "The backup of the payment database runs 2 times on the night shift.",
        "The backup of the payment database runs 90 minutes on the night shift.",
    ),
    "points and percent": (
        "The mortgage rate at the central bank rose by 2 percentage points.",
        "The mortgage rate at the central bank rose by 40 percent.",
    ),
    "four weeks are a month": (
        "Migrating the payment database took four weeks.",
        "Migrating the payment database took one month.",
    ),
    "more than": (
        "More than 40 percent of developers use a coding assistant at work.",
        "60 percent of developers use a coding assistant at work.",
    ),
    "less than": ("Training the sailing crew took less than 10 hours.", "Training the sailing crew took 6 hours."),
    "two years": (
        "In 2022 solar panels on roofs supplied 5 percent of the electricity in Denmark.",
        "In 2024 solar panels on roofs supplied 9 percent of the electricity in Denmark.",
    ),
    "a level and a growth": (
        "Solar power makes up 20 percent of the electricity in the grid.",
        "Solar power in the electricity grid grew by 35 percent.",
    ),
    "another one, later": (
        "In 2021 the company opened a battery factory near Leipzig.",
        "In 2023 the company opened another battery factory near Leipzig.",
    ),
    "not by then, and later": (
        "Fusion reactors will not power homes by 2030.",
        "Fusion reactors will power homes in 2035.",
    ),
    "a doubt that is denied": (
        "I don't doubt that fusion reactors will power homes before 2030.",
        "Fusion reactors will power homes by 2028.",
    ),
    "not just": ("The scheduler isn't just a queue for batch jobs.", "The scheduler is a queue for batch jobs."),
    "nothing known, with a curly mark": (
        "The auditors don’t know the origin of the leaked ledger.",
        "The auditors know the origin of the leaked ledger.",
    ),
    "what is supposed": (
        "If a hospital does not encrypt its backups, attackers read the patient files.",
        "A hospital encrypts its backups every night.",
    ),
    "what is asked": ("Does the hospital not encrypt its backups?", "The hospital encrypts its backups."),
    "the opposite is denied": (
        "Regulation will not stop open models in hospitals.",
        "Regulation will stop closed models in hospitals.",
    ),
}


@pytest.mark.parametrize("pair", FIGURES.values(), ids=FIGURES.keys())
def test_figures_of_the_sample_shows_that_cannot_both_be_are_found_from_either_side(pair: tuple[str, str]) -> None:
    one, other = map(statements, pair)

    found, swapped = conflicting_figures(one, other), conflicting_figures(other, one)

    assert found is not None
    assert swapped is not None
    assert found[0] in pair[0]
    assert found[1] in pair[1]


@pytest.mark.parametrize("pair", DENIALS.values(), ids=DENIALS.keys())
def test_what_one_affirms_and_the_other_denies_is_found_from_either_side(pair: tuple[str, str]) -> None:
    one, other = map(statements, pair)

    assert opposed_clauses(one, other)
    assert opposed_clauses(other, one)


@pytest.mark.parametrize("pair", NO_CONTRADICTIONS.values(), ids=NO_CONTRADICTIONS.keys())
def test_what_only_looks_like_a_contradiction_is_none(pair: tuple[str, str]) -> None:
    one, other = map(statements, pair)

    assert conflicting_figures(one, other) is None
    assert not opposed_clauses(one, other)
