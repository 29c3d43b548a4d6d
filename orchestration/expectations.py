"""From suites to asset checks: what Dagster is told of each rule, and of how it came out.

What belongs here: specs, results and their metadata. What does not: the rules (assets/suites), how they are tested
(assets/suites/validation.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import dagster as dg
import duckdb

from assets.suites.rule import Rule, Severity
from assets.suites.validation import ExpectationError, Verdict, validate
from orchestration.previews import markdown_table

AssetKeyFor: TypeAlias = Callable[[str], dg.AssetKey]

_SEVERITIES: Final[dict[Severity, dg.AssetCheckSeverity]] = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
}


def check_specs(rules: Sequence[Rule], asset_key_for: AssetKeyFor) -> list[dg.AssetCheckSpec]:
    """Return the asset check of each rule.

    Every check may block; Dagster lets a run go on after one that failed with the severity of a warning.

    Args:
        rules: to hold.
        asset_key_for: gives the asset of a public table.
    """
    return [
        dg.AssetCheckSpec(
            name=rule.name,
            asset=asset_key_for(rule.table),
            description=rule.sentence,
            blocking=True,
            metadata={"query": _sql(rule.query)},
        )
        for rule in rules
    ]


def check_results(
    rules: Sequence[Rule], connection: duckdb.DuckDBPyConnection, asset_key_for: AssetKeyFor
) -> Iterator[dg.AssetCheckResult]:
    """Test each rule on the public tables; rules with the same query share one reading of it.

    Args:
        rules: to test.
        connection: to the warehouse; it is only read.
        asset_key_for: gives the asset of a public table.

    Yields:
        A result for each rule, with the sentence, the number of rows and of failing rows, and the first ten of those.

    Raises:
        ExpectationError: if a rule cannot be tested, as where a column is missing: that must not read as bad data.
    """
    together: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        together.setdefault((rule.table, rule.query), []).append(rule)
    for (table, query), sharing in together.items():
        try:
            frame = connection.execute(query).df()
        except duckdb.Error as error:
            names = ", ".join(rule.name for rule in sharing)
            raise ExpectationError(f"{table}: {names} could not be tested: {error}") from error
        for verdict in validate(sharing, frame):
            yield _check_result(verdict, asset_key_for(table))


def _check_result(verdict: Verdict, asset_key: dg.AssetKey) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=verdict.rule.name,
        asset_key=asset_key,
        passed=verdict.passed,
        severity=_SEVERITIES[verdict.rule.severity],
        description=verdict.rule.sentence,
        metadata={
            "rule": verdict.rule.sentence,
            "row_count": verdict.row_count,
            "unexpected_count": verdict.unexpected_count,
            "sample_rows": dg.MetadataValue.md(markdown_table(verdict.columns, verdict.sample)),
            "query": _sql(verdict.rule.query),
        },
    )


def _sql(query: str) -> dg.MarkdownMetadataValue:
    return dg.MetadataValue.md(f"```sql\n{query}\n```")
