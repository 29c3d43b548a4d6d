"""Posting to web hooks: Slack's, and programs of subscribers.

What belongs here: one post, and what its answer means. What does not: what is posted (assets/brief/forms).

The address of a hook is a secret, as whoever knows it can post there: no message names more of it than its host.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from orchestration.delivery.outcomes import PermanentError, TemporaryError, UnknownOutcomeError


def post(client: httpx.Client, url: str, body: bytes, headers: Mapping[str, str], *, is_repeatable: bool) -> None:
    """Post a body.

    Args:
        client: follows no redirects.
        url: of the hook.
        body: what is posted.
        headers: of the body.
        is_repeatable: whether the hook knows a second copy for one.

    Raises:
        TemporaryError: if it may be taken later: no connection, too many requests (429), the server's fault (5xx).
        PermanentError: if it was refused, or the address is none.
        UnknownOutcomeError: if there was no answer, and a second copy would be one.
    """
    host = urlsplit(url).hostname
    try:
        # Nothing of the answer is read but its status: it may be as long as somebody likes.
        with client.stream("POST", url, content=body, headers=dict(headers)) as answer:
            status, is_success = answer.status_code, answer.is_success
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise TemporaryError(f"{host}: no connection ({type(error).__name__})") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise PermanentError(f"{host}: no address that anything can be posted to") from error
    except httpx.TransportError as error:
        said = f"{host}: no answer ({type(error).__name__})"
        raise (TemporaryError(said) if is_repeatable else UnknownOutcomeError(said)) from error
    if status == 429 or status >= 500:
        raise TemporaryError(f"{host} answered {status}")
    if not is_success:
        raise PermanentError(f"{host} answered {status}")
