"""The words with which the site tells what the tables hold in short.

What belongs here: words, and their order on a page. What does not: words of feeds and transcripts.
"""

from __future__ import annotations

from typing import Final

# Sections that every page leads to: path and name.
SECTIONS: Final = (
    ("index.html", "Today"),
    ("archive.html", "Archive"),
    ("entities.html", "Subjects"),
    ("people.html", "People"),
    ("shows.html", "Shows"),
    ("search.html", "Search"),
)
SECTION_OF: Final = {
    "days": "archive.html",
    "years": "archive.html",
    "entities": "entities.html",
    "people": "people.html",
    "shows": "shows.html",
    "episodes": "shows.html",
}
# Groups of related insights, in the order in which they tell most.
RELATION_HEADINGS: Final = {
    "contradicts": "Contradicts",
    "qualifies": "Qualifies",
    "supports": "Supports",
    "restates": "Says the same",
    "duplicate": "Says it in the same words",
    "same_subject": "On the same subject",
}
LABEL_WORDS: Final = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Product",
    "EVENT": "Event",
    "LAW": "Law",
    "WORK_OF_ART": "Work",
    "TERM": "Term",
}
MODALITY_WORDS: Final = {
    "asserted": "says so",
    "predicted": "expects it",
    "recalled": "recalls it",
    "hypothetical": "supposes it",
    "hedged": "holds it possible",
    "recommended": "recommends it",
}
COUNT_WORDS: Final = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}
# The parts of a score that stay as they were: an insight grows older every day, and its page shall not change for that.
PART_WORDS: Final = (
    ("salience", "A clear claim"),
    ("specificity", "Names and numbers"),
    ("novelty", "New to the archive"),
    ("corroboration", "Other shows say so"),
)
