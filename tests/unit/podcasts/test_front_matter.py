"""Front matter and sidecars: the fields that they give, and what is said where they cannot be read."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.podcasts.front_matter import DescriptionError, describes, read_description, split_front_matter

FIELDS = {*"title show date guid url audio description language season episode duration people".split()}


def test_front_matter_is_taken_off_the_words() -> None:
    content = b"---\ntitle: The new lock\ndate: 2025-03-04\n---\n\nAnna: Good evening.\n"
    assert split_front_matter(content) == (
        {"title": "The new lock", "date": "2025-03-04"},
        b"\nAnna: Good evening.\n",
    )


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(ends: bytes) -> None:
    content = ends.join([b"\xef\xbb\xbf---", b"title: Locks", b"---", b"Words."])
    assert split_front_matter(content) == ({"title": "Locks"}, b"Words.")


@pytest.mark.parametrize(
    "content",
    [
        b"Anna: Good evening.\n",
        b"---\nAnna: Good evening.\n---\nBen: Hello.\n",
        b"---\n**Anna:** Good evening.\n---\n",
        b"---\ntitle: without an end\n",
        b"words\n---\ntitle: not at the top\n---\n",
        b"",
    ],
)
def test_what_is_no_front_matter_stays_among_the_words(content: bytes) -> None:
    assert split_front_matter(content) == ({}, content)


def test_damaged_front_matter_is_an_error_that_names_the_line() -> None:
    with pytest.raises(DescriptionError, match=r"the front matter, line 3: not YAML .*mend it"):
        split_front_matter(b"---\ntitle: Locks\ndate: 4: March\n---\nWords.\n")


def test_a_date_that_is_none_is_an_error_that_shows_it() -> None:
    with pytest.raises(DescriptionError, match=r"the date 'next week' is not understood; write it as YYYY-MM-DD"):
        split_front_matter(b"---\ndate: next week\n---\nWords.\n")


def test_people_are_named_with_their_roles_in_every_way_of_writing_them() -> None:
    description = b"""
people:
  - name: Anna  Keller
    role: Narrator
  - Ben Okoro
hosts: [Cleo Diaz]
guest: Dev Rao
"""
    assert read_description(description, "talk.yaml")["people"] == [
        {"name": "Anna Keller", "role": "narrator"},
        {"name": "Ben Okoro", "role": "host"},
        {"name": "Cleo Diaz", "role": "host"},
        {"name": "Dev Rao", "role": "guest"},
    ]


def test_fields_are_known_under_the_names_that_people_use() -> None:
    description = b"""
Title: Locks
podcast: Harbour Hours
pubDate: Tue, 04 Mar 2025 06:00:00 GMT
id: lock-1
link: https://harbour.example/1
enclosure: https://harbour.example/1.mp3
summary: On locks.
lang: en
season: 2
episode_number: 014
duration: 1:02:03
mood: grey
"""
    assert read_description(description, "talk.yml") == {
        "title": "Locks",
        "show": "Harbour Hours",
        "date": "Tue, 04 Mar 2025 06:00:00 GMT",
        "guid": "lock-1",
        "url": "https://harbour.example/1",
        "audio": "https://harbour.example/1.mp3",
        "description": "On locks.",
        "language": "en",
        "season": "2",
        "episode": "014",
        "duration": "1:02:03",
    }


def test_a_json_sidecar_gives_the_same_fields() -> None:
    document = {"title": "Locks", "season": 2, "guests": ["Dev Rao"], "explicit": True}
    assert read_description(json.dumps(document).encode(), "talk.json") == {
        "title": "Locks",
        "season": "2",
        "people": [{"name": "Dev Rao", "role": "guest"}],
    }


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"title: [", "talk.yaml", r"talk\.yaml, line \d+: not YAML"),
        (b'{"title": \n "a",}', "talk.json", r"talk\.json, line 2: not JSON"),
        (b"[" * 60_000, "talk.json", r"talk\.json"),
        (b"{" * 5_000, "talk.yaml", r"talk\.yaml"),
        (b"just words", "talk.yaml", r"a description is a mapping"),
        (b"title: a\n" * 10_000, "talk.yaml", r"talk\.yaml: larger than 65,536 bytes"),
        (b"title: \x00", "talk.yaml", r"talk\.yaml: not YAML"),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_named(content: bytes, name: str, message: str) -> None:
    with pytest.raises(DescriptionError, match=message):
        read_description(content, name)


def test_aliases_that_unfold_without_end_are_not_unfolded() -> None:
    levels = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    description = "\n".join([*levels, "title: *a39", "people: *a39"]).encode()
    assert read_description(description, "talk.yaml") == {}


def test_yaml_makes_no_objects() -> None:
    assert read_description(b"title: !!python/object/apply:os.getcwd []", "talk.yaml") == {}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"title": "Locks", "people": [{"name": "Anna"}]}, True),
        ({"language": "en", "text": "Good evening.", "segments": [{"start": 0}]}, False),
        ({"segments": []}, False),
        ([{"title": "Locks"}], False),
    ],
)
def test_json_that_describes_is_told_from_json_that_is_a_transcript(document: object, expected: bool) -> None:
    assert describes(json.dumps(document).encode()) is expected


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert describes(content) in (True, False)
    for name in ("a.yaml", "a.json"):
        with suppress(DescriptionError):
            assert set(read_description(content, name)) <= FIELDS


@given(st.binary(max_size=200))
def test_words_without_front_matter_are_left_as_they_are(content: bytes) -> None:
    fields, words = split_front_matter(b"Anna: " + content)
    assert (fields, words) == ({}, b"Anna: " + content)
