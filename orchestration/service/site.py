"""The site's files, as they lie in the home.

What belongs here: serving them. What does not: making them (orchestration/site).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from orchestration.service.context import service_of

# A page is looked up and read on the spot. Handed to a thread and back, as larger files are, it takes longer than the
# reading: with 200 readers at once the median answer took 600 ms by threads.
_SMALL: Final = 512_000
_FRESH: Final = "no-cache"  # asked for again each time, and answered with 304 where nothing changed


class SiteFiles(StaticFiles):
    """Serves a folder, which may be made or grow while the service runs; a start page while there is none."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or the start page."""
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405)
        try:
            return self._answer(path, scope)
        except (OSError, ValueError) as error:  # a name that no file can have, or a file that is gone by now
            raise HTTPException(404) from error

    async def check_config(self) -> None:
        """Nothing to check: the folder may be made later."""

    def _answer(self, path: str, scope: Scope) -> Response:
        full_path, found = self.lookup_path(path)
        if found is not None and stat.S_ISDIR(found.st_mode):
            if not scope["path"].endswith("/"):
                # To our own path alone: whatever host a request names, and however many slashes.
                return RedirectResponse(f"/{scope['path'].strip('/')}/")
            full_path, found = self.lookup_path(os.path.join(path, "index.html"))  # noqa: PTH118 - as it takes it
        if found is None or not stat.S_ISREG(found.st_mode):
            if path == ".":
                return service_of(Request(scope)).pages.show(Request(scope), "start.html")
            raise HTTPException(404)
        response = self.file_response(full_path, found, scope)
        response.headers["cache-control"] = _FRESH
        if not isinstance(response, FileResponse) or found.st_size > _SMALL:
            return response
        headers = {name: value for name, value in response.headers.items() if name != "content-length"}
        return Response(Path(full_path).read_bytes(), response.status_code, headers)
