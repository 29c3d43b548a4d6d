"""Signing up, confirming, signing in and out.

What belongs here: these routes. What does not: what happens in the database (orchestration/subscribers), mails.

A link in a mail opens a page with a button, and only the button changes anything: programs that look at mails before
their reader does follow links, and press nothing. Whether an address is known shows in no answer.
"""

from __future__ import annotations

from typing import Final, Literal

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assets.brief.addresses import email_address
from orchestration.service.context import Service, service_of
from orchestration.service.limits import client_key
from orchestration.service.pages import field
from orchestration.subscribers.accounts import Asked

Purpose = Literal["sign_up", "sign_in"]

HOUR: Final = 3_600.0
_TOO_OFTEN: Final = "You have asked for many mails within an hour. Wait a while, then ask again."
_BUSY: Final = "Very many people are signing up right now. Try again in a minute."
_NO_LINK: Final = "This link was used already, or it is too old. Ask for a new one."


async def show_sign_up(request: Request) -> Response:
    """Show the form to sign up."""
    return service_of(request).pages.show(request, "sign_up.html", problem=None, email="")


async def sign_up(request: Request) -> Response:
    """Have a link to confirm mailed to an address."""
    return await _ask(request, "sign_up")


async def show_sign_in(request: Request) -> Response:
    """Show the form to have a link to sign in mailed."""
    return service_of(request).pages.show(request, "sign_in.html", problem=None, email="")


async def ask_to_sign_in(request: Request) -> Response:
    """Have a link to sign in mailed to an address."""
    return await _ask(request, "sign_in")


async def show_confirm(request: Request) -> Response:
    """Show the button that confirms an address."""
    token = request.query_params.get("token", "")
    return service_of(request).pages.show(request, "confirm.html", token=token)


async def confirm(request: Request) -> Response:
    """Confirm an address, and sign its owner in."""
    service = service_of(request)
    token = field(await service.pages.read_form(request), "token")
    return _signed_in(service, await run_in_threadpool(service.subscribers.confirm, token))


async def show_link(request: Request) -> Response:
    """Show the button that signs in."""
    token = request.query_params.get("token", "")
    return service_of(request).pages.show(request, "sign_in_link.html", token=token)


async def sign_in(request: Request) -> Response:
    """Sign in whoever got the link."""
    service = service_of(request)
    token = field(await service.pages.read_form(request), "token")
    return _signed_in(service, await run_in_threadpool(service.subscribers.sign_in, token))


async def sign_out(request: Request) -> Response:
    """End the session."""
    service = service_of(request)
    await service.pages.read_form(request)
    session = service.cookies.session(request)
    if session:
        await run_in_threadpool(service.subscribers.sign_out, session)
    response = RedirectResponse("/", 303)
    service.cookies.sign_out(response)
    return response


def _signed_in(service: Service, session: str | None) -> Response:
    if session is None:
        raise HTTPException(400, _NO_LINK)
    response = RedirectResponse("/preferences", 303)
    service.cookies.sign_in(response, session)
    return response


async def _ask(request: Request, purpose: Purpose) -> Response:
    service = service_of(request)
    form = await service.pages.read_form(request)
    given = field(form, "email")
    try:
        email = email_address(given.strip(" ")).lower()
    except ValueError:
        problem = "This is no e-mail address. One looks like name@example.org."
        return service.pages.show(request, f"{purpose}.html", 400, problem=problem, email=given[:254])
    if not service.per_client.allows(client_key(request.client.host if request.client else None)):
        raise HTTPException(429, _TOO_OFTEN, {"retry-after": str(int(HOUR))})
    # Who asks too often for one address learns nothing of it, nor does its owner get the mail.
    if service.per_address.allows(email) and not service.mailing.ask(Asked(email, purpose)):
        raise HTTPException(503, _BUSY, {"retry-after": "60"})
    return service.pages.show(request, "sent.html", purpose=purpose)


ROUTES: Final = [
    Route("/sign-up", show_sign_up),
    Route("/sign-up", sign_up, methods=["POST"]),
    Route("/confirm", show_confirm),
    Route("/confirm", confirm, methods=["POST"]),
    Route("/sign-in", show_sign_in),
    Route("/sign-in", ask_to_sign_in, methods=["POST"]),
    Route("/sign-in/link", show_link),
    Route("/sign-in/link", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
]
