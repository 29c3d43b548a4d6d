"""What the routes work with.

What belongs here: the parts of a running service, in one place. What does not: the parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from orchestration.service.archive import Archives
from orchestration.service.cookies import Cookies
from orchestration.service.limits import SlidingWindow
from orchestration.service.mailing import Mailing
from orchestration.service.pages import Pages
from orchestration.settings import Settings
from orchestration.subscribers.store import Subscribers


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service."""

    settings: Settings
    subscribers: Subscribers
    mailing: Mailing
    archives: Archives
    cookies: Cookies
    pages: Pages
    per_client: SlidingWindow
    per_address: SlidingWindow
    per_account: SlidingWindow


def service_of(request: Request) -> Service:
    """Return the service that answers a request."""
    service: Service = request.app.state.service
    return service
