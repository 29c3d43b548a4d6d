"""The service: its routes, put together.

What belongs here: making the application. What does not: the routes' own modules.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from orchestration.delivery.transport import Transport
from orchestration.service import preferences, sign_up, unsubscribe
from orchestration.service.archive import Archives
from orchestration.service.context import Service, service_of
from orchestration.service.cookies import Cookies
from orchestration.service.limits import SlidingWindow
from orchestration.service.mailing import Mailing
from orchestration.service.pages import Pages
from orchestration.service.security import Guard
from orchestration.service.site import SiteFiles
from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers

_FILES: Final = Path(__file__).with_name("static")
_TITLES: Final = {
    400: "That did not work",
    403: "Not from here",
    404: "There is nothing here",
    405: "There is nothing here",
    413: "Too much",
    429: "Too often",
    503: "Busy",
}


def create_app(
    settings: Settings,
    subscribers: Subscribers,
    public_url: str,
    transport: Callable[[], AbstractContextManager[Transport]] | None = None,
) -> ASGIApp:
    """Return the service.

    Args:
        settings: of the home whose site it serves.
        subscribers: its database.
        public_url: address under which people reach it; links in mails lead there.
        transport: gives what takes mails; the settings' own where none is given.
    """
    cookies = Cookies(is_secure=public_url.startswith("https://"))
    service = Service(
        settings=settings,
        subscribers=subscribers,
        mailing=Mailing(settings, subscribers, public_url, transport),
        archives=Archives(settings),
        cookies=cookies,
        pages=Pages(cookies),
        per_client=SlidingWindow(settings.sign_ups_per_client, sign_up.HOUR),
        per_address=SlidingWindow(settings.mails_per_address, sign_up.HOUR),
        per_account=SlidingWindow(preferences.MOST_PREVIEWS, preferences.MINUTE),
    )
    routes = [
        *sign_up.ROUTES,
        *preferences.ROUTES,
        *unsubscribe.ROUTES,
        Mount("/service/look", StaticFiles(packages=[("assets.brief.site", "static")])),
        Mount("/service", StaticFiles(directory=_FILES)),
        Mount("/", SiteFiles(settings.site_path)),
    ]
    app = Starlette(routes=routes, lifespan=_lifespan, exception_handlers={HTTPException: _say, Exception: _say_broken})
    app.router.redirect_slashes = False  # it leads to whatever host a request names
    app.state.service = service
    return Guard(app, public_url, open_to_all=(unsubscribe.PATH,))


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.mailing.start()
    try:
        yield
    finally:
        service.mailing.stop()


async def _say(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = _TITLES.get(error.status_code, "That did not work")
    said = error.detail if error.detail and not _is_standard(error) else "Go back to the first page."
    response = service_of(request).pages.message(request, title, said, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _say_broken(request: Request, _error: Exception) -> Response:
    return service_of(request).pages.message(
        request, "Something broke", "It is not your doing. Try again in a minute.", 500
    )


def _is_standard(error: HTTPException) -> bool:
    from http import HTTPStatus

    return error.detail == HTTPStatus(error.status_code).phrase
