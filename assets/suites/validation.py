"""Testing rules on a frame with Great Expectations.

What belongs here: the one place that knows how its contexts, batches and results look. What does not: the rules, the
database, Dagster. The library is imported when a frame is validated: it takes seconds.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from assets.suites.rule import Rule

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.expectations.expectation import Expectation

SAMPLE_ROWS: Final = 10


class ExpectationError(RuntimeError):
    """A rule could not be tested; the message names the rule, its table and the cause. It says nothing of the data."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the test of a rule gave: the rows that were tested, how many failed, and the first of those."""

    rule: Rule
    passed: bool
    row_count: int
    unexpected_count: int
    columns: tuple[str, ...]
    sample: tuple[tuple[Any, ...], ...]


def validate(rules: Sequence[Rule], frame: pd.DataFrame) -> list[Verdict]:
    """Test rules of one query on the rows that it selected.

    Args:
        rules: with names of their own.
        frame: the rows, with a default index.

    Returns:
        A verdict for each rule, in their order.

    Raises:
        ExpectationError: if a test raised, as it does for a column that is missing.
    """
    gx = _library()
    suite = gx.ExpectationSuite("rules", expectations=[_expectation(rule) for rule in rules])
    batch = _batch_definition().get_batch(batch_parameters={"dataframe": frame})
    outcome = batch.validate(suite, result_format={"result_format": "COMPLETE"})
    results = {result.expectation_config.meta["rule"]: result for result in outcome.results}
    return [_verdict(rule, results[rule.name], frame) for rule in rules]


def _library() -> ModuleType:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported
    import great_expectations

    return great_expectations


@cache
def _batch_definition() -> BatchDefinition[Any]:
    gx = _library()
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("warehouse").add_dataframe_asset("rows")
    whole: BatchDefinition[Any] = asset.add_batch_definition_whole_dataframe("all")
    return whole


def _expectation(rule: Rule) -> Expectation:
    import great_expectations.expectations as gxe
    from great_expectations.expectations.metadata_types import FailureSeverity

    from assets.suites import custom

    library = custom if hasattr(custom, rule.expectation) else gxe
    expectation: type[Expectation] = getattr(library, rule.expectation)
    return expectation(**rule.arguments, severity=FailureSeverity(rule.severity), meta={"rule": rule.name})


def _verdict(rule: Rule, result: ExpectationValidationResult, frame: pd.DataFrame) -> Verdict:
    if cause := _exception(result.exception_info):
        raise ExpectationError(f"{rule.table}.{rule.name} could not be tested: {cause}. Query: {rule.query}")
    failed = frame.iloc[result.result["unexpected_index_list"][:SAMPLE_ROWS]].astype(object)
    return Verdict(
        rule=rule,
        passed=bool(result.success),
        row_count=len(frame),
        unexpected_count=int(result.result["unexpected_count"]),
        columns=tuple(frame.columns),
        sample=tuple(failed.where(failed.notna(), None).itertuples(index=False, name=None)),
    )


def _exception(info: dict[str, Any]) -> str | None:
    """Return the message of an exception, which stands in the result itself or under the name of a metric."""
    for part in (info, *info.values()):
        if isinstance(part, dict) and part.get("raised_exception"):
            return str(part["exception_message"])
    return None
