"""Pages of the service: templates filled in, and forms read.

What belongs here: what every page and every form has in common. What does not: what is on them.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assets.brief.forms.templating import environment
from orchestration.service.cookies import FORM_FIELD, Cookies

_PACKAGES = ("orchestration.service",)
_MOST_FIELDS = 2_000


class Pages:
    """Answers with pages, each of them the browser's own: never kept by anything between."""

    def __init__(self, cookies: Cookies) -> None:
        self._cookies = cookies
        self._environment = environment(_PACKAGES)

    def show(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page.

        Args:
            request: what is answered.
            template: name of a file in templates/.
            status: of the answer.
            values: what the template names.
        """
        token = self._cookies.form_token(request)
        shown = {"form_token": token, "path": request.url.path, **values}
        page = self._environment.get_template(f"service/{template}").render(shown)
        response = HTMLResponse(page, status, {"cache-control": "no-store"})
        self._cookies.keep_form_token(response, token)
        return response

    def message(self, request: Request, title: str, text: str, status: int = 200) -> HTMLResponse:
        """Return a page that says one thing."""
        return self.show(request, "message.html", status, title=title, text=text)

    async def read_form(self, request: Request) -> FormData:
        """Return a form that one of our pages sent.

        Raises:
            HTTPException: if it was none of ours.
        """
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
        if not self._cookies.is_our_form(request, field(form, FORM_FIELD)):
            raise HTTPException(403, "This form has been open for too long. Go back, load the page again and retry.")
        return form


def field(form: FormData, name: str) -> str:
    """Return a field of a form as text, empty where there is none."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def fields(form: FormData, name: str) -> list[str]:
    """Return every value of a field as text."""
    return [value for value in form.getlist(name) if isinstance(value, str)]
