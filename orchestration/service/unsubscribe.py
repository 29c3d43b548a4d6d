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
from orchestration.subscribers import tokens

PATH: Final = "/unsubscribe"
_UNKNOWN: Final = (
    "We know this link no more: either you are forgotten here already, or it is too old. If our mail still comes, use "
    "the link in a newer one."
)
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
    if await run_in_threadpool(service.subscribers.unsubscribe, token):
        return service.pages.show(request, "unsubscribed.html")
    if not tokens.is_well_formed(token):
        raise HTTPException(404, _NO_LINK)
    # Of somebody who is forgotten, or of a mail that is very old. A mail service that hears of a failure tells its user
    # that we do not let go; whoever reads the page hears what is so.
    return service.pages.message(request, "Nothing to unsubscribe", _UNKNOWN)


ROUTES: Final = [Route(PATH, show), Route(PATH, unsubscribe, methods=["POST"])]
