"""Between `insights` and `brief`: the dbt models of the warehouse, and the expectations that guard them."""

from collections.abc import Iterable, Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, dbt_assets

from assets.suites.catalog import BRIEF_RULES, WAREHOUSE_RULES
from orchestration import dbt, expectations
from orchestration.catalogue import WAREHOUSE_POOL
from orchestration.resources import Home
from orchestration.warehouse import Warehouse

BRIEF_TAG = "tag:brief"


def mart_key(table: str) -> dg.AssetKey:
    """Return the asset of a public table."""
    return dg.AssetKey(["marts", table])


@dbt_assets(
    manifest=dbt.MANIFEST,
    project=dbt.project(),
    exclude=BRIEF_TAG,
    dagster_dbt_translator=dbt.translator(),
    pool=WAREHOUSE_POOL,
    name="dbt_models",
)
def models(context: dg.AssetExecutionContext, home: Home, dbt_cli: DbtCliResource) -> Iterator[Any]:
    """Build and test every model but the brief's."""
    yield from dbt.build(context, dbt_cli, home.settings())


@dbt_assets(
    manifest=dbt.MANIFEST,
    project=dbt.project(),
    select=BRIEF_TAG,
    dagster_dbt_translator=dbt.translator(),
    pool=WAREHOUSE_POOL,
    name="dbt_brief",
)
def brief_model(context: dg.AssetExecutionContext, home: Home, dbt_cli: DbtCliResource) -> Iterator[Any]:
    """Build and test the table of the daily brief, once the brief is chosen."""
    yield from dbt.build(context, dbt_cli, home.settings())


@dg.multi_asset_check(
    name="expectations", specs=expectations.check_specs(WAREHOUSE_RULES, mart_key), pool=WAREHOUSE_POOL
)
def warehouse_expectations(warehouse: Warehouse) -> Iterable[dg.AssetCheckResult]:
    """Hold the public tables against their suites, before a brief is chosen from them."""
    with warehouse.connect() as connection:
        yield from expectations.check_results(WAREHOUSE_RULES, connection, mart_key)


@dg.multi_asset_check(
    name="brief_expectations", specs=expectations.check_specs(BRIEF_RULES, mart_key), pool=WAREHOUSE_POOL
)
def brief_expectations(warehouse: Warehouse) -> Iterable[dg.AssetCheckResult]:
    """Hold the brief against its suite, before anything is published."""
    with warehouse.connect() as connection:
        yield from expectations.check_results(BRIEF_RULES, connection, mart_key)
