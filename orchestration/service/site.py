"""The site's files, as they lie in the home.

What belongs here: serving them. What does not: making them (orchestration/site).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from orchestration.service.context import service_of

_SMALL: Final = 512_000
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
        response.headers.setdefault("cache-control", _FRESH)
        return await _read_at_once(response)

    async def check_config(self) -> None:
        """Nothing to check: the folder may be made later."""


async def _read_at_once(response: Response) -> Response:
    """Return a page with its words instead of its file.

    A file that is opened, read and closed piece by piece passes to another thread and back for each; with many readers
    that is most of the work.
    """
    if not isinstance(response, FileResponse) or int(response.headers["content-length"]) > _SMALL:
        return response
    content = await run_in_threadpool(Path(response.path).read_bytes)
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Response(content, response.status_code, headers)
