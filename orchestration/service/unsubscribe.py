"""Unsubscribing in one click, from the mail itself (RFC 8058) or on a page.

What belongs here: these routes. What does not: the header in the mail (assets/brief/forms/mail.py).

The token says who, and is all it takes: a mail service that posts for its user has no cookie and is no page of ours.
Opening the link changes nothing, for programs that look at mails follow links.
"""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from orchestration.service.context import service_of

PATH: Final = "/unsubscribe"
_NO_LINK: Final = "This link is too old. Sign in to change what you get, or use the link in a newer mail."


async def show(request: Request) -> Response:
    """Show the button that unsubscribes."""
    service = service_of(request)
    token = request.query_params.get("token", "")
    if not await run_in_threadpool(service.subscribers.is_unsubscribe_token, token):
        raise HTTPException(404, _NO_LINK)
    return service.pages.show(request, "unsubscribe.html", token=token)


async def unsubscribe(request: Request) -> Response:
    """Send no more mail to whoever got this link. What else is in the body does not matter."""
    service = service_of(request)
    token = request.query_params.get("token", "")
    if not await run_in_threadpool(service.subscribers.unsubscribe, token):
        raise HTTPException(404, _NO_LINK)
    return service.pages.show(request, "unsubscribed.html")


ROUTES: Final = [Route(PATH, show), Route(PATH, unsubscribe, methods=["POST"])]
