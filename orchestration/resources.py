"""The resources that assets ask for: settings, lake, warehouse.

What belongs here: making them from the settings. What does not: what they do (lake.py, warehouse.py, http.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

import dagster as dg

from orchestration.http import Fetcher
from orchestration.http.manners import Manners
from orchestration.lake import Lake
from orchestration.settings import Settings
from orchestration.warehouse import Warehouse


class Home(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Gives assets the settings of the home that this process works on."""

    def settings(self) -> Settings:
        """Return the settings, read from the environment now."""
        return Settings.from_environment()


def make_fetcher(settings: Settings, trusted_origins: Collection[str] = ()) -> Fetcher:
    """Return a fetcher as the settings want it; the trusted origins may be private addresses."""
    return Fetcher(
        user_agent=settings.user_agent,
        timeout_seconds=settings.request_timeout_seconds,
        limit_seconds=settings.download_limit_seconds,
        limit_bytes=settings.download_limit_bytes,
        allow_private=settings.allow_private_addresses,
        trusted_origins=trusted_origins,
        manners=Manners(pause_seconds=settings.host_pause_seconds),
    )


def fetch_now(settings: Settings, trusted_origins: Collection[str] = ()) -> Callable[[str], bytes]:
    """Return a function that fetches one document and waits for it: for the few that come before a scan."""

    async def fetch(url: str) -> bytes:
        """Fetch with a fetcher that lasts as long as the one request."""
        async with make_fetcher(settings, trusted_origins) as fetcher:
            return (await fetcher.get(url)).content or b""

    return lambda url: asyncio.run(fetch(url))


def resources(settings: Settings) -> dict[str, object]:
    """Return the resources by the names under which assets ask for them."""
    from orchestration import dbt  # late: dagster_dbt costs 2 s

    return {
        "dbt_cli": dbt.resource(),
        "home": Home(),
        "lake": Lake(root=settings.lake_root),
        "warehouse": Warehouse(path=str(settings.warehouse_path)),
    }
