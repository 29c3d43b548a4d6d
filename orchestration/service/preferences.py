"""Preferences of whoever is signed in: wishes with a preview, and everything that is kept.

What belongs here: these routes. What does not: reading the form (wishes.py), choosing (preview.py).
"""

from __future__ import annotations

from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from assets.brief.ranking import MOST_A_DAY
from assets.brief.subscribers import Subscriber
from orchestration.service.context import Service, service_of
from orchestration.service.history import all_kept, told_so_far
from orchestration.service.pages import field
from orchestration.service.preview import Previewed, preview
from orchestration.service.wishes import SUGGESTED, TOPICS, Draft, read_wishes, time_zones
from orchestration.subscribers.accounts import Account
from orchestration.subscribers.leaving import forget

# A preview goes through all that may be chosen tomorrow: nobody who only tries out wishes needs more.
MOST_PREVIEWS: Final = 60
MINUTE: Final = 60.0
_SIGN_IN: Final = "/sign-in"
_TOO_OFTEN: Final = "You have looked at very many previews within a minute. Wait a minute, then go on."
_NOT_TICKED: Final = "Tick the box first: what is deleted cannot be brought back."


async def show(request: Request) -> Response:
    """Show the wishes that are kept."""
    service, account = service_of(request), await _account(request)
    if account is None:
        return RedirectResponse(_SIGN_IN, 303)
    _allow_preview(service, account)
    return await _page(request, service, account, Draft(account.subscriber))


async def change(request: Request) -> Response:
    """Keep the wishes of the form, or look for names and keep nothing yet."""
    service, account = service_of(request), await _account(request)
    form = await service.pages.read_form(request)
    if account is None:
        return RedirectResponse(_SIGN_IN, 303)
    _allow_preview(service, account)
    draft = await run_in_threadpool(_draft, service, account, form)
    is_saved = field(form, "action") == "save" and not draft.problems
    if is_saved:
        await run_in_threadpool(service.subscribers.save, account.id, draft.subscriber)
    return await _page(request, service, account, draft, is_saved=is_saved, status=400 if draft.problems else 200)


async def show_preview(request: Request) -> Response:
    """Show the preview alone, for a page that replaces its own."""
    service, account = service_of(request), await _account(request)
    form = await service.pages.read_form(request)
    if account is None:
        return Response(status_code=401)
    _allow_preview(service, account)
    draft = await run_in_threadpool(_draft, service, account, form)
    items = await run_in_threadpool(_preview, service, draft.subscriber)
    return service.pages.show(request, "preview.html", items=items)


async def suggest(request: Request) -> Response:
    """Return names that begin as somebody types."""
    service, account = service_of(request), await _account(request)
    if account is None:
        return Response(status_code=401)
    archive = await run_in_threadpool(service.archives.current)
    kind = request.query_params.get("kind", "")
    names = archive.names.get(kind) if archive else None  # type: ignore[call-overload]
    found = names.beginning(request.query_params.get("begins", "")[:200], SUGGESTED) if names else []
    return JSONResponse(found, headers={"cache-control": "no-store"})


async def export(request: Request) -> Response:
    """Give everything that is kept about whoever is signed in, as a file."""
    service, account = service_of(request), await _account(request)
    if account is None:
        return RedirectResponse(_SIGN_IN, 303)
    kept = await run_in_threadpool(all_kept, service.settings, account)
    headers = {"content-disposition": 'attachment; filename="briefcast.json"', "cache-control": "no-store"}
    return JSONResponse(kept, headers=headers)


async def delete(request: Request) -> Response:
    """Forget whoever is signed in."""
    service, account = service_of(request), await _account(request)
    form = await service.pages.read_form(request)
    if account is None:
        return RedirectResponse(_SIGN_IN, 303)
    if field(form, "sure") != "yes":
        return service.pages.message(request, "Nothing is deleted", _NOT_TICKED, 400)
    await run_in_threadpool(forget, service.settings, service.subscribers, account.id)
    response = service.pages.show(request, "deleted.html")
    service.cookies.sign_out(response)
    return response


async def _account(request: Request) -> Account | None:
    service = service_of(request)
    session = service.cookies.session(request)
    return await run_in_threadpool(service.subscribers.signed_in, session) if session else None


async def _page(
    request: Request, service: Service, account: Account, draft: Draft, *, is_saved: bool = False, status: int = 200
) -> Response:
    values: dict[str, Any] = {
        "account": account,
        "draft": draft,
        "topics": TOPICS,
        "time_zones": time_zones(),
        "most_a_day": MOST_A_DAY,
        "is_saved": is_saved,
        "items": await run_in_threadpool(_preview, service, draft.subscriber),
    }
    return service.pages.show(request, "preferences.html", status, **values)


def _allow_preview(service: Service, account: Account) -> None:
    if not service.per_account.allows(account.id):
        raise HTTPException(429, _TOO_OFTEN, {"retry-after": str(int(MINUTE))})


def _draft(service: Service, account: Account, form: FormData) -> Draft:
    archive = service.archives.current()
    return read_wishes(form, account.subscriber, archive.names if archive else {})


def _preview(service: Service, subscriber: Subscriber) -> list[Previewed] | None:
    archive = service.archives.current()
    if archive is None:
        return None
    return preview(archive, subscriber, told_so_far(service.settings, subscriber.id))


ROUTES: Final = [
    Route("/preferences", show),
    Route("/preferences", change, methods=["POST"]),
    Route("/preferences/preview", show_preview, methods=["POST"]),
    Route("/preferences/suggestions", suggest),
    Route("/preferences/export", export),
    Route("/preferences/delete", delete, methods=["POST"]),
]
