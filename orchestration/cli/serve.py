"""`briefcast serve`: the site and the service on one port.

What belongs here: starting the server. What does not: what it answers (orchestration/service).
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from orchestration.cli.common import ERR, HomeOption, fail, load_settings
from orchestration.settings import Settings, SettingsError

# More at once are turned away rather than left to wait until they give up.
MOST_AT_ONCE: Final = 1_000
# The thread that mails gives the interpreter up with every write, and gets it back after this long while pages are
# answered. By the usual 5 ms it wrote 25 mails a second beside 200 busy readers.
_SWITCH_SECONDS: Final = 0.0005
_ANYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


def serve(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="port to listen on", min=1, max=65_535)] = 8000,
    home: HomeOption = None,
) -> None:
    """Serve the site, sign-up and preferences until it is stopped."""
    import logging
    import sys

    import uvicorn

    from orchestration.delivery.channels import sender_of
    from orchestration.delivery.transport import transport_of
    from orchestration.service.app import create_app
    from orchestration.subscribers.database import DatabaseError
    from orchestration.subscribers.store import open_subscribers

    settings = load_settings(home)
    public_url = _public_url(settings, host, port)
    try:
        with transport_of(settings):
            sender_of(settings)  # a mail server or a sender that cannot be meant is told now, not by the first mail
        subscribers = open_subscribers(settings)
    except (DatabaseError, SettingsError) as error:
        fail(str(error))
    sys.setswitchinterval(_SWITCH_SECONDS)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if not settings.smtp_url:
        ERR.print(f"no mail server is set (BRIEFCAST_SMTP_URL): mails become files in {settings.outbox_path}")
    uvicorn.run(create_app(settings, subscribers, public_url), host=host, port=port, **server_options(settings))


def server_options(settings: Settings) -> dict[str, Any]:
    """Return what uvicorn is told besides where to listen."""
    return {
        "log_config": None,
        "access_log": False,  # it would hold the tokens of links; ours does not
        "server_header": False,
        "limit_concurrency": MOST_AT_ONCE,
        # By itself it believes whatever this machine sends in X-Forwarded-For, and limits would be anybody's to pass.
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies or None,
    }


def _public_url(settings: Settings, host: str, port: int) -> str:
    """Return the address under which people reach us; links in mails need one that leads here."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    if host in _ANYWHERE:
        fail(f"set BRIEFCAST_PUBLIC_URL to the address under which people reach this machine: {host} is none")
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
