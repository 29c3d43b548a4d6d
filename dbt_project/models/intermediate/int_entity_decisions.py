"""Which names of all episodes mean one thing: assets.language.entities.linking, over the mentions as they were read."""

import os
from pathlib import Path

import polars as pl

from assets.language.entities.linking import link
from assets.language.entities.overrides import load_overrides, shipped_overrides


def model(dbt, session):
    """Return a row for each entity that was read: what it is part of, under which name and label, and why."""
    dbt.config(materialized="table")
    mentions = dbt.ref("int_mentions").select(
        "read_entity_id, read_name, read_label, show_id, episode_id, segment_id, char_start, char_end"
    )
    people = dbt.ref("int_episode_people").select("show_id, name")
    overrides = load_overrides([shipped_overrides(), Path(os.environ.get("BRIEFCAST_OVERRIDES", ""))])
    decisions = link(mentions.pl().iter_rows(named=True), people.fetchall(), overrides)
    columns = ("read_entity_id", "show_id", "entity_id", "entity_name", "label", "reason")
    rows = [tuple(getattr(decision, column) for column in columns) for decision in decisions]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row").to_arrow()
