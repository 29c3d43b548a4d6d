"""The tasks of `briefcast evaluate`, by name, and the labelled file that each is measured on time and again.

What belongs here: the lists. What does not: the tasks, a module each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from orchestration.evaluation.ads import evaluate_ads
from orchestration.evaluation.attribution import evaluate_attribution
from orchestration.evaluation.claims import evaluate_claims
from orchestration.evaluation.entities import evaluate_entities
from orchestration.evaluation.figures import EvaluationDataError, Figures
from orchestration.evaluation.links import evaluate_links
from orchestration.evaluation.modality import evaluate_modality
from orchestration.evaluation.related import evaluate_related
from orchestration.evaluation.salience import evaluate_salience
from orchestration.evaluation.similarity import evaluate_similarity
from orchestration.settings import PROJECT_ROOT, Settings

# Each takes the labelled file, or a folder of such, and the settings; those of PARTED a subset of it too.
TASKS: Final[Mapping[str, Callable[..., Figures]]] = {
    "ads": evaluate_ads,
    "attribution": evaluate_attribution,
    "claims": evaluate_claims,
    "entities": evaluate_entities,
    "links": evaluate_links,
    "modality": evaluate_modality,
    "related": evaluate_related,
    "salience": evaluate_salience,
    "similarity": evaluate_similarity,
}
PARTED: Final = frozenset({"related"})

_OURS: Final = PROJECT_ROOT / "bench" / "labels"
# Our own labels stand in the repository; the others in the folder of labelled data, which a setting names.
STANDING: Final[Mapping[str, Path]] = {
    "ads": _OURS / "ads_fresh.tsv",
    "attribution": _OURS / "reported_speech.txt",
    "claims": Path("ct24_checkworthy", "CT24_checkworthy_english_dev-test.tsv"),
    "entities": Path("crossner_ai", "dev.txt"),
    "links": Path("episode_links", "links.tsv"),
    "modality": _OURS / "modality.tsv",
    "related": Path("argkp2021", "kpm_data"),
    "salience": Path("ami_extractive", "meetings.jsonl"),
    "similarity": Path("stsb", "stsb-en-dev.csv"),
}
_DEFAULT_FOLDER: Final = PROJECT_ROOT.parent / "shared" / "labelled"


def standing_data(task: str, settings: Settings) -> Path:
    """Return the labelled file of a task, or its folder.

    Raises:
        EvaluationDataError: if it is not there.
    """
    path = (settings.labelled or _DEFAULT_FOLDER) / STANDING[task]
    if not path.exists():
        raise EvaluationDataError(f"{path}: no such labelled data; say where they are with BRIEFCAST_LABELLED")
    return path
