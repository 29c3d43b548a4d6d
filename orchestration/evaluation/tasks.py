"""The tasks of `briefcast evaluate`, by name.

What belongs here: the list. What does not: the tasks, a module each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from orchestration.evaluation.claims import evaluate_claims
from orchestration.evaluation.entities import evaluate_entities
from orchestration.evaluation.figures import Figures
from orchestration.evaluation.similarity import evaluate_similarity
from orchestration.settings import Settings

TASKS: Final[Mapping[str, Callable[[Path, Settings], Figures]]] = {
    "claims": evaluate_claims,
    "entities": evaluate_entities,
    "similarity": evaluate_similarity,
}
