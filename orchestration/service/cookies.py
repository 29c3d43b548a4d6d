"""Cookies: who is signed in, and which forms are ours.

What belongs here: their names and attributes, and the form token. What does not: what a session is (tokens.py of the
subscribers).

Every form carries the value of a cookie that another site can neither read nor set, so a form without it is not ours.
Under https the names begin with __Host-: a browser then takes such a cookie from this very host alone.
"""

from __future__ import annotations

import hmac
import re
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from orchestration.subscribers.tokens import LIFETIMES

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
FORM_FIELD: Final = "form_token"


class Cookies:
    """Reads and sets our two cookies.

    Args:
        is_secure: whether people reach us by https.
    """

    def __init__(self, *, is_secure: bool) -> None:
        self._is_secure = is_secure
        prefix = "__Host-" if is_secure else ""
        self._session, self._form = f"{prefix}briefcast-session", f"{prefix}briefcast-form"

    def session(self, request: Request) -> str | None:
        """Return the token of the session, None where nobody is signed in."""
        return request.cookies.get(self._session)

    def sign_in(self, response: Response, token: str) -> None:
        """Have the browser keep a session."""
        self._set(response, self._session, token, int(LIFETIMES["session"].total_seconds()))

    def sign_out(self, response: Response) -> None:
        """Have the browser forget the session."""
        response.delete_cookie(self._session, path="/", secure=self._is_secure, httponly=True, samesite="lax")

    def form_token(self, request: Request) -> str:
        """Return the token for the forms of a page: the browser's, or a new one."""
        token = request.cookies.get(self._form, "")
        return token if _TOKEN.fullmatch(token) else secrets.token_urlsafe(32)

    def keep_form_token(self, response: Response, token: str) -> None:
        """Have the browser keep the token of a page's forms, until it is closed."""
        self._set(response, self._form, token, None)

    def is_our_form(self, request: Request, given: str) -> bool:
        """Tell whether a form carries the token that the browser keeps."""
        kept = request.cookies.get(self._form, "")
        return bool(_TOKEN.fullmatch(kept)) and hmac.compare_digest(kept.encode(), given.encode("utf-8", "replace"))

    def _set(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path="/", secure=self._is_secure, httponly=True, samesite="lax"
        )
