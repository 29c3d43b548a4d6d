"""What columns mean, read from dbt's docs blocks: written once, shown in dbt, in DuckDB and in the Dagster UI.

What belongs here: reading the blocks. What does not: their text (dbt_project/docs/columns.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from orchestration.settings import PROJECT_ROOT

_BLOCK: Final = re.compile(r"{%\s*docs\s+(\w+)\s*%}(.*?){%\s*enddocs\s*%}", re.DOTALL)


@cache
def column_descriptions() -> Mapping[str, str]:
    """Return the description of each column that has a docs block, by the column's name."""
    text = (PROJECT_ROOT / "dbt_project" / "docs" / "columns.md").read_text(encoding="utf-8")
    return {name: " ".join(body.split()) for name, body in _BLOCK.findall(text)}
