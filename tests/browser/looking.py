"""Looking at a page: what its console says, what it asks for, how wide it is, what axe finds.

What belongs here: collecting. What does not: tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# A phone and a desk.
WIDTHS: Final = (360, 1280)
SCHEMES: Final = ("light", "dark")


@dataclass
class Looked:
    """A page, and what happened on it since it was opened."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def scroll_width(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def violations(self) -> list[str]:
        """What axe finds that is serious or critical."""
        found: list[dict[str, Any]] = Axe().run(self.page).response["violations"]
        return [
            f"{violation['id']}: {node['html']} {node['failureSummary']}"
            for violation in found
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]


@contextmanager
def looking(browser: Browser, width: int = 1280, scheme: str = "light", **options: Any) -> Iterator[Looked]:
    """Open a page of a window of its own."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
    page = context.new_page()
    looked = Looked(page)
    page.on("console", lambda said: looked.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: looked.complaints.append(str(error)))
    page.on("requestfailed", lambda request: looked.complaints.append(f"failed: {request.url}"))
    page.on("request", lambda request: looked.requests.append(request.url))
    yield looked
    context.close()
