"""The expectations that Great Expectations does not have: what Briefcast promises of every published day.

What belongs here: their classes, with the metrics that compute them from a frame of pandas. What does not: the queries
that select the frames (a module a stage). Importing this module imports great_expectations, which takes seconds: only
validation.py does, when checks run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.core.expect_column_values_to_be_between import ExpectColumnValuesToBeBetween
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

_Condition: TypeAlias = "Callable[..., pd.Series[bool]]"

# ruff: noqa: N805 - what is decorated is called with the class
# Great Expectations gives its decorator no types.
condition: Callable[[_Condition], _Condition] = multicolumn_condition_partial(engine=PandasExecutionEngine)


class ColumnsFilled(MulticolumnMapMetricProvider):
    """Tells of each row whether none of the columns is null."""

    condition_metric_name = "multicolumn_values.filled"

    @condition
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        return column_list.notna().all(axis="columns")


class SharesInRange(MulticolumnMapMetricProvider):
    """Tells of each row whether all the columns lie between 0 and 1; null does not."""

    condition_metric_name = "multicolumn_values.shares_in_range"

    @condition
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        return ((column_list >= 0) & (column_list <= 1)).all(axis="columns")


class QuoteInText(MulticolumnMapMetricProvider):
    """Tells of each row (quote, start, end, text) whether the quote is the text between the offsets."""

    condition_metric_name = "multicolumn_values.quote_in_text"

    @condition
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        rows = column_list.astype(object).where(column_list.notna(), None).itertuples(index=False, name=None)
        return pd.Series([stands_in_text(*row) for row in rows], index=column_list.index, dtype="bool")


class SourceNamed(MulticolumnMapMetricProvider):
    """Tells of each row whether it has the titles, and the speaker and second that its segment has."""

    condition_metric_name = "multicolumn_values.source_named"

    @condition
    def _pandas(cls, column_list: pd.DataFrame, **_: Any) -> pd.Series[bool]:
        titled = _filled(column_list["show_title"]) & _filled(column_list["episode_title"])
        has_speaker = _filled(column_list["speaker"]) | ~_filled(column_list["segment_speaker"])
        has_second = column_list["start_seconds"].notna() | column_list["segment_start_seconds"].isna()
        return titled & has_speaker & has_second


class ExpectColumnsToBeFilled(MulticolumnMapExpectation):
    """Expect none of the columns to be null in any row."""

    map_metric = ColumnsFilled.condition_metric_name
    ignore_row_if: Literal["never"] = "never"


class ExpectSharesToLieBetweenZeroAndOne(MulticolumnMapExpectation):
    """Expect every column to hold a share, from 0 to 1, in every row."""

    map_metric = SharesInRange.condition_metric_name
    ignore_row_if: Literal["never"] = "never"


class ExpectQuoteToStandInSegment(MulticolumnMapExpectation):
    """Expect the quote to be, character for character, `text[char_start:char_end]` of its segment."""

    map_metric = QuoteInText.condition_metric_name
    ignore_row_if: Literal["never"] = "never"


class ExpectInsightToNameItsSource(MulticolumnMapExpectation):
    """Expect an insight to name its show and episode and, where the transcript knows it, its speaker and second."""

    map_metric = SourceNamed.condition_metric_name
    ignore_row_if: Literal["never"] = "never"


class ExpectInsightToComeFromSpeech(ExpectColumnValuesToBeInSet):
    """Expect no insight out of an advertisement, an intro teaser or show boilerplate."""


class ExpectAtMostFiveADay(ExpectColumnValuesToBeBetween):
    """Expect a subscriber's day to have at most five rows."""


class ExpectNoTwoOfOneCluster(ExpectColumnValuesToBeBetween):
    """Expect no two rows of a subscriber's day to come from one cluster of insights that say the same."""


class ExpectNeverSentBefore(ExpectColumnValuesToBeBetween):
    """Expect no insight to be sent to a subscriber twice, on whatever days."""


def stands_in_text(quote: str | None, char_start: float | None, char_end: float | None, text: str | None) -> bool:
    """Tell whether the quote is `text[char_start:char_end]`: zero-based, end exclusive, in code points."""
    if quote is None or char_start is None or char_end is None or text is None:
        return False
    return 0 <= char_start < char_end and text[int(char_start) : int(char_end)] == quote


def _filled(texts: pd.Series[str]) -> pd.Series[bool]:
    return texts.fillna("").astype(str).str.strip() != ""
