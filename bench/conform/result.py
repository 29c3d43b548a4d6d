"""What a conformance run over one folder of cases found.

What belongs here: the value that every reader of a folder gives. What does not: reading a folder, printing.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FolderResult:
    """The cases of one folder: how many there are and passed, the differences that are kept, and what failed.

    `kept` holds, by reason, the names of the cases in which we differ on purpose; they count as passed for nobody: they
    are shown beside the number of passed ones. `failed` holds, by case, what was expected and what came.
    `note` says what the figures leave open.
    """

    folder: str
    case_count: int
    passed_count: int
    kept: dict[str, list[str]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    note: str | None = None
