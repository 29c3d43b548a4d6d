"""Settings: what the environment may say, and what is said where it says something else."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from orchestration.settings import Settings, SettingsError, describe


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"BRIEFCAST_LAKE": " ", "BRIEFCAST_PROCESS_COUNT": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("home", "/srv/casts", Path("/srv/casts")),
        ("lake", "s3://casts/lake", "s3://casts/lake"),
        ("language_model", "en_core_web_trf", "en_core_web_trf"),
        ("process_count", " 3 ", 3),
        ("user_agent", "Quay/1.0 (+https://quay.example)", "Quay/1.0 (+https://quay.example)"),
        ("allow_private_addresses", "true", True),
        ("allow_private_addresses", "No", False),
        ("allow_private_addresses", "1", True),
        ("request_timeout_seconds", "2.5", 2.5),
        ("download_limit_seconds", "90", 90.0),
        ("download_limit_bytes", "1000", 1000),
        ("host_pause_seconds", "0", 0.0),
        ("today", "2025-03-04", date(2025, 3, 4)),
    ],
)
def test_a_setting_is_read_as_what_it_is(name: str, text: str, expected: object) -> None:
    settings = Settings.from_environment({f"BRIEFCAST_{name.upper()}": text})
    assert getattr(settings, name) == expected
    assert type(getattr(settings, name)) is type(expected)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PROCESS_COUNT", "two"),
        ("ALLOW_PRIVATE_ADDRESSES", "perhaps"),
        ("REQUEST_TIMEOUT_SECONDS", "20s"),
        ("DOWNLOAD_LIMIT_BYTES", "30 MB"),
        ("TODAY", "4 March"),
    ],
)
def test_a_value_that_cannot_be_understood_is_named(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"BRIEFCAST_{name}='{text}': ."):
        Settings.from_environment({f"BRIEFCAST_{name}": text})


def test_everything_lies_in_the_home() -> None:
    settings = Settings(home=Path("/srv/casts"))
    paths = (
        settings.warehouse_path,
        settings.published_path,
        settings.feeds_path,
        settings.editions_path,
        settings.dagster_path,
        settings.dbt_target_path,
        Path(settings.lake_root),
    )
    assert len(set(paths)) == len(paths)
    assert all(path.is_relative_to("/srv/casts") for path in paths)


def test_a_relative_home_gives_absolute_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(home=Path("casts"))
    assert settings.published_path == tmp_path / "casts" / "briefcast.duckdb"
    assert settings.lake_root == str(tmp_path / "casts" / "lake")


def test_a_lake_elsewhere_is_taken_as_it_is_written() -> None:
    assert Settings(lake="s3://casts/lake").lake_root == "s3://casts/lake"


def test_a_process_a_core_unless_a_number_is_set() -> None:
    assert Settings(process_count=3).processes == 3
    assert Settings().processes >= 1


def test_every_setting_is_described_under_its_variable() -> None:
    described = describe()
    assert [name for name, _, _ in described] == [f"BRIEFCAST_{field.name.upper()}" for field in fields(Settings)]
    assert all(text for _, _, text in described)
