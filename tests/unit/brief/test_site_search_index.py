from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest

from assets.brief.site.search_index import BLOCK, COMMON_COUNT, MORE_LETTERS, Volume, letters_of, make_volume
from tests.hostile import HOSTILE


def record(title: str, text: str = "", **changes: Any) -> dict[str, Any]:
    return {
        "folder": "insights",
        "key": "0a",
        "title": title,
        "line": "",
        "text": text,
        "words": None,
    } | changes


def value_of(script: str) -> tuple[str, Any]:
    """What a file of the index hands over: its name, and the value."""
    name, value = json.loads(f"[{script.removeprefix('briefcast(').removesuffix(')' + chr(10))}]")
    return name, value


def found(volume: Volume, word: str) -> tuple[list[int], list[int]]:
    """In which records a word stands: in their titles, elsewhere."""
    letters = letters_of(word, volume.letter_count)
    file = volume.files.get(f"w-{letters}.js")
    in_title, in_text = value_of(file)[1].get(word, [[], []]) if file else ([], [])
    return list(accumulate(in_title)), list(accumulate(in_text))


def test_words_lead_to_the_records_that_hold_them() -> None:
    volume = make_volume(
        "2025",
        [
            record("Silos rust", "The port of Luleå"),
            record("Ports grow", line="Ida Holm · Quay Notes"),
            record("Rail", words="Silo"),
        ],
    )

    assert found(volume, "silo") == ([0], [2])
    assert found(volume, "port") == ([1], [0])
    assert found(volume, "lulea") == ([], [0])
    assert found(volume, "holm") == ([], [1])
    assert found(volume, "silence") == ([], [])


def test_a_record_is_found_again_in_its_block() -> None:
    volume = make_volume("2025", [record(f"Title {number}") for number in range(BLOCK + 2)])

    name, block = value_of(volume.files["d-1.js"])
    assert name == "2025/d-1"
    assert [shown[:2] for shown in block] == [["insights/0a.html", f"Title {BLOCK + at}"] for at in range(2)]


@pytest.mark.parametrize("count", [1, *MORE_LETTERS[:2]])
def test_the_larger_a_volume_the_more_files_share_its_words(count: int) -> None:
    volume = make_volume("2025", [record(f"w{number:04}") for number in range(count)])

    assert volume.letter_count == sum(count >= least for least in MORE_LETTERS)
    assert found(volume, f"w{count - 1:04}") == ([count - 1], [])


def test_a_word_of_every_fourth_record_is_left_out_where_there_are_many() -> None:
    rare = [record(f"harbour {number}" if number % 5 == 0 else f"{number}") for number in range(COMMON_COUNT)]
    often = [record(f"harbour {number}" if number % 3 == 0 else f"{number}") for number in range(COMMON_COUNT)]

    assert len(found(make_volume("2025", rare), "harbour")[0]) == COMMON_COUNT / 5
    assert found(make_volume("2025", often), "harbour") == ([], [])


def test_more_records_leave_full_blocks_as_they_were_and_change_the_version() -> None:
    records = [record(f"Title {number}") for number in range(2 * BLOCK)]
    before, after = make_volume("2025", records), make_volume("2025", [*records, record("One more")])

    assert [before.files[f"d-{at}.js"] == after.files[f"d-{at}.js"] for at in range(2)] == [True, True]
    assert before.entry()["version"] != after.entry()["version"]
    assert make_volume("2025", records).entry() == before.entry()


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_strangers_stay_words(text: str) -> None:
    for count in (0, MORE_LETTERS[1]):
        volume = make_volume("2025", [record(text, text, line=text, words=text), *[record("x")] * count])

        assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.") for name in volume.files)
        (path, *shown) = value_of(volume.files["d-0.js"])[1][0]
        assert path.startswith("insights/")
        assert ".." not in path
        assert all(len(part) <= 240 and (part.isprintable() or "\u200d" in part) for part in shown)
