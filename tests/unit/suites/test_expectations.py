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


@pytest.mark.parametrize(("where", "breakage"), BREAKAGES.items(), ids=".".join)
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
