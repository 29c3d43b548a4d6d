"""dbt as Dagster sees it: the project, its manifest, and how a model becomes an asset.

What belongs here: everything that touches dagster_dbt. It is imported late (it costs 2 s) by assets/defs/warehouse.py.
What does not: the models (dbt_project/).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, DbtProject
from dagster_dbt.compat import DBT_PYTHON_VERSION
from packaging.version import Version

from orchestration.previews import SAMPLE_ROWS, markdown_table
from orchestration.settings import PROJECT_ROOT, Settings
from orchestration.warehouse import Warehouse

PROJECT_DIR: Final = PROJECT_ROOT / "dbt_project"
MANIFEST: Final = PROJECT_DIR / "target" / "manifest.json"
_SOURCES: Final = ("**/*.sql", "**/*.py", "**/*.yml", "**/*.md", "**/*.csv")


class DbtParseError(RuntimeError):
    """The dbt project cannot be parsed; the message is dbt's own."""


class Translator(DagsterDbtTranslator):
    """Models become assets `<layer>/<model>` in the layer's group; sources are the lake's assets."""

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        """Return the asset of a model: key and group from its folder, kinds and owner added."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        props = self.get_resource_props(manifest, unique_id)
        if props["resource_type"] == "source":
            return spec
        layer = layer_of(props)
        return spec.replace_attributes(
            key=dg.AssetKey([layer, props["name"]]),
            group_name=layer,
            owners=["team:analytics"],
            kinds={"dbt", "duckdb"},
        )


def layer_of(props: Mapping[str, Any]) -> str:
    """Return the layer of a model or seed: staging, intermediate, marts or seeds."""
    return "seeds" if props["resource_type"] == "seed" else str(props["fqn"][1])


def translator() -> Translator:
    """Return the translator with code references on; source tests stay off, as checks they would not block.

    A stage's quarantine is written by the asset of another table, which then stands for two dbt sources.
    """
    return Translator(
        settings=DagsterDbtTranslatorSettings(enable_code_references=True, enable_duplicate_source_asset_keys=True)
    )


def environment(settings: Settings) -> dict[str, str]:
    """Return the variables by which the dbt project finds the lake, the warehouse and what people decided."""
    return {
        "BRIEFCAST_LAKE": settings.lake_root,
        "BRIEFCAST_WAREHOUSE": str(settings.warehouse_path),
        "BRIEFCAST_OVERRIDES": str(settings.overrides_path),
        "DO_NOT_TRACK": "1",
    }


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    """Set dbt's variables for as long as it runs: another home of this process has others."""
    before = dict(os.environ)
    os.environ.update(environment(settings))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def project() -> DbtProject:
    """Return the dbt project, parsed anew where a file of it is younger than its manifest."""
    if _is_stale():
        parse()
    return DbtProject(project_dir=PROJECT_DIR, profiles_dir=PROJECT_DIR)


class Dbt(DbtCliResource):
    """dbt's command, for whose version no process is started and whose adapter is not loaded in Dagster's own.

    dagster_dbt does both before each command; the adapter is for row counts, which `build` adds itself.
    """

    @cached_property
    def _cli_version(self) -> Version:
        return DBT_PYTHON_VERSION

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None


def resource() -> DbtCliResource:
    """Return the resource that runs dbt."""
    executable = Path(sys.executable).with_name("dbt")
    return Dbt(
        project_dir=str(PROJECT_DIR),
        profiles_dir=str(PROJECT_DIR),
        dbt_executable=str(executable) if executable.exists() else "dbt",
    )


def build(context: dg.AssetExecutionContext, dbt_cli: DbtCliResource, settings: Settings) -> Iterator[Any]:
    """Run `dbt build` for the models of this asset; give its events, each model's with a row count and a sample.

    dbt runs to its end first: while it holds the warehouse, nobody else can look into it.
    """
    settings.warehouse_path.parent.mkdir(parents=True, exist_ok=True)
    command = ["build", "--exclude-resource-type", "unit_test"]
    with _environment(settings):
        events = list(dbt_cli.cli(command, context=context, target_path=settings.dbt_target_path).stream())
    with Warehouse(path=str(settings.warehouse_path)).connect() as connection:
        for event in events:
            if isinstance(event, dg.Output):
                layer, table = context.asset_key_for_output(event.output_name).path[-2:]
                yield event.with_metadata({**event.metadata, **table_metadata(connection, layer, table)})
            else:
                yield event


def table_metadata(connection: duckdb.DuckDBPyConnection, layer: str, table: str) -> dict[str, Any]:
    """Return row count, columns and a sample of a relation of the warehouse; nothing for one that is not there."""
    schema = {"marts": "main"}.get(layer, layer)
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() where schema_name = ? and table_name = ?",
        [schema, table],
    ).fetchall()
    if not columns:
        return {}
    relation = connection.sql(f'from "{schema}"."{table}"')  # `table()` finds no views
    count = relation.count("*").fetchone()
    sample = relation.limit(SAMPLE_ROWS)
    return {
        "dagster/row_count": count[0] if count else 0,
        "dagster/column_schema": dg.TableSchema(
            columns=[dg.TableColumn(name, kind, description=text) for name, kind, text in columns]
        ),
        "sample": dg.MetadataValue.md(markdown_table(sample.columns, sample.fetchall())),
    }


def parse() -> None:
    """Write the manifest, all at once: another process may be reading it, or be writing its own.

    Raises:
        DbtParseError: if dbt refuses the project.
    """
    MANIFEST.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=MANIFEST.parent, prefix="parse-") as target:
        command = [sys.executable, "-m", "dbt.cli.main", "parse", "--quiet", "--project-dir", str(PROJECT_DIR)]
        done = subprocess.run(  # noqa: S603 - our own interpreter and project
            [*command, "--profiles-dir", str(PROJECT_DIR), "--target-path", target],
            env=os.environ | environment(Settings.from_environment()),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DbtParseError(f"dbt parse of {PROJECT_DIR} failed:\n{done.stdout}{done.stderr}")
        (Path(target) / MANIFEST.name).replace(MANIFEST)


def _is_stale() -> bool:
    if not MANIFEST.exists():
        return True
    written = MANIFEST.stat().st_mtime
    files = (path for pattern in _SOURCES for path in PROJECT_DIR.glob(pattern) if "target" not in path.parts)
    return any(path.stat().st_mtime > written for path in files)
