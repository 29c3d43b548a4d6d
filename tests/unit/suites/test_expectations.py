from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import dagster as dg
import duckdb
import pytest

from assets.suites.catalog import BRIEF_RULES, WAREHOUSE_RULES
from assets.suites.rule import Rule
from assets.suites.validation import ExpectationError
from orchestration.expectations import check_results, check_specs
from orchestration.tables import PUBLIC_TABLES
from tests.unit.suites.breakages import BREAKAGES, Breakage

pytestmark = pytest.mark.slow

RULES = (*WAREHOUSE_RULES, *BRIEF_RULES)


def key(table: str) -> dg.AssetKey:
    return dg.AssetKey(["marts", table])


def results_of(table: str, warehouse: duckdb.DuckDBPyConnection) -> dict[str, dg.AssetCheckResult]:
    rules = [rule for rule in RULES if rule.table == table]
    return {str(result.check_name): result for result in check_results(rules, warehouse, key)}


def rule_named(table: str, name: str) -> Rule:
    return next(rule for rule in RULES if (rule.table, rule.name) == (table, name))


def test_every_rule_holds_on_the_sound_warehouse(warehouse: duckdb.DuckDBPyConnection) -> None:
    results = list(check_results(RULES, warehouse, key))

    assert [result.check_name for result in results if not result.passed] == []
    assert {(result.asset_key, result.check_name) for result in results} == {(key(r.table), r.name) for r in RULES}
    assert all(result.metadata["unexpected_count"].value == 0 for result in results)


def test_every_rule_has_a_breakage_and_every_public_table_has_rules() -> None:
    assert set(BREAKAGES) == {(rule.table, rule.name) for rule in RULES}
    assert {rule.table for rule in RULES} == set(PUBLIC_TABLES)


@pytest.mark.parametrize(("where", "breakage"), BREAKAGES.items(), ids=map(".".join, BREAKAGES))
def test_a_broken_rule_fails_alone_and_shows_the_row(
    where: tuple[str, str], breakage: Breakage, warehouse: duckdb.DuckDBPyConnection
) -> None:
    table, name = where
    warehouse.execute(breakage.statement)

    results = results_of(table, warehouse)

    assert {failed for failed, result in results.items() if not result.passed} == {name} | breakage.also
    metadata = results[name].metadata
    assert f"| {breakage.named} |" in str(metadata["sample_rows"].value)
    assert metadata["unexpected_count"].value in (1, 2)
    assert metadata["rule"].value == rule_named(table, name).sentence


def test_a_quote_is_counted_in_code_points(warehouse: duckdb.DuckDBPyConnection) -> None:
    rule = rule_named("claims", "quote_stands_in_segment")
    warehouse.execute("update segments set text = replace(text, '🙂', '🙂🙂')")
    assert [result.passed for result in check_results([rule], warehouse, key)] == [False]

    warehouse.execute("update claims set char_start = char_start + 1, char_end = char_end + 1")
    assert [result.passed for result in check_results([rule], warehouse, key)] == [True]


