"""The command `briefcast`.

What belongs here: the commands, their options and help. What does not: what they do. Heavy libraries are imported by
the command that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli import feeds, subscribers
from orchestration.cli.common import (
    ERR,
    OUT,
    HomeOption,
    fail,
    load_settings,
    open_published,
    print_brief,
    print_deliveries,
    print_page,
    print_table,
)
from orchestration.cli.deliver import deliver
from orchestration.cli.serve import serve
from orchestration.settings import describe


def _settings_help() -> str:
    rows = "\n\n".join(f"{name}: {text}" for name, _default, text in describe())
    return (
        "Reads podcasts so that people need not: five insights a day, each with its evidence.\n\nSettings:\n\n" + rows
    )


app = typer.Typer(help=_settings_help(), no_args_is_help=True, add_completion=False, rich_markup_mode=None)
app.add_typer(feeds.app, name="feeds")
app.add_typer(subscribers.app, name="subscribers")
app.command()(serve)
app.command()(deliver)

DateOption = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="the brief's day, as YYYY-MM-DD")
]


@app.command()
def run(
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--feeds", help="an OPML document or a feed, address or path, or a folder of transcripts; may be repeated"
        ),
    ] = None,
    brief_date: DateOption = None,
    home: HomeOption = None,
) -> None:
    """Scan feeds, read what is new, publish the day's brief and print it.

    Without --feeds the home's own list is used (briefcast feeds add), and the sample shows where that is empty.
    """
    from orchestration.delivery.deliver import why_too_late
    from orchestration.feed_list import FeedListError
    from orchestration.home import HomeBusyError
    from orchestration.runs import RunFailedError
    from orchestration.runs import run as run_all

    settings = load_settings(home)
    try:
        report = run_all(settings, sources or [], _day(brief_date), lambda line: ERR.print(line, markup=False))
    except (RunFailedError, HomeBusyError, FeedListError) as error:
        fail(str(error))
    # A day without insights, or several subscribers: the run did what it was to do.
    if why_none := print_brief(settings, report.brief_date):
        ERR.print(why_none, markup=False)
    what = f"read {report.days_digested} days" if report.days_digested else "nothing new"
    OUT.print(f"\n{what}, {'published' if report.published else 'nothing to publish'}, in {report.seconds:.1f} s")
    OUT.print(f"DuckDB file: {settings.published_path}", soft_wrap=True)
    OUT.print(f"Site: {settings.site_path / 'index.html'}", soft_wrap=True)
    print_deliveries(settings, report.brief_date)
    if left_out := why_too_late(settings, report.brief_date, datetime.now(UTC)):
        ERR.print(left_out, markup=False)
    OUT.print(
        'Try: briefcast query "select name, label, show_count from entities order by show_count desc limit 10"',
        soft_wrap=True,
    )


@app.command()
def show(
    day: DateOption = None,
    subscriber: Annotated[str | None, typer.Option("--subscriber", help="whose brief: an id")] = None,
    insight: Annotated[
        str | None, typer.Option("--insight", help="print an insight instead: its id, or the beginning of it")
    ] = None,
    entity: Annotated[
        str | None, typer.Option("--entity", help="print what is said of somebody or something instead")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Print the brief of a day, the newest without --date; or an insight, or an entity."""
    from orchestration.looking.pages import NotFoundError, show_entity, show_insight

    settings = load_settings(home)
    if insight is None and entity is None:
        if why_none := print_brief(settings, _day(day), subscriber):
            fail(why_none)
        return
    with open_published(settings) as connection:
        try:
            page = show_insight(connection, insight) if insight else show_entity(connection, entity or "")
        except NotFoundError as error:
            fail(str(error))
    print_page(page)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="what to look for")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="how many insights at most")] = 8,
    home: HomeOption = None,
) -> None:
    """Find insights by words and by meaning together, and print them, the best first."""
    from orchestration.lake import Lake
    from orchestration.looking.search import search as find

    settings = load_settings(home)
    with open_published(settings) as connection:
        page = find(connection, Lake(root=settings.lake_root), words, limit)
    print_page(page)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help='SQL over the public tables, such as "select * from insights limit 5"')],
    home: HomeOption = None,
) -> None:
    """Ask the published file, read-only, and print the answer as a table."""
    import duckdb

    settings = load_settings(home)
    with open_published(settings) as connection:
        try:
            result = connection.execute(sql)
        except duckdb.Error as error:
            fail(str(error))
        print_table([column[0] for column in result.description or []], result.fetchall())


@app.command()
def evaluate(
    task: Annotated[str, typer.Argument(help="what to evaluate, such as claims; a wrong name lists them all")],
    data: Annotated[Path, typer.Option("--data", exists=True, help="the labelled file, or the folder of such")],
    subset: Annotated[str | None, typer.Option(help="which part of the data: train, dev or test (related)")] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="write the figures here as one JSON object")] = None,
    home: HomeOption = None,
) -> None:
    """Measure a part on labelled data and print its figures."""
    import json

    from orchestration.evaluation.figures import EvaluationDataError
    from orchestration.evaluation.tasks import PARTED, TASKS

    if task not in TASKS:
        fail(f"{task}: no such task; there are {', '.join(sorted(TASKS))}")
    if subset and task not in PARTED:
        fail(f"--subset: the data of {task} have no parts")
    try:
        figures = TASKS[task](data, load_settings(home), **({"subset": subset} if subset else {}))
    except EvaluationDataError as error:
        fail(str(error))
    OUT.print(f"{task}: " + "  ".join(f"{name} {value:.4g}" for name, value in figures.items()))
    if json_out:
        json_out.write_text(json.dumps(figures) + "\n", encoding="utf-8")


@app.command()
def dev(port: Annotated[int, typer.Option(help="port of the web server")] = 3000, home: HomeOption = None) -> None:
    """Open the Dagster UI on this home: assets, runs, checks, schedules."""
    import os
    import sys

    from orchestration.home import environment, prepare
    from orchestration.settings import PROJECT_ROOT

    settings = load_settings(home)
    prepare(settings)
    os.chdir(PROJECT_ROOT)
    command = Path(sys.executable).with_name("dg")
    os.execve(command, [str(command), "dev", "--port", str(port)], os.environ | environment(settings))  # noqa: S606 - our own environment's


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
