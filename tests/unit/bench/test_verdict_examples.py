"""What verdicts are learned from: places and labels become texts and chances."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from assets.language.verdicts import CLAIM, PASSAGE, TITLE
from bench.verdict_training import examples
from bench.verdict_training.examples import labelled

SAID = "The harbour moved more grain than the railways did. Nobody knew why."
FIRST = SAID.index(" Nobody")


def folder_of(tmp_path: Path) -> tuple[Path, Path]:
    corpus, labels = tmp_path / "corpus", tmp_path / "labels"
    (corpus / "river").mkdir(parents=True)
    labels.mkdir()
    (corpus / "river" / "one.md").write_text(f"**Ada Lock:** {SAID}\n", encoding="utf-8")
    line = json.dumps({"id": "river/1", "transcript": "one.md"})
    (corpus / "river" / "episodes.jsonl").write_text(line, encoding="utf-8")
    return labels, corpus


def write(path: Path, columns: str, *rows: tuple[object, ...]) -> None:
    lines = ["# a note", "\t".join(("episode\tposition\tchar_start\tchar_end\tchecksum", columns))]
    for end, *rest in rows:
        checksum = hashlib.sha256(SAID[: int(str(end))].encode()).hexdigest()[:8]
        lines.append("\t".join(map(str, ("river/1", 0, 0, end, checksum, *rest))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_labels_become_chances_of_their_part_and_what_the_model_does_not_tell_is_left_out(tmp_path: Path) -> None:
    labels, corpus = folder_of(tmp_path)
    write(labels / "headlines.tsv", "words\tlabel", (len(SAID), "0-4", "good"), (len(SAID), "0-8", "unclear or wrong"))
    write(labels / "clips.tsv", "drawn\tgrade", (len(SAID), "titled", "2"))
    write(labels / "claims.tsv", "label", (FIRST, "sound"), (FIRST, "other view"))

    labelled_texts = labelled(labels, corpus)

    # Speech without marks is another test's.
    found = [(one.text, one.part, one.chances.tolist()) for one in labelled_texts if one.text[0].isupper()]
    assert found == [
        ("The harbour moved more grain … than the railways did. Nobody knew", TITLE, [1, 0, 0, 0]),
        ("The harbour moved more grain than the railways did.", TITLE, [0, 0, 1, 1]),
        (SAID, PASSAGE, [0, 0, 1, 0]),
        (SAID[:FIRST], CLAIM, [1, 0, 0, 0]),
    ]


def test_claims_are_shown_without_marks_too_and_sound_ones_with_ends_that_are_not_theirs(tmp_path: Path) -> None:
    labels, corpus = folder_of(tmp_path)
    write(labels / "headlines.tsv", "words\tlabel")
    write(labels / "clips.tsv", "drawn\tgrade")
    write(labels / "claims.tsv", "label", (FIRST, "sound"))

    whole, cut = (one for one in labelled(labels, corpus) if one.text.islower())

    assert (whole.text, whole.chances.tolist()) == ("the harbour moved more grain than the railways did", [1, 0, 0, 0])
    assert cut.chances.tolist() == [0, 0, 1, 0]
    assert cut.text != whole.text
    assert set(cut.text.split()) <= set("the harbour moved more grain than the railways did nobody knew why".split())


def test_of_episodes_that_are_measured_nothing_is_shown_without_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels, corpus = folder_of(tmp_path)
    monkeypatch.setattr(examples, "MEASURED_EVERY", 1)
    write(labels / "headlines.tsv", "words\tlabel")
    write(labels / "clips.tsv", "drawn\tgrade")
    write(labels / "claims.tsv", "label", (FIRST, "sound"))

    assert [one.text for one in labelled(labels, corpus)] == [SAID[:FIRST]]