@pytest.mark.parametrize("offset", ["char_start = null", "char_start = -200", "char_end = char_start, quote = ''"])
def test_a_quote_without_sound_offsets_does_not_stand(offset: str, warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(f"update claims set {offset}")

    results = results_of("claims", warehouse)

    assert [name for name, result in results.items() if not result.passed] == ["quote_stands_in_segment"]


@pytest.mark.parametrize(
    "gone", ["delete from segments where segment_id = 'segment-1'", "update segments set text = null"]
)
def test_a_quote_whose_segment_is_gone_does_not_stand(gone: str, warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(gone)

    assert not results_of("claims", warehouse)["quote_stands_in_segment"].passed


@pytest.mark.parametrize(
    "lost",
    [
        "update insights set start_seconds = null where insight_id = 'insight-1'",
        "update insights set speaker = '  ' where insight_id = 'insight-1'",
        "update episodes set title = '' where episode_id = 'episode-1'",
        "delete from shows where show_id = 'show-1'",
    ],
)
def test_an_insight_that_lost_part_of_its_source_fails(lost: str, warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(lost)

    results = results_of("insights", warehouse)

    failed = [name for name, result in results.items() if not result.passed]
    assert failed == ["insight_names_show_episode_speaker_and_second"]


@pytest.mark.parametrize("kind", ["'ad'", "'intro'", "'outro'", "'teaser'", "'housekeeping'", "null"])
def test_an_insight_comes_out_of_speech_alone(kind: str, warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(f"update segments set kind = {kind} where segment_id = 'segment-1'")

    results = results_of("insights", warehouse)

    failed = [name for name, result in results.items() if not result.passed]
    assert failed == ["no_insight_from_set_aside_speech"]


def test_the_same_insight_may_go_to_another_subscriber(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("insert into daily_brief select * replace ('other' as subscriber_id) from daily_brief")

    assert all(result.passed for result in results_of("daily_brief", warehouse).values())


def test_an_empty_home_fails_no_critical_rule(warehouse: duckdb.DuckDBPyConnection) -> None:
    for table in PUBLIC_TABLES:
        warehouse.execute(f"delete from {table}")

    failed = [result for result in check_results(RULES, warehouse, key) if not result.passed]

    assert {result.check_name for result in failed} == {"has_rows"}
    assert {result.severity for result in failed} == {dg.AssetCheckSeverity.WARN}


def test_only_a_critical_rule_fails_as_an_error(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("update insights set title = 'a b c d e f g h i j k l m', novelty = 2")

    results = results_of("insights", warehouse)

    severities = {name: result.severity for name, result in results.items() if not result.passed}
    assert severities == {
        "title_is_short": dg.AssetCheckSeverity.WARN,
        "scores_are_shares": dg.AssetCheckSeverity.ERROR,
    }


def test_ten_failing_rows_are_shown_of_many(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("delete from shows")
    warehouse.execute(
        "insert into shows select 'show-' || n, 'Title', 'https://a.example', 'asleep', null from range(12) t (n)"
    )

    result = results_of("shows", warehouse)["status_is_known"]

    assert result.metadata["row_count"].value == 12
    assert result.metadata["unexpected_count"].value == 12
    lines = str(result.metadata["sample_rows"].value).splitlines()
    assert lines[0] == "| show_id | title | feed_url | status |"
    assert len(lines) == 2 + 10


def test_a_missing_column_is_an_error_and_not_bad_data(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("alter table claims drop column modality")

    with pytest.raises(ExpectationError, match=r"claims: .*modality_is_known.* could not be tested: .*modality"):
        results_of("claims", warehouse)


@pytest.mark.parametrize(
    ("table", "name", "arguments"),
    [
        ("claims", "claim_score_is_a_share", {"column": "nonsense", "min_value": 0}),
        ("claims", "quote_stands_in_segment", {"column_list": ["quote", "char_start", "char_end", "nonsense"]}),
        ("segments", "segment_ends_after_it_starts", {"column_A": "nonsense", "column_B": "start_seconds"}),
    ],
)
def test_an_expectation_that_raised_is_an_error_and_not_bad_data(
    table: str, name: str, arguments: dict[str, object], warehouse: duckdb.DuckDBPyConnection
) -> None:
    rule = replace(rule_named(table, name), arguments=arguments)

    with pytest.raises(ExpectationError, match=rf"{table}\.{name} could not be tested: .*nonsense"):
        list(check_results([rule], warehouse, key))


def test_every_rule_is_a_blocking_check_with_its_sentence_and_query() -> None:
    specs = check_specs(RULES, key)

    assert all(spec.blocking for spec in specs)
    assert len({spec.key for spec in specs}) == len(RULES)
    assert all(re.fullmatch("[a-z_]+", spec.name) for spec in specs)
    first = specs[0]
    assert (first.asset_key, first.name) == (key("shows"), "key_is_unique")
    assert first.description == "No two rows have the same show_id."
    assert "from shows" in first.metadata["query"].value


def test_definitions_load_without_great_expectations() -> None:
    program = (
        "import sys, assets.suites.catalog, orchestration.expectations; "
        "sys.exit('great_expectations was imported' if 'great_expectations' in sys.modules else 0)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
