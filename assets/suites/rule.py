"""What a rule is: a sentence that holds on every published day, the rows it is about, and how it is tested.

What belongs here: the shape of a rule, and the two rules that every key needs. What does not: the rules (a module a
stage), running them (validation.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

Severity: TypeAlias = Literal["critical", "warning"]

CRITICAL: Final[Severity] = "critical"
WARNING: Final[Severity] = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence that holds, and the expectation that tests it.

    Attributes:
        name: of the check, in snake_case, unique within its table.
        table: the public table that the rule belongs to.
        sentence: what holds, in plain words.
        query: selects the rows that are tested, key first; rules with the same query are tested on one frame.
        expectation: the class that tests it: one of Great Expectations', or one of custom.py.
        arguments: the class's arguments, by name.
        severity: a failing critical rule stops the run, a failing warning is only shown.
    """

    name: str
    table: str
    sentence: str
    query: str
    expectation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = CRITICAL


def key_rules(table: str, query: str, *columns: str) -> tuple[Rule, Rule]:
    """Return the two rules of a key of one column or several: it is there, and no two rows share it."""
    key = " and ".join(columns)
    several = len(columns) > 1
    unique = "ExpectCompoundColumnsToBeUnique" if several else "ExpectColumnValuesToBeUnique"
    filled = "ExpectColumnsToBeFilled" if several else "ExpectColumnValuesToNotBeNull"
    where: Mapping[str, Any] = {"column_list": list(columns)} if several else {"column": columns[0]}
    return (
        Rule("key_is_unique", table, f"No two rows have the same {key}.", query, unique, where),
        Rule("key_is_filled", table, f"Every row has its {key}.", query, filled, where),
    )


def has_rows_rule(table: str) -> Rule:
    """Return the rule that a table has rows: a warning, for a home that is new has none."""
    query = f"select count(*) as row_count from {table}"  # noqa: S608 - the name of one of our tables
    arguments = {"column": "row_count", "min_value": 1}
    sentence = "The table has rows."
    return Rule("has_rows", table, sentence, query, "ExpectColumnValuesToBeBetween", arguments, WARNING)
