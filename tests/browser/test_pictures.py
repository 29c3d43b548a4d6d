"""The pictures of the README: a page, and the mail, of the sample shows.

They are written into docs/ where BRIEFCAST_PICTURES is set, so that a run of the tests leaves the repository alone.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser

from assets.brief.edition import Edition
from assets.brief.forms.mail import Envelope, to_mail
from orchestration.briefing.editions import read_edition
from orchestration.settings import PROJECT_ROOT
from tests.browser.looking import SCHEMES, looking

MOST_BYTES = 200_000


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = PROJECT_ROOT / "docs" if os.environ.get("BRIEFCAST_PICTURES") else tmp_path
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def edition(published: duckdb.DuckDBPyConnection) -> Edition:
    found = read_edition(published)
    assert found is not None
    return found


def test_a_picture_of_a_page(chromium: Browser, address: str, edition: Edition, pictures: Path) -> None:
    with looking(chromium, 1080) as looked:
        looked.page.goto(f"{address}/insights/{edition.items[0].insight_id}.html")
        looked.page.screenshot(path=pictures / "page.png")

    assert (pictures / "page.png").stat().st_size < MOST_BYTES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_mail_can_be_read_on_a_phone_and_a_picture_of_it(
    chromium: Browser, edition: Edition, pictures: Path, scheme: str
) -> None:
    sender = Address("Briefcast", "brief", "briefcast.example")
    envelope = Envelope(sender, Address("Ida", "ida", "mail.example"), datetime(2026, 11, 21, 6, tzinfo=UTC))
    body = to_mail(edition, envelope).get_body(("html",))
    assert body is not None
    with looking(chromium, 360, scheme) as looked:
        looked.page.set_content(body.get_content())

        assert looked.scroll_width() <= 360
        assert looked.violations() == []
        assert looked.requests == []
        looked.page.set_viewport_size({"width": 600, "height": 900})
        if scheme == "light":
            looked.page.screenshot(path=pictures / "mail.png")
            assert (pictures / "mail.png").stat().st_size < MOST_BYTES
