"""The site's files, as they lie in the home.

What belongs here: serving them. What does not: making them (orchestration/site).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from orchestration.service.context import service_of

# The search of the site runs a WebAssembly of its own.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FRESH: Final = "no-cache"  # asked for again each time, and answered with 304 where nothing changed


class SiteFiles(StaticFiles):
    """Serves a folder, which may be made or grow while the service runs; a start page while there is none."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or the start page."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code == 404 and path == ".":
                request = Request(scope)
                return service_of(request).pages.show(request, "start.html")
            raise
        if isinstance(response, RedirectResponse):
            # Ours leads to the host that the request named, which anybody can choose: within this site instead.
            return RedirectResponse(f"/{scope['path'].strip('/')}/")
        response.headers["content-security-policy"] = POLICY
        response.headers.setdefault("cache-control", _FRESH)
        return response

    async def check_config(self) -> None:
        """Nothing to check: the folder may be made later."""
