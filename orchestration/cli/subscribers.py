"""`briefcast subscribers`: for the operator, those who signed up.

What belongs here: list, export, remove. What does not: the file of subscribers, which is edited by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.common import OUT, HomeOption, fail, load_settings, print_table

if TYPE_CHECKING:
    from orchestration.subscribers.accounts import Account
    from orchestration.subscribers.store import Subscribers

app = typer.Typer(help="See and remove those who signed up.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="an id or an e-mail address")]


@app.command(name="list")
def list_subscribers(home: HomeOption = None) -> None:
    """Print everybody, the earliest first."""
    accounts = _open(home).everybody()
    columns = ["id", "email", "status", "signed up", "hour", "time zone"]
    rows = [
        (one.id, one.email, one.status, one.created_at.date(), one.subscriber.hour, one.subscriber.time_zone)
        for one in accounts
    ]
    print_table(columns, rows)


@app.command()
def export(name: Name, home: HomeOption = None) -> None:
    """Print all that is kept about somebody, as JSON."""
    import json

    from orchestration.service.history import all_kept

    OUT.print_json(json.dumps(all_kept(load_settings(home), _find(_open(home), name))))


@app.command()
def remove(name: Name, home: HomeOption = None) -> None:
    """Forget somebody: address, wishes and links, and the files written for nobody else."""
    from orchestration.subscribers.leaving import forget

    subscribers = _open(home)
    account = _find(subscribers, name)
    forget(load_settings(home), subscribers, account.id)
    OUT.print(f"{account.id} is forgotten", markup=False)


def _open(home: HomeOption) -> Subscribers:
    from orchestration.subscribers.database import DatabaseError
    from orchestration.subscribers.store import open_subscribers

    settings = load_settings(home)
    if not settings.has_subscribers_database:
        fail("nobody has signed up yet; the service takes sign-ups: briefcast serve")
    try:
        return open_subscribers(settings)
    except DatabaseError as error:
        fail(str(error))


def _find(subscribers: Subscribers, name: str) -> Account:
    account = subscribers.find(name)
    if account is None:
        fail(f"{name}: nobody has this id or address; see: briefcast subscribers list")
    return account
